import { lengthPrefixed, utf8 } from "../env/bytes.ts";
import type { Clock } from "../env/mod.ts";
import type { Fingerprint } from "../trust/mod.ts";
import type { PublicKeyText, Signer, Signing } from "../trust/signing.ts";
import type { Act, SignedCommand } from "../wire/command.ts";
import { parseJson } from "../wire/json.ts";
import { type Policy, policySchema, type SignedPolicy } from "../wire/policy.ts";
import type { Presence as PresenceMessage } from "../wire/presence.ts";
import { CommandGate, type CommandRefusal, CommandRefused } from "./commands.ts";
import { answerTo, isNewer, NO_POLICY } from "./policy.ts";
import { isPass, isSeatOf, type SeatClaim } from "./seat.ts";
import type { PeerId } from "./types.ts";

/** Proofs that are remembered, so that each is checked once. */
const PROOFS_MAX = 1_024;

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
  /** The certificate at the other end of the live connection to a member. */
  readonly certificateOf: (peer: PeerId) => Promise<Fingerprint | null>;
  /** The name by which a member goes; null for whoever is no member. */
  readonly nameOf: (peer: PeerId) => string | null;
  /** Whether this peer may tell what a host by name decided: the one whom we ask to come in. */
  readonly mayTell: (peer: PeerId) => boolean;
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
  readonly #proven = new Set<string>();
  /** Ids that showed that they hold the host's key; each is one visit of one certificate. */
  readonly #hosts = new Set<PeerId>();
  readonly #commands: CommandGate;

  constructor(readonly options: GovernanceOptions) {
    const { host, address, signing, clock } = options;
    const key = host.kind === "key" ? host.key : null;
    this.#commands = new CommandGate({ room: address, key, signing, clock });
  }

  get policy(): Policy {
    return this.#policy;
  }

  /** The policy in the form in which it is passed on; null before there is one. */
  get signed(): SignedPolicy | null {
    return this.#signed;
  }

  /** Whether there is a host at all, and so anything to govern. */
  get hosted(): boolean {
    return this.options.host.kind !== "none";
  }

  /** Whether this member is the host: by a key that it showed, or by name. */
  isHost(peer: PeerId): boolean {
    const { host, nameOf } = this.options;
    switch (host.kind) {
      case "none":
        return false;
      case "name":
        return sameName(nameOf(peer), host.name);
      case "key":
        return this.#hosts.has(peer);
    }
  }

  /** We are the host, by the key. */
  becameHost(self: PeerId): void {
    this.#hosts.add(self);
    this.options.changed();
  }

  /** Whether somebody may be in the room. Without a host everybody may; else fails closed. */
  mayBeHere(claimant: Claimant): boolean {
    return !this.hosted || (this.isProven(claimant) && this.answerTo(claimant) === "come");
  }

  /** Whether somebody may begin the room where nobody is: the host alone, where the link says so. */
  mayFound(claimant: Claimant): boolean {
    return this.mayBeHere(claimant) && (!this.options.hostFirst || this.#isHostsOwn(claimant));
  }

  /** Where nobody is in before the host: whether the host is among these, or decided anything here. */
  begunByHost(members: readonly Claimant[]): boolean {
    return !this.options.hostFirst || this.#signed !== null ||
      members.some((member) => this.#isHostsOwn(member));
  }

  /** What the policy says to somebody. A host need not wait for itself. */
  answerTo(claimant: Claimant): ReturnType<typeof answerTo> {
    const answer = answerTo(this.#policy, claimant);
    return answer !== "removed" && this.#isHostsOwn(claimant) ? "come" : answer;
  }

  #isHostsOwn({ id, name }: Claimant): boolean {
    const { host } = this.options;
    return host.kind === "name" ? sameName(name, host.name) : this.#hosts.has(id);
  }

  isProven(claimant: Claimant): boolean {
    return this.#proven.has(claimText(claimant));
  }

  /** Checks that each of them holds their seat's key; null when nothing is left to check. */
  vouch(claimants: readonly Claimant[]): Promise<void> | null {
    const unknown = claimants.filter((claimant) => !this.isProven(claimant));
    return unknown.length === 0 ? null : this.#prove(unknown);
  }

  /**
   * Checks what a message has to prove before anybody acts on it; null when there is nothing to
   * check. Policies are adopted and commands obeyed here.
   */
  check(peer: PeerId, message: PresenceMessage): Promise<void> | null {
    // Whoever asks to come in proves their seat; nothing else matters where nobody governs.
    if (message.t === "hello") return this.vouch([{ id: peer, ...message.hello }]);
    return this.hosted ? this.#check(peer, message) : null;
  }

  #check(peer: PeerId, message: PresenceMessage): Promise<void> | null {
    switch (message.t) {
      case "roster":
        return this.vouch(message.roster.members);
      case "welcome":
      case "merge":
        return this.#checkAll(
          message.roster.members,
          this.#mayTell(peer) ? message.policy : null,
        );
      case "policy":
        return this.#mayTell(peer) ? this.adopt(message.signed).then(() => {}) : null;
      case "command":
        return this.#command(peer, message.signed);
      default:
        return null;
    }
  }

  /**
   * Adopts a policy when the host made it and it is newer than ours. For a host by name the caller
   * answers for where it comes from.
   */
  async adopt(signed: SignedPolicy): Promise<boolean> {
    if (signed.policy === this.#signed?.policy || !this.hosted) return false;
    const policy = parseJson(policySchema, signed.policy);
    if (policy === null || !await this.#isTheHosts(signed)) return false;
    const held = { policy: this.#policy, text: this.#signed?.policy ?? "" };
    if (!isNewer({ policy, text: signed.policy }, held)) return false;
    this.#policy = policy;
    this.#signed = signed;
    this.options.changed();
    return true;
  }

  /** Puts a policy into the form in which it is passed on. */
  async sign(policy: Policy, signer: Signer | null): Promise<SignedPolicy> {
    const text = JSON.stringify(policy);
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

  #checkAll(members: readonly Claimant[], signed: SignedPolicy | null): Promise<void> | null {
    const proofs = this.vouch(members);
    if (signed === null || signed.policy === this.#signed?.policy) return proofs;
    return Promise.all([proofs, this.adopt(signed)]).then(() => {});
  }

  async #prove(claimants: readonly Claimant[]): Promise<void> {
    const { signing, room, host } = this.options;
    await Promise.all(claimants.map(async (claimant) => {
      if (!await isSeatOf(signing, room, claimant.id, claimant)) return;
      const passed = host.kind === "key" && await isPass(signing, host.key, room, claimant);
      if (passed) this.#hosts.add(claimant.id);
      this.#remember(claimant);
    }));
  }

  #remember(claimant: Claimant): void {
    this.#proven.add(claimText(claimant));
    if (this.#proven.size <= PROOFS_MAX) return;
    const [oldest] = this.#proven;
    this.#proven.delete(oldest);
  }

  async #command(peer: PeerId, signed: SignedCommand): Promise<void> {
    const { host, nameOf, certificateOf, obey, refused } = this.options;
    try {
      const named = nameOf(peer);
      const mayCommand = host.kind === "key" ? named !== null : this.isHost(peer);
      if (!mayCommand) throw new CommandRefused("not-host");
      const act = await this.#commands.read(signed, await certificateOf(peer));
      if (host.kind === "key") this.#hosts.add(peer);
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
  return one !== null && folded(one) === folded(other);
}

function folded(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}
