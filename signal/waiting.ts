import type { Clock } from "./clock.ts";
import type { Limits } from "./limits.ts";

/** A frame that waits for a client which is not there (yet). */
export interface WaitingFrame<Sender> {
  readonly dst: string;
  readonly speaker: Sender;
  readonly frame: string;
  /** False for a frame that is worth nothing once it is known that nobody is there. */
  readonly lasting: boolean;
  readonly deadline: number;
}

export type WaitingLimits = Pick<
  Limits,
  | "waitMs"
  | "waitingPerDestination"
  | "waitingPerSender"
  | "waitingPerAddress"
  | "waitingTotal"
  | "waitingBytesPerSender"
  | "waitingBytesPerAddress"
  | "waitingBytesTotal"
>;

/** Somebody who shares its places with all of its network. */
interface Located {
  readonly network: string;
}

interface Options<Sender> {
  readonly clock: Clock;
  readonly limits: WaitingLimits;
  /** Called once when what `sender` sent to `dst` is gone: it has waited too long, or had to make room. */
  readonly expired: (sender: Sender, dst: string) => void;
  /** Called for each frame that had to make room for somebody who has fewer. */
  readonly crowded: (sender: Sender, frame: string) => void;
}

/** What one sender has waiting. */
interface Own<Sender> {
  readonly frames: Set<WaitingFrame<Sender>>;
  bytes: number;
  readonly network: Network<Sender>;
}

/** What all senders of one network have waiting. */
interface Network<Sender> {
  readonly senders: Map<Sender, Own<Sender>>;
  frames: number;
  bytes: number;
}

/**
 * The frames that wait for absent clients: in order for each destination, bounded for each
 * destination, each sender, each network and in all, and given up together for each pair. Where a
 * bound that many share is reached, room is made by whoever has most: of the network that has most,
 * the sender that has most.
 */
export class Waiting<Sender extends Located> {
  /** Every frame, oldest first: all wait equally long, so this is the order of the deadlines too. */
  #all = new Set<WaitingFrame<Sender>>();
  #byDestination = new Map<string, Set<WaitingFrame<Sender>>>();
  #bySender = new Map<Sender, Own<Sender>>();
  #byNetwork = new Map<string, Network<Sender>>();
  #bytes = 0;
  #cancelTimer: (() => void) | null = null;

  constructor(readonly options: Options<Sender>) {}

