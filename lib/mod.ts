/**
 * Kibitz's public engine: `joinRoom` for browsers and headless programs, `createLocalBus` for tests
 * and simulations in memory, and the types of what they give.
 */
export type { Clock, Random } from "./env/mod.ts";
export { JoinError, type JoinErrorCode, RoomError, type RoomErrorCode } from "./errors.ts";
export { joinRoom, type PreparedRoom, prepareRoom } from "./join.ts";
export {
  type HostKey,
  HostKeyError,
  type HostKeyErrorCode,
  hostPublicKey,
  openHostKey,
  readKeptHostKey,
} from "./trust/host_key.ts";
export { DEFAULT_SETTINGS, type HostSetting, type LinkSettings } from "./trust/link_settings.ts";
export {
  type Attachment,
  createLocalBus,
  type LocalBusOptions,
  type Transport,
} from "./local_bus.ts";
export type { EntryOptions, JoinOptions, PrepareOptions } from "./options.ts";
export type { Diagnostics, ReceivedVideo } from "./link/diagnostics.ts";
export type {
  FileEnd,
  Files,
  FileSink,
  FileSource,
  SharedFile,
  TransferState,
} from "./content/files/types.ts";
export type { IceConfiguration } from "./link/ice_servers.ts";
export type { Ink, InkBoard, Laser, Stroke } from "./content/ink/types.ts";
export type { InkPoint } from "./wire/ink.ts";
export { type LinkState } from "./link/types.ts";
export { type Lane, LANES } from "./link/lanes.ts";
export type { Way } from "./link/selected_path.ts";
export type {
  GovernanceState,
  Host,
  JoinStep,
  LeaveReason,
  Member,
  PeerView,
  Room,
  RoomEvents,
  RoomPhase,
  RoomState,
} from "./room/types.ts";
export type { ChatLine, Vouched } from "./content/types.ts";
export type { PeerId, Status } from "./wire/fields.ts";
