import type { Clock } from "./clock.ts";
import { TURN_MS } from "./turns.ts";

/** Handshakes in one turn while nobody inside says anything, and how many may wait. */
const PER_TURN = 2;
const WAITING_MAX = 1_024;
/** How long a turn is while people inside talk; then it is one handshake in a turn. */
const GENTLE_TURN_MS = 3;
/** For how long after a frame somebody counts as talking, in milliseconds. */
const TALK_MS = 200;

/**
 * Lets newcomers in a few at a time, so that a storm of them does not keep those waiting who are
 * inside: a handshake costs as much as dozens of frames. After a restart, when everybody comes and
 * nobody talks yet, they come in much faster.
 */
export class Turnstile {
  #waiting: (() => void)[] = [];
  #passed = 0;
  #cancel: (() => void) | null = null;
  #heard = 0;
  #heardAt = Number.NEGATIVE_INFINITY;

  /** `frames` tells how many frames those inside have sent so far. */
  constructor(readonly clock: Clock, readonly frames: () => number = () => 0) {}

  /** Settles when it is the newcomer's turn; null when too many wait already. */
  pass(): Promise<void> | null {
    const talking = this.#talking();
    this.#cancel ??= this.#begin(talking);
    if (this.#passed < (talking ? 1 : PER_TURN)) {
      this.#passed++;
      return Promise.resolve();
    }
    if (this.#waiting.length >= WAITING_MAX) return null;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #turn(): void {
    const talking = this.#talking();
    const next = this.#waiting.splice(0, talking ? 1 : PER_TURN);
    this.#passed = next.length;
    this.#cancel = next.length > 0 ? this.#begin(talking) : null;
    for (const pass of next) pass();
  }

  #begin(talking: boolean): () => void {
    return this.clock.after(talking ? GENTLE_TURN_MS : TURN_MS, () => this.#turn());
  }

  #talking(): boolean {
    const frames = this.frames();
    const now = this.clock.now();
    if (frames !== this.#heard) {
      this.#heard = frames;
      this.#heardAt = now;
    }
    return now - this.#heardAt < TALK_MS;
  }
}