  get size(): number {
    return this.#all.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Puts a frame at the end of its destination's line, where it may be the one that has to make room;
   * or says that its sender has too much waiting.
   */
  add(
    sender: Sender,
    dst: string,
    frame: string,
    lasting: boolean,
  ): "waiting" | "sender-full" | "gave-way" {
    const { limits, clock } = this.options;
    const own = this.#bySender.get(sender);
    if (
      own !== undefined && (own.frames.size >= limits.waitingPerSender ||
        own.bytes + frame.length > limits.waitingBytesPerSender)
    ) return "sender-full";
    const deadline = clock.now() + limits.waitMs;
    const waiting = { speaker: sender, dst, frame, lasting, deadline };
    this.#insert(waiting, own ?? this.#begin(sender));
    this.#makeRoom(waiting);
    return this.#all.has(waiting) ? "waiting" : "gave-way";
  }

  has(dst: string): boolean {
    return this.#byDestination.has(dst);
  }

  destinations(): string[] {
    return [...this.#byDestination.keys()];
  }

  /** The frames that have waited longest for `dst`, at most `max`. */
  first(dst: string, max: number): WaitingFrame<Sender>[] {
    const frames: WaitingFrame<Sender>[] = [];
    for (const waiting of this.#byDestination.get(dst) ?? []) {
      if (frames.length === max) break;
      frames.push(waiting);
    }
    return frames;
  }

  /** Takes a frame out: it was delivered. */
  remove(waiting: WaitingFrame<Sender>): void {
    if (!this.#all.delete(waiting)) return;
    const { dst, speaker, frame } = waiting;
    this.#bytes -= frame.length;
    const line = this.#byDestination.get(dst);
    line?.delete(waiting);
    if (line?.size === 0) this.#byDestination.delete(dst);
    const own = this.#bySender.get(speaker);
    if (own !== undefined) this.#removeFrom(own, waiting);
    if (this.#all.size === 0) this.#stop();
  }

  /** Forgets what a sender that is gone had waiting, but for destinations that `except` names. */
  drop(sender: Sender, except: (dst: string) => boolean = () => false): void {
    for (const waiting of this.#bySender.get(sender)?.frames ?? []) {
      if (!except(waiting.dst)) this.remove(waiting);
    }
  }

  /** Forgets those frames for `dst` that `useless` picks. */
  prune(dst: string, useless: (waiting: WaitingFrame<Sender>) => boolean): void {
    for (const waiting of this.#byDestination.get(dst) ?? []) {
      if (useless(waiting)) this.remove(waiting);
    }
  }

  /** Forgets everything. */
  clear(): void {
    for (const waiting of this.#all) this.remove(waiting);
  }

  #begin(sender: Sender): Own<Sender> {
    let network = this.#byNetwork.get(sender.network);
    if (network === undefined) {
      network = { senders: new Map(), frames: 0, bytes: 0 };
      this.#byNetwork.set(sender.network, network);
    }
    const own = { frames: new Set<WaitingFrame<Sender>>(), bytes: 0, network };
    this.#bySender.set(sender, own);
    network.senders.set(sender, own);
    return own;
  }

  #insert(waiting: WaitingFrame<Sender>, own: Own<Sender>): void {
    const { dst, frame, deadline } = waiting;
    this.#all.add(waiting);
    this.#bytes += frame.length;
    const line = this.#byDestination.get(dst);
    if (line === undefined) this.#byDestination.set(dst, new Set([waiting]));
    else line.add(waiting);
    own.frames.add(waiting);
    own.bytes += frame.length;
    own.network.frames++;
    own.network.bytes += frame.length;
    if (this.#cancelTimer === null) this.#start(deadline);
  }

  #removeFrom(own: Own<Sender>, waiting: WaitingFrame<Sender>): void {
    const { frame, speaker } = waiting;
    own.frames.delete(waiting);
    own.bytes -= frame.length;
    const { network } = own;
    network.frames--;
    network.bytes -= frame.length;
    if (own.frames.size > 0) return;
    this.#bySender.delete(speaker);
    network.senders.delete(speaker);
    if (network.senders.size === 0) this.#byNetwork.delete(speaker.network);
  }

  /** While a bound that many share is exceeded, whoever has most gives way. `newest` just came. */
  #makeRoom(newest: WaitingFrame<Sender>): void {
    const { limits } = this.options;
    const network = this.#bySender.get(newest.speaker)?.network;
    if (network === undefined) return;
    const crowded = () =>
      network.frames > limits.waitingPerAddress || network.bytes > limits.waitingBytesPerAddress;
    while (crowded() && this.#greatestGivesWay(network, newest.speaker)) { /* until it fits */ }
    const full = () =>
      this.#all.size > limits.waitingTotal || this.#bytes > limits.waitingBytesTotal;
    while (full()) {
      if (!this.#greatestGivesWay(this.#greatestNetwork(network), newest.speaker)) break;
    }
    const line = this.#byDestination.get(newest.dst);
    if (line !== undefined && line.size > limits.waitingPerDestination) this.#thinOut(line);
  }

  /** The network that has most waiting; of two that have as much, `own`. */
  #greatestNetwork(own: Network<Sender>): Network<Sender> {
    let greatest = own;
    for (const each of this.#byNetwork.values()) {
      if (this.#part(each) > this.#part(greatest)) greatest = each;
    }
    return greatest;
  }

  /**
   * What the greatest sender of a network said to one destination last goes; of two, of `own`. False
   * when there is nothing.
   */
  #greatestGivesWay({ senders }: Network<Sender>, own: Sender): boolean {
    let greatest = senders.get(own);
    for (const each of senders.values()) {
      if (
        greatest === undefined ||
        this.#part({ frames: each.frames.size, bytes: each.bytes }) >
          this.#part({ frames: greatest.frames.size, bytes: greatest.bytes })
      ) greatest = each;
    }
    const last = [...greatest?.frames ?? []].at(-1);
    if (last === undefined) return false;
    this.#giveWay(last.speaker, last.dst);
    return true;
  }

  /** One destination's line is too long: whoever has most in it, of the network that has, gives way. */
  #thinOut(line: ReadonlySet<WaitingFrame<Sender>>): void {
    const network = mostFrequent([...line].map(({ speaker }) => speaker.network));
    const ofNetwork = [...line].filter(({ speaker }) => speaker.network === network);
    const sender = mostFrequent(ofNetwork.map(({ speaker }) => speaker));
    const [any] = line;
    if (sender !== undefined && any !== undefined) this.#giveWay(sender, any.dst);
  }

  /** Gives up what `sender` said to `dst`, so that others have room. */
  #giveWay(sender: Sender, dst: string): void {
    const given = this.#removePair(sender, dst);
    this.options.expired(sender, dst);
    for (const { frame } of given) this.options.crowded(sender, frame);
  }

  #removePair(sender: Sender, dst: string): WaitingFrame<Sender>[] {
    const pair = [...this.#bySender.get(sender)?.frames ?? []].filter((each) => each.dst === dst);
    for (const waiting of pair) this.remove(waiting);
    return pair;
  }

  /** How much of all places or bytes that is, whichever is more. */
  #part({ frames, bytes }: { readonly frames: number; readonly bytes: number }): number {
    const { waitingTotal, waitingBytesTotal } = this.options.limits;
    return Math.max(frames / waitingTotal, bytes / waitingBytesTotal);
  }

  #start(deadline: number): void {
    const { clock } = this.options;
    this.#cancelTimer = clock.after(Math.max(0, deadline - clock.now()), () => this.#expire());
  }

  #stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  #expire(): void {
    this.#cancelTimer = null;
    const now = this.options.clock.now();
    for (const { deadline, speaker, dst } of this.#all) {
      if (deadline > now) break;
      // The rest of this pair is of no use without its beginning.
      this.#removePair(speaker, dst);
      this.options.expired(speaker, dst);
    }
    const next = this.#all.values().next().value;
    if (next !== undefined && this.#cancelTimer === null) this.#start(next.deadline);
  }
}

/** The value that stands most often in a list; the last of those that stand as often. */
function mostFrequent<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>();
  let most: Value | undefined;
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (most === undefined || count >= (counts.get(most) ?? 0)) most = value;
  }
  return most;
}
