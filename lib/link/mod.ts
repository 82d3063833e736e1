/** One connection to one peer: negotiation, media lanes, data channels, recovery. */
export { createRtcLinks, type RtcEnvironment } from "./rtc_link.ts";
export {
  defaultRecovery,
  FAILED_AFTER_MS,
  type RecoveryAction,
  type RecoveryPolicy,
  type RecoveryStep,
} from "./recovery.ts";
export {
  type Channel,
  CHANNELS,
  type Lane,
  LANE_KIND,
  LANES,
  type Link,
  type LinkFactory,
  type LinkListener,
  type LinkOptions,
  type LinkState,
} from "./types.ts";
