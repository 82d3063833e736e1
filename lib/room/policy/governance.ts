import { setLatest } from "../../env/bounded_map.ts";
import { lengthPrefixed, utf8 } from "../../env/bytes.ts";
import type { Clock } from "../../env/mod.ts";
import type { Fingerprint } from "../../trust/mod.ts";
import type { PublicKeyText, Signer, Signing } from "../../trust/signing.ts";
import type { Act, SignedCommand } from "../../wire/command.ts";
import { parseJson } from "../../wire/json.ts";
import { type Policy, policySchema, type SignedPolicy } from "../../wire/policy.ts";
import type { ControlMessage } from "../../wire/control.ts";
import { CommandGate, type CommandRefusal, CommandRefused } from "./commands.ts";
import { answerTo, decidedNow, isNewer, isRestricted, NO_POLICY, restrains } from "./policy.ts";
import { foldedName } from "../folded_name.ts";
import { isPass, isSeatOf, type SeatClaim } from "./seat.ts";
import type { PeerId } from "../../wire/fields.ts";

/** Proofs of seats that are remembered, so that each is checked once. */
const PROOFS_MAX = 1_024;
/** How far ahead of our clock a host's may be, in milliseconds, for what it decides to count. */
const POLICY_AHEAD_MS = 24 * 3_600_000;

/** Who is the host, as the room's link says. */
export type HostRule =
  | { readonly kind: "none" }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "key"; readonly key: PublicKeyText };

/** Somebody with a seat, as a roster or a hello names them. */
export type Claimant = SeatClaim & { readonly id: PeerId; readonly name: string };

export interface GovernanceOptions {
  readonly host: HostRule;
  /** Whether nobody is in before the host. */
  readonly hostFirst: boolean;
  /** The room beyond a change of its link key: its name, and what its link says of host and size. */
  readonly room: string;
  /** The room's address now. */
  readonly address: () => PeerId;
  readonly signing: Signing;
  readonly clock: Clock;
  /**
   * The certificate that a member's seat signed, and that its connection was held to; null where its
   * platform shows none of its own.
   */
  readonly certificateOf: (peer: PeerId) => Fingerprint | null;
  /** The seat of a member, here or just gone; null for whoever never was one. */
  readonly seatOf: (peer: PeerId) => PublicKeyText | null;
  /** The name by which a member goes; null for whoever is no member. */
  readonly nameOf: (peer: PeerId) => string | null;
  /** Whether this peer may tell what a host by name decided: the one whom we ask to come in. */
  readonly mayTell: (peer: PeerId) => boolean;
  /** The room that we are in; null before we are in one. */
  readonly session: () => string | null;
  /** Seats of those who are here: what they proved is not forgotten. */
  readonly here: () => ReadonlySet<PublicKeyText>;
  /** A policy was adopted, or somebody's seat was proven. */
  readonly changed: () => void;
  readonly obey: (host: PeerId, act: Exclude<Act, { do: "policy" }>) => Promise<void>;
  readonly refused: (code: CommandRefusal) => void;
}

/**
 * What the host decided, held and checked by every member alike: the newest policy that the host
 * made, who proved to hold their seat, and which commands are obeyed. A coordinator has no say in it.
 */
export class Governance {
  #policy: Policy = NO_POLICY;
  #signed: SignedPolicy | null = null;
  #ofAnotherSession: Policy | null = null;
  /** What was proven, and by whose seat. */
  readonly #proven = new Map<string, PublicKeyText>();
  /**
   * Who showed that they hold the host's key, by id and seat: an id alone can be somebody else's once
   * its holder left.
   */
  readonly #hosts = new Set<string>();
  /** Passes that were looked at: each is checked once. */
  readonly #passes = new Map<string, boolean>();
  readonly #commands: CommandGate;

  constructor(readonly options: GovernanceOptions) {
    const { host, address, signing, clock } = options;
    const key = host.kind === "key" ? host.key : null;
    this.#commands = new CommandGate({ room: address, key, signing, clock });
  }

  /** What holds now: once a policy has ended, it is as if the host had decided nothing. */
  get policy(): Policy {
    return this.#policy.ends > this.options.clock.now() ? this.#policy : NO_POLICY;
  }

  /** The policy in the form in which it is passed on; null before there is one. */
  get signed(): SignedPolicy | null {
    return this.policy === NO_POLICY ? null : this.#signed;
  }

  /**
   * Whether a room of this session is one that we may enter: what the host decided in another does
   * not hold there, so that whoever is bound by that enters only the room that it was decided for.
   */
  mayEnter(session: string): boolean {
    return !restrains(this.policy) || this.policy.session === session;
  }

