/**
 * Kibitz's engine: `joinRoom` for browsers and headless programs, and the types of what it gives.
 * Links are made and read with `./link`, rooms in memory with `./local`, errors are in `./errors`.
 *
 * @example A room in memory
 * ```ts
 * import { createLocalBus, joinRoom } from "@kibitz/engine";
 *
 * const transport = createLocalBus();
 * const ada = await joinRoom("tuesday", { name: "Ada", transport });
 * const ben = await joinRoom("tuesday", { name: "Ben", transport });
 * ben.on("chat", ({ name, text }) => console.log(`${name}: ${text}`));
 * ada.chat("hello");
 * ```
 *
 * @module
 */
export type { Clock, Random } from "./env/mod.ts";
export { JoinError, type JoinErrorCode, RoomError, type RoomErrorCode } from "./errors.ts";
export { joinRoom, type PreparedRoom, prepareRoom } from "./join.ts";
export {
  type HostKey,
  HostKeyError,
  type HostKeyErrorCode,
  type HostKeyLock,
  hostPublicKey,
  openHostKey,
  readKeptHostKey,
} from "./trust/host_key.ts";
export { DEFAULT_SETTINGS, type HostSetting, type LinkSettings } from "./trust/link_settings.ts";
export { createLocalBus, type Transport } from "./local_bus.ts";
export type { EntryOptions, JoinOptions, PrepareOptions } from "./options.ts";
export type { Bytes } from "./env/bytes.ts";
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
export { type Lane, LANES } from "./link/lanes.ts";
export type { LinkState } from "./link/types.ts";
export type { Way } from "./link/selected_path.ts";
export type { AppMessage, ChatLine, Vouched } from "./content/types.ts";
export type { Fingerprint } from "./trust/fingerprint.ts";
export type {
  GroupFailure,
  GroupMember,
  GroupVerificationState,
} from "./trust/group_verification.ts";
export type { PairFailure, PairVerificationState } from "./trust/pair_verification.ts";
export type { SafetyCode } from "./trust/safety_code.ts";
export type { ConnectedTrust, TrustState, UnverifiableReason } from "./trust/trust_state.ts";
export type { PublicKeyText, Signer } from "./trust/signing.ts";
export type { Knock } from "./wire/control.ts";
export type { PeerId, Status } from "./wire/fields.ts";
export type { Ability } from "./wire/policy.ts";
export type {
  GovernanceState,
  Host,
  JoinStep,
  LeaveReason,
  Member,
  PeerTrust,
  PeerView,
  Room,
  RoomEvents,
  RoomPhase,
  RoomState,
} from "./room/types.ts";
