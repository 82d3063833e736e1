import { setImmediate } from "node:timers";
import type { Clock } from "../../../lib/mod.ts";

interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** Time that passes only when it is told to: events run in order, each moment's microtasks with it. */
export class VirtualTime implements Clock {
  #now = 1_000_000;
  #order = 0;
  readonly #heap: Event[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const event = { at: this.#now + Math.ceil(ms), order: this.#order++, run, cancelled: false };
    this.#push(event);
    return () => void (event.cancelled = true);
  }

  /** Lets `ms` milliseconds pass. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (let at = this.#next(); at !== null && at <= end; at = this.#next()) {
      this.#now = at;
      while (this.#next() === at) this.#pop().run();
      await settled();
    }
    this.#now = end;
  }

  /** When the next event is due. */
  #next(): number | null {
    while (this.#heap.length > 0 && this.#heap[0].cancelled) this.#pop();
    return this.#heap.length === 0 ? null : this.#heap[0].at;
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.push(event) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(event, heap[parent])) break;
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = event;
  }

  #pop(): Event {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap[heap.length - 1];
    heap.length--;
    if (heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

function before(one: Event, other: Event): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** Every microtask has run, with those that they brought. */
function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
