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
  /**
   * Open sockets of one address (of one /56 network in IPv6), of one block of addresses (a /24 in IPv4,
   * a /48 in IPv6), and of all. Sixty people behind one address have two each and as many again that
   * are not given up yet; a block has an eighth of all.
   */
  socketsPerAddress: 256,
  socketsPerBlock: 2_500,
  socketsTotal: 20_000,
  /** New sockets per second and address over a longer time, and the most at once. */
  connectsPerSecond: 20,
  connectBurst: 300,
  /** How long a message waits for a client that is not there, in milliseconds. */
  waitMs: 5_000,
  /**
   * Messages that may wait for one client, of one client, of one address, of one block, and in all.
   * Where the bus answers later every message waits for a moment, so one client's are more than a
   * burst. An address has a quarter of all: some eighty at the same moment for each of sixty people.
   * A block has no more than that either, and no less, since these sixty are in one.
   */
  waitingPerDestination: 1_024,
  waitingPerSender: 512,
  waitingPerAddress: 5_000,
  waitingPerBlock: 5_000,
  waitingTotal: 20_000,
  /** Bytes of waiting messages of one client, of one address, of one block, and in all. */
  waitingBytesPerSender: 4 * 1024 * 1024,
  waitingBytesPerAddress: 16 * 1024 * 1024,
  waitingBytesPerBlock: 16 * 1024 * 1024,
  waitingBytesTotal: 64 * 1024 * 1024,
  /**
   * What a client may lose of what it says because it crowds out others, in frames (one more for every
   * 16,384 characters): so many a second over a longer time, and the most at once.
   */
  crowdingPerSecond: 1,
  crowdingBurst: 32,
  /**
   * Bytes that stand in line for a client which does not keep up, and for all such clients; a frame
   * counts 256 besides its text.
   */
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
  /**
   * Requests for TURN credentials per minute from one address, from one block, and from all. Sixty
   * people behind one address come, reload, and some come once more; a block has an eighth of all.
   */
  turnPerMinute: 150,
  turnPerMinutePerBlock: 750,
  turnPerMinuteTotal: 6_000,
} as const;

export type Limits = { readonly [Name in keyof typeof DEFAULT_LIMITS]: number };

/** The environment variable that overrides a limit: `frameBytes` is `LIMIT_FRAME_BYTES`. */
export function limitVariable(name: keyof Limits): string {
  return `LIMIT_${name.replace(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase()}`;
}
