import type { Random } from "../env/mod.ts";
import { base64url, type Bytes, fromBase64url } from "../env/bytes.ts";
import type { PeerId } from "../wire/fields.ts";
import { type GroupMessage, groupMessageSchema } from "../wire/verify.ts";
import { EarlyMessages } from "./early_messages.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { groupCode, groupCommit, rosterHash } from "./group_code.ts";
import { CODE_NONCE_BYTES, type SafetyCode } from "./safety_code.ts";

/**
 * Epochs in which our nonce may be shown, in the life of one machine. Each is one more guess (of
 * 2^42) for a member that keeps starting new ones, so that the number needs an end.
 */
export const GROUP_RUNS_MAX = 256;
/** Messages of one member that may wait; an honest one has two under way, or four after a reconnection. */
const WAITING_MAX = 16;

/** Somebody in the room, with the certificate at their end of our connection. */
export interface GroupMember {
  /** Who it is. */
  readonly id: PeerId;
  /** The certificate that was seen at their end. */
  readonly fingerprint: Fingerprint;
}

/** Why an epoch gives no code. */
export type GroupFailure =
  | "malformed"
  | "flooded"
  | "equal-commit"
  | "second-commit"
  | "early-reveal"
  | "mismatch"
  | "same-fingerprint"
  | "old-epoch"
  | "too-many-runs";

/** Where the comparison of the whole room stands. */
export type GroupVerificationState =
  /** Nobody else is here. */
  | { readonly name: "alone"; readonly epoch: number }
  /** Our commit is out; `missing` have not sent theirs. */
  | { readonly name: "waiting"; readonly epoch: number; readonly missing: readonly PeerId[] }
  /** Everybody has committed and our nonce is out; `missing` have not shown theirs. */
  | { readonly name: "revealed"; readonly epoch: number; readonly missing: readonly PeerId[] }
  /** The code, and whom it stands for. */
  | {
    readonly name: "code";
    readonly epoch: number;
    readonly code: SafetyCode;
    readonly members: readonly GroupMember[];
  }
  /** No code in this epoch. `member` is who sent what doesn't fit, where it was somebody. */
  | {
    readonly name: "failed";
    readonly epoch: number;
    readonly code: GroupFailure;
    readonly member: PeerId | null;
  };

/** What the comparison of a whole room needs from outside. */
export interface GroupVerificationOptions {
  /** The normalised room name. */
  readonly room: string;
  /** The roster's epoch (1 or more), the same for everybody who holds that roster; 0 for none yet. */
  readonly epoch: number;
  readonly self: GroupMember;
  /** Everybody else. */
  readonly members: readonly GroupMember[];
  readonly random: Random;
  /** Sends to one member over the direct connection to them. Must not throw. */
  readonly send: (to: PeerId, message: GroupMessage) => void;
  /** Told of every state after the first. */
  readonly changed: (state: GroupVerificationState) => void;
}

/** The comparison of a whole room, for as long as we are in it. */
export interface GroupVerification {
  readonly state: GroupVerificationState;
  /** Messages that were not used: repeats, and those of strangers or of epochs that are over. */
  readonly refused: number;
  /** Takes a message that came over the direct connection to `from`. */
  onMessage(from: PeerId, raw: unknown): Promise<void>;
  /** The roster changed: begins its epoch, once every member's fingerprint is known. */
  next(epoch: number, members: readonly GroupMember[]): void;
  /** The channel to a member was replaced: sends again what this epoch has said so far. */
  reopened(id: PeerId): void;
  /** Ends when everything begun so far is done and sent. */
  settled(): Promise<void>;
  close(): void;
}

/** What one epoch holds of another member. */
interface Entry {
  readonly member: GroupMember;
  commit: string | null;
  nonce: Bytes | null;
  /** Messages that are not dealt with yet. */
  waiting: number;
}

/** One epoch: the members as we see them, and what they said. */
interface Run {
  readonly epoch: number;
  readonly nonce: Bytes;
  readonly entries: ReadonlyMap<PeerId, Entry>;
  roster: Bytes | null;
  ownCommit: string | null;
}

/**
 * Compares a whole room by commit and reveal over the direct connections (design:
 * docs/protocol.md): everybody shows their nonce only after holding everybody's commit.
 */
