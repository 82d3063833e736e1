import { type ReadonlySignal, signal } from "@preact/signals";
import type { Clock, IceConfiguration, PreparedRoom, Random, Room } from "../lib/mod.ts";
import { systemClock, systemRandom } from "../lib/env/mod.ts";
import type { JoinOptions, PrepareOptions } from "../lib/options.ts";
import { createEngineJoin, engineHostKeys, type HostKeys } from "./joining/engine.ts";
import { fetchIceServers } from "./joining/ice_servers.ts";
import { PAGE_PACE, type Throttle } from "./joining/throttle.ts";
import type { PageAddress } from "./link/room_link.ts";
import { deviceStorage, type KeptText, tabStorage } from "./storage/storage.ts";
import { pageSeatStore, type SeatStore } from "./storage/seat_store.ts";
import { pageVisible } from "./browser/visibility.ts";

/** Everything that a session takes from the page around it, so that tests can put theirs in. */
export interface SessionEnv {
  readonly joinRoom: (room: string, options: JoinOptions) => Promise<Room>;
  /** Fetches what a join will need, ahead of it. */
  readonly prepare: (
    room: string,
    options: PrepareOptions,
  ) => Promise<Pick<PreparedRoom, "canRelay">>;
  readonly iceServers: () => Promise<IceConfiguration>;
  /** Null where the browser gives no devices, as on an address without https. */
  readonly media: MediaDevices | null;
  /** True when the browser has WebRTC and WebCrypto's subtle half. */
  readonly capable: boolean;
  /** True when the page came over https or from this machine. */
  readonly secure: boolean;
  readonly address: PageAddress;
  readonly keptText: KeptText | null;
  /** Whether the page was loaded again, and not gone to. */
  readonly reloaded: boolean;
  /** What lasts as long as the tab. */
  readonly tabText: KeptText | null;
  /** What takes a certificate; null where the browser has no such thing. */
  readonly seatStore: SeatStore | null;
  readonly random: Random;
  readonly hostKeys: HostKeys;
  /** Shows another path in the address bar, without a step in the history. */
  readonly showPath: (path: string) => void;
  readonly clock: Clock;
  readonly pace: Throttle;
  /** Makes a context that only listens: a whole call pays for it, so it plays nothing and is in no hurry. */
  readonly audioContext: (() => AudioContext) | null;
  readonly visible: ReadonlySignal<boolean>;
}

/** The real page's surroundings. Call it in a browser only. */
export function pageEnv(): SessionEnv {
  const { navigator, location } = globalThis;
  return {
    ...createEngineJoin(),
    iceServers: () => fetchIceServers((path, init) => fetch(path, init), systemClock),
    media: navigator.mediaDevices ?? null,
    capable: "RTCPeerConnection" in globalThis && "WebSocket" in globalThis,
    secure: globalThis.isSecureContext,
    address: location,
    keptText: deviceStorage(),
    reloaded: wasReloaded(),
    tabText: tabStorage(),
    seatStore: pageSeatStore(),
    random: systemRandom,
    hostKeys: engineHostKeys,
    showPath: (path) => history.replaceState(history.state, "", path),
    clock: systemClock,
    pace: PAGE_PACE,
    audioContext: "AudioContext" in globalThis ? listeningContext : null,
    visible: pageVisible(),
  };
}

function listeningContext(): AudioContext {
  // `sinkId` is not in TypeScript's types yet; a browser that does not know it plays silence instead.
  const options: AudioContextOptions & { sinkId: { type: "none" } } = {
    latencyHint: "playback",
    sinkId: { type: "none" },
  };
  return new AudioContext(options);
}

/** What stands in for a page on the server, where a session is rendered and never started. */
export function serverEnv(): SessionEnv {
  return {
    ...createEngineJoin(),
    prepare: () => Promise.resolve({ canRelay: false }),
    iceServers: () => Promise.resolve({ iceServers: [], expiresAt: null }),
    media: null,
    capable: false,
    secure: false,
    address: { origin: "", protocol: "", host: "", pathname: "", hash: "" },
    keptText: null,
    reloaded: false,
    tabText: null,
    seatStore: null,
    random: systemRandom,
    hostKeys: engineHostKeys,
    showPath: () => {},
    clock: systemClock,
    pace: PAGE_PACE,
    audioContext: null,
    visible: signal(false),
  };
}

/** How the page came about (Navigation Timing, section 4.3). */
function wasReloaded(): boolean {
  const [entry] = performance.getEntriesByType("navigation");
  return entry !== undefined && "type" in entry && entry.type === "reload";
}
