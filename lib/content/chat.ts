import type { Bytes } from "../env/bytes.ts";
import type { Clock } from "../env/mod.ts";
import { RoomError } from "../errors.ts";
import type { ChatLine } from "./types.ts";
import type { PeerId } from "../wire/fields.ts";
import type { PublicKeyText, SignatureText, Signing } from "../trust/signing.ts";
import {
  CHAT_EPOCH_LEAP,
  CHAT_KEPT,
  CHAT_MAX,
  type Content as ContentMessage,
  HISTORY_BATCH,
} from "../wire/content.ts";
import { type Acquainted, ChatLog, type Heard, type WireLine } from "./chat_log.ts";
import { type Said, signedText } from "./line_signature.ts";
import { JobQueue } from "./job_queue.ts";

/** Lines of one member that may wait for their signatures to be checked: twice what a member keeps. */
const CHECKING_MAX = 2 * CHAT_KEPT;
/** A line can't have been written before there was Kibitz, nor so much later than now: 12 hours. */
const EARLIEST = Date.UTC(2025, 0, 1);
const AHEAD_MS = 43_200_000;

/** Somebody who is in the room, or was in this visit. */
export interface LineAuthor {
  readonly seat: PublicKeyText;
  readonly name: string;
}

export interface ChatOptions {
  readonly self: PeerId;
  readonly clock: Clock;
  /** The room beyond a change of key: signatures hold there. */
  readonly scope: string;
  /** Our own seat, and what signs by its key. */
  readonly seat: PublicKeyText;
  readonly sign: (message: Bytes) => Promise<SignatureText>;
  readonly signing: Pick<Signing, "verify">;
  /** Everyone else who is in the room now. */
  readonly members: () => readonly PeerId[];
  /** Who goes, or went, by this id, if a roster of this visit listed them. */
  readonly seatOf: (author: PeerId) => LineAuthor | null;
  /** The name of whoever sits in this seat, or sat there in this visit. */
  readonly nameOf: (seat: PublicKeyText) => string | null;
  /** How often the host cleared the chat: lines of before are gone. */
  readonly epoch: () => number;
  /** Whether nothing of ours goes to a member, since their code differed. */
  readonly withheld: (peer: PeerId) => boolean;
  /** Whether the host lets whoever has this seat write. */
  readonly mayWrite: (seat: PublicKeyText) => boolean;
  readonly send: (peer: PeerId, message: ContentMessage) => void;
  /** There is a line that nobody saw here before. */
  readonly told: (line: ChatLine) => void;
  /** A line was dropped that is not its author's, or could not be. */
  readonly refused: () => void;
}

/**
 * What people write. A line for everyone is signed by its author's seat, so that whoever passes it on
 * once its author has left can't have made it up. A line for one person goes no further, and is its
 * author's by the connection.
 */
export class Chat {
  readonly #log = new ChatLog();
  readonly #signing = new JobQueue(Infinity);
  readonly #checking = new Map<PeerId, JobQueue>();
  #closed = false;

  constructor(readonly options: ChatOptions) {}

  get lines(): readonly ChatLine[] {
    return this.#log.lines(this.options.epoch(), this.options.nameOf);
  }

  /** Forgets what was written before the host cleared the chat. */
  reset(): void {
    this.#log.forgetBefore(this.options.epoch());
  }

  /**
   * Writes a line to everyone, or to one member. It stands here at once, and goes out when it is
   * signed, in the order in which lines were written. Throws `RoomError` "bad-chat".
   */
  write(name: string, text: string, to: PeerId | null): ChatLine {
    const trimmed = text.trim().toWellFormed();
    if (trimmed === "" || trimmed.length > CHAT_MAX) {
      throw new RoomError("bad-chat", `a chat line has 1 to ${CHAT_MAX} characters`);
    }
    const { self: author, seat, clock, epoch, nameOf } = this.options;
    const at = Math.trunc(clock.now());
    const said = { author, name: name.toWellFormed(), text: trimmed, at };
    const wire: WireLine = {
      ...said,
      ...this.#log.next(),
      epoch: epoch(),
      ...to === null ? { seat } : { direct: true },
    };
    const unsent = this.#withheldFrom(to);
    const heard = { wire, seat, to, at, passedOnBy: null, account: seat, unsent };
    const line = this.#log.add(heard, nameOf);
    if (line === null) throw new RoomError("bad-chat", "this line is written already");
    if (to === null) this.#signing.add(() => this.#sayToAll({ ...wire, seat }));
    else this.options.send(to, { t: "chat", ...wire });
    this.options.told(line);
    return line;
  }

