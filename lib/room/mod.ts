/** The room: claim or join, roster, coordinator, and a connection to everyone in it. */
export { normaliseRoomName, ROOM_NAME_MAX } from "./name.ts";
export { RoomEngine, type RoomOptions } from "./room.ts";
export type {
  ChatLine,
  LeaveReason,
  Member,
  PeerId,
  PeerView,
  Room,
  RoomEvents,
  RoomPhase,
  RoomState,
  Status,
} from "./types.ts";
