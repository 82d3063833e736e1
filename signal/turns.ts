import type { Clock } from "./clock.ts";

/** Somebody who brings work, a frame at a time. */
export interface Lane {
  read(frame: string): void;
  /** Too much waits, and this one has brought most of it. */
  refuse(): void;
}

/** How long work waits for its turn, in milliseconds: the least that a timer takes. */
export const TURN_MS = 1;
/** Work is counted in frames; a frame counts once more for every so many characters. */
const CHARS = 4_096;
/** What one lane may do in a turn of the event loop before the others come first. */
const SHARE = 16;
/** What of the work that had to wait is done in one turn. */
const SLICE = 48;
/** Characters that may wait in all: beyond that whoever has brought most is refused. */
const BACKLOG_MAX = 32 * 1024 * 1024;

interface Account {
  spent: number;
  readonly backlog: string[];
  /** Characters of the backlog. */
  waiting: number;
}

/**
 * Keeps one socket from having the broker to itself. The runtime hands over all that a socket has
 * sent in one go: hundreds of frames, while everybody else waits. Here a socket's first few are
 * read at once, and the rest in small portions, each socket in its turn. The order of each holds.
 */
export class Turns {
  #accounts = new Map<Lane, Account>();
  #waiting = 0;
  #cancel: (() => void) | null = null;

  constructor(readonly clock: Clock) {}

  /** Characters of all frames that wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Reads a frame now or later. */
  take(lane: Lane, frame: string): void {
    const account = this.#account(lane);
    account.spent += cost(frame);
    if (account.backlog.length === 0 && account.spent <= SHARE + cost(frame)) {
      return lane.read(frame);
    }
    account.backlog.push(frame);
    account.waiting += frame.length;
    this.#waiting += frame.length;
    if (this.#waiting > BACKLOG_MAX) this.#refuseGreatest();
  }

  /** True when something that this lane brought was not read yet. */
  waits(lane: Lane): boolean {
    return (this.#accounts.get(lane)?.backlog.length ?? 0) > 0;
  }

  /** Forgets what a lane had waiting. */
  drop(lane: Lane): void {
    const account = this.#accounts.get(lane);
    if (account === undefined) return;
    this.#waiting -= account.waiting;
    account.backlog.length = account.waiting = 0;
    this.#accounts.delete(lane);
    if (this.#accounts.size === 0) this.#stop();
  }

  close(): void {
    this.#stop();
    this.#accounts.clear();
    this.#waiting = 0;
  }

  #stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #account(lane: Lane): Account {
    let account = this.#accounts.get(lane);
    if (account === undefined) {
      account = { spent: 0, backlog: [], waiting: 0 };
      this.#accounts.set(lane, account);
      this.#cancel ??= this.clock.after(TURN_MS, () => this.#turn());
    }
    return account;
  }

  #turn(): void {
    this.#cancel = null;
    const late: Lane[] = [];
    for (const [lane, account] of this.#accounts) {
      account.spent = 0;
      if (account.backlog.length > 0) late.push(lane);
      else this.#accounts.delete(lane);
    }
    for (let left = SLICE; left > 0;) {
      const lane = late.shift();
      if (lane === undefined) break;
      left -= this.#readOne(lane);
      if (this.waits(lane)) late.push(lane);
    }
    // In the order in which their next turn is due.
    for (const lane of late) this.#moveToEnd(lane);
    if (this.#accounts.size > 0) this.#cancel ??= this.clock.after(TURN_MS, () => this.#turn());
  }

  #readOne(lane: Lane): number {
    const account = this.#accounts.get(lane);
    const frame = account?.backlog.shift();
    if (account === undefined || frame === undefined) return 0;
    account.waiting -= frame.length;
    this.#waiting -= frame.length;
    lane.read(frame);
    return cost(frame);
  }

  #refuseGreatest(): void {
    let greatest: Lane | null = null;
    let most = 0;
    for (const [lane, { waiting }] of this.#accounts) {
      if (waiting > most) [greatest, most] = [lane, waiting];
    }
    if (greatest === null) return;
    this.drop(greatest);
    greatest.refuse();
  }

  #moveToEnd(lane: Lane): void {
    const account = this.#accounts.get(lane);
    if (account === undefined) return;
    this.#accounts.delete(lane);
    this.#accounts.set(lane, account);
  }
}

function cost(frame: string): number {
  return 1 + frame.length / CHARS;
}
