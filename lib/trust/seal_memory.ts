/** How many nonces are remembered at most; each takes about 100 bytes. */
const KEPT_MAX = 8_192;

/** What a memory says of a nonce. */
export type Remembered = "new" | "seen" | "forgotten";

/**
 * Remembers nonces for as long as what they sealed counts as fresh, so that nothing is taken twice.
 * When it is full it forgets the oldest, and from then on refuses everything as old as that.
 */
export class SealMemory {
  /** Nonce to `at`, the time at which it was sealed. */
  readonly #kept = new Map<string, number>();
  #floor = -1;

  constructor(readonly keptMax: number = KEPT_MAX) {}

  get size(): number {
    return this.#kept.size;
  }

  has(nonce: string): boolean {
    return this.#kept.has(nonce);
  }

  /** Takes in a nonce sealed at `at`, after dropping all that were sealed before `oldest`. */
  remember(nonce: string, at: number, oldest: number): Remembered {
    if (this.#kept.has(nonce)) return "seen";
    if (at <= this.#floor) return "forgotten";
    if (this.#kept.size >= this.keptMax) this.#makeRoom(oldest);
    if (at <= this.#floor) return "forgotten";
    this.#kept.set(nonce, at);
    return "new";
  }

  #makeRoom(oldest: number): void {
    for (const [nonce, at] of this.#kept) {
      if (at < oldest) this.#kept.delete(nonce);
    }
    // Should our clock be set back later, what was dropped must not count as fresh again.
    this.#floor = Math.max(this.#floor, oldest - 1);
    if (this.#kept.size < this.keptMax) return;
    // Half goes at once, so that a full memory is sorted seldom.
    const byAge = [...this.#kept].sort(([, a], [, b]) => a - b);
    for (const [nonce, at] of byAge.slice(0, Math.ceil(this.keptMax / 2))) {
      this.#kept.delete(nonce);
      this.#floor = Math.max(this.#floor, at);
    }
  }
}
