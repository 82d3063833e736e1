import type { ChatLine, PeerId } from "../room/types.ts";
import { CHAT_CLOCK_MAX, CHAT_KEPT } from "../wire/content.ts";

/** A line as it crosses the wire, beside its author. */
export interface WireLine {
  readonly author: PeerId;
  readonly n: number;
  readonly text: string;
  readonly name: string;
  readonly at: number;
  readonly clock: number;
}

interface Kept {
  readonly line: ChatLine;
  readonly wire: WireLine;
}

/**
 * The lines that this member has, in an order that is the same for everyone: by a Lamport clock
 * (Lamport 1978), then by author. Each line is kept once, whoever brought it.
 */
export class ChatLog {
  #kept: Kept[] = [];
  #clock = 0;
  #count = 0;

  get lines(): readonly ChatLine[] {
    return this.#kept.map(({ line }) => line);
  }

  /** Writes a line of our own. */
  write(author: PeerId, name: string, text: string, at: number): WireLine {
    const clock = Math.min(this.#clock + 1, CHAT_CLOCK_MAX);
    const wire = { author, n: this.#count++, name, text, at, clock };
    this.add(wire, false);
    return wire;
  }

  /** Adds a line; null when it was there already. */
  add(wire: WireLine, passedOn: boolean): ChatLine | null {
    const id = `${wire.author}:${wire.n}`;
    if (this.#kept.some(({ line }) => line.id === id)) return null;
    const { author, name, text, at } = wire;
    const line: ChatLine = { id, author, name, text, at, passedOn };
    this.#clock = Math.max(this.#clock, wire.clock);
    this.#kept = [...this.#kept, { line, wire }].sort(byClock).slice(-CHAT_KEPT);
    return line;
  }

  /** The lines of those authors of whom `speaksFor` says yes, oldest first. */
  linesOf(speaksFor: (author: PeerId) => boolean): WireLine[] {
    return this.#kept.filter(({ wire }) => speaksFor(wire.author)).map(({ wire }) => wire);
  }
}

function byClock(a: Kept, b: Kept): number {
  return a.wire.clock - b.wire.clock || compare(a.wire.author, b.wire.author) ||
    a.wire.n - b.wire.n;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
