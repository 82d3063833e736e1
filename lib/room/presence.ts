import type { Clock } from "../env/mod.ts";
import { JoinError } from "../errors.ts";
import type { LinkState } from "../link/mod.ts";
import type {
  Hello,
  Presence as PresenceMessage,
  Refusal,
  Roster,
  RosterMember,
} from "../wire/presence.ts";
import type { Connections } from "./connections.ts";
import type { FrontDoor } from "./front_door.ts";
import { Guests } from "./guests.ts";
import {
  afterMeeting,
  findMember,
  foundRoster,
  keepNews,
  type Newcomer,
  outranks,
  supersedes,
  withNewcomer,
  withoutMember,
  withStatus,
  withSuccessor,
} from "./roster.ts";
import { Succession } from "./succession.ts";
import type { PeerId, Status } from "./types.ts";

export interface PresenceOptions {
  readonly self: Newcomer;
  readonly address: PeerId;
  readonly clock: Clock;
  readonly connections: Connections;
  readonly door: FrontDoor;
  readonly changed: () => void;
  readonly joined: (member: RosterMember) => void;
  readonly left: (member: RosterMember) => void;
  /** The room went on without us, or moves to another that met it: we must come in anew. */
  readonly adrift: () => void;
  /** Asks the broker whether a member's page is still there; `vanished` is told when it is not. */
  readonly probe: (peer: PeerId) => void;
}

/** Milliseconds that somebody whose connection closed may go on being listed before we dial them again. */
const DOUBT_MS = 5_000;

/** How often in a row a coordinator may be silent on a connection that stands, as a page that sleeps is. */
const SILENCES_MAX = 16;

/** Milliseconds that a member may be out of the coordinator's reach, and between two askings for them. */
const UNREACHED_MS = 45_000;
const PROBE_MS = 5_000;

/** Where this member stands in the room. */
type Standing = "outside" | "seated" | "adrift";

/**
 * Who is in the room, seen from one member: holds the roster, keeps a connection to everyone in it,
 * and coordinates when it is this member's turn.
 */
export class Presence {
  #standing: Standing = "outside";
  #roster: Roster | null = null;
  #self: RosterMember;
  /** Members who said goodbye or whose connection closed, before the roster says so, and since when. */
  readonly #gone = new Map<PeerId, number>();
  /** Members whom we, coordinating, do not reach: since when, and when we asked for them last. */
  readonly #unreached = new Map<PeerId, { readonly since: number; asked: number }>();
  /** Those whose coming was told, so that their going is told too. */
  readonly #announced = new Map<PeerId, RosterMember>();
  /** Every id that any roster listed. */
  readonly #everHere = new Set<PeerId>();
  /** How often in a row the coordinator was silent in our turn. */
  #silences = 0;
  /** Whether the broker is being asked for a silent coordinator's address. */
  #asking = false;
  readonly #guests: Guests;
  readonly #succession: Succession;

