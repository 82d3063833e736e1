import { computed, type ReadonlySignal, signal } from "@preact/signals";

/** The part of a document that full screen needs. */
export type FullscreenDocument =
  & Pick<Document, "exitFullscreen" | "addEventListener" | "removeEventListener">
  & { readonly documentElement: Pick<Element, "requestFullscreen"> }
  & { readonly fullscreenEnabled?: boolean; readonly fullscreenElement: Element | null };

/** The whole screen for the call. */
export interface Fullscreen {
  /** False where a page may not take it, as on iPhones. */
  readonly possible: boolean;
  readonly on: ReadonlySignal<boolean>;
  toggle(): Promise<void>;
  /** Begins to follow; the answer stops it, and gives the screen back. */
  watch(): () => void;
}

/** Makes it over the page's document; null where there is none. */
export function createFullscreen(page: FullscreenDocument | null): Fullscreen {
  const on = signal(false);
  const leave = () =>
    page?.exitFullscreen().catch(() => {
      // TypeError: the person left it by Escape at the same moment, which is what was wanted.
    });
  return {
    possible: page?.fullscreenEnabled === true,
    on: computed(() => on.value),
    async toggle() {
      if (page?.fullscreenEnabled !== true) return;
      if (page.fullscreenElement !== null) return await leave();
      await page.documentElement.requestFullscreen().catch(() => {
        // TypeError: the browser wants a fresh press first. Nothing changed, and another press works.
      });
    },
    watch() {
      if (page === null) return () => {};
      const changed = () => {
        on.value = page.fullscreenElement !== null;
      };
      page.addEventListener("fullscreenchange", changed);
      changed();
      return () => {
        page.removeEventListener("fullscreenchange", changed);
        if (page.fullscreenElement !== null) void leave();
        on.value = false;
      };
    },
  };
}
