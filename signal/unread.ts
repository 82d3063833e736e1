/** Somebody for whom bytes are kept that it does not read. */
export interface Reader {
  /** Bytes that it has not taken yet. */
  unread(): number;
  /** All readers together have too much, and this one most of it. */
  tooSlow(): void;
}

/** Bytes below which a reader counts as keeping up. */
const KEEPS_UP = 64 * 1024;

/** Bounds what is kept for all slow readers together. */
export class Unread {
  /** What was seen last of each who does not keep up. */
  #slow = new Map<Reader, number>();
  #total = 0;

  constructor(readonly max: number) {}

  /** The bytes that were seen last, of all who do not keep up. */
  get total(): number {
    return this.#total;
  }

  /** Takes note that `reader` has so many bytes unread. */
  note(reader: Reader, bytes: number): void {
    if (bytes <= KEEPS_UP) return this.forget(reader);
    this.#total += bytes - (this.#slow.get(reader) ?? 0);
    this.#slow.set(reader, bytes);
    if (this.#total > this.max) this.#refuseSlowest();
  }

  forget(reader: Reader): void {
    this.#total -= this.#slow.get(reader) ?? 0;
    this.#slow.delete(reader);
  }

  /** Looks again at everybody, since many will have read meanwhile, and gives up those with most. */
  #refuseSlowest(): void {
    for (const [reader, seen] of this.#slow) {
      const bytes = reader.unread();
      this.#total += bytes - seen;
      this.#slow.set(reader, bytes);
      if (bytes <= KEEPS_UP) this.forget(reader);
    }
    const slowest = [...this.#slow].sort(([, a], [, b]) => b - a);
    for (const [reader] of slowest) {
      if (this.#total <= this.max) return;
      this.forget(reader);
      reader.tooSlow();
    }
  }
}
