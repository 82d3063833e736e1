import type { Clock } from "../env/mod.ts";
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
import {
  findMember,
  foundRoster,
  keepNews,
  type Newcomer,
  successorOf,
  supersedes,
  withNewcomer,
  withoutMember,
  withStatus,
  withSuccessor,
} from "./roster.ts";
import type { PeerId, Status } from "./types.ts";

/** How long the next in line may stay silent before the one after takes over, in milliseconds. */
const SUCCESSION_MS = 6_000;
/** How many people may stand at the door at once, and for how long without a word. */
const GUESTS_MAX = 16;
const GUEST_SILENCE_MS = 15_000;

export interface PresenceOptions {
  readonly self: Newcomer;
  readonly clock: Clock;
  readonly connections: Connections;
  readonly door: FrontDoor;
  readonly changed: () => void;
  readonly joined: (member: RosterMember) => void;
  readonly left: (member: RosterMember) => void;
  /** A newer roster does not know us: the room went on without us, and we must join anew. */
  readonly forgotten: () => void;
}

/**
 * Who is in the room, seen from one member: holds the roster, keeps a connection to everyone in it,
 * and coordinates when it is this member's turn.
 */
export class Presence {
  #roster: Roster | null = null;
  #self: RosterMember;
  /** Members who said goodbye or whose connection closed, before the roster says so. */
  readonly #gone = new Set<PeerId>();
  /** Those whose coming was told, so that their going is told too. */
  readonly #announced = new Map<PeerId, RosterMember>();
  readonly #guests = new Map<PeerId, () => void>();
  /** Every id that any roster listed. */
  readonly #everHere = new Set<PeerId>();
  #cancelSuccession = () => {};

  constructor(readonly options: PresenceOptions) {
    this.#self = { ...options.self, order: 0, rev: 0 };
  }

  get roster(): Roster | null {
    return this.#roster;
  }

  get self(): RosterMember {
    return this.#self;
  }

  get coordinating(): boolean {
    return this.#roster?.coordinator === this.#self.id;
  }

