import type { Clock, Random } from "./env/mod.ts";
import type { Transport } from "./local_bus.ts";
import type { Lane } from "./link/types.ts";

/** Who joins a room, with what. */
export interface EntryOptions {
  /** The name that others see (1 to 40 characters). */
  readonly name: string;
  /** Tracks to start with, by lane. */
  readonly tracks?: Readonly<Partial<Record<Lane, MediaStreamTrack>>>;
  /** Gives up the join with `JoinError` "aborted". */
  readonly signal?: AbortSignal;
}

/** What a join stands on. One of `broker` and `transport` is needed. */
export interface PrepareOptions {
  /** The link key: the `k` of the room's link (22 characters), or absent for a room by name alone. */
  readonly key?: string | undefined;
  /** The WebSocket address of the broker, such as `wss://example.org/signal`. */
  readonly broker?: string;
  /** How many people the room takes (2 to 64); what the first person says holds. Default 8. */
  readonly capacity?: number;
  /** ICE servers, asked for once before the first connection. Default none. */
  readonly iceServers?: () => Promise<readonly RTCIceServer[]>;
  /** What to stand on instead of a broker and WebRTC, such as `createLocalBus()`. */
  readonly transport?: Transport;
  /** The class that makes connections. Default: the platform's `RTCPeerConnection`. */
  readonly connection?: typeof RTCPeerConnection;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** How to join a room. */
export type JoinOptions = EntryOptions & PrepareOptions;
