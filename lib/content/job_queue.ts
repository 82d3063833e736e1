/**
 * Jobs that are done one after another, in the order in which they were given. One that rejects is
 * its owner's error, and keeps none behind it from its turn.
 */
export class JobQueue {
  readonly #waiting: (() => Promise<void>)[] = [];
  #busy = false;
  #closed = false;

  /** `most` may wait at once; `idle` is told whenever none waits any more. */
  constructor(readonly most: number, readonly idle: () => void = () => {}) {}

  /** Gives a job its turn. Answers false where too many wait, and after `close`. */
  add(job: () => Promise<void>): boolean {
    if (this.#closed || this.#waiting.length >= this.most) return false;
    this.#waiting.push(job);
    if (!this.#busy) void this.#work();
    return true;
  }

  /** Lets go of those that wait. */
  close(): void {
    this.#closed = true;
    this.#waiting.length = 0;
  }

  async #work(): Promise<void> {
    this.#busy = true;
    try {
      for (let job = this.#waiting.shift(); job !== undefined; job = this.#waiting.shift()) {
        await job();
      }
    } finally {
      this.#busy = false;
      if (this.#waiting.length > 0) void this.#work();
      else this.idle();
    }
  }
}
