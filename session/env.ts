import type { Clock, Room } from "../lib/mod.ts";
import { systemClock } from "../lib/env/mod.ts";
import type { JoinOptions, PrepareOptions } from "../lib/options.ts";
import { joinRoom, prepareRoom } from "./engine.ts";
import { fetchIceServers } from "./ice.ts";
import { type Pace, PAGE_PACE } from "./pace.ts";
import type { PageAddress } from "./place.ts";
import { type KeptText, localKeptText } from "./stored.ts";

/** Everything that a session takes from the page around it, so that tests can put theirs in. */
export interface SessionEnv {
  readonly joinRoom: (room: string, options: JoinOptions) => Promise<Room>;
  /** Fetches what a join will need, ahead of it. */
  readonly prepare: (room: string, options: PrepareOptions) => Promise<unknown>;
  readonly iceServers: () => Promise<readonly RTCIceServer[]>;
  /** Null where the browser gives no devices, as on an address without https. */
  readonly media: MediaDevices | null;
  /** True when the browser has WebRTC and WebCrypto's subtle half. */
  readonly capable: boolean;
  /** True when the page came over https or from this machine. */
  readonly secure: boolean;
  readonly address: PageAddress;
  readonly keptText: KeptText | null;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly copyText: ((text: string) => Promise<void>) | null;
  readonly share: ((data: ShareData) => Promise<void>) | null;
  readonly audioContext: (() => AudioContext) | null;
}

/** The real page's surroundings. Call it in a browser only. */
export function pageEnv(): SessionEnv {
  const { navigator, location } = globalThis;
  return {
    joinRoom,
    prepare: prepareRoom,
    iceServers: () => fetchIceServers((path, init) => fetch(path, init)),
    media: navigator.mediaDevices ?? null,
    capable: "RTCPeerConnection" in globalThis && "WebSocket" in globalThis,
    secure: globalThis.isSecureContext,
    address: location,
    keptText: localKeptText(),
    clock: systemClock,
    pace: PAGE_PACE,
    copyText: navigator.clipboard ? (text) => navigator.clipboard.writeText(text) : null,
    share: "share" in navigator ? (data) => navigator.share(data) : null,
    audioContext: "AudioContext" in globalThis ? () => new AudioContext() : null,
  };
}

/** What stands in for a page on the server, where a session is rendered and never started. */
export function serverEnv(): SessionEnv {
  return {
    joinRoom,
    prepare: () => Promise.resolve(),
    iceServers: () => Promise.resolve([]),
    media: null,
    capable: false,
    secure: false,
    address: { origin: "", protocol: "", host: "", pathname: "", hash: "" },
    keptText: null,
    clock: systemClock,
    pace: PAGE_PACE,
    copyText: null,
    share: null,
    audioContext: null,
  };
}
