import { Content, LazyFiles, LazyInk } from "../content/mod.ts";
import { hex } from "../env/bytes.ts";
import type { Clock, Random } from "../env/mod.ts";
import { Emitter } from "../env/emitter.ts";
import type { LinkFactory } from "../link/mod.ts";
import type { Broker } from "../signal/mod.ts";
import type { Signer, Signing } from "../trust/signing.ts";
import type { PeerId } from "../wire/fields.ts";
import type { SignedPolicy } from "../wire/policy.ts";
import { Announcer } from "./announcer.ts";
import { AddressClaim } from "./entry/address_claim.ts";
import { HostControls } from "./host/host_controls.ts";
import { HostEffects } from "./host/host_effects.ts";
import { Lifecycle } from "./lifecycle.ts";
import { LinkKeys, type RoomLock } from "./link_keys.ts";
import { MemberFlow } from "./member_flow.ts";
import { KnownMembers } from "./members/known_members.ts";
import { Membership } from "./members/membership.ts";
import { Mesh } from "./mesh/mesh.ts";
import { RelayOnlyMode } from "./mesh/relay_only_mode.ts";
import { MessageFlow } from "./message_flow.ts";
import { Governance, type HostRule } from "./policy/governance.ts";
import { may } from "./policy/policy.ts";
import type { SeatClaim } from "./policy/seat.ts";
import { Rights } from "./rights.ts";
import { ControlChecks } from "./signalling/control_checks.ts";
import { ControlQueue } from "./signalling/control_queue.ts";
import { Introductions } from "./signalling/introductions.ts";
import { SignalChecks } from "./signalling/signal_checks.ts";
import { SignalRouter } from "./signalling/signal_router.ts";
import { snapshot } from "./snapshot.ts";
import type { RoomEvents } from "./types.ts";
import type { SavedVerdict } from "./verdicts.ts";
import { Verification } from "./verification.ts";

/** Who we are until we say our name: nobody hears of us before that. */
const UNNAMED = "Guest";

/** Everything that a room stands on, with every choice already made. */
export interface RoomOptions {
  readonly room: string;
  readonly self: PeerId;
  /** What the room's link gives, and what another link key would give. */
  readonly lock: RoomLock;
  readonly lockFor: (key: string) => Promise<RoomLock>;
  readonly capacity: number;
  readonly host: HostRule;
  /** Whether nobody is in before the host. */
  readonly hostFirst: boolean;
  /** The room beyond a change of its key: its name, and what its link says of host and size. */
  readonly scope: string;
  readonly seat: SeatClaim;
  /** Signs as that seat. */
  readonly seatSigner: Signer;
  /** What `keepSeat` gives beside the policy. */
  readonly seatText: string;
  /** What the host had decided when this seat was kept. */
  readonly keptPolicy: SignedPolicy | null;
  /** What the person here had said of certificates. */
  readonly keptTrust: readonly SavedVerdict[];
  readonly signing: Signing;
  readonly broker: Broker;
  readonly links: LinkFactory;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * The parts of one room and how they hold each other. It decides nothing: what follows from what is
 * in `Lifecycle` (in and out), `MemberFlow` (people), `MessageFlow` (what comes), `Rights` (who may
 * what) and `Announcer` (what listeners hear).
 */
export class RoomParts {
  readonly events = new Emitter<RoomEvents>();
  readonly knownMembers = new KnownMembers();
  readonly announcer: Announcer;
  readonly lifecycle: Lifecycle;
  readonly memberFlow: MemberFlow;
  readonly messageFlow: MessageFlow;
  readonly rights: Rights;
  readonly keys: LinkKeys;
  readonly governance: Governance;
  readonly controlQueue: ControlQueue;
  readonly mesh: Mesh;
  readonly relayOnly: RelayOnlyMode;
  readonly hostEffects: HostEffects;
  readonly introductions: Introductions;
  readonly addressClaim: AddressClaim;
  readonly membership: Membership;
  readonly router: SignalRouter;
  readonly content: Content;
  readonly files: LazyFiles;
  readonly ink: LazyInk;
  readonly verification: Verification;
  readonly host: HostControls;
  /** Introductions and commands that were refused: they are counted, and nothing else is done. */
  refusedSignals = 0;
  refusedCommands = 0;

