import type { Clock, Random } from "../../env/mod.ts";
import { RoomError } from "../../errors.ts";
import { type Fingerprint, newLinkKey } from "../../trust/mod.ts";
import type { Signer } from "../../trust/signing.ts";
import type { Act } from "../../wire/command.ts";
import { nameSchema, type PeerId } from "../../wire/fields.ts";
import { type Ability, LABEL_MAX, type Policy } from "../../wire/policy.ts";
import { makeCommand } from "../policy/commands.ts";
import type { Mesh } from "../mesh/mesh.ts";
import type { Governance } from "../policy/governance.ts";
import type { LinkKeys } from "../link_keys.ts";
import {
  isRemoved,
  mayBeHere,
  withAdmitted,
  withGrant,
  withLabel,
  withLobby,
  withLock,
  withRemoved,
  withReset,
} from "../policy/policy.ts";
import type { Membership } from "../members/membership.ts";
import { passFor } from "../policy/seat.ts";
import type { Host } from "../types.ts";

export interface HostControlsOptions {
  readonly self: PeerId;
  readonly certificate: Fingerprint | null;
  readonly governance: Governance;
  readonly membership: Membership;
  readonly mesh: Mesh;
  readonly keys: LinkKeys;
  readonly clock: Clock;
  readonly random: Random;
  /** The room goes on under another link key, here as with the others. */
  readonly rekey: (key: string, generation: number) => Promise<void>;
}

/** A key change that some may not have heard of, and the address at which they still are. */
interface KeyChange {
  readonly act: Act & { do: "rekey" };
  readonly address: PeerId;
}

/** What the host does: each decision is a new policy or a command, told to everyone over our own links. */
export class HostControls implements Host {
  #signer: Signer | null = null;
  #change: KeyChange | null = null;
  /** Whether we are giving ourselves a seat. */
  #seating = false;
  /** Decisions are made one after another: each stands on the one before. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(readonly options: HostControlsOptions) {}

  /** Whether we are the host. */
  get open(): boolean {
    return this.options.governance.isHost(this.options.self);
  }

  async unlock(key: Signer): Promise<void> {
    const { governance, self, membership } = this.options;
    const { host } = governance.options;
    if (host.kind !== "key" || host.key !== key.publicKey) {
      throw new RoomError("not-host", "that is not the key of this room's host");
    }
    this.#signer = key;
    membership.present(await passFor(key, governance.options.room, membership.self));
    governance.becameHost(self, membership.self.seat);
    await Promise.all(membership.others().map(({ id }) => this.greet(id)));
  }

  /**
   * The policy is another, which another of the host's tabs may have made without knowing of this one:
   * not everybody may have heard that we are the host, but everybody hears who is seated.
   */
  policyChanged(): void {
    const { governance: { policy, options }, membership: { self } } = this.options;
    if (this.#signer === null || this.#seating) return;
    // One of a room that we are about to enter is answered from inside: a decision is for one session.
    const session = options.session();
    if (session !== null && session !== policy.session) return;
    if (mayBeHere(policy, self) || isRemoved(policy, self)) return;
    this.#seating = true;
    void this.#decide((now) => withAdmitted(now, [self.seat])).finally(() => this.#seating = false);
  }

  /** We are in a room: what we had decided for the one before holds here as well. */
  entered(): void {
    const before = this.options.governance.takeOfAnotherSession();
    if (!this.open) return;
    if (before === null) return this.policyChanged();
    void this.#decide((policy) => policy.version > before.version ? policy : { ...before });
  }

  /** A member's connection stands: they hear that we are the host, and of a key that they missed. */
  async greet(peer: PeerId): Promise<void> {
    if (!this.open) return;
    const { keys } = this.options;
    if (this.#change !== null && keys.behind.has(peer)) {
      return await this.#send([peer], this.#change.act, this.#change.address);
    }
    if (this.#signer !== null) await this.#send([peer], { do: "host" });
  }

  async setLobby(on: boolean): Promise<void> {
    // Whoever is on the way is let in by our own connection, and not by anybody's list.
    if (on) await this.options.membership.shown();
    return await this.#decide((policy) => withLobby(policy, on, this.options.membership.seats()));
  }

  async setLocked(on: boolean): Promise<void> {
    if (on) await this.options.membership.shown();
    return await this.#decide((policy) => withLock(policy, on, this.options.membership.seats()));
  }

  async admit(guests: readonly PeerId[]): Promise<void> {
    const seats = this.options.membership.admission.knocks
      .filter(({ id }) => guests.includes(id))
      .map(({ seat }) => seat);
    return await this.#decide((policy) => withAdmitted(policy, seats));
  }

  async deny(guest: PeerId): Promise<void> {
    return await this.#inTurn(async () => {
      this.options.membership.admission.deny(guest);
      await this.#sendAll({ do: "deny", guest });
    });
  }

