/** Time and randomness that the trust tests hold in their hands. */
import type { Clock, Random } from "../../../../lib/env/mod.ts";

/** A clock that stands still until it is moved; timers fire when it passes them. */
export interface ManualClock extends Clock {
  set(now: number): void;
  /** Timers that are neither fired nor cancelled. */
  readonly pending: number;
}

export function manualClock(start: number): ManualClock {
  let now = start;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    set(to) {
      now = to;
      for (const timer of [...timers]) {
        if (timer.at <= now && timers.delete(timer)) timer.run();
      }
    },
    get pending() {
      return timers.size;
    },
  };
}

/** Bytes that look random and are the same in every run (splitmix32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  return (length) => Uint8Array.from({ length }, () => next() >>> 24);
}
