import type { Clock, Random } from "../env/mod.ts";
import { base64url, type Bytes, fromBase64url } from "../env/bytes.ts";
import { PAIR_EPOCH_MAX, type PairMessage, pairMessageSchema } from "../wire/verify.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { pairCode, pairCommit } from "./pair_code.ts";
import { CODE_NONCE_BYTES, type SafetyCode } from "./safety_code.ts";

/** Runs that a pair may give up, for whatever reason, before it says that it could not verify. */
export const PAIR_RUNS_MAX = 3;
/** Milliseconds that the peer has to reveal once our own nonce is out. */
export const PAIR_ANSWER_MS = 20_000;
/** Messages that may wait for the ones before them; an honest peer has three under way at most. */
const WAITING_MAX = 16;

/** Why a run was given up. */
export type PairFailure =
  | "malformed"
  | "flooded"
  | "equal-commit"
  | "second-commit"
  | "repeated-commit"
  | "early-reveal"
  | "mismatch"
  | "timeout"
  | "peer-aborted"
  | "restarted"
  | "same-fingerprint";

/** Where the comparison with one peer stands. `aborted` counts the runs that were given up. */
export type PairVerificationState =
  /** Our commit is out or about to be; the peer's is not here. */
  | { readonly name: "waiting"; readonly epoch: number; readonly aborted: number }
  /** The peer's commit is here; our nonce has not been shown. */
  | { readonly name: "committed"; readonly epoch: number; readonly aborted: number }
  /** Our nonce is out; the peer's is not here. */
  | { readonly name: "revealed"; readonly epoch: number; readonly aborted: number }
  /** The code that two people can compare now. */
  | {
    readonly name: "code";
    readonly epoch: number;
    readonly aborted: number;
    readonly code: SafetyCode;
  }
  /** This run was given up; `restart`, or the peer's, begins another. */
  | {
    readonly name: "failed";
    readonly epoch: number;
    readonly aborted: number;
    readonly code: PairFailure;
  }
  /** Too many runs were given up. Nothing more happens with this certificate. */
  | {
    readonly name: "could-not-verify";
    readonly epoch: number;
    readonly aborted: number;
    readonly code: PairFailure;
  };

/** What the comparison with one peer needs from outside. */
export interface PairVerificationOptions {
  /** The normalised room name. */
  readonly room: string;
  /** The first epoch; default 1. The peer's is followed when it is larger. */
  readonly epoch?: number;
  /** Runs that were given up before, for the same two certificates. */
  readonly aborted?: number;
  /** The code of `epoch`, where both sides know it from before. */
  readonly code?: SafetyCode | null;
  /** Fingerprints of the certificates in use on this connection, never of announced ones. */
  readonly self: Fingerprint;
  readonly peer: Fingerprint;
  readonly random: Random;
  readonly clock: Clock;
  /** Sends over the pair's own data channel, in order. Must not throw; what it drops, it drops. */
  readonly send: (message: PairMessage) => void;
  /** Told of every state after the first. */
  readonly changed: (state: PairVerificationState) => void;
}

/** The comparison of one pair of certificates, for as long as both are in use. */
export interface PairVerification {
  readonly state: PairVerificationState;
  /** Messages that were not used: of an epoch that is over, or after the code was known. */
  readonly refused: number;
  /** Takes a message from the peer's channel; the promise ends when it has been dealt with. */
  onMessage(raw: unknown): Promise<void>;
  /** Begins another run after `failed`; does nothing in any other state. */
  restart(): void;
  /**
   * Call when the channel was replaced, before its first message is handed in: a run that was under
   * way begins again, a known code stays.
   */
  reconnected(): void;
  /** Ends when everything begun so far is done and sent. */
  settled(): Promise<void>;
  /** Ends it, and releases the timer. */
  close(): void;
}

/** One run: what this side drew, and what it holds of the peer's. */
interface Run {
  readonly epoch: number;
  readonly nonce: Bytes;
  ownCommit: string | null;
  peerCommit: string | null;
}

/**
 * Compares one pair by commit and reveal (design: docs/protocol.md). Both sides start on their
 * own, as soon as the channel is open; neither leads.
 */
export function createPairVerification(options: PairVerificationOptions): PairVerification {
  return new PairMachine(options);
}

class PairMachine implements PairVerification {
  #state: PairVerificationState;
  #run: Run;
  #refused = 0;
  #waiting = 0;
  #closed = false;
  #tail: Promise<void> = Promise.resolve();
  #cancelTimer = () => {};
  /** The peer's commits of earlier runs; as few as runs can be. */
  readonly #earlier = new Set<string>();

  constructor(readonly options: PairVerificationOptions) {
    const { epoch = 1, aborted = 0, code = null } = options;
    this.#state = { name: "waiting", epoch, aborted };
    this.#run = this.#draw(epoch);
    if (options.self === options.peer) {
      // Our own certificate at the other end: this is our connection, turned back to us.
      this.#state = { name: "could-not-verify", epoch, aborted: 0, code: "same-fingerprint" };
      return;
    }
    if (code !== null) this.#state = { name: "code", epoch, aborted, code };
    else if (aborted >= PAIR_RUNS_MAX) {
      this.#state = { name: "could-not-verify", epoch, aborted, code: "restarted" };
    } else this.#queue(() => this.#sendCommit());
  }

  get state(): PairVerificationState {
    return this.#state;
  }

  get refused(): number {
    return this.#refused;
  }

  onMessage(raw: unknown): Promise<void> {
    if (this.#closed || this.#state.name === "could-not-verify") {
      this.#refused++;
      return this.#tail;
    }
    if (this.#waiting >= WAITING_MAX) {
      this.#giveUp("flooded");
      return this.#tail;
    }
    const parsed = pairMessageSchema.safeParse(raw);
    if (!parsed.success) {
      this.#giveUp("malformed");
      return this.#tail;
    }
    return this.#queue(() => this.#handle(parsed.data));
  }

