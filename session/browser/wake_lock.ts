import { effect, type ReadonlySignal } from "@preact/signals";

/** What keeps a screen on, as the browser gives it. */
export interface ScreenLock {
  release(): Promise<void>;
}

/** Keeping the screen on, and whether the page can be seen. */
export interface ScreenKeeper {
  /** Null where the browser can't do it. */
  readonly request: (() => Promise<ScreenLock>) | null;
  readonly visible: ReadonlySignal<boolean>;
}

/**
 * Keeps the screen on from now until the answer is called. The browser lets go by itself whenever
 * the page is hidden (Screen Wake Lock, section 6), so it is asked anew each time that it is seen.
 */
export function keepScreenOn({ request, visible }: ScreenKeeper): () => void {
  if (request === null) return () => {};
  return effect(() => {
    if (!visible.value) return;
    let over = false;
    const letGo = (lock: ScreenLock) =>
      void lock.release().catch(() => {
        // Released already, by the browser.
      });
    let held: ScreenLock | null = null;
    request().then((lock) => {
      if (over) letGo(lock);
      else held = lock;
    }).catch(() => {
      // NotAllowedError: hidden again meanwhile, or the battery is low. The screen may then go dark.
    });
    return () => {
      over = true;
      if (held !== null) letGo(held);
    };
  });
}
