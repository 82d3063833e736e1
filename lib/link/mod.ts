/** One connection to one peer: negotiation, media lanes, data channels, recovery. */
export type { Diagnostics, ReceivedVideo } from "./diagnostics.ts";
export { type IceConfiguration, IceServers } from "./ice_servers.ts";
export type { PictureLimit, Quality, SoundFrame } from "./quality.ts";
export type { Way } from "./selected_path.ts";
export { createRtcLinks, type RtcEnvironment } from "./rtc_link.ts";
export {
  defaultRecovery,
  FAILED_AFTER_MS,
  type RecoveryAction,
  type RecoveryPolicy,
  type RecoveryStep,
} from "./recovery.ts";
export {
  BYTES_FULL,
  BYTES_LOW,
  type Channel,
  CHANNELS,
  type Link,
  type LinkFactory,
  type LinkListener,
  type LinkOptions,
  type LinkState,
} from "./types.ts";
export { type Lane, LANE_KIND, LANES } from "./lanes.ts";