  /** Everyone else who is there, by join order. */
  others(): RosterMember[] {
    return (this.#roster?.members ?? [])
      .filter((member) => member.id !== this.#self.id && !this.#gone.has(member.id))
      .sort((a, b) => a.order - b.order);
  }

  has(id: PeerId): boolean {
    return this.others().some((member) => member.id === id);
  }

  /** Begins a room of one, with the address already ours. */
  found(capacity: number): void {
    this.#adopt(foundRoster(this.#self, capacity));
  }

  /** Takes the seat that the coordinator gave. */
  enter(roster: Roster): void {
    this.#adopt(roster);
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
    return this.coordinating && findMember(this.#roster as Roster, guest) === undefined &&
      (this.#guests.has(guest) || this.#guests.size < GUESTS_MAX);
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
    this.#guests.get(guest)?.();
    this.#guests.set(
      guest,
      this.options.clock.after(GUEST_SILENCE_MS, () => this.#dismiss(guest)),
    );
  }

  receive(peer: PeerId, message: PresenceMessage): void {
    switch (message.t) {
      case "hello":
        return this.#answerHello(peer, message.hello);
      case "roster":
        return this.#takeRoster(peer, message.roster);
      case "status":
        return this.#takeStatus(peer, message);
      case "leave":
        return this.#departed(peer);
      default:
        // "welcome" and "refused" are for a newcomer, "relay" for the room: none is for presence.
        return;
    }
  }

  linkChanged(peer: PeerId, state: LinkState): void {
    if (state.name === "closed") {
      if (this.#guests.has(peer)) return this.#dismiss(peer);
      return this.#departed(peer);
    }
    if (state.name === "failed") {
      if (this.#guests.has(peer)) return this.#dismiss(peer);
      this.#lostTouch(peer);
    }
    if (state.name === "connected" && this.has(peer)) {
      this.#sayStatusTo(peer);
      if (this.coordinating) this.#sendRoster(peer);
    }
  }

  /** Says goodbye on every connection. */
  leave(): void {
    for (const member of this.others()) this.#send(member.id, { t: "leave" });
    this.reset();
  }

  /** Forgets the room, as before it was entered. */
  reset(): void {
    this.#cancelSuccession();
    for (const cancel of this.#guests.values()) cancel();
    this.#guests.clear();
    this.#gone.clear();
    this.#announced.clear();
    this.options.door.close();
    this.#roster = null;
  }

  /** A guest on an open connection says who it is. */
  #answerHello(guest: PeerId, hello: Hello): void {
    const cancel = this.#guests.get(guest);
    if (cancel === undefined) return;
    cancel();
    this.#guests.delete(guest);
    const decision = this.#decide({ id: guest, name: hello.name, status: hello.status });
    if (decision === null) return;
    if ("refused" in decision) {
      // The guest closes the connection when it has read this; silence closes it here.
      this.guestArrived(guest);
      return this.#send(guest, { t: "refused", code: decision.refused });
    }
    this.options.connections.admit(guest);
    this.#send(guest, { t: "welcome", roster: decision.welcome });
  }

  /** Who may come in: the one place where that is decided. A newcomer who may is in the roster after this. */
  #decide(newcomer: Newcomer): { welcome: Roster } | { refused: Refusal } | null {
    if (this.#roster === null || !this.coordinating) return null;
    if (this.#roster.members.length >= this.#roster.capacity) return { refused: "full" };
    this.#gone.delete(newcomer.id);
    this.#adopt(withNewcomer(this.#roster, newcomer), newcomer.id);
    this.#publish(newcomer.id);
    return { welcome: this.#roster };
  }

  #dismiss(guest: PeerId): void {
    this.#guests.get(guest)?.();
    this.#guests.delete(guest);
    this.options.connections.drop(guest);
  }

  #takeRoster(peer: PeerId, next: Roster): void {
    if (this.#roster === null || next.coordinator !== peer || !this.has(peer)) return;
    if (!supersedes(next, this.#roster)) {
      // Somebody coordinates by an older roster than ours: ours will settle it.
      if (this.coordinating) this.#sendRoster(peer);
      return;
    }
    if (findMember(next, this.#self.id) === undefined) return this.options.forgotten();
    if (this.coordinating) this.options.door.close();
    this.#cancelSuccession();
    this.#adopt(keepNews(next, this.#roster));
  }

  #takeStatus(peer: PeerId, news: { rev: number; name: string; status: Status }): void {
    if (this.#roster === null || !this.has(peer)) return;
    this.#roster = withStatus(this.#roster, peer, news);
    this.options.changed();
  }

  /** A member left: everyone who heard it acts at once, and the coordinator tells the rest. */
  #departed(peer: PeerId): void {
    const member = this.#roster && findMember(this.#roster, peer);
    if (!this.#roster || !member || this.#gone.has(peer)) return;
    this.#gone.add(peer);
    this.#announced.delete(peer);
    this.options.connections.drop(peer);
    this.options.left(member);
    if (this.coordinating) {
      this.#adopt(withoutMember(this.#roster, peer));
      this.#publish();
    } else if (peer === this.#roster.coordinator || this.#gone.has(this.#roster.coordinator)) {
      this.#succeed(new Set(this.#gone));
    }
    this.options.changed();
  }

  /** A connection that nothing could bring back. Only towards the coordinator does it change who is here. */
  #lostTouch(peer: PeerId): void {
    if (this.coordinating || peer === this.#roster?.coordinator) this.#departed(peer);
  }

  #succeed(without: ReadonlySet<PeerId>): void {
    this.#cancelSuccession();
    if (this.#roster === null) return;
    const next = successorOf(this.#roster, without);
    if (next === this.#self.id) return this.#takeOver();
    if (next === null) return;
    this.#cancelSuccession = this.options.clock.after(
      SUCCESSION_MS,
      () => this.#succeed(new Set([...without, next])),
    );
  }

  #takeOver(): void {
    if (this.#roster === null) return;
    this.#adopt(withSuccessor(this.#roster, this.#self.id, this.#gone));
    this.#publish();
    this.options.door.keepClaiming();
  }

  /** Makes a roster ours. `dialling` is somebody whose own connection to us is on its way. */
  #adopt(next: Roster, dialling: PeerId | null = null): void {
    const present = new Set(next.members.map((member) => member.id));
    for (const id of this.#gone) if (!present.has(id)) this.#gone.delete(id);
    this.#roster = next;
    const self = findMember(next, this.#self.id);
    if (self !== undefined) this.#self = { ...this.#self, order: self.order };
    this.#roster = withStatus(next, this.#self.id, this.#self);
    for (const id of present) this.#everHere.add(id);
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
      if (this.options.connections.has(member.id) || this.#self.id > member.id) continue;
      this.options.connections.dial(member.id, this.#self.id, true);
    }
  }

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

  #send(peer: PeerId, message: PresenceMessage): void {
    this.options.connections.sendControl(peer, JSON.stringify(message));
  }
}
