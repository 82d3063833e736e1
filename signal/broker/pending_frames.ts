import type { Clock } from "../clock.ts";
import type { Limits } from "../limits.ts";

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
  | "waitingPerBlock"
  | "waitingTotal"
  | "waitingBytesPerSender"
  | "waitingBytesPerAddress"
  | "waitingBytesPerBlock"
  | "waitingBytesTotal"
>;

/** Somebody who shares its places with all of its network, and with all of the block that this is in. */
interface Located {
  readonly network: string;
  readonly block: string;
}

interface Options<Sender> {
  readonly clock: Clock;
  readonly limits: WaitingLimits;
  /** Called once when what `sender` sent to `dst` is gone: it has waited too long, or had to make room. */
  readonly expired: (sender: Sender, dst: string) => void;
  /** Called for each frame that had to make room for somebody who has fewer. */
  readonly crowded: (sender: Sender, frame: string) => void;
}

/** How much somebody has waiting. */
interface Amount {
  frames: number;
  bytes: number;
}

/** What one sender has waiting. */
interface Own<Sender> extends Amount {
  readonly waiting: Set<WaitingFrame<Sender>>;
  readonly network: Network<Sender>;
}

/** What all senders of one network have waiting. */
interface Network<Sender> extends Amount {
  readonly senders: Map<Sender, Own<Sender>>;
  readonly block: Block<Sender>;
}

/** What all networks of one block of addresses have waiting. */
interface Block<Sender> extends Amount {
  readonly networks: Map<string, Network<Sender>>;
}

/**
 * The frames that wait for absent clients: in order for each destination, bounded for each
 * destination, each sender, each network, each block of addresses and in all, and given up together
 * for each pair. Where a bound that many share is reached, room is made by whoever has most: of the
 * block that has most, in it of the network that has most, the sender that has most. So however many
 * networks one opponent has in a block, they count as one.
 */
export class PendingFrames<Sender extends Located> {
  /** Every frame, oldest first: all wait equally long, so this is the order of the deadlines too. */
  #all = new Set<WaitingFrame<Sender>>();
  #byDestination = new Map<string, Set<WaitingFrame<Sender>>>();
  #bySender = new Map<Sender, Own<Sender>>();
  #byBlock = new Map<string, Block<Sender>>();
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
      own !== undefined && (own.frames >= limits.waitingPerSender ||
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
    for (const waiting of this.#bySender.get(sender)?.waiting ?? []) {
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
    const network = this.#networkOf(sender);
    const own = { waiting: new Set<WaitingFrame<Sender>>(), frames: 0, bytes: 0, network };
    this.#bySender.set(sender, own);
    network.senders.set(sender, own);
    return own;
  }

  #networkOf({ network: tag, block: blockTag }: Sender): Network<Sender> {
    let block = this.#byBlock.get(blockTag);
    if (block === undefined) {
      block = { networks: new Map(), frames: 0, bytes: 0 };
      this.#byBlock.set(blockTag, block);
    }
    let network = block.networks.get(tag);
    if (network === undefined) {
      network = { senders: new Map(), block, frames: 0, bytes: 0 };
      block.networks.set(tag, network);
    }
    return network;
  }

  #insert(waiting: WaitingFrame<Sender>, own: Own<Sender>): void {
    const { dst, frame, deadline } = waiting;
    this.#all.add(waiting);
    this.#bytes += frame.length;
    const line = this.#byDestination.get(dst);
    if (line === undefined) this.#byDestination.set(dst, new Set([waiting]));
    else line.add(waiting);
    own.waiting.add(waiting);
    count(own, 1, frame.length);
    if (this.#cancelTimer === null) this.#start(deadline);
  }

