import type { Clock } from "../clock.ts";
import { AcceptPause } from "./accept_pause.ts";
import { KeyCounts } from "./key_counts.ts";
import { TURN_MS } from "./fair_queue.ts";

/** Handshakes in one turn while nobody inside says anything. */
const PER_TURN = 2;
/** How many may wait, and how many of one block of addresses. */
const WAITING_MAX = 1_024;
const WAITING_PER_BLOCK = WAITING_MAX / 4;
/** How long a turn is while people inside talk; then it is one handshake in a turn. */
const GENTLE_TURN_MS = 3;
/** For how long after a frame somebody counts as talking, in milliseconds. */
const TALK_MS = 200;

/** Somebody who waits. */
interface Newcomer {
  readonly block: string;
  readonly pass: () => void;
}

/** How many come in in one turn, and how long it is. */
interface Pace {
  readonly perTurn: number;
  readonly turnMs: number;
}

/**
 * Lets newcomers in a few at a time, so that a storm of them does not keep those waiting who are
 * inside: a handshake costs as much as dozens of frames. After a restart, when everybody comes and
 * nobody talks yet, they come in much faster.
 *
 * The runtime reads a frame whole before anybody can see that it is too large, and everybody waits
 * meanwhile. Who sent one has to come in anew to send another: so newcomers then wait for a time in
 * proportion. They wait so once, since whoever has waited comes in whatever others do next.
 */
export class AcceptThrottle {
  #waiting: Newcomer[] = [];
  #ofBlock = new KeyCounts();
  #passed = 0;
  #cancel: (() => void) | null = null;
  #heard = 0;
  #heardAt = Number.NEGATIVE_INFINITY;
  #hold = new AcceptPause();
  /** This turn is one in which nobody comes in. */
  #holding = false;
  /** How many of those who wait have waited for its end. */
  #owed = 0;

  /** `frames` tells how many frames those inside have sent so far. */
  constructor(readonly clock: Clock, readonly frames: () => number = () => 0) {}

  /** Settles when it is the newcomer's turn; null when too many wait already, in all or of its block. */
  pass(block: string): Promise<void> | null {
    const pace = this.#pace();
    this.#cancel ??= this.#begin(pace);
    if (this.#waiting.length === 0 && this.#passed < pace.perTurn) {
      this.#passed++;
      return Promise.resolve();
    }
    if (this.#waiting.length >= WAITING_MAX || this.#ofBlock.of(block) >= WAITING_PER_BLOCK) {
      return null;
    }
    this.#ofBlock.add(block, 1);
    return new Promise((pass) => this.#waiting.push({ block, pass }));
  }

  /** So many bytes had to be read, only to be refused. */
  burdened(bytes: number): void {
    this.#hold.lengthen(this.clock.now(), bytes);
  }

  #turn(): void {
    const pace = this.#pace();
    if (this.#holding && pace.perTurn > 0) this.#owed = this.#waiting.length;
    const next = this.#waiting.splice(0, pace.perTurn);
    this.#owed = Math.max(0, this.#owed - next.length);
    this.#passed = next.length;
    this.#cancel = pace.perTurn === 0 || next.length > 0 ? this.#begin(pace) : null;
    for (const { block, pass } of next) {
      this.#ofBlock.add(block, -1);
      pass();
    }
  }

  #begin({ perTurn, turnMs }: Pace): () => void {
    this.#holding = perTurn === 0;
    return this.clock.after(turnMs, () => this.#turn());
  }

  #pace(): Pace {
    if (!this.#talking()) return { perTurn: PER_TURN, turnMs: TURN_MS };
    const heldMs = this.#hold.leftMs(this.clock.now());
    if (heldMs > 0 && this.#owed === 0) return { perTurn: 0, turnMs: Math.min(heldMs, TALK_MS) };
    return { perTurn: 1, turnMs: GENTLE_TURN_MS };
  }

  #talking(): boolean {
    const frames = this.frames();
    const now = this.clock.now();
    if (frames !== this.#heard) {
      this.#heard = frames;
      this.#heardAt = now;
    }
    return now - this.#heardAt < TALK_MS;
  }
}
