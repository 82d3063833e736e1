/**
 * Every limit that a stranger can push against, by name. `LIMIT_` and the name in capitals
 * (`LIMIT_SOCKETS_PER_ADDRESS`) in the environment overrides one. docs/protocol.md says
 * what happens when each is exceeded.
 */
export const DEFAULT_LIMITS = {
  /** The largest frame, in bytes of UTF-8. */
  frameBytes: 256 * 1024,
  /** Frames per second and socket over a longer time, and the most at once. */
  framesPerSecond: 50,
  frameBurst: 400,
  /** Bytes per second and socket over a longer time, and the most at once. */
  bytesPerSecond: 512 * 1024,
  byteBurst: 1024 * 1024,
  /** Open sockets of one address (of one /64 network in IPv6), and of all addresses. */
  socketsPerAddress: 256,
  socketsTotal: 20_000,
  /** New sockets per second and address over a longer time, and the most at once. */
  connectsPerSecond: 20,
  connectBurst: 300,
  /** How long a message waits for a client that is not there, in milliseconds. */
  waitMs: 5_000,
  /**
   * Messages that may wait for one client, of one client, and in all. Where the bus answers later
   * every message waits for a moment, so one client's are more than a burst.
   */
  waitingPerDestination: 1_024,
  waitingPerSender: 512,
  waitingTotal: 20_000,
  /** Bytes of waiting messages of one client, and in all. */
  waitingBytesPerSender: 4 * 1024 * 1024,
  waitingBytesTotal: 64 * 1024 * 1024,
  /** Bytes that the broker keeps for a client which does not read them, and for all such clients. */
  unreadBytes: 1024 * 1024,
  unreadBytesTotal: 128 * 1024 * 1024,
  /**
   * Seconds without a frame before a socket is closed; it is asked for a sign of life at two thirds of
   * them. The address of a room whose coordinator lost its network is held for so long.
   */
  idleSeconds: 30,
  /**
   * The same for PeerJS clients, which answer no question: in a page that nobody sees, browsers may
   * let them say something once a minute.
   */
  peerjsIdleSeconds: 75,
  /** Requests for TURN credentials per minute from one address, and from all. */
  turnPerMinute: 30,
  turnPerMinuteTotal: 6_000,
} as const;

export type Limits = { readonly [Name in keyof typeof DEFAULT_LIMITS]: number };

/** The environment variable that overrides a limit: `frameBytes` is `LIMIT_FRAME_BYTES`. */
export function limitVariable(name: keyof Limits): string {
  return `LIMIT_${name.replace(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase()}`;
}