  constructor(readonly options: RoomOptions) {
    this.announcer = new Announcer({
      events: this.events,
      left: () => this.lifecycle.left,
      picture: () => snapshot(this, options),
    });
    this.lifecycle = new Lifecycle({
      ...options,
      refusedSignals: () => this.refusedSignals,
      changed: () => this.announcer.changed(),
      close: (back) => this.#close(back),
      ended: () => this.announcer.ended(),
    }, this);
    this.memberFlow = new MemberFlow(this);
    this.messageFlow = new MessageFlow(this);
    this.keys = new LinkKeys(options.lock);
    this.governance = this.#makeGovernance();
    const membership = () => this.membership;
    const shared = { ...options, governance: this.governance, keys: this.keys, membership };
    this.rights = new Rights(shared);
    this.mesh = this.#makeMesh();
    const withMesh = { ...shared, mesh: this.mesh };
    this.relayOnly = new RelayOnlyMode({ ...withMesh, changed: () => this.announcer.changed() });
    const checks = new ControlChecks({
      ...withMesh,
      entering: () => this.lifecycle.entry !== null,
    });
    this.controlQueue = new ControlQueue({
      isMember: (peer) => this.membership.has(peer),
      maySay: (peer, message) => !this.lifecycle.left && checks.maySay(peer, message),
      check: (peer, message, link) => checks.check(peer, message, link),
      deliver: (peer, message) => this.messageFlow.onControl(peer, message),
    });
    this.hostEffects = new HostEffects({
      ...withMesh,
      left: () => this.lifecycle.left,
      muteAsked: (host) => this.events.emit("mute-asked", host),
      rekeyed: (key) => this.events.emit("rekeyed", { key }),
      changed: () => this.announcer.changed(),
    });
    this.introductions = new Introductions({ ...shared, entry: () => this.lifecycle.entry });
    this.addressClaim = new AddressClaim({
      ...options,
      address: () => this.keys.address,
      signal: (envelope, payload) => this.router.onPayload(envelope, payload),
      changed: () => this.announcer.changed(),
      heldByOther: () => this.membership.meetHolder(),
    });
    this.membership = this.#makeMembership();
    this.router = this.#makeRouter();
    this.content = this.#makeContent();
    this.files = this.#makeFiles();
    this.ink = this.#makeInk();
    this.verification = this.#makeVerification();
    this.host = new HostControls({
      ...withMesh,
      membership: this.membership,
      certificate: options.links.fingerprint,
      rekey: (key, generation) => this.hostEffects.rekey(key, generation),
    });
  }

  /** The network changed or the machine woke up: every connection looks for its way now. */
  networkChanged(): void {
    // The broker first: what the connections say next goes over it.
    this.router.mailbox?.check();
    this.addressClaim.check();
    this.mesh.networkChanged();
  }

  /** A signal, or a connection in the name of a member, was not theirs. */
  signalRefused(): void {
    this.refusedSignals++;
    this.announcer.changed();
  }

  #makeGovernance(): Governance {
    const { host, hostFirst, scope, signing, clock } = this.options;
    return new Governance({
      host,
      hostFirst,
      room: scope,
      address: () => this.keys.address,
      signing,
      clock,
      certificateOf: (peer) => this.membership.claimOf(peer)?.certificate ?? null,
      seatOf: (peer) => this.membership.seatOf(peer),
      nameOf: (peer) => this.membership.nameOf(peer),
      session: () => this.membership.roster?.session ?? null,
      here: () => this.membership.listedSeats(),
      mayTell: (peer) => this.lifecycle.entry !== null && peer === this.keys.address,
      changed: () => this.memberFlow.policyChanged(),
      obey: (sender, act) => this.hostEffects.obey(sender, act),
      refused: () => {
        this.refusedCommands++;
        this.announcer.changed();
      },
    });
  }

