import type { Clock } from "../../env/mod.ts";

/** How far back the speed looks, and how much it must have seen, in milliseconds. */
const WINDOW_MS = 4_000;
const EARLIEST_MS = 500;

/** How fast something goes forward, over the last seconds. */
export class Speed {
  #seen: { at: number; done: number }[] = [];

  constructor(readonly clock: Clock) {}

  /** Notes how far it is. Where it went on from after a pause, call `rest` first. */
  note(done: number): void {
    const at = this.clock.now();
    this.#seen.push({ at, done });
    while (this.#seen.length > 2 && this.#seen[0].at < at - WINDOW_MS) this.#seen.shift();
  }

  /** Forgets what was: a connection was lost. */
  rest(): void {
    this.#seen = [];
  }

  /** Per second; null while it is too early to tell. */
  get perSecond(): number | null {
    const first = this.#seen.at(0);
    const last = this.#seen.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < EARLIEST_MS) return null;
    return (last.done - first.done) / (last.at - first.at) * 1000;
  }
}
