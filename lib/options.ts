import type { Clock, Random } from "./env/mod.ts";
import type { Transport } from "./local_bus.ts";
import type { IceConfiguration } from "./link/ice_servers.ts";
import type { Lane } from "./link/lanes.ts";
import type { JoinStep } from "./room/types.ts";
import type { HostSetting } from "./trust/link_settings.ts";
import type { Signer } from "./trust/signing.ts";

/** Who joins a room, with what. */
export interface EntryOptions {
  /** The name that others see (1 to 40 characters). */
  readonly name: string;
  /** Tracks to start with, by lane. */
  readonly tracks?: Readonly<Partial<Record<Lane, MediaStreamTrack>>>;
  /** A line for the host (up to 140 characters), where newcomers have to be let in. */
  readonly note?: string | undefined;
  /** The room's host key, opened by `openHostKey`: whoever has it is the host from the first moment. */
  readonly hostKey?: Signer | undefined;
  /**
   * What `room.host.keepPolicy` gave in an earlier visit: so the host puts back what they decided,
   * where everybody has left meanwhile.
   */
  readonly policy?: string | undefined;
  /**
   * Keeps our network address from everybody in the room: they reach us by relays alone. Without a
   * relay the join fails with `JoinError` "no-relay". Default false.
   */
  readonly hideAddress?: boolean;
  /** Hears how far the join is; "waiting" and "waiting-host" take as long as the host does. */
  readonly onStep?: (step: JoinStep) => void;
  /** Gives up the join with `JoinError` "aborted". */
  readonly signal?: AbortSignal;
}

/** What a join stands on. One of `broker` and `transport` is needed. */
export interface PrepareOptions {
  /** The link key: the `k` of the room's link (22 characters), or absent for a room by name alone. */
  readonly key?: string | undefined;
  /** The WebSocket address of the broker, such as `wss://example.org/signal`. */
  readonly broker?: string;
  /** How many people the room takes (2 to 64), the `cap` of its link: the same for all. Default 8. */
  readonly capacity?: number;
  /** Who governs the room, the `host` of its link: the same for all. Default nobody. */
  readonly host?: HostSetting;
  /** Whether nobody is in before the host, the `first` of its link: the same for all. Default false. */
  readonly hostFirst?: boolean;
  /** What `keepSeat` gave in an earlier visit, to come back into the same seat. */
  readonly seat?: string | undefined;
  /**
   * The certificate of an earlier visit (`Room.certificate`), to be met under it again. One that has
   * expired, or that can't be read, is not used. Default: a new one.
   */
  readonly certificate?: RTCCertificate | undefined;
  /**
   * ICE servers: asked for before the first connection, and again when half of the time is over for
   * which they hold, until the room is left. Where it rejects, calls go on without. Default none.
   */
  readonly iceServers?: () => Promise<IceConfiguration>;
  /** What to stand on instead of a broker and WebRTC, such as `createLocalBus()`. */
  readonly transport?: Transport;
  /** The class that makes connections. Default: the platform's `RTCPeerConnection`. */
  readonly connection?: typeof RTCPeerConnection;
  /** Default: the system's clock. */
  readonly clock?: Clock;
  /** Default: the system's randomness. */
  readonly random?: Random;
}

/** How to join a room. */
export type JoinOptions = EntryOptions & PrepareOptions;
