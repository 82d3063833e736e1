import type { Clock } from "./clock.ts";
import type { Limits } from "./limits.ts";

/** A frame that waits for a client which is not there (yet). */
export interface WaitingFrame<Sender> {
  readonly dst: string;
  readonly sender: Sender;
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
  | "waitingTotal"
  | "waitingBytesPerSender"
  | "waitingBytesTotal"
>;

interface Options<Sender> {
  readonly clock: Clock;
  readonly limits: WaitingLimits;
  /** Called once when what `sender` sent to `dst` has waited too long and is gone. */
  readonly expired: (sender: Sender, dst: string) => void;
}

/**
 * The frames that wait for absent clients: in order for each destination, bounded for each
 * destination, for each sender and in all, and given up together for each pair.
 */
export class Waiting<Sender> {
  /** Every frame, oldest first: all wait equally long, so this is the order of the deadlines too. */
  #all = new Set<WaitingFrame<Sender>>();
  #byDestination = new Map<string, Set<WaitingFrame<Sender>>>();
  #bySender = new Map<Sender, { frames: Set<WaitingFrame<Sender>>; bytes: number }>();
  #bytes = 0;
  #cancelTimer: (() => void) | null = null;

  constructor(readonly options: Options<Sender>) {}

  get size(): number {
    return this.#all.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Puts a frame at the end of its destination's line, or says which bound stands against it. */
  add(
    sender: Sender,
    dst: string,
    frame: string,
    lasting: boolean,
  ): "waiting" | "sender-full" | "full" {
    const { limits, clock } = this.options;
    const own = this.#bySender.get(sender);
    if (
      own !== undefined && (own.frames.size >= limits.waitingPerSender ||
        own.bytes + frame.length > limits.waitingBytesPerSender)
    ) return "sender-full";
    const line = this.#byDestination.get(dst);
    if (
      (line?.size ?? 0) >= limits.waitingPerDestination ||
      this.#all.size >= limits.waitingTotal || this.#bytes + frame.length > limits.waitingBytesTotal
    ) return "full";
    this.#insert({ sender, dst, frame, lasting, deadline: clock.now() + limits.waitMs }, line, own);
    return "waiting";
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
    this.#bytes -= waiting.frame.length;
    const line = this.#byDestination.get(waiting.dst);
    line?.delete(waiting);
    if (line?.size === 0) this.#byDestination.delete(waiting.dst);
    const own = this.#bySender.get(waiting.sender);
    if (own !== undefined) {
      own.frames.delete(waiting);
      own.bytes -= waiting.frame.length;
      if (own.frames.size === 0) this.#bySender.delete(waiting.sender);
    }
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

  #insert(
    waiting: WaitingFrame<Sender>,
    line: Set<WaitingFrame<Sender>> | undefined,
    own: { frames: Set<WaitingFrame<Sender>>; bytes: number } | undefined,
  ): void {
    this.#all.add(waiting);
    this.#bytes += waiting.frame.length;
    if (line === undefined) this.#byDestination.set(waiting.dst, new Set([waiting]));
    else line.add(waiting);
    if (own === undefined) {
      this.#bySender.set(waiting.sender, {
        frames: new Set([waiting]),
        bytes: waiting.frame.length,
      });
    } else {
      own.frames.add(waiting);
      own.bytes += waiting.frame.length;
    }
    if (this.#cancelTimer === null) this.#start(waiting.deadline);
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
    for (const oldest of this.#all) {
      if (oldest.deadline > now) break;
      // The rest of this pair is of no use without its beginning.
      for (const other of this.#bySender.get(oldest.sender)?.frames ?? []) {
        if (other.dst === oldest.dst) this.remove(other);
      }
      this.options.expired(oldest.sender, oldest.dst);
    }
    const next = this.#all.values().next().value;
    if (next !== undefined && this.#cancelTimer === null) this.#start(next.deadline);
  }
}
