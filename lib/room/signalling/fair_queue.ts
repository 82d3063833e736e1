/** How many items may wait: of one source, and of all. */
export interface FairLimits {
  readonly ofOne: number;
  readonly ofAll: number;
}

/**
 * Items that wait, one of each source in turn: whoever sends much makes only its own wait longer. The
 * order of each source is kept.
 */
export class FairQueue<Item> {
  /** What waits, by source; the source whose turn is next comes first. None is empty. */
  readonly #waiting = new Map<string, Item[]>();
  #size = 0;
  #serving = false;

  constructor(readonly limits: FairLimits) {}

  /** Takes in an item. When all places are taken, the newest of the source that has most gives way. */
  add(source: string, item: Item): void {
    const own = this.#waiting.get(source) ?? [];
    if (own.length >= this.limits.ofOne) return;
    own.push(item);
    this.#waiting.set(source, own);
    this.#size++;
    if (this.#size > this.limits.ofAll) this.#giveWay(source, own);
  }

  /** The item whose turn it is, of a preferred source where there is one; null when nothing waits. */
  next(prefers: (source: string) => boolean = () => true): { source: string; item: Item } | null {
    for (const source of this.#waiting.keys()) if (prefers(source)) return this.#take(source);
    const [first] = this.#waiting.keys();
    return first === undefined ? null : this.#take(first);
  }

  /**
   * Serves everything that waits, one after another, and what comes meanwhile; a call while that goes
   * on does nothing. `serve` gives a promise where something has to be waited for.
   */
  async serve(
    serve: (source: string, item: Item) => Promise<void> | void,
    prefers?: (source: string) => boolean,
  ): Promise<void> {
    if (this.#serving) return;
    this.#serving = true;
    try {
      for (let next = this.next(prefers); next !== null; next = this.next(prefers)) {
        const work = serve(next.source, next.item);
        if (work !== undefined) await work;
      }
    } finally {
      this.#serving = false;
    }
  }

  /** One source turned out to be another: what waits of it comes before what waits of that one. */
  rename(from: string, to: string): void {
    const renamed = this.#waiting.get(from);
    if (renamed === undefined || from === to) return;
    this.#waiting.delete(from);
    this.#waiting.set(to, [...renamed, ...this.#waiting.get(to) ?? []]);
  }

  clear(): void {
    this.#waiting.clear();
    this.#size = 0;
  }

  #take(source: string): { source: string; item: Item } | null {
    const own = this.#waiting.get(source) ?? [];
    const item = own.shift();
    this.#waiting.delete(source);
    if (item === undefined) return null;
    this.#size--;
    // Behind all others, whose turn comes first.
    if (own.length > 0) this.#waiting.set(source, own);
    return { source, item };
  }

  /** Of sources that have equally many, the one that sent last gives way: nobody is pushed out by it. */
  #giveWay(source: string, own: Item[]): void {
    let most = { source, items: own };
    for (const [other, items] of this.#waiting) {
      if (items.length > most.items.length) most = { source: other, items };
    }
    most.items.pop();
    this.#size--;
    if (most.items.length === 0) this.#waiting.delete(most.source);
  }
}
