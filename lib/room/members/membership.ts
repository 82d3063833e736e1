import type { Clock } from "../../env/mod.ts";
import type { LinkState } from "../../link/mod.ts";
import type { PublicKeyText, SignatureText } from "../../trust/signing.ts";
import type { ControlMessage, Hello, Roster, RosterMember } from "../../wire/control.ts";
import { Admission } from "../admission/admission.ts";
import { MemberEvents } from "./member_events.ts";
import type { Mesh } from "../mesh/mesh.ts";
import { Departures } from "./departures.ts";
import { DelayedClose } from "./delayed_close.ts";
import type { AddressClaim } from "../entry/address_claim.ts";
import type { Governance } from "../policy/governance.ts";
import { Election } from "../coordinator/election.ts";
import { RoomMerge } from "../coordinator/room_merge.ts";
import { ControlSender } from "./control_sender.ts";
import {
  afterMeeting,
  findMember,
  follows,
  foundRoster,
  type Newcomer,
  type News,
  supersedes,
  withNewcomer,
  withNews,
  withoutMembers,
  withoutVacancies,
  withOwnWords,
  withSuccessor,
} from "../roster.ts";
import type { SeatClaim } from "../policy/seat.ts";
import { RecentSeats } from "./recent_seats.ts";
import { Heartbeat } from "../coordinator/heartbeat.ts";
import type { PeerId, Status } from "../../wire/fields.ts";

export interface MembershipOptions {
  readonly self: Newcomer;
  /** Names a room that we found. */
  readonly newSession: () => string;
  readonly address: () => PeerId;
  /** How many people the room takes. */
  readonly capacity: number;
  readonly governance: Governance;
  readonly clock: Clock;
  readonly mesh: Mesh;
  readonly addressClaim: AddressClaim;
  readonly changed: () => void;
  readonly joined: (member: RosterMember) => void;
  readonly left: (member: RosterMember) => void;
  /** The room went on without us, or moves to another that met it: we must come in anew. */
  readonly adrift: () => void;
  /** A member heard from us what members hear first. */
  readonly greeted: (peer: PeerId) => void;
  /** The host removed us. */
  readonly removed: () => void;
  /** Asks the broker whether a member's page is still there; `vanished` is told when it is not. */
  readonly probe: (peer: PeerId) => void;
  /** The machine slept, and wakes up. */
  readonly woke: () => void;
}

/** Milliseconds that somebody who is listed may take until our own connection shows them. */
const SHOWN_MS = 3_000;

/** Where this member stands in the room. */
type Standing = "outside" | "seated" | "adrift";

/**
 * Who is in the room, seen from one member: holds the roster, keeps a connection to everyone in it,
 * and coordinates when it is this member's turn.
 */
export class Membership {
  #standing: Standing = "outside";
  #roster: Roster | null = null;
  #self: RosterMember;
  /** What members said of themselves, each over their own connection. */
  readonly #said = new Map<PeerId, News>();
  /** Those who wait until everyone is shown by a connection of ours. */
  readonly #waiting = new Set<{ cancel: () => void; resolve: () => void }>();
  /** Which seats we know to be here, or to have been a moment ago. */
  readonly #seats = new RecentSeats();
  /** The coordinator's part at the door. */
  readonly admission: Admission;
  readonly #departures = new Departures();
  readonly #sender: ControlSender;
  readonly #delayedClose: DelayedClose;
  readonly #memberEvents: MemberEvents;
  readonly #election: Election;
  readonly #merge: RoomMerge;
  readonly #heartbeat: Heartbeat;

