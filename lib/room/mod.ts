/** The room: claim or join, roster, coordinator, and a connection to everyone in it. */
export { normaliseRoomName, ROOM_NAME_MAX } from "./room_name.ts";
export type { HostRule } from "./policy/governance.ts";
export type { RoomLock } from "./link_keys.ts";
export { type SavedVerdict, savedVerdictsSchema } from "./verdicts.ts";
export { takeSeat } from "./policy/seat.ts";
export type { JoiningOptions } from "./lifecycle.ts";
export type { RoomOptions } from "./parts.ts";
export { RoomEngine } from "./room.ts";
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
} from "./types.ts";
export type { ChatLine, Vouched } from "../content/types.ts";
export type { PeerId, Status } from "../wire/fields.ts";
