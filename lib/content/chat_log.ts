import type { ChatLine } from "./types.ts";
import type { PeerId } from "../wire/fields.ts";
import type { PublicKeyText, SignatureText } from "../trust/signing.ts";
import { CHAT_CLOCK_LEAP, CHAT_CLOCK_MAX, CHAT_KEPT } from "../wire/content.ts";

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
  /** In a line for everyone: the author's seat, and its signature. */
  readonly seat?: PublicKeyText | undefined;
  readonly signature?: SignatureText | undefined;
  readonly direct?: true | undefined;
}

/** Somebody by their id, and by their seat where that is known. */
export interface Acquainted {
  readonly peer: PeerId;
  readonly seat: PublicKeyText | null;
}

/** A line, and what this member knows of how it came here. */
export interface Heard {
  readonly wire: WireLine;
  /** The seat of its author. */
  readonly seat: PublicKeyText;
  /** The one whom it is for; null for everyone. */
  readonly to: PeerId | null;
  /** When it was written, as far as that can be believed. */
  readonly at: number;
  /** The name of whoever passed it on; null where its author said it to us. */
  readonly passedOnBy: string | null;
  /** On whose account it is kept: places are shared out among these. */
  readonly account: string;
  /** Members to whom this line of ours was not sent, and never is. */
  readonly unsent: readonly Acquainted[];
}

interface Kept extends Heard {
  readonly id: string;
  /** Where it stands in the order. */
  readonly clock: number;
  /** Made when it is first shown, and anew when what is known of its author changed. */
  view: ChatLine | null;
}

/** The name of whoever has this seat, if they were here in this visit. */
export type NameOf = (seat: PublicKeyText) => string | null;

/**
 * The lines that this member has, in an order that is the same for everyone: by a Lamport clock
 * (Lamport 1978), then by author. Each line is kept once, whoever brought it. Where there are too
 * many, the account with the most gives up its oldest: nobody pushes out those who wrote less.
 */
export class ChatLog {
  #kept: Kept[] = [];
  #clock = 0;
  #count = 0;

  /** What was written since the chat was cleared for the `epoch`th time, and before it is again. */
  lines(epoch: number, nameOf: NameOf): readonly ChatLine[] {
    return this.#kept.filter(({ wire }) => wire.epoch === epoch).map((kept) => view(kept, nameOf));
  }

  forgetBefore(epoch: number): void {
    this.#kept = this.#kept.filter(({ wire }) => wire.epoch >= epoch);
  }

  /** Whether this very line of this seat is here. */
  has(author: PeerId, seat: PublicKeyText, n: number): boolean {
    const id = lineId(author, seat, n);
    return this.#kept.some((kept) => kept.id === id);
  }

  /** The number and the clock of the next line of our own. */
  next(): Pick<WireLine, "n" | "clock"> {
    return { n: this.#count++, clock: Math.min(this.#clock + 1, CHAT_CLOCK_MAX) };
  }

  /**
   * Adds a line; null when it was there already, or finds no place. A clock that runs far ahead of
   * ours moves it by a leap and no more. The line is kept all the same: who is shown a leap by
   * somebody else writes with it from then on, and must not lose their voice by that.
   */
  add(heard: Heard, nameOf: NameOf): ChatLine | null {
    const { author, n } = heard.wire;
    const id = lineId(author, heard.seat, n);
    if (this.has(author, heard.seat, n)) return null;
    const clock = Math.min(heard.wire.clock, this.#clock + CHAT_CLOCK_LEAP);
    this.#clock = Math.max(this.#clock, clock);
    const kept: Kept = { ...heard, id, clock, view: null };
    const after = this.#kept.findLastIndex((other) => order(other, kept) <= 0);
    this.#kept.splice(after + 1, 0, kept);
    return this.#makePlace() === kept ? null : view(kept, nameOf);
  }

  /** Our own line has its signature now. */
  signed(wire: WireLine): void {
    const at = this.#kept.findIndex((kept) =>
      kept.wire.author === wire.author && kept.wire.n === wire.n && kept.seat === wire.seat
    );
    if (at >= 0) this.#kept[at] = { ...this.#kept[at], wire };
  }

  /**
   * The lines of those authors of whom `speaksFor` says yes, oldest first, as far as `reader` may
   * have them: what was for one person goes from its author to that person, and nowhere else. A line
   * of ours that is not signed yet goes out when it is; one that was held back from them never does.
   */
  linesOf(
    speaksFor: (author: PeerId) => boolean,
    reader: PeerId,
    seat: PublicKeyText | null,
  ): WireLine[] {
    return this.#kept.filter(({ wire, to, unsent }) =>
      speaksFor(wire.author) && (to === null ? wire.signature !== undefined : to === reader) &&
      !unsent.some((held) => held.peer === reader || (seat !== null && held.seat === seat))
    ).map(({ wire }) => wire);
  }

  /** Drops a line where there are too many, and answers which. */
  #makePlace(): Kept | null {
    if (this.#kept.length <= CHAT_KEPT) return null;
    const counts = new Map<string, number>();
    for (const { account } of this.#kept) counts.set(account, (counts.get(account) ?? 0) + 1);
    const most = Math.max(...counts.values());
    const at = this.#kept.findIndex(({ account }) => counts.get(account) === most);
    return this.#kept.splice(at, 1)[0] ?? null;
  }
}

function view(kept: Kept, nameOf: NameOf): ChatLine {
  const known = nameOf(kept.seat);
  const name = known ?? kept.wire.name;
  const vouched = kept.passedOnBy === null ? "author" : known === null ? "passed-on" : "signed";
  if (kept.view?.name === name && kept.view.vouched === vouched) return kept.view;
  const { id, at, to, wire: { author, text } } = kept;
  const passedOnBy = vouched === "passed-on" ? kept.passedOnBy : null;
  const unsent = kept.unsent.map(({ peer }) => peer);
  return kept.view = { id, author, name, text, at, vouched, passedOnBy, to, unsent };
}

/** One author's lines are told apart by their numbers; somebody who lies about an author has another seat. */
function lineId(author: PeerId, seat: PublicKeyText, n: number): string {
  return `${author}:${n}:${seat}`;
}

function order(a: Kept, b: Kept): number {
  return a.clock - b.clock || compare(a.wire.author, b.wire.author) || a.wire.n - b.wire.n ||
    compare(a.seat, b.seat);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