  constructor(readonly options: PresenceOptions) {
    this.#self = { ...options.self, order: 0, rev: 0 };
    this.#guests = new Guests(options.clock, (guest) => options.connections.drop(guest));
    this.#succession = new Succession({
      clock: options.clock,
      coordinating: () => this.coordinating,
      place: () => this.#placeInLine(),
      pulse: () => this.#pulse(),
      silent: () => void this.#coordinatorSilent(),
      listening: () => this.#takeBack(),
      woke: () => options.connections.networkChanged(),
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
    return this.#roster !== null && id !== this.#self.id && !this.#gone.has(id) &&
      findMember(this.#roster, id) !== undefined;
  }

  /** Everyone who is there, ourselves too, by join order. */
  #present(): RosterMember[] {
    return (this.#roster?.members ?? [])
      .filter(({ id }) => !this.#gone.has(id))
      .sort((a, b) => a.order - b.order);
  }

  /** Begins a room of one, with the address already ours. */
  found(capacity: number): void {
    this.#standing = "seated";
    this.#adopt(foundRoster(this.#self, capacity));
    this.#succession.start();
  }

  /** Takes the seat that the coordinator gave. */
  enter(roster: Roster): void {
    this.#standing = "seated";
    this.#gone.clear();
    this.#adopt(roster);
    this.#succession.start();
  }

  /** Says something new of ourselves to everyone. */
  say(news: { readonly name: string; readonly status: Status }): void {
    this.#self = { ...this.#self, ...news, rev: this.#self.rev + 1 };
    if (this.#roster === null) return;
    this.#roster = withStatus(this.#roster, this.#self.id, this.#self);
    for (const member of this.others()) this.#sayStatusTo(member.id);
    this.options.changed();
  }

  /** Whether an offer to our address may be answered now. */
  mayEnter(guest: PeerId): boolean {
    return this.coordinating && this.#guests.mayCome(guest);
  }

  /**
   * A newcomer said in its sealed offer who it is: answers at once, before there is a connection.
   * Null when the connection must show first who asks, as for an id that was here before: its offer
   * could be a recording.
   */
  admitByOffer(guest: PeerId, hello: Hello): { welcome: Roster } | { refused: Refusal } | null {
    if (!this.mayEnter(guest) || this.#everHere.has(guest)) return null;
    return this.#decide({ id: guest, name: hello.name, status: hello.status });
  }

  /** Somebody dials the address: they have a moment to say who they are. */
  guestArrived(guest: PeerId): void {
    this.#guests.arrived(guest);
  }

  receive(peer: PeerId, message: PresenceMessage): void {
    switch (message.t) {
      case "hello":
        return this.#answerHello(peer, message.hello);
      case "merge":
        return this.#answerMerge(peer, message.roster);
      case "come":
        return this.#answeredMerge(peer, null);
      case "stay":
        return this.#answeredMerge(peer, message.term);
      case "roster":
        return this.#takeRoster(peer, message.roster);
      case "status":
        return this.#takeStatus(peer, message);
      case "pulse":
        if (peer === this.#roster?.coordinator) this.#heard();
        return;
      case "move":
        if (peer === this.#roster?.coordinator) this.#drift();
        return;
      case "leave":
        return this.#departed(peer);
      default:
        // "welcome" and "refused" are for a newcomer, "relay" for the room: none is for presence.
        return;
    }
  }

  linkChanged(peer: PeerId, state: LinkState): void {
    if (peer === this.options.address) return this.#meetingChanged(state);
    if (state.name === "closed" || state.name === "failed") {
      if (this.#guests.has(peer)) return this.#guests.dismissed(peer);
      if (state.name === "closed" || this.#concerns(peer)) this.#departed(peer);
    }
    if (state.name === "reconnecting" && this.coordinating) this.options.probe(peer);
    if (state.name === "reconnecting" && peer === this.#roster?.coordinator) {
      this.#succession.look();
    }
    if (state.name === "connected" && this.has(peer)) {
      this.#sayStatusTo(peer);
      if (this.coordinating) this.#sendRoster(peer);
    }
  }

  /** The broker says that this member's page is gone; believed only when the connection is, too. */
  vanished(peer: PeerId): void {
    if (this.coordinating && !this.#reaches(peer)) this.#departed(peer);
  }

  /** Somebody else holds the address of our room: meet them. */
  meetHolder(): void {
    const { connections, address } = this.options;
    if (!this.coordinating || connections.has(address)) return;
    connections.dial(address, this.#self.id, false);
  }

  /** Says goodbye on every connection, and forgets the room. */
  leave(): void {
    this.#tell({ t: "leave" });
    this.#succession.stop();
    this.#guests.clear();
    this.#roster = null;
    this.#standing = "outside";
  }

  // ---- letting people in

  /** A guest on an open connection says who it is. */
  #answerHello(guest: PeerId, hello: Hello): void {
    if (!this.#guests.has(guest)) return;
    this.#guests.forget(guest);
    const decision = this.#decide({ id: guest, name: hello.name, status: hello.status });
    if (decision === null) return;
    if ("refused" in decision) {
      // The guest closes the connection when it has read this; silence closes it here.
      this.#guests.arrived(guest);
      return this.#send(guest, { t: "refused", code: decision.refused });
    }
    this.options.connections.admit(guest);
    this.#send(guest, { t: "welcome", roster: decision.welcome });
  }

  /** Who may come in: the one place where that is decided. A newcomer who may is in the roster after this. */
  #decide(newcomer: Newcomer): { welcome: Roster } | { refused: Refusal } | null {
    if (this.#roster === null || !this.coordinating) return null;
    // One who lost touch, and whom the room still lists, takes the same seat again.
    if (findMember(this.#roster, newcomer.id) !== undefined) return { welcome: this.#roster };
    if (this.#roster.members.length >= this.#roster.capacity) return { refused: "full" };
    this.#gone.delete(newcomer.id);
    this.#adopt(withNewcomer(this.#roster, newcomer), newcomer.id);
    this.#publish(newcomer.id);
    return { welcome: this.#roster };
  }

  // ---- the roster

  #takeRoster(peer: PeerId, next: Roster): void {
    if (this.#standing !== "seated" || this.#roster === null) return;
    if (next.coordinator !== peer || !this.has(peer)) return;
    if (!supersedes(next, this.#roster)) {
      // Somebody coordinates by an older roster than ours: ours will settle it.
      if (this.coordinating) this.#sendRoster(peer);
      return;
    }
    if (findMember(next, this.#self.id) === undefined) return this.#drift();
    if (this.coordinating) {
      this.options.door.close();
      this.#guests.clear();
    }
    this.#adopt(keepNews(next, this.#roster));
  }

  #takeStatus(peer: PeerId, news: { rev: number; name: string; status: Status }): void {
    if (this.#roster === null || !this.has(peer)) return;
    this.#roster = withStatus(this.#roster, peer, news);
    this.options.changed();
  }

  /** Makes a roster ours. `dialling` is somebody whose own connection to us is on its way. */
  #adopt(next: Roster, dialling: PeerId | null = null): void {
    const present = new Set(next.members.map((member) => member.id));
    for (const id of this.#gone.keys()) if (!present.has(id)) this.#gone.delete(id);
    for (const id of present) this.#everHere.add(id);
    const order = findMember(next, this.#self.id)?.order ?? this.#self.order;
    this.#self = { ...this.#self, order };
    this.#roster = withStatus(next, this.#self.id, this.#self);
    this.#heard();
    this.#announce(this.#roster.members);
    this.#connect(dialling);
    this.options.changed();
  }

  /** Tells who came and who went since the last roster, each once. */
  #announce(members: readonly RosterMember[]): void {
    const here = new Set(members.map((member) => member.id));
    for (const [id, member] of this.#announced) {
      if (here.has(id)) continue;
      this.#announced.delete(id);
      this.options.connections.drop(id);
      this.options.left(member);
    }
    for (const member of members) {
      if (member.id === this.#self.id || this.#announced.has(member.id)) continue;
      if (this.#gone.has(member.id)) continue;
      this.#announced.set(member.id, member);
      this.options.joined(member);
    }
  }

  /** A direct connection to everyone in the roster: of two members the smaller id dials. */
  #connect(except: PeerId | null): void {
    for (const member of this.others()) {
      if (member.id === except) continue;
      if (this.#self.id > member.id || this.#mayStillCome(member.id)) continue;
      this.options.connections.dial(member.id, this.#self.id, true);
    }
  }

  #mayStillCome(peer: PeerId): boolean {
    const { connections } = this.options;
    return connections.has(peer) && connections.stateOf(peer).name !== "failed";
  }

  // ---- departures and succession

  /** Whether a lost connection to this member changes who is here: the coordinator's always do. */
  #concerns(peer: PeerId): boolean {
    return this.coordinating || peer === this.#roster?.coordinator;
  }

  #reaches(peer: PeerId): boolean {
    return this.options.connections.stateOf(peer).name === "connected";
  }

  /** A member left: everyone who heard it acts at once, and the coordinator tells the rest. */
  #departed(peer: PeerId): void {
    const member = this.#roster && findMember(this.#roster, peer);
    if (!this.#roster || !member || this.#gone.has(peer)) return;
    this.#gone.set(peer, this.options.clock.now());
    this.#announced.delete(peer);
    this.#unreached.delete(peer);
    this.options.connections.drop(peer);
    this.options.left(member);
    if (this.coordinating) {
      this.#adopt(withoutMember(this.#roster, peer));
      this.#publish();
    } else if (this.#placeInLine() === 0 && this.#gone.has(this.#roster.coordinator)) {
      this.#takeOver();
    }
    this.options.changed();
  }

  /** A sign of life for everyone; who cannot get it may be gone without having said so. */
  #pulse(): void {
    this.#tell({ t: "pulse" });
    const now = this.options.clock.now();
    for (const { id } of this.others()) {
      if (this.#reaches(id)) {
        this.#unreached.delete(id);
        continue;
      }
      const found = this.#unreached.get(id) ?? { since: now, asked: now };
      this.#unreached.set(id, found);
      if (now - found.since >= UNREACHED_MS) this.#departed(id);
      else if (now - found.asked >= PROBE_MS) {
        found.asked = now;
        this.options.probe(id);
      }
    }
  }

  /**
   * Only our own connection to somebody closed, and the coordinator, who would know better, goes on
   * listing them: they are here.
   */
  #takeBack(): void {
    if (this.#roster === null || this.#gone.has(this.#roster.coordinator)) return;
    const before = this.options.clock.now() - DOUBT_MS;
    const doubtful = [...this.#gone].filter(([, since]) => since < before);
    for (const [id] of doubtful) this.#gone.delete(id);
    if (doubtful.length > 0) this.#adopt(this.#roster);
  }

  /** How many are before us among those who would coordinate next. */
  #placeInLine(): number | null {
    if (this.#standing !== "seated") return null;
    const line = this.#present().filter(({ id }) => id !== this.#roster?.coordinator);
    const place = line.findIndex(({ id }) => id === this.#self.id);
    return place < 0 ? null : place;
  }

  #heard(): void {
    this.#silences = 0;
    this.#succession.heard();
  }

  /**
   * The coordinator gives no sign of life. It is gone when the broker has its address to give away, or
   * when our connection to it is down as well; a page that is merely slow keeps its place for a while.
   */
  async #coordinatorSilent(): Promise<void> {
    const coordinator = this.#roster?.coordinator;
    if (coordinator === undefined || this.#asking) return;
    this.#succession.tryAgain();
    this.#asking = true;
    const others = this.others().filter(({ id }) => id !== coordinator);
    const alone = !others.some(({ id }) => this.#reaches(id));
    const claimed = await this.#tryClaim();
    this.#asking = false;
    if (this.coordinating) return;
    if (this.#standing !== "seated" || this.#roster?.coordinator !== coordinator) {
      return this.options.door.close();
    }
    if (claimed === "ours") return this.#takeOver();
    // Cut off from everyone and from the broker, it is we who are missing.
    if (alone && claimed === "unreachable") return;
    if (this.#reaches(coordinator) && ++this.#silences < SILENCES_MAX) return;
    this.#takeOver();
  }

  async #tryClaim(): Promise<"ours" | "taken" | "unreachable"> {
    try {
      return await this.options.door.claim() ? "ours" : "taken";
    } catch (error) {
      if (error instanceof JoinError) return "unreachable";
      throw error;
    }
  }

  #takeOver(): void {
    if (this.#roster === null || this.#standing !== "seated") return;
    this.#unreached.clear();
    this.#adopt(withSuccessor(this.#roster, this.#self.id, new Set(this.#gone.keys())));
    this.#publish();
    if (!this.options.door.held) this.options.door.keepClaiming();
    for (const { id } of this.others()) if (!this.#reaches(id)) this.options.probe(id);
  }

  /** We hold no seat any more; the connections stay, for most will be needed again. */
  #drift(): void {
    if (this.#standing !== "seated") return;
    this.#standing = "adrift";
    this.#succession.stop();
    this.#guests.clear();
    this.options.door.close();
    this.options.connections.drop(this.options.address);
    this.options.adrift();
  }

  // ---- two rooms at one address

  #meetingChanged(state: LinkState): void {
    if (state.name === "connected" && this.#roster !== null) {
      return this.#send(this.options.address, { t: "merge", roster: this.#roster });
    }
    // A holder that cannot answer now is met at another time, or somebody else is.
    this.options.connections.drop(this.options.address);
  }

  /** We hold the address, and the coordinator of another room at it asks who moves. */
  #answerMerge(guest: PeerId, theirs: Roster): void {
    if (!this.#guests.has(guest) || this.#roster === null || !this.coordinating) return;
    if (!outranks(this.#roster, theirs)) {
      this.#send(guest, { t: "stay", term: this.#roster.term });
      return this.#move();
    }
    this.#send(guest, { t: "come" });
    this.#goOn(theirs.term);
  }

  /** The holder said that we are to come, or, with its term, that it will come to us. */
  #answeredMerge(peer: PeerId, theirTerm: number | null): void {
    if (peer !== this.options.address || !this.coordinating) return;
    if (theirTerm === null) return this.#move();
    this.options.connections.drop(peer);
    this.#goOn(theirTerm);
  }

  #goOn(theirTerm: number): void {
    if (this.#roster === null) return;
    this.#adopt(afterMeeting(this.#roster, theirTerm));
    this.#publish();
  }

  /** Everyone of this room comes into the other one by its door. */
  #move(): void {
    this.#tell({ t: "move" });
    this.#drift();
  }

  // ---- sending

  #publish(except?: PeerId): void {
    for (const member of this.others()) if (member.id !== except) this.#sendRoster(member.id);
  }

  #sendRoster(peer: PeerId): void {
    if (this.#roster !== null) this.#send(peer, { t: "roster", roster: this.#roster });
  }

  #sayStatusTo(peer: PeerId): void {
    const { rev, name, status } = this.#self;
    this.#send(peer, { t: "status", rev, name, status });
  }

  #tell(message: PresenceMessage): void {
    for (const member of this.others()) this.#send(member.id, message);
  }

  #send(peer: PeerId, message: PresenceMessage): void {
    this.options.connections.sendControl(peer, JSON.stringify(message));
  }
}