  /**
   * Brings a newly connected member up to date: everyone sends its own lines, and the one who
   * `speaksForAbsent` passes on the lines of those who have left.
   */
  catchUp(peer: PeerId, speaksForAbsent: boolean): void {
    const { self, send } = this.options;
    const present = new Set(this.options.members());
    const lines = this.#log.linesOf(
      (author) => author === self || (speaksForAbsent && !present.has(author)),
      peer,
      this.options.seatOf(peer)?.seat ?? null,
    );
    for (let at = 0; at < lines.length; at += HISTORY_BATCH) {
      send(peer, { t: "history", lines: lines.slice(at, at + HISTORY_BATCH) });
    }
  }

  /** A line that a member says: its own, or one of an author who is not here. */
  onLine(peer: PeerId, wire: WireLine): void {
    const { self, members, seatOf } = this.options;
    if (wire.author === peer) return this.#fromAuthor(peer, wire);
    // Those who are here say for themselves what they wrote, and so do we.
    if (wire.author === self || members().includes(wire.author)) return;
    const known = seatOf(wire.author);
    const carrier = seatOf(peer);
    // A line for one person has no seat: nobody passes it on.
    if (wire.seat === undefined || carrier === null) return this.options.refused();
    if (known !== null && known.seat !== wire.seat) return this.options.refused();
    const passedOnBy = carrier.name;
    // What can't be laid to anybody's account is on that of whoever says it.
    const account = this.options.nameOf(wire.seat) === null ? `by ${carrier.seat}` : wire.seat;
    this.#check(peer, { ...wire, seat: wire.seat }, { passedOnBy, account });
  }

  close(): void {
    this.#closed = true;
    this.#signing.close();
    for (const turns of this.#checking.values()) turns.close();
  }

  /** Those who do not get a line that is written now, and will not get it later. */
  #withheldFrom(to: PeerId | null): Acquainted[] {
    const { members, withheld, seatOf } = this.options;
    return (to === null ? members() : [to]).filter(withheld)
      .map((peer) => ({ peer, seat: seatOf(peer)?.seat ?? null }));
  }

  async #sayToAll(line: Said & WireLine): Promise<void> {
    const { sign, scope, members, send } = this.options;
    const signature = await sign(signedText(scope, line));
    if (this.#closed) return;
    const signed = { ...line, signature };
    this.#log.signed(signed);
    for (const member of members()) send(member, { t: "chat", ...signed });
  }

  #fromAuthor(peer: PeerId, wire: WireLine): void {
    const author = this.options.seatOf(peer);
    if (author === null) return;
    const { seat } = author;
    if (wire.direct) {
      return this.#take({ wire, seat, to: this.options.self, passedOnBy: null, account: seat });
    }
    // It has to be signed all the same: others are going to pass it on.
    if (wire.seat !== seat) return this.options.refused();
    this.#check(peer, { ...wire, seat }, { passedOnBy: null, account: seat });
  }

  /** Takes a line for everyone once its signature was found to be its author's. */
  #check(peer: PeerId, line: Said & WireLine, how: Pick<Heard, "passedOnBy" | "account">): void {
    const { signing, scope, refused } = this.options;
    const { author, seat, n, signature } = line;
    if (signature === undefined) return refused();
    if (this.#log.has(author, seat, n)) return;
    const waits = this.#turnsOf(peer).add(async () => {
      const genuine = await signing.verify(seat, signedText(scope, line), signature);
      if (this.#closed) return;
      if (!genuine) return refused();
      this.#take({ wire: line, seat, to: null, ...how });
    });
    if (!waits) refused();
  }

  #turnsOf(peer: PeerId): JobQueue {
    const known = this.#checking.get(peer);
    if (known !== undefined) return known;
    const turns = new JobQueue(CHECKING_MAX, () => void this.#checking.delete(peer));
    this.#checking.set(peer, turns);
    return turns;
  }

  #take(heard: Omit<Heard, "at" | "unsent">): void {
    const { mayWrite, nameOf, refused, told } = this.options;
    const { wire, seat } = heard;
    const epoch = this.options.epoch();
    if (wire.epoch < epoch || !mayWrite(seat)) return;
    if (wire.epoch > epoch + CHAT_EPOCH_LEAP) return refused();
    const line = this.#log.add({ ...heard, at: this.#believed(wire.at), unsent: [] }, nameOf);
    if (line !== null && wire.epoch === epoch) told(line);
  }

  /** When a line was written: what its author says, or now where that can't be. */
  #believed(at: number): number {
    const now = this.options.clock.now();
    return at < EARLIEST || at > now + AHEAD_MS ? now : at;
  }
}
