/** Jobs from others that may wait for the code to be fetched. */
const EARLY_MAX = 1_024;

/**
 * A part whose code is fetched when it is first needed. What it is asked to do meanwhile is done in
 * order once it is there; where the code can't be fetched, the next use tries again.
 */
export class Lazy<Part> {
  #part: Part | null = null;
  #coming: Promise<Part> | null = null;
  #early = 0;

  constructor(readonly fetch: () => Promise<Part>) {}

  /** The part, if it is there. */
  get here(): Part | null {
    return this.#part;
  }

  /** Does a job with the part, fetching it if need be. Rejects when that fails, or when the job throws. */
  async with<Result>(job: (part: Part) => Result): Promise<Result> {
    if (this.#part !== null) return job(this.#part);
    this.#coming ??= this.fetch().then((part) => this.#part = part);
    try {
      return job(await this.#coming);
    } finally {
      this.#coming = null;
    }
  }

  /**
   * Does what somebody else asks for, now or once the part is there. What is too much to wait, or
   * can't be done since the code can't be fetched, is dropped: its sender says it again when the
   * connection is next renewed.
   */
  serve(job: (part: Part) => void): void {
    if (this.#part !== null) return job(this.#part);
    if (this.#early >= EARLY_MAX) return;
    this.#early++;
    this.with(job).catch(() => {
      // TypeError: the code could not be fetched.
    }).finally(() => this.#early--);
  }
}
