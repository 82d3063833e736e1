import type { Clock } from "../clock.ts";

/** Somebody who brings work, a frame at a time. */
export interface FrameSource {
  /** What `Turns` knows of this lane. */
  readonly account: Account;
  /** What it shares its part of the backlog with. */
  readonly network: string;
  read(frame: string): void;
  /** Too much waits, and this one has brought most of what its network brought, which is the most. */
  refuse(): void;
}

/** What one lane has done in this turn, and what it has waiting. Only `Turns` changes it. */
export class Account {
  turn = -1;
  spent = 0;
  /** Null for most lanes at most times: they wait for nothing. */
  backlog: string[] | null = null;
  /** Characters of the backlog. */
  waiting = 0;
}

/** How long work waits for its turn, in milliseconds: the least that a timer takes. */
export const TURN_MS = 1;
/** Work is counted in frames; a frame counts once more for every so many characters. */
const CHARS = 16_384;
/** What one lane may do in a turn of the event loop before the others come first. */
const SHARE = 16;
/** What all lanes together may do at once in a turn, their first frames not counted. */
const MORE = 48;
/** What of the work that had to wait is done in one turn. */
const SLICE = 48;
/**
 * Characters that may wait in all: beyond that, of the network that has brought most, whoever has
 * brought most is refused.
 */
const BACKLOG_MAX = 32 * 1024 * 1024;

/**
 * Keeps one socket, or a crowd of them, from having the broker to itself. The runtime hands over all
 * that a socket has sent in one go: hundreds of frames, while everybody else waits. Here a socket's
 * first frame in a turn is read at once, and a few more while not many sockets bring more than one;
 * the rest in small portions, each socket in its turn. The order of each holds.
 */
export class FairQueue {
  #turnNumber = 0;
  /** What was read at once in this turn beyond first frames. */
  #more = 0;
  /** Those who have something waiting, in the order of their turns. */
  #late = new Set<FrameSource>();
  #waiting = 0;
  #cancel: (() => void) | null = null;

  constructor(readonly clock: Clock) {}

  /** Characters of all frames that wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Reads a frame now or later. */
  enqueue(lane: FrameSource, frame: string): void {
    const { account } = lane;
    // While nobody says a second thing, there is no need to know when a turn is over.
    if (account.turn !== this.#turnNumber && account.backlog === null) {
      account.turn = this.#turnNumber;
      account.spent = cost(frame);
      return lane.read(frame);
    }
    this.#cancel ??= this.clock.after(TURN_MS, () => this.#turn());
    if (account.backlog === null && this.#mayNow(account, cost(frame))) return lane.read(frame);
    this.#putOff(lane, frame);
    if (this.#waiting > BACKLOG_MAX) this.#refuseGreatest();
  }

  /** True when something that this lane brought was not read yet. */
  waits({ account }: FrameSource): boolean {
    return account.backlog !== null;
  }

  /** Forgets what a lane had waiting. */
  drop(lane: FrameSource): void {
    const { account } = lane;
    this.#waiting -= account.waiting;
    account.waiting = 0;
    account.backlog = null;
    this.#late.delete(lane);
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = null;
    for (const lane of this.#late) this.drop(lane);
  }

  #mayNow(account: Account, work: number): boolean {
    if (account.spent >= SHARE || this.#more >= MORE) return false;
    account.spent += work;
    this.#more += work;
    return true;
  }

  #putOff(lane: FrameSource, frame: string): void {
    const { account } = lane;
    if (account.backlog === null) {
      account.backlog = [];
      this.#late.add(lane);
    }
    account.backlog.push(frame);
    account.waiting += frame.length;
    this.#waiting += frame.length;
  }

  #turn(): void {
    this.#cancel = null;
    this.#turnNumber++;
    this.#more = 0;
    for (let left = SLICE; left > 0;) {
      const lane = this.#late.values().next().value;
      if (lane === undefined) return;
      // To the end of the line; what it says may also end it.
      this.#late.delete(lane);
      left -= this.#readOne(lane);
    }
    if (this.#late.size > 0) this.#cancel ??= this.clock.after(TURN_MS, () => this.#turn());
  }

  #readOne(lane: FrameSource): number {
    const { account } = lane;
    const frame = account.backlog?.shift();
    if (frame === undefined) return 0;
    account.waiting -= frame.length;
    this.#waiting -= frame.length;
    if (account.backlog?.length === 0) account.backlog = null;
    else this.#late.add(lane);
    lane.read(frame);
    return cost(frame);
  }

  #refuseGreatest(): void {
    const byNetwork = new Map<string, number>();
    let most = "";
    for (const { network, account } of this.#late) {
      const sum = (byNetwork.get(network) ?? 0) + account.waiting;
      byNetwork.set(network, sum);
      if (sum > (byNetwork.get(most) ?? 0)) most = network;
    }
    let greatest: FrameSource | null = null;
    for (const lane of this.#late) {
      if (lane.network !== most) continue;
      if (greatest === null || lane.account.waiting > greatest.account.waiting) greatest = lane;
    }
    if (greatest === null) return;
    this.drop(greatest);
    greatest.refuse();
  }
}

function cost(frame: string): number {
  return 1 + frame.length / CHARS;
}
