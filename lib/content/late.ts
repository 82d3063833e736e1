/**
 * A part whose code is fetched when it is first needed. What it is asked to do meanwhile is done in
 * order once it is there; where the code can't be fetched, the next use tries again.
 */
export class Late<Part> {
  #part: Part | null = null;
  #coming: Promise<Part> | null = null;

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
}
