/** How many nonces of one author are remembered at most; each takes about 100 bytes. */
const KEPT_MAX = 512;
/** How many authors are remembered at once. */
const AUTHORS_MAX = 256;

/** What a memory says of a nonce. */
export type Remembered = "new" | "seen" | "forgotten";

/** What is remembered of one author: nonces by the time at which they were sealed. */
interface Author {
  readonly kept: Map<string, number>;
  /** Nothing of theirs that is as old as this is taken. */
  floor: number;
  /** The time of their newest word; of one that they dated ahead, when it came. */
  newest: number;
}

/**
 * Remembers nonces for as long as what they sealed counts as fresh, so that nothing is taken twice.
 * Each author has places of its own: one who fills them has its own older half forgotten, and what is
 * as old as that refused, and nobody else's.
 */
export class SealMemory {
  readonly #authors = new Map<string, Author>();
  /** What was forgotten with authors who had to make room. */
  #floor = -1;

  constructor(readonly keptMax: number = KEPT_MAX, readonly authorsMax: number = AUTHORS_MAX) {}

  get size(): number {
    return [...this.#authors.values()].reduce((sum, { kept }) => sum + kept.size, 0);
  }

  has(author: string, nonce: string): boolean {
    return this.#authors.get(author)?.kept.has(nonce) ?? false;
  }

  /** Takes in a nonce sealed at `at`, after dropping all that were sealed before `oldest`. */
  remember(author: string, nonce: string, at: number, oldest: number, now: number): Remembered {
    const known = this.#authors.get(author) ?? this.#newAuthor(author, oldest);
    if (known.kept.has(nonce)) return "seen";
    if (at <= known.floor) return "forgotten";
    if (known.kept.size >= this.keptMax) makeRoom(known, oldest, this.keptMax);
    if (at <= known.floor) return "forgotten";
    known.kept.set(nonce, at);
    known.newest = Math.max(known.newest, Math.min(at, now));
    return "new";
  }

  #newAuthor(author: string, oldest: number): Author {
    if (this.#authors.size >= this.authorsMax) this.#forgetOne(oldest);
    const known: Author = { kept: new Map(), floor: this.#floor, newest: this.#floor };
    this.#authors.set(author, known);
    return known;
  }

  /**
   * The author goes whose newest word is the oldest: what raises the floor for newcomers least. Who
   * dates what they say ahead of our clock raises it no further than to when it came.
   */
  #forgetOne(oldest: number): void {
    let gone: { author: string; newest: number } | null = null;
    for (const [author, { newest }] of this.#authors) {
      if (gone === null || newest < gone.newest) gone = { author, newest };
    }
    if (gone === null) return;
    this.#authors.delete(gone.author);
    this.#floor = Math.max(this.#floor, gone.newest, oldest - 1);
  }
}

function makeRoom(author: Author, oldest: number, keptMax: number): void {
  const { kept } = author;
  for (const [nonce, at] of kept) if (at < oldest) kept.delete(nonce);
  // Should our clock be set back later, what was dropped must not count as fresh again.
  author.floor = Math.max(author.floor, oldest - 1);
  if (kept.size < keptMax) return;
  // Half goes at once, so that a full memory is sorted seldom.
  const byAge = [...kept].sort(([, a], [, b]) => a - b);
  for (const [nonce, at] of byAge.slice(0, Math.ceil(keptMax / 2))) {
    kept.delete(nonce);
    author.floor = Math.max(author.floor, at);
  }
}