  /**
   * We are in a room of this session: what was decided for another says nothing here. A host decides
   * it again, and holds to it until that is done.
   */
  entered(session: string, asHost: boolean): void {
    if (this.#signed === null || this.#policy.session === session) return;
    this.#ofAnotherSession = this.policy;
    if (asHost) return;
    this.#policy = NO_POLICY;
    this.#signed = null;
  }

  /** What had been decided for another session, for a host who decides it again; once. */
  takeOfAnotherSession(): Policy | null {
    const policy = this.#ofAnotherSession;
    this.#ofAnotherSession = null;
    return policy;
  }

  /** Whether there is a host at all, and so anything to govern. */
  get hosted(): boolean {
    return this.options.host.kind !== "none";
  }

  /** Whether only those may come in whom the host lets in. */
  get restricted(): boolean {
    return this.hosted && isRestricted(this.policy);
  }

  /** Whether this member is the host: by a key that it showed, or by name. */
  isHost(peer: PeerId): boolean {
    const { host, nameOf, seatOf } = this.options;
    switch (host.kind) {
      case "none":
        return false;
      case "name":
        return sameName(nameOf(peer), host.name);
      case "key":
        return this.#hasKey(peer, seatOf(peer));
    }
  }

  /** We are the host, by the key. */
  becameHost(self: PeerId, seat: PublicKeyText): void {
    this.#gaveProof(self, seat);
    this.options.changed();
  }

  #gaveProof(id: PeerId, seat: PublicKeyText | null): void {
    if (seat !== null) this.#hosts.add(`${id} ${seat}`);
  }