  async remove(peer: PeerId): Promise<void> {
    const { seat, certificate } = this.#memberOf(peer);
    return await this.#decide((policy) => withRemoved(policy, { seat, certificate }));
  }

  async resetChat(): Promise<void> {
    return await this.#decide(withReset);
  }

  async label(peer: PeerId, label: string | null): Promise<void> {
    const parsed = label === null ? null : nameSchema.safeParse(label).data;
    if (parsed === undefined || (parsed?.length ?? 0) > LABEL_MAX) {
      throw new RoomError("bad-label", `a role has 1 to ${LABEL_MAX} characters`);
    }
    const { seat } = this.#memberOf(peer);
    return await this.#decide((policy) => withLabel(policy, seat, parsed));
  }

  async withhold(peer: PeerId, abilities: readonly Ability[]): Promise<void> {
    const { seat } = this.#memberOf(peer);
    return await this.#decide((policy) => withGrant(policy, seat, abilities));
  }

  async askToMute(peer: PeerId): Promise<void> {
    const { id } = this.#memberOf(peer);
    return await this.#inTurn(() => this.#send([id], { do: "mute" }));
  }

  async rekey(): Promise<string> {
    return await this.#inTurn(async () => {
      const { keys, random, rekey } = this.options;
      const key = newLinkKey(random);
      const act = { do: "rekey" as const, generation: keys.generation + 1, key };
      this.#change = { act, address: keys.address };
      await this.#sendAll(act);
      await rekey(key, act.generation);
      return key;
    });
  }

  keepPolicy(): string | null {
    const { signed } = this.options.governance;
    return signed === null ? null : JSON.stringify(signed);
  }

  /**
   * We begin the room. Where nobody is in before the host, the host says so: newcomers see by it,
   * also when the host has left, that the room was not begun by somebody else.
   */
  async begun(): Promise<void> {
    const { governance } = this.options;
    const says = governance.options.hostFirst && governance.signed === null && this.open;
    if (says) await this.#decide((policy) => withAdmitted(policy, []));
  }

  #memberOf(peer: PeerId) {
    const { membership, self } = this.options;
    const member = peer === self ? membership.self : membership.member(peer);
    if (member === undefined) throw new RoomError("no-such-peer", "nobody here has that id");
    return member;
  }

  #decide(change: (policy: Policy) => Policy): Promise<void> {
    return this.#inTurn(async () => {
      const { governance } = this.options;
      const signed = await governance.sign(change(governance.policy), this.#signer);
      // Before it holds here: those whom it sends away are told as well.
      await this.#sendAll({ do: "policy", signed });
      await governance.adopt(signed);
    });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (!this.open) throw new RoomError("not-host", "only the host of the room can do that");
    const done = this.#last.then(work);
    // Whoever asked hears of a failure; the next decision does not depend on it.
    this.#last = done.catch(() => {});
    return done;
  }

  #sendAll(act: Act): Promise<void> {
    return this.#send(this.options.membership.others().map(({ id }) => id), act);
  }

  async #send(
    peers: readonly PeerId[],
    act: Act,
    room: PeerId = this.options.keys.address,
  ): Promise<void> {
    const { certificate: by, clock, random, mesh, membership } = this.options;
    const { seat } = membership.self;
    const signed = await makeCommand(act, { room, seat, by, clock, random, signer: this.#signer });
    const text = JSON.stringify({ t: "command", signed });
    for (const peer of peers) mesh.sendControl(peer, text);
  }
}
