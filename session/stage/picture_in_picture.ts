import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Stage, TileView } from "./tiles.ts";

/** The part of Document Picture-in-Picture (WICG) that is used: a small window over all others. */
export interface WindowMaker {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

/** Where the picture is: nowhere, in a small window of our own, or in the browser's window of a video. */
export type PipState =
  | { readonly name: "off" }
  | { readonly name: "window"; readonly window: Window }
  | { readonly name: "video" };

/** What a page gives for a picture that stays in sight while another app is in front. */
export interface PipEnv {
  /** Null where the browser makes no such windows. */
  readonly windows: WindowMaker | null;
  /** Makes a video that can leave the page; null where no video can. */
  readonly video: (() => HTMLVideoElement) | null;
}

/** The call's picture over other windows. */
export interface Pip {
  readonly possible: boolean;
  readonly state: ReadonlySignal<PipState>;
  /** True where a video alone can leave the page, and there is none. */
  readonly empty: ReadonlySignal<boolean>;
  /** The tile that it shows; null while nobody is seen. */
  readonly tile: ReadonlySignal<TileView | null>;
  /** Call it from a press. Throws what the browser throws, which wants another press. */
  toggle(): Promise<void>;
  close(): void;
}

/** The size of the small window, in CSS pixels. */
const SIZE = { width: 360, height: 240 } as const;

/** Makes it over what the stage shows and who is large. */
export function createPip(
  { windows, video }: PipEnv,
  stage: ReadonlySignal<Stage | null>,
  active: ReadonlySignal<string | null>,
): Pip {
  const state = signal<PipState>({ name: "off" });
  const tile = computed(() => tileFor(stage.value, active.value));
  let end = () => {};
  const off = () => {
    end();
    end = () => {};
    state.value = { name: "off" };
  };

  async function openWindow(maker: WindowMaker): Promise<void> {
    const window = await maker.requestWindow(SIZE);
    window.addEventListener("pagehide", off, { once: true });
    end = () => window.close();
    state.value = { name: "window", window };
  }

  async function openVideo(make: () => HTMLVideoElement): Promise<void> {
    const element = make();
    // The video follows whoever speaks: another track, and the same small window.
    const stop = effect(() => {
      const track = tile.value?.video ?? null;
      if (track !== null) element.srcObject = new MediaStream([track]);
    });
    end = () => {
      stop();
      element.srcObject = null;
      if (element.ownerDocument.pictureInPictureElement === element) {
        void element.ownerDocument.exitPictureInPicture();
      }
    };
    try {
      await element.play();
      await element.requestPictureInPicture();
      element.addEventListener("leavepictureinpicture", off, { once: true });
      state.value = { name: "video" };
    } catch (error) {
      off();
      throw error;
    }
  }

  return {
    possible: windows !== null || video !== null,
    state: computed(() => state.value),
    tile,
    empty: computed(() => windows === null && !tile.value?.video && state.value.name === "off"),
    async toggle() {
      if (state.peek().name !== "off") return off();
      if (windows !== null) return await openWindow(windows);
      if (video !== null && tile.peek()?.video) await openVideo(video);
    },
    close: off,
  };
}

/** A shared screen before all, then whoever is large, then anybody else who is seen. */
function tileFor(stage: Stage | null, active: string | null): TileView | null {
  const others = stage?.tiles.filter(({ self }) => !self) ?? [];
  return others.find(({ kind }) => kind === "screen") ??
    others.find(({ peer, video }) => peer === active && video !== null) ??
    others.find(({ video }) => video !== null) ??
    others.find(({ peer }) => peer === active) ?? others[0] ?? null;
}
