import type { Clock } from "../clock.ts";
import type { Limits } from "../limits.ts";

/** How often everybody is looked at, in the time that one of our own clients may be silent. */
const LOOKS = 12;
/** After how many of these looks a silent one is asked for a sign of life. */
const ASKED_AT = 8;

/** For how many looks in a row somebody may be silent. */
export interface Patience {
  /** Until it is asked for a sign of life; null for somebody who would not answer. */
  readonly ask: number | null;
  /** Until it counts as gone. */
  readonly end: number;
  /** Until it counts as deaf, when it reads nothing of what waits for it. */
  readonly reads: number;
}

/** Somebody who has to say something now and then. */
export interface Watched {
  /** Time passed, a twelfth of `idleSeconds`. */
  checkSilence(): void;
}

/** What clients speak: ours answer when they are asked whether they live, PeerJS clients don't. */
export type Dialect = "kibitz" | "peerjs";

/**
 * Notices who is gone without a word. It counts looks instead of reading the clock: a clock that is
 * set, or a machine that slept, makes nobody silent. One timer serves everybody, and none runs while
 * nobody is there.
 */
export class IdleWatch {
  readonly patience: Readonly<Record<Dialect, Patience>>;
  #everyMs: number;
  #cancel: (() => void) | null = null;

  constructor(
    readonly clock: Clock,
    limits: Pick<Limits, "idleSeconds" | "peerjsIdleSeconds">,
    readonly everybody: ReadonlySet<Watched>,
  ) {
    this.#everyMs = limits.idleSeconds * 1000 / LOOKS;
    const peerjsLooks = Math.ceil(limits.peerjsIdleSeconds * 1000 / this.#everyMs);
    this.patience = {
      kibitz: { ask: ASKED_AT, end: LOOKS, reads: LOOKS },
      peerjs: { ask: null, end: peerjsLooks, reads: LOOKS },
    };
  }

  /** Somebody came. */
  begin(): void {
    this.#cancel ??= this.clock.after(this.#everyMs, () => this.#look());
  }

  end(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #look(): void {
    this.#cancel = null;
    for (const each of this.everybody) each.checkSilence();
    if (this.everybody.size > 0) this.begin();
  }
}