  constructor(readonly options: MembershipOptions) {
    this.#self = { ...options.self, order: 0, rev: 0 };
    const ours = () => this.coordinating ? this.#roster : null;
    const send = (peer: PeerId, message: ControlMessage) => this.#sender.send(peer, message);
    const answer = (guest: PeerId, message: ControlMessage) =>
      options.mesh.sendAtDoor(guest, JSON.stringify(message));
    this.#sender = new ControlSender({
      ...options,
      self: () => this.#self,
      others: () => this.others(),
      roster: () => this.#roster,
    });
    this.#delayedClose = new DelayedClose(options.clock, (peer) => {
      if (!this.has(peer) && !this.admission.hasGuest(peer)) options.mesh.drop(peer);
    });
    this.#memberEvents = new MemberEvents({
      ...options,
      self: options.self.id,
      delayedClose: this.#delayedClose,
      mayBeHere: (member) => options.governance.mayBeHere(member),
      isHere: (member) => this.#isHere(member),
    });
    this.admission = new Admission({
      ...options,
      ours,
      isGone: (member) => this.#departures.isGone(member),
      isAnothers: (claim) => this.isAnothers(claim),
      wasHere: (seat) => this.#seats.wasHere(seat, options.clock.now()),
      seat: (newcomer) => this.#seat(newcomer),
      hosts: () => this.others().map(({ id }) => id).filter((id) => options.governance.isHost(id)),
      greet: (member) => this.#greet(member),
      send,
      answer,
    });
    this.#merge = new RoomMerge({
      clock: options.clock,
      self: () => this.#self,
      address: options.address,
      capacity: options.capacity,
      mesh: options.mesh,
      governance: options.governance,
      wasListed: (seat) => this.#memberEvents.knowsSeat(seat),
      answer,
      ours: () => this.coordinating || this.#election.doubts ? this.#roster : null,
      lead: () => {
        if (!this.coordinating) this.#takeOver();
      },
      send,
      goOn: (theirTerm) => this.#goOn(theirTerm),
      move: () => this.#move(),
    });
    this.#election = new Election({
      self: options.self.id,
      seatedIn: () => this.#standing === "seated" ? this.#roster : null,
      present: () => this.#present(),
      mesh: options.mesh,
      addressClaim: options.addressClaim,
      heartbeat: () => this.#heartbeat,
      meetHolder: () => this.#merge.begin(),
      takeOver: () => this.#takeOver(),
      drift: () => this.#drift(),
    });
    this.#heartbeat = new Heartbeat({
      clock: options.clock,
      coordinating: () => this.coordinating,
      place: () => this.#election.place(),
      pulse: () => this.#pulse(),
      silent: () => void this.#election.coordinatorSilent(),
      listening: () => this.#takeBack(),
      woke: options.woke,
    });
  }

  get roster(): Roster | null {
    return this.#roster;
  }

  get self(): RosterMember {
    return this.#self;
  }

  get coordinating(): boolean {
    return this.#standing === "seated" && this.#roster?.coordinator === this.#self.id;
  }

  /** Everyone else who is there, by join order. */
  others(): RosterMember[] {
    return this.#present().filter(({ id }) => id !== this.#self.id);
  }

  has(id: PeerId): boolean {
    return this.member(id) !== undefined;
  }

  /** Somebody else who is there. */
  member(id: PeerId): RosterMember | undefined {
    const member = this.#roster === null || id === this.#self.id
      ? undefined
      : findMember(this.#roster, id);
    return member !== undefined && this.#isHere(member) ? member : undefined;
  }

  /** Everyone who is there, ourselves too, by join order. */
  #present(): RosterMember[] {
    return (this.#roster?.members ?? [])
      .filter((member) => this.#isHere(member))
      .sort((a, b) => a.order - b.order);
  }

  /** A roster is what the coordinator says; who is here, the host's policy decides with it. */
  #isHere(member: RosterMember): boolean {
    return !this.#departures.isGone(member.id) && this.#mayBeHere(member);
  }

  #mayBeHere(member: RosterMember): boolean {
    return this.options.governance.mayBeHere(member) && !this.isAnothers(member);
  }

  /** What a member claims to be; null for whoever is none. */
  claimOf(id: PeerId): SeatClaim | null {
    return this.member(id) ?? null;
  }

  /** Whether an id that somebody goes by is known to be another's. */
  isAnothers(claim: SeatClaim & { readonly id: PeerId }): boolean {
    return this.#memberEvents.isAnothers(claim);
  }

  /** Something was said for this member alone: whoever takes the id later does not get it. */
  addressed(id: PeerId): void {
    const member = this.member(id);
    if (member !== undefined) this.#memberEvents.shown(member);
  }

  /** Everyone else whom the roster lists and the host lets be here, also those who seem to be gone. */
  expected(): RosterMember[] {
    return (this.#roster?.members ?? []).filter((member) =>
      member.id !== this.#self.id && this.#mayBeHere(member)
    );
  }

  /** Who is listed under this id, here or just gone. */
  listed(id: PeerId): RosterMember | null {
    return (this.#roster && findMember(this.#roster, id)) ?? this.#memberEvents.lastSeen(id);
  }

  /** The seat of whoever is listed under this id, here or just gone; null for whoever never was. */
  seatOf(id: PeerId): PublicKeyText | null {
    return id === this.#self.id ? this.#self.seat : this.listed(id)?.seat ?? null;
  }

  /** The name by which a member goes by its own word; null before it said so, and for strangers. */
  nameOf(id: PeerId): string | null {
    if (id === this.#self.id) return this.#self.name;
    return this.has(id) ? this.#said.get(id)?.name ?? null : null;
  }

  /** Begins a room of one, with the address already ours. */
  found(): void {
    const { governance, newSession } = this.options;
    this.#standing = "seated";
    // What the host decided for this room goes on holding, where we are the first to be back.
    const session = governance.signed === null ? newSession() : governance.policy.session;
    this.#adopt(foundRoster(this.#self, session));
    this.#heartbeat.start();
  }

  /** Takes the seat that the coordinator gave. */
  enter(roster: Roster): void {
    if (this.#standing === "adrift") this.#giveUpDials(roster);
    this.#standing = "seated";
    this.#departures.comeIn();
    this.#keepFellows(roster);
    this.#adopt(roster);
    // Those whom we know from before hear what we know: the host may have decided something meanwhile.
    for (const { id } of this.others()) if (this.options.mesh.ready(id)) this.#greet(id);
    this.#heartbeat.start();
  }

  /** We come with the host's signature for our seat. Before the room is entered. */
  present(pass: SignatureText): void {
    this.#self = { ...this.#self, pass };
  }

  /** Dials of the time outside were not answered: whoever is here is dialled as by anybody new. */
  #giveUpDials({ coordinator, members }: Roster): void {
    const { mesh } = this.options;
    for (const { id } of members) {
      if (id !== coordinator && mesh.has(id) && !mesh.ready(id)) mesh.drop(id);
    }
  }

  /** Those of our last room who are not here yet may be on their way: their connections can stay. */
  #keepFellows(roster: Roster): void {
    for (const id of this.#memberEvents.ids) {
      if (findMember(roster, id) !== undefined || !this.options.mesh.ready(id)) continue;
      this.options.mesh.dismiss(id);
      this.#delayedClose.await(id);
    }
  }

  /** Says something new of ourselves to everyone. */
  say(news: { readonly name: string; readonly status: Status }): void {
    this.#self = { ...this.#self, ...news, rev: this.#self.rev + 1 };
    if (this.#roster === null) return;
    this.#roster = withNews(this.#roster, this.#self.id, this.#self);
    this.#sender.sayStatus();
    this.options.changed();
  }

  /**
   * A newcomer said in its sealed offer who it is: answers at once, before there is a connection.
   * Null when the connection must show first who asks: where entry is restricted, and for an id that
   * was here before, whose offer could be a recording.
   */
  admitByOffer(guest: PeerId, hello: Hello): ReturnType<Admission["answerOffer"]> {
    if (!this.admission.mayCome(guest) || this.#memberEvents.wasHere(guest)) return null;
    const { governance } = this.options;
    if (governance.restricted || governance.options.hostFirst) return null;
    return this.admission.answerOffer(guest, hello);
  }

  /**
   * Whether a message that lists people can count, where its sender stands: asked before the seat of
   * anybody whom it lists is checked.
   */
  mayList(peer: PeerId, message: ControlMessage): boolean {
    if (message.t === "merge") return this.#merge.hasMet(peer);
    return message.t !== "roster" || this.#couldTake(peer, message.roster) !== null;
  }

  /** Whether a roster would only be answered with ours, so that nobody whom it lists needs a check. */
  isOutdated(next: Roster): boolean {
    return this.#roster !== null && !supersedes(next, this.#roster);
  }

  onMessage(peer: PeerId, message: ControlMessage): void {
    switch (message.t) {
      case "hello":
        if (message.hello.meets) return this.#merge.greeted(peer, message.hello);
        return this.admission.answerHello(peer, message.hello);
      case "met":
        return this.#merge.met(peer, message.member, message.session);
      case "merge":
        return this.#merge.asked(peer, message.roster);
      case "come":
        return this.#merge.toCome(peer, message.session);
      case "stay":
        return this.#merge.toStay(peer, message.term);
      case "roster":
        return this.#takeRoster(peer, message.roster);
      case "status":
        return this.#takeStatus(peer, message);
      case "pulse":
        if (peer === this.#roster?.coordinator && this.has(peer)) this.#election.onSignOfLife();
        return;
      case "move":
        if (peer === this.#roster?.coordinator && this.has(peer)) this.#drift();
        return;
      case "leave":
        if (!message.back) this.#departures.sayGoodbye(peer);
        return this.#departed(peer);
      case "knocks":
        if (peer === this.#roster?.coordinator) this.admission.onKnocks(message.knocks);
        return this.options.changed();
      default:
        // Others are for a newcomer, for the room, or were dealt with when they were checked.
        return;
    }
  }

  /** The connection to the address, which another room's coordinator holds, can carry a hello. */
  opened(peer: PeerId): void {
    if (peer === this.options.address()) this.#merge.opened();
  }

  linkChanged(peer: PeerId, state: LinkState): void {
    if (peer === this.options.address()) return this.#merge.linkChanged(state);
    this.#lookWhoIsShown();
    const member = this.member(peer);
    if (member !== undefined && this.options.mesh.introduced(peer)) {
      this.#seats.shown(member.seat, this.options.clock.now());
      this.#memberEvents.shown(member);
    }
    if (state.name === "closed" || state.name === "failed") {
      if (this.admission.hasGuest(peer)) return this.admission.dismissed(peer);
      if (state.name === "closed" || this.#concerns(peer)) this.#departed(peer);
    }
    if (state.name === "reconnecting" && this.coordinating) this.options.probe(peer);
    if (state.name === "reconnecting" && peer === this.#roster?.coordinator) {
      this.#heartbeat.checkNow();
    }
    if (state.name === "connected" && this.has(peer)) this.#greet(peer);
  }

  /** The broker says that this member's page is gone; believed only when the connection is, too. */
  vanished(peer: PeerId): void {
    if (this.coordinating && !this.#reaches(peer)) this.#departed(peer);
  }

  /** Somebody else holds the address of our room: meet them. */
  meetHolder(): void {
    this.#merge.begin();
  }

  /** The policy is another, or somebody's seat was proven: who may be here is settled anew. */
  policyChanged(): void {
    const { governance } = this.options;
    const seated = this.#roster !== null && this.#standing === "seated";
    this.#seats.admitted(governance.policy, seated, this.options.clock.now());
    if (governance.answerTo(this.#self) === "removed") return this.options.removed();
    if (this.#roster === null || !seated) {
      this.#keepApart();
      return this.options.changed();
    }
    this.#sender.passOn();
    if (!governance.mayBeHere(this.#self)) {
      this.#keepApart();
      return this.#drift();
    }
    this.#sendOut(this.#roster.members.filter((member) => !governance.mayBeHere(member)));
    if (this.#roster !== null) this.#announce(this.#roster.members);
    this.#connect(null);
    this.admission.decideAnew();
    this.options.changed();
  }

  /** The room's address changed: whoever stands at the old door stands there in vain. */
  moved(): void {
    this.admission.moveAway();
    this.options.addressClaim.close();
    if (this.coordinating) this.options.addressClaim.keepClaiming();
  }

  /**
   * Seats of those whom our own proven connections show, or showed a moment ago: nobody's list says
   * who is here when the host decides who may be.
   */
  seats(): string[] {
    const { mesh, clock } = this.options;
    const shown = this.others().filter(({ id }) => mesh.ready(id));
    for (const { seat } of shown) this.#seats.shown(seat, clock.now());
    return [this.#self.seat, ...this.#seats.shownLately(clock.now())];
  }

  /** Resolves when there is a proven connection to everyone who is listed, or after a while. */
  shown(): Promise<void> {
    return new Promise((resolve) => {
      const shown = { cancel: () => {}, resolve };
      shown.cancel = this.options.clock.after(SHOWN_MS, () => this.#endShown(shown));
      this.#waiting.add(shown);
      this.#lookWhoIsShown();
    });
  }

  #endShown(waiting: { cancel: () => void; resolve: () => void }): void {
    waiting.cancel();
    waiting.resolve();
    this.#waiting.delete(waiting);
  }

  #lookWhoIsShown(): void {
    if (this.#waiting.size === 0) return;
    const { mesh } = this.options;
    if (this.others().some(({ id }) => !mesh.ready(id))) return;
    for (const waiting of [...this.#waiting]) this.#endShown(waiting);
  }

  /** Seats of everyone who is listed. */
  listedSeats(): ReadonlySet<string> {
    return new Set([this.#self, ...this.#roster?.members ?? []].map(({ seat }) => seat));
  }

  /** Says goodbye on every connection, and forgets the room. `back`: our seat is to be kept. */
  leave(back: boolean): void {
    this.#sender.tell({ t: "leave", back });
    this.#heartbeat.stop();
    this.#merge.end();
    this.admission.close();
    this.#delayedClose.clear();
    for (const waiting of [...this.#waiting]) this.#endShown(waiting);
    this.#roster = null;
    this.#standing = "outside";
  }

  #seat(newcomer: Newcomer): Roster {
    this.#departures.forget(newcomer.id);
    // Before they are listed: what members hear first is for them.
    this.options.mesh.admit(newcomer.id, newcomer);
    this.#said.set(newcomer.id, { rev: 0, name: newcomer.name, status: newcomer.status });
    const roster = withNewcomer(this.#held, newcomer);
    this.#adopt(roster, newcomer.id);
    this.#sender.publish(newcomer.id);
    return this.#roster ?? roster;
  }

  // ---- the host's word

  /** On our way in: those of our last room who may not be here get nothing more of us. */
  #keepApart(): void {
    const { governance, mesh } = this.options;
    for (const member of this.#roster?.members ?? []) {
      if (member.id === this.#self.id || governance.mayBeHere(member)) continue;
      mesh.dismiss(member.id);
      this.#delayedClose.await(member.id);
    }
  }

  /** Those who may not be here go: nothing of ours reaches them any more but the reason. */
  #sendOut(members: readonly RosterMember[]): void {
    const { mesh, clock } = this.options;
    const out = members.filter(({ id }) =>
      !this.#delayedClose.has(id) && this.#memberEvents.has(id)
    );
    for (const { id } of out) {
      this.#sender.sendPolicy(id);
      mesh.dismiss(id);
      this.#delayedClose.begin(id);
    }
    if (members.length === 0 || this.#roster === null) return;
    for (const { id } of members) this.#departures.sayGoodbye(id);
    if (this.coordinating) {
      this.#adopt(this.#without(new Set(members.map(({ id }) => id))));
      this.#sender.publish();
    } else if (members.some(({ id }) => id === this.#roster?.coordinator)) {
      this.#departures.note(this.#roster.coordinator, clock.now());
      if (this.#election.place() === 0) this.#takeOver();
    }
  }

  // ---- the roster

  /** The roster that we hold; a room of our own while there is none. */
  get #held(): Roster {
    return this.#roster ?? foundRoster(this.#self, this.options.newSession());
  }

  /** The roster that we hold, where this one is its speaker's and could follow on it; or null. */
  #couldTake(peer: PeerId, next: Roster): Roster | null {
    const held = this.#roster;
    if (this.#standing !== "seated" || held === null) return null;
    if (next.coordinator !== peer || !this.has(peer)) return null;
    if (next.members.length > this.options.capacity || !follows(next, held)) return null;
    return held;
  }

  #takeRoster(peer: PeerId, next: Roster): void {
    const held = this.#couldTake(peer, next);
    if (held === null) return;
    if (!supersedes(next, held)) {
      // Somebody coordinates by an older roster than ours: ours will settle it.
      if (this.coordinating) this.#sender.sendRoster(peer);
      return;
    }
    if (findMember(next, this.#self.id) === undefined) return this.#drift();
    if (this.coordinating) {
      this.options.addressClaim.close();
      this.admission.close();
    }
    if (next.coordinator !== held.coordinator) this.admission.handOver();
    this.#adopt(next);
  }

  #takeStatus(peer: PeerId, { rev, name, status }: News): void {
    if (this.#roster === null || !this.has(peer)) return;
    const before = this.#said.get(peer);
    if (before !== undefined && rev <= before.rev) return;
    this.#said.set(peer, { rev, name, status });
    this.#roster = withNews(this.#roster, peer, { rev, name, status });
    this.options.changed();
  }

  /** Makes a roster ours. `dialling` is somebody whose own connection to us is on its way. */
  #adopt(next: Roster, dialling: PeerId | null = null): void {
    const present = new Set(next.members.map((member) => member.id));
    this.#departures.keep(present);
    const order = findMember(next, this.#self.id)?.order ?? this.#self.order;
    this.#self = { ...this.#self, order };
    const before = this.#roster;
    const believed = withOwnWords(next, (id) => this.#known(id), this.#said);
    this.#roster = withNews(believed, this.#self.id, this.#self);
    const { governance } = this.options;
    governance.entered(next.session, governance.isHost(this.#self.id));
    this.#seats.listed(
      [...before?.members ?? [], ...next.members].map(({ seat }) => seat),
      this.options.clock.now(),
    );
    this.options.mesh.judgeAnew();
    for (const member of this.others()) {
      if (this.options.mesh.ready(member.id)) this.#memberEvents.shown(member);
    }
    this.#election.onSignOfLife();
    this.#announce(this.#roster.members);
    this.#connect(dialling);
    this.options.changed();
  }

  /** Who goes by this id, as a connection of ours showed: nobody has proven what else is listed. */
  #known(id: PeerId): RosterMember | null {
    const member = this.#roster === null ? undefined : findMember(this.#roster, id);
    if (member === undefined) return this.#memberEvents.shownAs(id);
    return id === this.#self.id || this.#memberEvents.wasShown(member) ? member : null;
  }

  /** Tells who came and who went since the last roster, each once. */
  #announce(members: readonly RosterMember[]): void {
    for (const { id } of this.#memberEvents.update(members)) {
      // A guest whom we let in hears it with the welcome.
      if (!this.coordinating && this.options.mesh.ready(id)) this.#greet(id);
    }
  }

  /** A direct connection to everyone in the roster: of two members the smaller id dials. */
  #connect(except: PeerId | null): void {
    for (const member of this.others()) {
      if (member.id === except) continue;
      if (this.#self.id > member.id || this.#mayStillCome(member.id)) continue;
      this.options.mesh.dial(member.id, this.#self.id, true);
    }
  }

  #mayStillCome(peer: PeerId): boolean {
    const { mesh } = this.options;
    return mesh.has(peer) && mesh.stateOf(peer).name !== "failed";
  }

  // ---- departures and succession

  /** Whether a lost connection to this member changes who is here: the coordinator's always do. */
  #concerns(peer: PeerId): boolean {
    return this.coordinating || peer === this.#roster?.coordinator;
  }

  #reaches(peer: PeerId): boolean {
    return this.options.mesh.stateOf(peer).name === "connected";
  }

  /** A member left: everyone who heard it acts at once, and the coordinator tells the rest. */
  #departed(peer: PeerId): void {
    const member = this.#roster && findMember(this.#roster, peer);
    if (!this.#roster || !member || this.#departures.isGone(peer)) return;
    const now = this.options.clock.now();
    this.#departures.note(peer, now);
    this.#said.delete(peer);
    this.#memberEvents.depart(member);
    if (this.coordinating) {
      this.#adopt(this.#without(new Set([peer])));
      this.#sender.publish();
    } else if (this.#election.place() === 0 && this.#departures.isGone(this.#roster.coordinator)) {
      this.#takeOver();
    }
    if (!this.#departures.keepsSeat(peer)) this.#seats.leftForGood(member.seat);
    this.options.changed();
  }

  #without(gone: ReadonlySet<PeerId>): Roster {
    return withoutMembers(this.#held, gone, this.#departures.keepsSeat);
  }

  /** A sign of life for everyone; who cannot get it may be gone without having said so. */
  #pulse(): void {
    this.#sender.tell({ t: "pulse" });
    const now = this.options.clock.now();
    this.#endVacancies(now);
    const others = this.others().map(({ id }) => id);
    const doubts = this.#departures.unreached.check(others, (id) => this.#reaches(id), now);
    for (const id of doubts.gone) this.#departed(id);
    for (const id of doubts.asked) this.options.probe(id);
  }

  #endVacancies(now: number): void {
    if (this.#roster === null || this.#roster.vacant.length === 0) return;
    const expired = this.#departures.expired(this.#roster, now);
    if (expired.size === 0) return;
    this.#adopt(withoutVacancies(this.#roster, expired));
    this.#sender.publish();
  }

  /**
   * Only our own connection to somebody closed, and the coordinator, who would know better, goes on
   * listing them: they are here.
   */
  #takeBack(): void {
    if (this.#roster === null || this.#departures.isGone(this.#roster.coordinator)) return;
    if (this.#departures.takeBack(this.options.clock.now())) this.#adopt(this.#roster);
  }

  #takeOver(): void {
    if (this.#roster === null || this.#standing !== "seated") return;
    const before = this.#roster.coordinator;
    this.#departures.unreached.clear();
    const gone = new Set(
      this.#roster.members.filter((member) => !this.#isHere(member)).map(({ id }) => id),
    );
    this.admission.handOver();
    this.#adopt(
      withSuccessor(this.#roster, this.#self.id, gone, this.#departures.keepsSeat),
    );
    this.#sender.publish();
    if (!this.options.addressClaim.held) this.options.addressClaim.keepClaiming();
    // The one before us may be gone without its connection saying so yet.
    for (const { id } of this.others()) {
      if (id === before || !this.#reaches(id)) this.options.probe(id);
    }
  }

  /** We hold no seat any more; the connections stay, for most will be needed again. */
  #drift(): void {
    if (this.#standing !== "seated") return;
    this.#standing = "adrift";
    // From here on the address is dialled to come in.
    this.#merge.end();
    this.#heartbeat.stop();
    this.admission.close();
    this.options.addressClaim.close();
    this.options.mesh.drop(this.options.address());
    this.options.adrift();
  }

  // ---- two rooms at one address

  #goOn(theirTerm: number): void {
    if (this.#roster === null) return;
    this.#adopt(afterMeeting(this.#roster, theirTerm));
    this.#sender.publish();
    this.options.addressClaim.claimNow();
  }

  /** Everyone of this room comes into the other one by its door. */
  #move(): void {
    this.#sender.tell({ t: "move" });
    this.#drift();
  }

  /** What a member hears first on a connection that just stands. */
  #greet(peer: PeerId): void {
    this.#sender.sayStatusTo(peer);
    this.#sender.sendPolicy(peer);
    this.options.greeted(peer);
    if (!this.coordinating) return;
    this.#sender.sendRoster(peer);
    if (this.options.governance.isHost(peer)) this.admission.hostCame(peer);
  }
}