  restart(): void {
    if (!this.#closed && this.#state.name === "failed") this.#begin(this.#state.epoch + 1);
  }

  reconnected(): void {
    if (this.#closed || !this.#underWay()) return;
    // While the state is `waiting` our nonce is still our own, so that nothing was given away.
    const counts = this.#state.name === "waiting" ? 0 : 1;
    this.#begin(this.#state.epoch + 1, counts);
  }

  settled(): Promise<void> {
    return this.#tail;
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer();
  }

  #queue(step: () => Promise<void>): Promise<void> {
    this.#waiting++;
    this.#tail = this.#tail.then(async () => {
      if (!this.#closed) await step();
      this.#waiting--;
    });
    return this.#tail;
  }

  #underWay(): boolean {
    return ["waiting", "committed", "revealed"].includes(this.#state.name);
  }

  #set(state: PairVerificationState): void {
    this.#cancelTimer();
    this.#state = state;
    this.options.changed(state);
  }

  #draw(epoch: number): Run {
    const nonce = this.options.random(CODE_NONCE_BYTES);
    return { epoch, nonce, ownCommit: null, peerCommit: null };
  }

  /** Begins a run; `counts` is 1 when the one that it replaces was given up by that. */
  #begin(epoch: number, counts: 0 | 1 = 0): void {
    const aborted = this.#state.aborted + counts;
    if (aborted >= PAIR_RUNS_MAX || epoch > PAIR_EPOCH_MAX) {
      this.#set({ name: "could-not-verify", epoch: this.#run.epoch, aborted, code: "restarted" });
      return;
    }
    if (this.#run.peerCommit) this.#earlier.add(this.#run.peerCommit);
    this.#run = this.#draw(epoch);
    this.#set({ name: "waiting", epoch, aborted });
    this.#queue(() => this.#sendCommit());
  }

  /** Gives the run under way up, and tells the peer unless it did so first. */
  #giveUp(code: PairFailure): void {
    if (!this.#underWay()) {
      this.#refused++;
      return;
    }
    const { epoch, aborted } = this.#state;
    const name = aborted + 1 >= PAIR_RUNS_MAX ? "could-not-verify" : "failed";
    this.#set({ name, epoch, aborted: aborted + 1, code });
    if (code === "peer-aborted") return;
    const reason = code === "timeout" ? "timeout" : "refused";
    this.options.send({ t: "pair-abort", epoch, reason });
  }

  async #sendCommit(): Promise<void> {
    const run = this.#run;
    if (run.ownCommit) return;
    const { room, self, peer } = this.options;
    const end = { fingerprint: self, nonce: run.nonce };
    const commit = base64url(await pairCommit(room, run.epoch, end, peer));
    if (this.#gone(run)) return;
    run.ownCommit = commit;
    this.options.send({ t: "pair-commit", epoch: run.epoch, commit });
  }

  /** Whether a run ended while something of it was being computed. */
  #gone(run: Run): boolean {
    return this.#closed || this.#run !== run || !this.#underWay();
  }

  async #handle(message: PairMessage): Promise<void> {
    if (message.t === "pair-commit" && message.epoch > this.#run.epoch) {
      this.#follow(message.epoch);
    }
    if (message.epoch !== this.#run.epoch || !this.#underWay()) {
      this.#refused++;
      return;
    }
    // A run that began while this message waited has not sent its own commit yet.
    const run = this.#run;
    await this.#sendCommit();
    if (this.#gone(run)) return;
    if (message.t === "pair-commit") return this.#takeCommit(message.commit);
    if (message.t === "pair-reveal") return await this.#takeReveal(message.nonce);
    this.#giveUp("peer-aborted");
  }

  /** The peer began a later run: so do we, and it counts if our nonce of this one may be known. */
  #follow(epoch: number): void {
    const { name } = this.#state;
    this.#begin(epoch, name === "waiting" || name === "failed" ? 0 : 1);
  }

  #takeCommit(commit: string): void {
    const run = this.#run;
    if (run.peerCommit) return this.#giveUp("second-commit");
    if (commit === run.ownCommit) return this.#giveUp("equal-commit");
    if (this.#earlier.has(commit)) return this.#giveUp("repeated-commit");
    run.peerCommit = commit;
    const { epoch, aborted } = this.#state;
    this.#set({ name: "committed", epoch, aborted });
    if (this.#gone(run)) return;
    this.options.send({ t: "pair-reveal", epoch, nonce: base64url(run.nonce) });
    this.#set({ name: "revealed", epoch, aborted });
    if (this.#gone(run)) return;
    this.#cancelTimer = this.options.clock.after(PAIR_ANSWER_MS, () => this.#giveUp("timeout"));
  }

  async #takeReveal(text: string): Promise<void> {
    const run = this.#run;
    if (!run.peerCommit) return this.#giveUp("early-reveal");
    const nonce = fromBase64url(text);
    if (!nonce) return this.#giveUp("malformed");
    const { room, self, peer } = this.options;
    const peerEnd = { fingerprint: peer, nonce };
    const opened = base64url(await pairCommit(room, run.epoch, peerEnd, self));
    if (this.#gone(run)) return;
    if (opened !== run.peerCommit) return this.#giveUp("mismatch");
    const ownEnd = { fingerprint: self, nonce: run.nonce };
    const code = await pairCode(room, run.epoch, ownEnd, peerEnd);
    if (this.#gone(run)) return;
    this.#set({ name: "code", epoch: run.epoch, aborted: this.#state.aborted, code });
  }
}
