import type { Said, Speaker } from "../bus/bus.ts";
import type { Clock } from "../clock.ts";
import type { Limits } from "../limits.ts";
import { costOf, SendShares } from "./send_shares.ts";

/** Somebody who is sent more than it reads just now. */
export interface Receiver {
  /** Bytes that its socket has not taken yet; no room at all while nothing may be sent. */
  unread(): number;
  hand(frame: string): void;
  /** Its line is empty, and what comes may go to the socket at once again. */
  caughtUp(): void;
}

/** Bytes in a socket below which its client counts as keeping up; beyond them frames stand in line. */
export const WINDOW = 64 * 1024;
/** How often lines are looked at, in milliseconds, and for how many times one that stands still is not. */
const LOOK_MS = 10;
const RESTS_MAX = 32;
/** A dropped frame counts against its sender, and once more for every so many characters. */
const CHARS = 16_384;

/** The frames for one receiver that its socket has no room for. Only `Lines` changes it. */
export class SendBuffer {
  readonly shares = new SendShares();
  /** What was unread after the last look. */
  seen: number;
  /** The receiver has read something since this was last set to false. */
  moved = false;
  /** It has read nothing for so long that nothing is kept for it. */
  deaf = false;
  rests = 0;
  resting = 0;

  constructor(readonly receiver: Receiver) {
    this.seen = receiver.unread();
  }
}

/** What one network has in all lines. */
interface Holding {
  size: number;
  readonly lines: Map<SendBuffer, number>;
}

/** What one block of addresses has in all lines, by its networks. */
interface BlockHolding {
  size: number;
  readonly networks: Map<string, Holding>;
}

interface Options {
  readonly clock: Clock;
  readonly limits: Pick<Limits, "unreadBytes" | "unreadBytesTotal">;
  /** Called for each sender some of whose frames were dropped, soon afterwards. */
  readonly crowded: (speaker: Speaker, cost: number) => void;
}

/**
 * The lines of all who do not keep up with what they are sent, be it that they are flooded or that they
 * read slowly. Each line and all together are bounded, at the cost of those who have most in them:
 * their newest frames go, and they hear of it. Receivers pay nothing, whatever others send.
 */
export class SendBuffers {
  /** Frames that were dropped so far. */
  dropped = 0;
  #lines = new Set<SendBuffer>();
  #blocks = new Map<string, BlockHolding>();
  #total = 0;
  /** What those who crowded lines lost since they were last told, by their ids. */
  #crowded = new Map<string, { readonly speaker: Speaker; cost: number }>();
  #cancel: (() => void) | null = null;

  constructor(readonly options: Options) {}

  /** What all lines hold, in bytes. */
  get total(): number {
    return this.#total;
  }

  /** Begins a line; it ends when `receiver` has caught up. */
  begin(receiver: Receiver): SendBuffer {
    const line = new SendBuffer(receiver);
    this.#lines.add(line);
    this.#wake();
    return line;
  }

