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
  /** How often the chat had been cleared when this was written. */
  readonly epoch: number;
  readonly direct?: true | undefined;
}

interface Kept {
  /** The one whom it is for; null for everyone. */
  readonly to: PeerId | null;
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

  /** What was written since the chat was cleared for the `epoch`th time, and before it is again. */
  lines(epoch: number): readonly ChatLine[] {
    return this.#kept.filter(({ wire }) => wire.epoch === epoch).map(({ line }) => line);
  }

  forgetBefore(epoch: number): void {
    this.#kept = this.#kept.filter(({ wire }) => wire.epoch >= epoch);
  }

  /** Writes a line of our own. */
  write(
    author: PeerId,
    name: string,
    text: string,
    at: number,
    epoch: number,
    to: PeerId | null,
  ): WireLine {
    const clock = Math.min(this.#clock + 1, CHAT_CLOCK_MAX);
    const wire = {
      author,
      n: this.#count++,
      name,
      text,
      at,
      clock,
      epoch,
      ...to === null ? {} : { direct: true } as const,
    };
    this.add(wire, false, to);
    return wire;
  }

  /** Adds a line that is for `to`, or for everyone; null when it was there already. */
  add(wire: WireLine, passedOn: boolean, to: PeerId | null): ChatLine | null {
    const id = `${wire.author}:${wire.n}`;
    if (this.#kept.some(({ line }) => line.id === id)) return null;
    const { author, name, text, at } = wire;
    const line: ChatLine = { id, author, name, text, at, passedOn, to, unsent: [] };
    this.#clock = Math.max(this.#clock, wire.clock);
    this.#kept = [...this.#kept, { line, wire, to }].sort(byClock).slice(-CHAT_KEPT);
    return line;
  }

  /**
   * The lines of those authors of whom `speaksFor` says yes, oldest first, as far as `reader` may
   * have them: what was for one person goes from its author to that person, and nowhere else.
   */
  linesOf(speaksFor: (author: PeerId) => boolean, reader: PeerId): WireLine[] {
    return this.#kept.filter(({ wire, to }) =>
      speaksFor(wire.author) && (to === null || to === reader)
    ).map(({ wire }) => wire);
  }
}

function byClock(a: Kept, b: Kept): number {
  return a.wire.clock - b.wire.clock || compare(a.wire.author, b.wire.author) ||
    a.wire.n - b.wire.n;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
