import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Room } from "../../lib/mod.ts";
import { openScreen, type ScreenTracks } from "./media.ts";
import { deviceErrorCode, deviceProblem, type Problem } from "../notices/problems.ts";

/** Sharing one's own screen. */
export interface Screen {
  /** True where the browser can share a screen at all (phones mostly can't). */
  readonly possible: boolean;
  readonly shown: ReadonlySignal<MediaStreamTrack | null>;
  toggle(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes the screen share over the room that `room` gives, while there is one. */
export function createScreen(
  media: MediaDevices | null,
  room: () => Room | null,
  onProblem: (problem: Problem) => void,
): Screen {
  const shown = signal<MediaStreamTrack | null>(null);
  let tracks: ScreenTracks | null = null;
  let asking = false;

  async function start(list: MediaDevices): Promise<void> {
    asking = true;
    try {
      const opened = await openScreen(list);
      const call = room();
      if (call === null) return stopAll(opened);
      tracks = opened;
      // The browser's own "stop sharing" bar ends the track.
      opened.picture.addEventListener("ended", () => void stop());
      await call.setTrack("screen", opened.picture);
      await call.setTrack("screen-audio", opened.sound);
      shown.value = opened.picture;
    } catch (error) {
      const code = deviceErrorCode(error);
      // Closing the browser's chooser is an answer, not a problem.
      if (code !== "denied") onProblem(deviceProblem(code, "screen"));
    } finally {
      asking = false;
    }
  }

  async function stop(): Promise<void> {
    if (tracks === null) return;
    stopAll(tracks);
    tracks = null;
    shown.value = null;
    const call = room();
    if (call === null) return;
    await call.setTrack("screen", null);
    await call.setTrack("screen-audio", null);
  }

  return {
    possible: media !== null && "getDisplayMedia" in media,
    shown: computed(() => shown.value),
    stop,
    toggle() {
      if (tracks !== null) return stop();
      return asking || media === null ? Promise.resolve() : start(media);
    },
  };
}

function stopAll(tracks: ScreenTracks): void {
  tracks.picture.stop();
  tracks.sound?.stop();
}