  #hasKey(id: PeerId, seat: PublicKeyText | null): boolean {
    return this.#hosts.has(`${id} ${seat}`);
  }

  /** Whether somebody may be in the room: with a seat of their own, and as the host decided. */
  mayBeHere(claimant: Claimant): boolean {
    return this.isProven(claimant) && (!this.hosted || this.answerTo(claimant) === "come");
  }

  /** Whether somebody may begin the room where nobody is: the host alone, where the link says so. */
  mayFound(claimant: Claimant): boolean {
    return this.mayBeHere(claimant) && (!this.options.hostFirst || this.isHostsOwn(claimant));
  }

  /**
   * Where nobody is in before the host: whether the host is among the members of this session, or
   * decided something in it that still holds. What was decided in another shows nothing here.
   */
  begunByHost(session: string, members: readonly Claimant[]): boolean {
    return !this.options.hostFirst || this.signed !== null && this.#policy.session === session ||
      members.some((member) => this.isHostsOwn(member));
  }

  /** What the policy says to somebody. A host need not wait for itself. */
  answerTo(claimant: Claimant): ReturnType<typeof answerTo> {
    const answer = answerTo(this.policy, claimant);
    return answer !== "removed" && this.isHostsOwn(claimant) ? "come" : answer;
  }

  /** Whether somebody comes as the host. */
  isHostsOwn({ id, name, seat }: Claimant): boolean {
    const { host } = this.options;
    return host.kind === "name" ? sameName(name, host.name) : this.#hasKey(id, seat);
  }

  isProven(claimant: Claimant): boolean {
    return this.#proven.has(claimText(claimant));
  }

  /** Checks that each of them holds their seat's key; null when nothing is left to check. */
  vouch(claimants: readonly Claimant[]): Promise<void> | null {
    const unknown = claimants.filter((claimant) =>
      !this.isProven(claimant) || this.#hasNewPass(claimant)
    );
    return unknown.length === 0 ? null : this.#prove(unknown);
  }

  /** Whether a claim, which may be known, comes with a pass that was not looked at yet. */
  #hasNewPass(claimant: Claimant): boolean {
    const { id, seat, pass } = claimant;
    return this.options.host.kind === "key" && pass !== undefined && !this.#hasKey(id, seat) &&
      !this.#passes.has(`${claimText(claimant)} ${pass}`);
  }

  /**
   * Checks what a message has to prove before anybody acts on it; null when there is nothing to
   * check. Policies are adopted and commands obeyed here.
   */
  check(peer: PeerId, message: ControlMessage): Promise<void> | null {
    switch (message.t) {
      case "hello":
        return this.vouch([{ id: peer, ...message.hello }]);
      case "met":
        return this.vouch([message.member]);
      case "roster":
        return this.vouch(message.roster.members);
      case "welcome":
        // Of the room that we are about to enter.
        return this.#checkAll(peer, message, message.roster.session);
      case "merge":
        return this.#checkAll(peer, message, this.options.session());
      case "policy":
        return this.hosted && this.#mayTell(peer)
          ? this.adopt(message.signed).then(() => {})
          : null;
      case "governed":
        // Only a key speaks for itself; and only for the room that we are in.
        return this.options.host.kind === "key" ? this.adopt(message.signed).then(() => {}) : null;
      case "command":
        return this.hosted ? this.#command(peer, message.signed) : null;
      default:
        return null;
    }
  }

  /**
   * Adopts a policy when the host made it for this room, and it is newer than ours. For a host by
   * name the caller answers for where it comes from. Before we are in a room, `session` says which
   * one it is for; without one it is what we kept ourselves.
   */
  async adopt(signed: SignedPolicy, session = this.options.session()): Promise<boolean> {
    if (signed.policy === this.#signed?.policy || !this.hosted) return false;
    const policy = parseJson(policySchema, signed.policy);
    if (policy === null || !this.#isOfItsTime(policy, session)) return false;
    if (!await this.#isTheHosts(signed)) return false;
    const held = { policy: this.#policy, text: this.#signed?.policy ?? "" };
    if (!isNewer({ policy, text: signed.policy }, held)) return false;
    this.#policy = policy;
    this.#signed = signed;
    this.options.changed();
    return true;
  }

  #isOfItsTime({ version, session: its, ends }: Policy, session: string | null): boolean {
    const now = this.options.clock.now();
    return ends > now && version <= now + POLICY_AHEAD_MS && (session === null || its === session);
  }

  /** Puts a policy, decided now for this room, into the form in which it is passed on. */
  async sign(policy: Policy, signer: Signer | null): Promise<SignedPolicy> {
    const session = this.options.session() ?? policy.session;
    const text = JSON.stringify(decidedNow(policy, session, this.options.clock.now()));
    return { policy: text, signature: await signer?.sign(this.#policyText(text)) ?? null };
  }

  /** A key speaks for itself, whoever passes its word on; of a host by name anybody could say so. */
  #mayTell(peer: PeerId): boolean {
    return this.options.host.kind === "key" || this.isHost(peer) || this.options.mayTell(peer);
  }

  async #isTheHosts({ policy, signature }: SignedPolicy): Promise<boolean> {
    const { host, signing } = this.options;
    if (host.kind !== "key") return host.kind === "name";
    return signature !== null &&
      await signing.verify(host.key, this.#policyText(policy), signature);
  }

  #policyText(text: string) {
    return lengthPrefixed(utf8("kibitz/v1/policy"), utf8(this.options.room), utf8(text));
  }

  #checkAll(
    peer: PeerId,
    { roster, policy }: ControlMessage & { t: "welcome" | "merge" },
    session: string | null,
  ): Promise<void> | null {
    const proofs = this.vouch(roster.members);
    const signed = this.#mayTell(peer) ? policy : null;
    if (signed === null || signed.policy === this.#signed?.policy) return proofs;
    return Promise.all([proofs, this.adopt(signed, session)]).then(() => {});
  }

  async #prove(claimants: readonly Claimant[]): Promise<void> {
    const { signing, room, host } = this.options;
    await Promise.all(claimants.map(async (claimant) => {
      if (!await isSeatOf(signing, room, claimant.id, claimant)) return;
      const passed = host.kind === "key" && await isPass(signing, host.key, room, claimant);
      const { id, seat, pass } = claimant;
      if (pass !== undefined) {
        setLatest(this.#passes, `${claimText(claimant)} ${pass}`, passed, PROOFS_MAX);
      }
      if (passed) this.#gaveProof(id, seat);
      this.#remember(claimant);
    }));
  }

  #remember(claimant: Claimant): void {
    this.#proven.set(claimText(claimant), claimant.seat);
    if (this.#proven.size <= PROOFS_MAX) return;
    const here = this.options.here();
    for (const [text, seat] of this.#proven) {
      if (here.has(seat)) continue;
      return void this.#proven.delete(text);
    }
  }

  async #command(peer: PeerId, signed: SignedCommand): Promise<void> {
    const { host, nameOf, seatOf, certificateOf, obey, refused } = this.options;
    try {
      const named = nameOf(peer);
      const mayCommand = host.kind === "key" ? named !== null : this.isHost(peer);
      if (!mayCommand) throw new CommandRefused("not-host");
      const sender = { seat: seatOf(peer) ?? "", certificate: certificateOf(peer) };
      const act = await this.#commands.read(signed, sender);
      if (host.kind === "key") this.#gaveProof(peer, sender.seat);
      if (act.do === "policy") await this.adopt(act.signed);
      else await obey(peer, act);
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error;
      refused(error.code);
    }
  }
}

function claimText({ id, seat, certificate, proof }: Claimant): string {
  return `${id} ${seat} ${certificate} ${proof}`;
}

/** Names are compared as people read them: whatever their case, or the way they were typed. */
function sameName(one: string | null, other: string): boolean {
  return one !== null && foldedName(one) === foldedName(other);
}