  put(line: SendBuffer, said: Said): void {
    if (line.deaf) {
      this.dropped++;
      return;
    }
    line.shares.add(said);
    this.#account(line, said, costOf(said));
    const { unreadBytes, unreadBytesTotal } = this.options.limits;
    while (line.shares.size > unreadBytes && this.#drop(line, [])) { /* until it fits */ }
    while (this.#total > unreadBytesTotal && this.#dropOfGreatest()) { /* until all fit */ }
  }

  /** Hands over as much as the receiver's socket has room for. */
  update(line: SendBuffer): void {
    const { receiver } = line;
    let unread = receiver.unread();
    this.#notice(line, unread);
    let handed = false;
    while (unread < WINDOW) {
      const said = line.shares.oldest();
      if (said === null) break;
      this.#account(line, said, -costOf(said));
      receiver.hand(said.frame);
      unread += said.frame.length;
      handed = true;
    }
    line.seen = handed ? receiver.unread() : unread;
    if (line.shares.size > 0 || unread >= WINDOW) return;
    this.#lines.delete(line);
    receiver.caughtUp();
  }

  /** The receiver is gone. */
  end(line: SendBuffer): void {
    this.#empty(line);
    this.#lines.delete(line);
    if (this.#lines.size === 0 && this.#crowded.size === 0) this.close();
  }

  /** The receiver reads nothing at all: nothing is kept for it until it does. Nobody is blamed. */
  giveUp(line: SendBuffer): void {
    this.dropped += this.#empty(line);
    line.deaf = true;
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #wake(): void {
    this.#cancel ??= this.options.clock.after(LOOK_MS, () => this.#lookAtAll());
  }

  #lookAtAll(): void {
    this.#cancel = null;
    for (const line of this.#lines) {
      if (line.resting > 0) line.resting--;
      else this.update(line);
    }
    const crowded = [...this.#crowded.values()];
    this.#crowded.clear();
    for (const { speaker, cost } of crowded) this.options.crowded(speaker, cost);
    if (this.#lines.size > 0 || this.#crowded.size > 0) this.#wake();
  }

  /** A line that stands still is looked at ever more rarely, so that thousands of them cost little. */
  #notice(line: SendBuffer, unread: number): void {
    if (unread < line.seen) {
      line.moved = true;
      line.deaf = false;
      line.rests = 0;
    } else line.rests = Math.min(RESTS_MAX, line.rests * 2 + 1);
    line.resting = line.rests;
  }

  #empty(line: SendBuffer): number {
    let frames = 0;
    for (let said = line.shares.oldest(); said !== null; said = line.shares.oldest()) {
      this.#account(line, said, -costOf(said));
      frames++;
    }
    return frames;
  }

  /** False when there is nothing to drop. */
  #drop(line: SendBuffer, path: readonly string[]): boolean {
    const said = line.shares.newest(path);
    if (said === null) return false;
    this.#account(line, said, -costOf(said));
    this.dropped++;
    const { speaker } = said;
    const cost = crowding(said.frame);
    const known = this.#crowded.get(speaker.id);
    if (known?.speaker.network === speaker.network) known.cost += cost;
    else this.#crowded.set(speaker.id, { speaker, cost });
    this.#wake();
    return true;
  }

  /**
   * All lines together hold too much: of the block that has most in them, something of its network
   * that has most goes. However many networks one opponent has in a block, they count as one.
   */
  #dropOfGreatest(): boolean {
    const [block, ofBlock] = greatest(this.#blocks) ?? [];
    if (block === undefined || ofBlock === undefined) return false;
    const [network, holding] = greatest(ofBlock.networks) ?? [];
    const line = holding?.lines.keys().next().value;
    if (network === undefined || line === undefined) return false;
    return this.#drop(line, [block, network]);
  }

  #account(line: SendBuffer, { speaker: { network, block } }: Said, change: number): void {
    this.#total += change;
    let ofBlock = this.#blocks.get(block);
    if (ofBlock === undefined) {
      ofBlock = { size: 0, networks: new Map() };
      this.#blocks.set(block, ofBlock);
    }
    let holding = ofBlock.networks.get(network);
    if (holding === undefined) {
      holding = { size: 0, lines: new Map() };
      ofBlock.networks.set(network, holding);
    }
    ofBlock.size += change;
    holding.size += change;
    const here = (holding.lines.get(line) ?? 0) + change;
    if (here > 0) holding.lines.set(line, here);
    else holding.lines.delete(line);
    if (holding.size <= 0) ofBlock.networks.delete(network);
    if (ofBlock.size <= 0) this.#blocks.delete(block);
  }
}

/** Who has most, and what; null when nobody has anything. */
function greatest<Held extends { readonly size: number }>(
  all: ReadonlyMap<string, Held>,
): readonly [string, Held] | null {
  let most: readonly [string, Held] | null = null;
  for (const each of all) if (most === null || each[1].size > most[1].size) most = each;
  return most;
}

/** What a frame that was dropped counts against its sender. */
export function crowding(frame: string): number {
  return 1 + Math.floor(frame.length / CHARS);
}
