/**
 * Every error that the engine throws on purpose, each with a stable `code`. Host keys have one of their
 * own, `HostKeyError`, beside what opens them.
 *
 * @module
 */
/** Why a room could not be joined; each is told to the person in words by the page. */
export type JoinErrorCode =
  | "bad-room"
  | "bad-key"
  /** The link's other settings (its host, its number of people) are none that are known here. */
  | "bad-settings"
  | "bad-name"
  | "unsupported"
  | "broker-unreachable"
  | "broker-refused"
  | "no-answer"
  /** No usable answer came, but forged or altered ones did. */
  | "tampered"
  | "room-full"
  | "refused"
  /** The host locked the room, turned us away at the door, or removed us from the room. */
  | "locked"
  | "denied"
  | "removed"
  /** Our address was to be hidden, and there is no relay to hide it behind. */
  | "no-relay"
  | "aborted";

/** A join that did not succeed. `code` is stable; the message is for developers. */
export class JoinError extends Error {
  /** Always "JoinError". */
  override readonly name = "JoinError";
  /** Makes one; `options.cause` is what it came of. */
  constructor(
    readonly code: JoinErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Why a call on a room could not be done. */
export type RoomErrorCode =
  | "bad-name"
  | "bad-chat"
  | "no-such-peer"
  | "too-large"
  | "too-many"
  | "bad-label"
  /** Only the host can do that. */
  | "not-host"
  /** The host took that from us. */
  | "not-allowed"
  | "no-relay"
  | "left";

/** A call on a room that could not be done. `code` is stable; the message is for developers. */
export class RoomError extends Error {
  /** Always "RoomError". */
  override readonly name = "RoomError";
  /** Makes one. */
  constructor(readonly code: RoomErrorCode, message: string) {
    super(message);
  }
}
