import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock } from "../../lib/mod.ts";

/** The time as a signal, which moves every second while somebody needs it, and costs nothing else. */
export interface Ticker {
  /** Milliseconds since the Unix epoch. */
  readonly now: ReadonlySignal<number>;
  /** Begins; the answer stops it. */
  watch(): () => void;
}

/** Makes a ticker that runs while `needed`. */
export function createTicker(clock: Clock, needed: ReadonlySignal<boolean>): Ticker {
  const now = signal(0);
  return {
    now: computed(() => now.value),
    watch: () =>
      effect(() => {
        if (!needed.value) return;
        let cancel = () => {};
        const tick = () => {
          now.value = clock.now();
          cancel = clock.after(1000, tick);
        };
        tick();
        return () => cancel();
      }),
  };
}