  #removeFrom(own: Own<Sender>, waiting: WaitingFrame<Sender>): void {
    const { frame, speaker } = waiting;
    own.waiting.delete(waiting);
    count(own, -1, -frame.length);
    if (own.frames > 0) return;
    const { network } = own;
    this.#bySender.delete(speaker);
    network.senders.delete(speaker);
    if (network.senders.size > 0) return;
    network.block.networks.delete(speaker.network);
    if (network.block.networks.size === 0) this.#byBlock.delete(speaker.block);
  }

  /** While a bound that many share is exceeded, whoever has most gives way. `newest` just came. */
  #makeRoom({ speaker, dst }: WaitingFrame<Sender>): void {
    const { limits } = this.options;
    const network = this.#bySender.get(speaker)?.network;
    if (network === undefined) return;
    const { block } = network;
    // Everybody is looked through only where a bound is exceeded: this is asked for each frame.
    const networkFull = () =>
      network.frames > limits.waitingPerAddress || network.bytes > limits.waitingBytesPerAddress;
    while (networkFull() && this.#greatestOfNetwork(network, speaker)) { /* until it fits */ }
    const blockFull = () =>
      block.frames > limits.waitingPerBlock || block.bytes > limits.waitingBytesPerBlock;
    while (blockFull() && this.#greatestOfBlock(block, speaker)) { /* until it fits */ }
    const full = () =>
      this.#all.size > limits.waitingTotal || this.#bytes > limits.waitingBytesTotal;
    while (full() && this.#greatestOfAll(speaker)) { /* until it fits */ }
    const line = this.#byDestination.get(dst);
    if (line !== undefined && line.size > limits.waitingPerDestination) this.#thinOut(line);
  }

  /** Somebody of the block that has most waiting gives way. False when there is nothing. */
  #greatestOfAll(own: Sender): boolean {
    const block = this.#greatest(this.#byBlock.values(), this.#byBlock.get(own.block));
    return block !== undefined && this.#greatestOfBlock(block, own);
  }

  /** Somebody of the block's network that has most waiting gives way. False when there is nothing. */
  #greatestOfBlock({ networks }: Block<Sender>, own: Sender): boolean {
    const network = this.#greatest(networks.values(), networks.get(own.network));
    return network !== undefined && this.#greatestOfNetwork(network, own);
  }

  /**
   * What the network's sender that has most waiting said to one destination last goes. False when
   * there is nothing.
   */
  #greatestOfNetwork({ senders }: Network<Sender>, own: Sender): boolean {
    const greatest = this.#greatest(senders.values(), senders.get(own));
    const last = [...greatest?.waiting ?? []].at(-1);
    if (last === undefined) return false;
    this.#giveWay(last.speaker, last.dst);
    return true;
  }

  /** Who has most waiting; of two that have as much, `own`, which is whoever just came. */
  #greatest<Each extends Amount>(all: Iterable<Each>, own: Each | undefined): Each | undefined {
    let greatest = own;
    for (const each of all) {
      if (greatest === undefined || this.#part(each) > this.#part(greatest)) greatest = each;
    }
    return greatest;
  }

  /**
   * One destination's line is too long: whoever has most in it gives way, of the network that has,
   * of the block that has.
   */
  #thinOut(line: ReadonlySet<WaitingFrame<Sender>>): void {
    const speakers = [...line].map(({ speaker }) => speaker);
    const block = mostFrequent(speakers.map((speaker) => speaker.block));
    const ofBlock = speakers.filter((speaker) => speaker.block === block);
    const network = mostFrequent(ofBlock.map((speaker) => speaker.network));
    const sender = mostFrequent(ofBlock.filter((speaker) => speaker.network === network));
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
    const pair = [...this.#bySender.get(sender)?.waiting ?? []].filter((each) => each.dst === dst);
    for (const waiting of pair) this.remove(waiting);
    return pair;
  }

  /** How much of all places or bytes that is, whichever is more. */
  #part({ frames, bytes }: Readonly<Amount>): number {
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

/** Counts what a sender has waiting, for its network and its block as well. */
function count<Sender>(own: Own<Sender>, frames: number, bytes: number): void {
  for (const amount of [own, own.network, own.network.block]) {
    amount.frames += frames;
    amount.bytes += bytes;
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
