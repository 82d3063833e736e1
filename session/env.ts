import { type ReadonlySignal, signal } from "@preact/signals";
import type { Clock, IceConfiguration, PreparedRoom, Room } from "../lib/mod.ts";
import { systemClock } from "../lib/env/mod.ts";
import type { JoinOptions, PrepareOptions } from "../lib/options.ts";
import { engineHostKeys, type HostKeys, joinRoom, prepareRoom } from "./engine.ts";
import { fetchIceServers } from "./ice.ts";
import type { CallKeys } from "./media_keys.ts";
import { type Pace, PAGE_PACE } from "./pace.ts";
import type { PageAddress } from "./place.ts";
import type { FullscreenDocument } from "./fullscreen.ts";
import { tabKeptText } from "./kept_host.ts";
import type { PipEnv, WindowMaker } from "./pip.ts";
import { type KeptText, localKeptText } from "./stored.ts";
import type { ScreenKeeper } from "./wake_lock.ts";

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
  readonly hostKeys: HostKeys;
  /** Shows another path in the address bar, without a step in the history. */
  readonly showPath: (path: string) => void;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly copyText: ((text: string) => Promise<void>) | null;
  readonly share: ((data: ShareData) => Promise<void>) | null;
  readonly audioContext: (() => AudioContext) | null;
  /** False where the browser ignores a page's volume, as on iPhones. */
  readonly canTurnVolume: boolean;
  /** False where the system alone says where sound comes out. */
  readonly canChooseSpeaker: boolean;
  readonly pip: PipEnv;
  /** Null where there is no page. */
  readonly document: FullscreenDocument | null;
  readonly screen: ScreenKeeper;
  /** The system's own controls for a call. */
  readonly callKeys: CallKeys | null;
}

/** The real page's surroundings. Call it in a browser only. */
export function pageEnv(): SessionEnv {
  const { navigator, location } = globalThis;
  return {
    joinRoom,
    prepare: prepareRoom,
    iceServers: () => fetchIceServers((path, init) => fetch(path, init), systemClock),
    media: navigator.mediaDevices ?? null,
    capable: "RTCPeerConnection" in globalThis && "WebSocket" in globalThis,
    secure: globalThis.isSecureContext,
    address: location,
    keptText: localKeptText(),
    reloaded: wasReloaded(),
    tabText: tabKeptText(),
    hostKeys: engineHostKeys,
    showPath: (path) => history.replaceState(history.state, "", path),
    clock: systemClock,
    pace: PAGE_PACE,
    copyText: navigator.clipboard ? (text) => navigator.clipboard.writeText(text) : null,
    share: "share" in navigator ? (data) => navigator.share(data) : null,
    audioContext: "AudioContext" in globalThis ? () => new AudioContext() : null,
    canTurnVolume: turnsVolume(),
    canChooseSpeaker: "setSinkId" in HTMLMediaElement.prototype,
    pip: pagePip(),
    document: globalThis.document,
    screen: {
      request: "wakeLock" in navigator ? () => navigator.wakeLock.request("screen") : null,
      visible: pageVisible(),
    },
    // TypeScript's DOM does not know the actions and setters of calls yet.
    callKeys: "mediaSession" in navigator ? navigator.mediaSession as unknown as CallKeys : null,
  };
}

/** What stands in for a page on the server, where a session is rendered and never started. */
export function serverEnv(): SessionEnv {
  return {
    joinRoom,
    prepare: () => Promise.resolve({ canRelay: false }),
    iceServers: () => Promise.resolve({ iceServers: [], expiresAt: null }),
    media: null,
    capable: false,
    secure: false,
    address: { origin: "", protocol: "", host: "", pathname: "", hash: "" },
    keptText: null,
    reloaded: false,
    tabText: null,
    hostKeys: engineHostKeys,
    showPath: () => {},
    clock: systemClock,
    pace: PAGE_PACE,
    copyText: null,
    share: null,
    audioContext: null,
    canTurnVolume: true,
    canChooseSpeaker: false,
    pip: { windows: null, video: null },
    document: null,
    screen: { request: null, visible: signal(false) },
    callKeys: null,
  };
}

/** Whether the page can be seen: not in a tab behind another, and not on a screen that is off. */
function pageVisible(): ReadonlySignal<boolean> {
  const visible = signal(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", () => {
    visible.value = document.visibilityState === "visible";
  });
  return visible;
}

/** How the page came about (Navigation Timing, section 4.3). */
function wasReloaded(): boolean {
  const [entry] = performance.getEntriesByType("navigation");
  return entry !== undefined && "type" in entry && entry.type === "reload";
}

function turnsVolume(): boolean {
  const audio = new Audio();
  audio.volume = 0.5;
  return audio.volume === 0.5;
}

function pagePip(): PipEnv {
  // Not in TypeScript's DOM yet.
  const { documentPictureInPicture } = globalThis as { documentPictureInPicture?: WindowMaker };
  const makeVideo = () => {
    const video = document.createElement("video");
    video.muted = true;
    video.playsInline = true;
    return video;
  };
  return {
    windows: documentPictureInPicture ?? null,
    video: document.pictureInPictureEnabled ? makeVideo : null,
  };
}
