import type { Clock } from "../../env/mod.ts";

/** Milliseconds between two signs of life of the coordinator. */
export const PULSE_MS = 1_000;
/**
 * Milliseconds without one after which the next in line asks whether the coordinator is gone: two
 * signs of life and a half. A page in the background may beat every second time only.
 */
const SILENT_MS = 2_500;
/** Milliseconds that each next in line has before the one after it may act. */
const TURN_MS = 3_000;
/** Milliseconds before one whose turn came to nothing asks again. */
const AGAIN_MS = 700;
/** The least time between two beats, in milliseconds. */
const BEAT_MIN_MS = 50;
/** A beat that is later than this, in milliseconds, means that we slept, not that others were silent. */
const SLEPT_MS = 3_000;

export interface HeartbeatOptions {
  readonly clock: Clock;
  readonly coordinating: () => boolean;
  /** Our place in line behind the coordinator: 0 for the next; null when we are not in line. */
  readonly place: () => number | null;
  /** We coordinate: tell everyone that we are there. */
  readonly pulse: () => void;
  /** The coordinator is silent and it is our turn. */
  readonly silent: () => void;
  /** Another coordinates, and gave a sign of life lately. */
  readonly listening: () => void;
  readonly woke: () => void;
}

/** The heartbeat of a room: the coordinator's signs of life, and whose turn it is when they stop. */
export class Heartbeat {
  #heardAt = 0;
  #beatAt = 0;
  #cancel: (() => void) | null = null;

  constructor(readonly options: HeartbeatOptions) {}

  /** Begins to beat; safe to call again. */
  start(): void {
    this.onPulse();
    if (this.#cancel !== null) return;
    this.#beatAt = this.#heardAt;
    this.#later();
  }

  /** The coordinator gave a sign of life, or there is a new one. */
  onPulse(): void {
    this.#heardAt = this.options.clock.now();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #later(): void {
    this.#cancel = this.options.clock.after(this.#untilBeat(), () => {
      this.#beat();
      if (this.#cancel !== null) this.#later();
    });
  }

  /** A beat comes every second, and sooner where our turn does. */
  #untilBeat(): number {
    const turn = this.options.coordinating() ? null : this.#turn();
    if (turn === null) return PULSE_MS;
    const left = this.#heardAt + turn + 1 - this.options.clock.now();
    return Math.min(PULSE_MS, Math.max(BEAT_MIN_MS, left));
  }

  #beat(): void {
    const now = this.options.clock.now();
    const slept = now - this.#beatAt > PULSE_MS + SLEPT_MS;
    this.#beatAt = now;
    if (slept) {
      this.onPulse();
      this.options.woke();
    }
    if (this.options.coordinating()) return this.options.pulse();
    if (now - this.#heardAt <= SILENT_MS) return this.options.listening();
    this.checkNow();
  }

  /** Acts if the coordinator has been silent for so long that it is our turn. */
  checkNow(): void {
    const turn = this.#turn();
    if (turn !== null && this.options.clock.now() - this.#heardAt > turn) this.options.silent();
  }

  /** Our turn came to nothing: it comes again soon. */
  tryAgain(): void {
    const turn = this.#turn();
    if (turn !== null) this.#heardAt = this.options.clock.now() - turn + AGAIN_MS;
  }

  #turn(): number | null {
    const place = this.options.place();
    return place === null ? null : SILENT_MS + place * TURN_MS;
  }
}
