import type { Clock } from "./clock.ts";
import { TURN_MS } from "./turns.ts";

/** Handshakes in one turn of the event loop, and how many may wait. */
const PER_TURN = 2;
const WAITING_MAX = 1_024;

/**
 * Lets newcomers in a few at a time, so that a storm of them does not keep those waiting who are
 * inside: a handshake costs as much as dozens of frames.
 */
export class Turnstile {
  #waiting: (() => void)[] = [];
  #passed = 0;
  #cancel: (() => void) | null = null;

  constructor(readonly clock: Clock) {}

  /** Settles when it is the newcomer's turn; null when too many wait already. */
  pass(): Promise<void> | null {
    this.#cancel ??= this.clock.after(TURN_MS, () => this.#turn());
    if (this.#passed < PER_TURN) {
      this.#passed++;
      return Promise.resolve();
    }
    if (this.#waiting.length >= WAITING_MAX) return null;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #turn(): void {
    const next = this.#waiting.splice(0, PER_TURN);
    this.#passed = next.length;
    this.#cancel = next.length > 0 ? this.clock.after(TURN_MS, () => this.#turn()) : null;
    for (const pass of next) pass();
  }
}
