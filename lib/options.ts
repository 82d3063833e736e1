import type { Clock, Random } from "./env/mod.ts";
import type { Transport } from "./local_bus.ts";
import type { Lane } from "./link/types.ts";

/** How to join a room. Only `name` and one of `broker` and `transport` are needed. */
export interface JoinOptions {
  /** The name that others see (1 to 40 characters). */
  readonly name: string;
  /** The link key: the `k` of the room's link (22 characters), or absent for a room by name alone. */
  readonly key?: string;
  /** The WebSocket address of the broker, such as `wss://example.org/signal`. */
  readonly broker?: string;
  /** How many people the room takes (2 to 64); what the first person says holds. Default 8. */
  readonly capacity?: number;
  /** Tracks to start with, by lane. */
  readonly tracks?: Readonly<Partial<Record<Lane, MediaStreamTrack>>>;
  /** ICE servers, asked for once before the first connection. Default none. */
  readonly iceServers?: () => Promise<readonly RTCIceServer[]>;
  /**
   * The certificate of this visit, where the page made one ahead of the click (`newCertificate`).
   * It must be used for one visit alone.
   */
  readonly certificate?: Promise<RTCCertificate>;
  /** Gives up the join with `JoinError` "aborted". */
  readonly signal?: AbortSignal;
  /** What to stand on instead of a broker and WebRTC, such as `createLocalBus()`. */
  readonly transport?: Transport;
  /** The class that makes connections. Default: the platform's `RTCPeerConnection`. */
  readonly connection?: typeof RTCPeerConnection;
  readonly clock?: Clock;
  readonly random?: Random;
}
