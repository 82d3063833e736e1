import { systemClock } from "../lib/env/mod.ts";
import type { Clock } from "../lib/mod.ts";
import type { FullscreenDocument } from "./browser/fullscreen.ts";
import type { CallKeys } from "./browser/media_session.ts";
import type { PipEnv, WindowMaker } from "./stage/picture_in_picture.ts";
import { pageVisible } from "./browser/visibility.ts";
import type { ScreenKeeper } from "./browser/wake_lock.ts";

/** What a running call takes from the page around it, beside what the session has. */
export interface InCallEnv {
  readonly clock: Clock;
  /** Null where the browser gives no devices. */
  readonly media: MediaDevices | null;
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

/** The real page's. Call it in a browser only. */
export function pageInCallEnv(): InCallEnv {
  const { navigator } = globalThis;
  return {
    clock: systemClock,
    media: navigator.mediaDevices ?? null,
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
