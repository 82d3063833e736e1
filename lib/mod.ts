/**
 * Kibitz's public engine: `joinRoom` for browsers and headless programs, `createLocalBus` for tests
 * and simulations in memory, and the types of what they give.
 */
export type { Clock, Random } from "./env/mod.ts";
export { JoinError, type JoinErrorCode, RoomError, type RoomErrorCode } from "./errors.ts";
export { DEFAULT_CAPACITY, joinRoom, type PreparedRoom, prepareRoom } from "./join.ts";
export {
  type Attachment,
  createLocalBus,
  type LocalBusOptions,
  type Transport,
} from "./local_bus.ts";
export type { EntryOptions, JoinOptions, PrepareOptions } from "./options.ts";
export { type Lane, LANES, type LinkState } from "./link/types.ts";
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
} from "./room/types.ts";