  #makeMesh(): Mesh {
    const { links, clock, random, self } = this.options;
    return new Mesh({
      links,
      clock,
      random,
      self,
      send: (from, to, signal, provable) =>
        this.router.send(from, to, this.introductions.dress(from, to, signal), provable),
      mayAnswer: (envelope, offer) => this.introductions.callerOf(envelope, offer),
      claimOf: (peer) => this.membership.claimOf(peer),
      without: (peer) => this.rights.without(peer),
      differs: (certificate) => this.verification.differs(certificate),
      state: (peer, state) => this.memberFlow.linkChanged(peer, state),
      leftDoor: (peer) => this.membership.admission.dismissed(peer),
      opened: (peer) => this.lifecycle.opened(peer),
      refused: () => this.signalRefused(),
      released: (peer) => this.memberFlow.catchUp(peer),
      wayChanged: () => this.announcer.changed(),
      message: (peer, channel, text, link) => this.messageFlow.onText(peer, channel, text, link),
      bytes: (peer, data) => this.files.receiveBytes(peer, data),
      drained: (peer) => this.files.drained(peer),
    });
  }

  #makeMembership(): Membership {
    const { self, seat, capacity, clock, random } = this.options;
    return new Membership({
      address: () => this.keys.address,
      capacity,
      governance: this.governance,
      newSession: () => hex(random(16)),
      self: {
        id: self,
        name: UNNAMED,
        status: { microphone: false, camera: false, screen: false },
        ...seat,
      },
      clock,
      mesh: this.mesh,
      addressClaim: this.addressClaim,
      changed: () => this.memberFlow.rosterChanged(),
      joined: (member) => this.memberFlow.joined(member.id),
      left: (member) => this.memberFlow.left(member),
      adrift: () => this.lifecycle.rejoin(),
      greeted: (peer) => this.memberFlow.greeted(peer),
      removed: () => void this.lifecycle.end("removed"),
      probe: (peer) => this.router.probe(peer, hex(random(8))),
      woke: () => this.networkChanged(),
    });
  }

  #makeRouter(): SignalRouter {
    const checks = new SignalChecks({ ...this.options, governance: this.governance });
    return new SignalRouter({
      self: this.options.self,
      keys: this.keys,
      clock: this.options.clock,
      mesh: this.mesh,
      addressClaim: this.addressClaim,
      membership: () => this.membership,
      prove: (envelope, signal) => checks.sign(envelope, signal),
      check: (envelope, signal) => checks.check(envelope, signal),
      deliver: (envelope, signal) => this.messageFlow.onSignal(envelope, signal),
      refused: () => this.signalRefused(),
    });
  }

  #makeContent(): Content {
    const { self, clock, scope, seat, seatSigner, signing } = this.options;
    return new Content({
      self,
      clock,
      scope,
      seat: seat.seat,
      sign: (message) => seatSigner.sign(message),
      signing,
      send: (peer, text) => this.mesh.sendContent(peer, text),
      onChat: (line) => this.events.emit("chat", line),
      onMessage: (message) => this.events.emit("message", message),
      changed: () => this.announcer.changed(),
      members: () => this.memberFlow.others(),
      seatOf: (author) => this.knownMembers.byId(author),
      nameOf: (author) => this.knownMembers.nameOf(author),
      epoch: () => this.governance.policy.reset,
      withheld: (peer) => this.mesh.withholds(peer),
      mayWrite: (author) => may(this.governance.policy, author, "send-chat"),
    });
  }

  #makeFiles(): LazyFiles {
    const { self, clock, random } = this.options;
    return new LazyFiles({
      self,
      clock,
      random,
      members: () => this.memberFlow.others(),
      mayOffer: (author) => this.rights.mayWrite(author),
      send: (peer, text) => this.mesh.sendFiles(peer, text),
      sendBytes: (peer, bytes) => this.mesh.sendBytes(peer, bytes),
      changed: (list) => this.events.emit("files", list),
    });
  }

  #makeInk(): LazyInk {
    const { self, clock } = this.options;
    return new LazyInk({
      self,
      clock,
      members: () => this.memberFlow.others(),
      presents: (peer) => this.rights.presents(peer),
      mayDraw: (author) => this.rights.mayWrite(author),
      send: (peer, text) => this.mesh.sendInk(peer, text),
      changed: (board) => this.events.emit("ink", board),
    });
  }

  #makeVerification(): Verification {
    const { room, self, lock, keptTrust, clock, random } = this.options;
    return new Verification({
      room,
      self,
      // By the link that we came by, for the whole visit.
      sealed: () => lock.codec.sealed,
      saved: keptTrust,
      clock,
      random,
      mesh: this.mesh,
      memberOf: (peer) => this.membership.listed(peer),
      changed: () => this.announcer.changed(),
      certificateChanged: (peer) => this.memberFlow.certificateChanged(peer),
      withheld: (peer, on) => this.memberFlow.sayHalted(peer, on),
    });
  }

  #close(back: boolean): void {
    this.membership.leave(back);
    this.verification.close();
    this.content.close();
    this.files.close();
    this.ink.close();
    this.relayOnly.end();
    for (const track of this.mesh.tracks()) track.stop();
    this.mesh.close();
    this.options.links.close();
  }
}
