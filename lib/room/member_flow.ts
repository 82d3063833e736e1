import type { Content, LazyFiles, LazyInk } from "../content/mod.ts";
import type { Emitter } from "../env/emitter.ts";
import type { LinkState } from "../link/mod.ts";
import type { RosterMember } from "../wire/control.ts";
import type { PeerId } from "../wire/fields.ts";
import type { Announcer } from "./announcer.ts";
import type { HostControls } from "./host/host_controls.ts";
import type { HostEffects } from "./host/host_effects.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { LinkKeys } from "./link_keys.ts";
import type { KnownMembers } from "./members/known_members.ts";
import { memberView } from "./members/member_view.ts";
import type { Membership } from "./members/membership.ts";
import type { Mesh } from "./mesh/mesh.ts";
import type { RelayOnlyMode } from "./mesh/relay_only_mode.ts";
import type { Governance } from "./policy/governance.ts";
import type { SignalRouter } from "./signalling/signal_router.ts";
import type { RoomEvents } from "./types.ts";
import type { Verification } from "./verification.ts";

/** What follows from a change of who is here, of a connection, or of the host's policy. */
export interface MemberFlowParts {
  readonly announcer: Announcer;
  readonly content: Content;
  readonly events: Emitter<RoomEvents>;
  readonly files: LazyFiles;
  readonly governance: Governance;
  readonly host: HostControls;
  readonly hostEffects: HostEffects;
  readonly ink: LazyInk;
  readonly keys: LinkKeys;
  readonly knownMembers: KnownMembers;
  readonly lifecycle: Lifecycle;
  readonly membership: Membership;
  readonly mesh: Mesh;
  readonly relayOnly: RelayOnlyMode;
  readonly router: SignalRouter;
  readonly verification: Verification;
}

/** Tells the parts of a room what became of its members and of the connections to them. */
export class MemberFlow {
  /** Members who said that their browser stopped sending to us. */
  readonly #halted = new Set<PeerId>();

  /** `parts` is asked when something happens, and not before all of them are there. */
  constructor(readonly parts: MemberFlowParts) {}

  get halted(): ReadonlySet<PeerId> {
    return this.#halted;
  }

  others(): PeerId[] {
    return this.parts.membership.others().map((member) => member.id);
  }

  linkChanged(peer: PeerId, state: LinkState): void {
    const { lifecycle, keys, membership, relayOnly, announcer } = this.parts;
    if (lifecycle.entry !== null && peer === keys.address) lifecycle.entry.linkChanged(state);
    else {
      membership.linkChanged(peer, state);
      if (membership.has(peer)) this.#memberLinkChanged(peer, state);
    }
    relayOnly.checkNow();
    announcer.changed();
  }

  joined(id: PeerId): void {
    const { membership, events, governance, mesh } = this.parts;
    const member = membership.member(id);
    if (member !== undefined) events.emit("peer-joined", memberView(member, governance));
    if (!mesh.ready(id)) return;
    this.catchUp(id);
    void this.#verify(id);
  }

  left(member: RosterMember): void {
    const { verification, files, ink, events, governance } = this.parts;
    verification.forget(member.id);
    this.#halted.delete(member.id);
    files.left(member.id);
    ink.left(member.id);
    events.emit("peer-left", memberView(member, governance));
  }

  rosterChanged(): void {
    const { knownMembers, membership, router, ink, keys, announcer } = this.parts;
    knownMembers.note([membership.self, ...membership.others()]);
    router.rosterChanged();
    ink.statusChanged();
    // Whose connection alone closed is still listed, may be back, and has a new key yet to come.
    keys.keep(new Set(membership.expected().map(({ id }) => id)));
    this.#regroup();
    announcer.changed();
  }

  policyChanged(): void {
    const { membership, content, files, host, hostEffects, mesh, announcer } = this.parts;
    // First, that whoever may not be here is out: they get nothing of what follows.
    membership.policyChanged();
    content.reset();
    files.rightsChanged();
    host.policyChanged();
    hostEffects.fallSilent();
    mesh.reviewLanes();
    announcer.changed();
  }

  certificateChanged(peer: PeerId): void {
    const { announcer, events } = this.parts;
    const view = announcer.state.peers.find(({ member }) => member.id === peer);
    if (view !== undefined) events.emit("certificate-changed", view.member);
  }

  /** A member's browser stopped sending to us, or began again. */
  onHalted(peer: PeerId, on: boolean): void {
    if (on) this.#halted.add(peer);
    else this.#halted.delete(peer);
    this.parts.announcer.changed();
  }

  /** Tells a member that nothing more goes to them, or does again: they would see it anyway. */
  sayHalted(peer: PeerId, on: boolean): void {
    this.parts.mesh.sendControl(peer, JSON.stringify({ t: "halted", on }));
  }

  /** Says to a member over their own connection what they may have missed. */
  catchUp(peer: PeerId): void {
    const { content, membership, files, ink } = this.parts;
    content.catchUp(peer, membership.coordinating);
    files.connected(peer);
    ink.connected(peer);
  }

  greeted(peer: PeerId): void {
    const { hostEffects, host } = this.parts;
    hostEffects.sayKeyed(peer);
    void host.greet(peer);
  }

  #memberLinkChanged(peer: PeerId, state: LinkState): void {
    if (state.name !== "connected") return this.parts.verification.disconnected(peer);
    this.catchUp(peer);
    void this.#verify(peer);
  }

  async #verify(peer: PeerId): Promise<void> {
    await this.parts.verification.connected(peer);
    this.#regroup();
  }

  #regroup(): void {
    this.parts.verification.regroup(this.parts.membership.roster, this.others());
  }
}