export function createGroupVerification(options: GroupVerificationOptions): GroupVerification {
  return new GroupMachine(options);
}

class GroupMachine implements GroupVerification {
  #state: GroupVerificationState;
  #run: Run;
  #shown = 0;
  #refused = 0;
  #closed = false;
  #tail: Promise<void> = Promise.resolve();
  readonly #early = new EarlyMessages<GroupMessage>();

  constructor(readonly options: GroupVerificationOptions) {
    this.#run = this.#draw(options.epoch, options.members);
    this.#state = this.#opening();
    if (this.#state.name === "waiting") this.#queue(() => this.#sendCommit());
  }

  get state(): GroupVerificationState {
    return this.#state;
  }

  get refused(): number {
    return this.#refused;
  }

  onMessage(from: PeerId, raw: unknown): Promise<void> {
    if (this.#closed) return this.#tail;
    const parsed = groupMessageSchema.safeParse(raw);
    if (!parsed.success) this.#giveUp("malformed", from);
    else this.#sort(from, parsed.data);
    return this.#tail;
  }

  /** Keeps a message for later, leaves it aside, or has it handled in its turn. */
  #sort(from: PeerId, message: GroupMessage): void {
    if (message.epoch > this.#run.epoch) {
      this.#early.keep(from, message);
      return;
    }
    const entry = this.#run.entries.get(from);
    if (!entry || message.epoch < this.#run.epoch || !this.#underWay()) {
      this.#refused++;
      return;
    }
    if (entry.waiting >= WAITING_MAX) return this.#giveUp("flooded", from);
    entry.waiting++;
    const run = this.#run;
    this.#queue(() => this.#handle(run, entry, message).finally(() => entry.waiting--));
  }

  next(epoch: number, members: readonly GroupMember[]): void {
    if (this.#closed) return;
    if (epoch <= this.#run.epoch) {
      this.#set({ name: "failed", epoch, code: "old-epoch", member: null });
      return;
    }
    this.#run = this.#draw(epoch, members);
    this.#set(this.#opening());
    if (this.#state.name !== "waiting") return;
    this.#queue(() => this.#sendCommit());
    for (const [from, message] of this.#early.release(epoch)) this.#sort(from, message);
  }

  reopened(id: PeerId): void {
    const { epoch, ownCommit, nonce, entries } = this.#run;
    const { name } = this.#state;
    if (this.#closed || !ownCommit || !entries.has(id)) return;
    if (name !== "waiting" && name !== "revealed" && name !== "code") return;
    this.options.send(id, { t: "group-commit", epoch, commit: ownCommit });
    if (name === "waiting") return;
    this.options.send(id, { t: "group-reveal", epoch, nonce: base64url(nonce) });
  }

  settled(): Promise<void> {
    return this.#tail;
  }

  close(): void {
    this.#closed = true;
  }

  #queue(step: () => Promise<void>): void {
    this.#tail = this.#tail.then(() => this.#closed ? undefined : step());
  }

  #draw(epoch: number, members: readonly GroupMember[]): Run {
    const others = members.filter((member) => member.id !== this.options.self.id);
    const entries = new Map(
      others.map((member) => [member.id, { member, commit: null, nonce: null, waiting: 0 }]),
    );
    const nonce = this.options.random(CODE_NONCE_BYTES);
    return { epoch, nonce, entries, roster: null, ownCommit: null };
  }

  /** The state in which the run begins. */
  #opening(): GroupVerificationState {
    const { epoch, entries } = this.#run;
    const failed = (code: GroupFailure): GroupVerificationState => {
      return { name: "failed", epoch, code, member: null };
    };
    if (entries.size === 0) return { name: "alone", epoch };
    if (new Set(this.#fingerprints()).size <= entries.size) return failed("same-fingerprint");
    if (this.#shown >= GROUP_RUNS_MAX) return failed("too-many-runs");
    return { name: "waiting", epoch, missing: [...entries.keys()] };
  }

  #fingerprints(): Fingerprint[] {
    const others = [...this.#run.entries.values()].map(({ member }) => member.fingerprint);
    return [this.options.self.fingerprint, ...others];
  }

  #set(state: GroupVerificationState): void {
    this.#state = state;
    this.options.changed(state);
  }

  #underWay(): boolean {
    return this.#state.name === "waiting" || this.#state.name === "revealed";
  }

  /** Whether a run ended while something of it was being computed. */
  #gone(run: Run): boolean {
    return this.#closed || this.#run !== run || !this.#underWay();
  }

  /** A stranger can't spoil an epoch; a member who breaks the rules does. */
  #giveUp(code: GroupFailure, member: PeerId): void {
    if (!this.#underWay() || !this.#run.entries.has(member)) this.#refused++;
    else this.#set({ name: "failed", epoch: this.#run.epoch, code, member });
  }

  #toAll(message: GroupMessage): void {
    for (const id of this.#run.entries.keys()) this.options.send(id, message);
  }

  async #sendCommit(): Promise<void> {
    const run = this.#run;
    if (run.ownCommit) return;
    const { room, self } = this.options;
    const roster = await rosterHash(this.#fingerprints());
    const end = { fingerprint: self.fingerprint, nonce: run.nonce };
    const commit = base64url(await groupCommit(room, run.epoch, roster, end));
    if (this.#gone(run)) return;
    run.roster = roster;
    run.ownCommit = commit;
    this.#toAll({ t: "group-commit", epoch: run.epoch, commit });
  }

  async #handle(run: Run, entry: Entry, message: GroupMessage): Promise<void> {
    await this.#sendCommit();
    if (this.#gone(run)) return void this.#refused++;
    if (message.t === "group-commit") await this.#takeCommit(run, entry, message.commit);
    else await this.#takeReveal(run, entry, message.nonce);
  }

  async #takeCommit(run: Run, entry: Entry, commit: string): Promise<void> {
    // The same again is what a member says whose channel to us was replaced.
    if (entry.commit === commit) return void this.#refused++;
    if (entry.commit) return this.#giveUp("second-commit", entry.member.id);
    const taken = [run.ownCommit, ...[...run.entries.values()].map((other) => other.commit)];
    if (taken.includes(commit)) return this.#giveUp("equal-commit", entry.member.id);
    entry.commit = commit;
    const missing = this.#missing("commit");
    if (missing.length) return this.#set({ name: "waiting", epoch: run.epoch, missing });
    this.#shown++;
    this.#set({ name: "revealed", epoch: run.epoch, missing: this.#missing("nonce") });
    if (this.#gone(run)) return;
    this.#toAll({ t: "group-reveal", epoch: run.epoch, nonce: base64url(run.nonce) });
    await this.#finish(run);
  }

  async #takeReveal(run: Run, entry: Entry, text: string): Promise<void> {
    const { member, commit } = entry;
    if (!commit) return this.#giveUp("early-reveal", member.id);
    const nonce = fromBase64url(text);
    if (!nonce || !run.roster) return this.#giveUp("malformed", member.id);
    const { room } = this.options;
    const end = { fingerprint: member.fingerprint, nonce };
    const opened = base64url(await groupCommit(room, run.epoch, run.roster, end));
    if (this.#gone(run)) return;
    if (opened !== commit) return this.#giveUp("mismatch", member.id);
    if (entry.nonce) return void this.#refused++;
    entry.nonce = nonce;
    await this.#finish(run);
  }

  #missing(part: "commit" | "nonce"): PeerId[] {
    const { entries } = this.#run;
    return [...entries.values()].filter((entry) => !entry[part]).map(({ member }) => member.id);
  }

  /** Shows the code once every nonce is here; a reveal may come before the last commit does. */
  async #finish(run: Run): Promise<void> {
    if (this.#state.name !== "revealed" || !run.roster) return;
    const { room, self } = this.options;
    const missing = this.#missing("nonce");
    if (missing.length) return this.#set({ name: "revealed", epoch: run.epoch, missing });
    const ends = [{ fingerprint: self.fingerprint, nonce: run.nonce }];
    for (const { member, nonce } of run.entries.values()) {
      if (nonce) ends.push({ fingerprint: member.fingerprint, nonce });
    }
    const code = await groupCode(room, run.epoch, run.roster, ends);
    if (this.#gone(run)) return;
    const members = [...run.entries.values()].map(({ member }) => member);
    this.#set({ name: "code", epoch: run.epoch, code, members });
  }
}
