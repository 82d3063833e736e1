import type { Clock } from "../../env/mod.ts";
import type { PublicKeyText } from "../../trust/signing.ts";
import type { SignedPolicy } from "../../wire/policy.ts";
import type { ControlMessage, Hello, Knock, Refusal, Roster } from "../../wire/control.ts";
import type { Mesh } from "../mesh/mesh.ts";
import type { Governance } from "../policy/governance.ts";
import { PendingPeers } from "./pending_peers.ts";
import { Lobby } from "./lobby.ts";
import { countWith, findMember, type Newcomer } from "../roster.ts";
import type { PeerId } from "../../wire/fields.ts";

/** How a request to come in was decided. */
export type Decision =
  | { readonly welcome: Roster; readonly policy: SignedPolicy | null }
  | { readonly refused: Refusal }
  | { readonly waiting: Newcomer };

export interface AdmissionOptions {
  readonly clock: Clock;
  /** How many people the room takes. */
  readonly capacity: number;
  readonly governance: Governance;
  readonly mesh: Mesh;
  /** Our room, while we coordinate it; null otherwise. */
  readonly ours: () => Roster | null;
  /** Whether this member is listed, but gone as far as we know. */
  readonly isGone: (member: PeerId) => boolean;
  /** Whether the id that somebody goes by is known to be another's. */
  readonly isAnothers: (newcomer: Newcomer) => boolean;
  /** Whether a seat was here within the time for which it is kept. */
  readonly wasHere: (seat: PublicKeyText) => boolean;
  /** Puts a newcomer into the roster, and answers with it. */
  readonly seat: (newcomer: Newcomer) => Roster;
  /** The members who are the host. */
  readonly hosts: () => readonly PeerId[];
  readonly greet: (member: PeerId) => void;
  readonly send: (peer: PeerId, message: ControlMessage) => void;
  /** Says something to a guest, over the connection by which they dialled us. */
  readonly answer: (guest: PeerId, message: ControlMessage) => void;
  readonly changed: () => void;
}

/** The coordinator's part at the door: who comes in, who waits, who is turned away. */
export class Admission {
  readonly #pending: PendingPeers;
  readonly #lobby: Lobby;

  constructor(readonly options: AdmissionOptions) {
    this.#pending = new PendingPeers(options.clock, (guest) => {
      this.#lobby.leave(guest);
      options.mesh.dropAtDoor(guest);
    });
    this.#lobby = new Lobby({ tell: (knocks) => this.#tell(knocks) });
  }

  /** Who waits to be let in, as far as we know. */
  get knocks(): readonly Knock[] {
    return this.#lobby.knocks(this.options.ours() !== null);
  }

  hasGuest(peer: PeerId): boolean {
    return this.#pending.has(peer);
  }

  /** Whether an offer to our address may be answered now. */
  mayCome(guest: PeerId): boolean {
    return this.options.ours() !== null && this.#pending.mayCome(guest);
  }

  /** Somebody dials the address: they have a moment to say who they are. */
  arrived(guest: PeerId): void {
    this.#pending.arrived(guest);
  }

  /** A guest is a guest no more: a member dials us by our own name. */
  forget(peer: PeerId): void {
    this.#pending.forget(peer);
  }

  /** A guest's connection ended. */
  dismissed(guest: PeerId): void {
    this.#pending.dismissed(guest);
  }

  /** Answers a newcomer's sealed offer at once; null when its connection must show first who asks. */
  answerOffer(guest: PeerId, hello: Hello): Exclude<Decision, { waiting: Newcomer }> | null {
    const decision = this.#decide({ id: guest, ...hello });
    return decision === null || "waiting" in decision ? null : decision;
  }

  /** A guest on an open connection, which is theirs, says who it is. */
  answerHello(guest: PeerId, hello: Hello): void {
    if (this.#pending.has(guest)) this.#answer({ id: guest, ...hello }, hello.note ?? "");
  }

  /** The host decided something: those who wait are answered anew. */
  decideAnew(): void {
    for (const guest of this.#lobby.guests) this.#answer(guest, "");
  }

  /** A guest is not who it says: told nothing. */
  disown(guest: PeerId): void {
    if (this.#pending.has(guest)) this.#pending.dismissed(guest);
  }

  /** The host turns a guest away. */
  deny(guest: PeerId): void {
    if (!this.#lobby.has(guest)) return;
    this.#lobby.leave(guest);
    this.#refuse(guest, "denied");
  }

  /** Somebody showed that they are the host: who waits concerns them. */
  hostCame(host: PeerId): void {
    if (this.options.ours() === null) return;
    this.options.send(host, { t: "knocks", knocks: [...this.knocks] });
  }

  /** The coordinator tells us, who are the host, who waits. */
  onKnocks(knocks: readonly Knock[]): void {
    this.#lobby.onKnocks(knocks);
  }

  /** Another coordinates: nobody waits here any more, as far as we know. */
  handOver(): void {
    this.#lobby.clear();
  }

  /** The room goes on at another address: those who wait are told to ask the host for its new link. */
  moveAway(): void {
    const waiting = new Set(this.#lobby.guests.map(({ id }) => id));
    for (const guest of waiting) this.deny(guest);
    this.#pending.clear(waiting);
  }

  /** The door is not ours any more: whoever stands at it stands there in vain. */
  close(): void {
    this.#pending.clear();
    this.#lobby.clear();
  }

  #answer(guest: Newcomer, note: string): void {
    const { mesh, answer, greet } = this.options;
    const { id } = guest;
    const decision = this.#decide(guest);
    if (decision === null) return;
    if ("waiting" in decision) return this.#wait(guest, note);
    this.#lobby.leave(id);
    if ("refused" in decision) return this.#refuse(id, decision.refused);
    this.#pending.forget(id);
    mesh.admit(id);
    answer(id, { t: "welcome", roster: decision.welcome, policy: decision.policy });
    greet(id);
  }

  #wait(guest: Newcomer, note: string): void {
    if (this.#lobby.has(guest.id)) return;
    if (!this.#lobby.enter(guest, note)) return this.#refuse(guest.id, "full");
    this.#pending.stay(guest.id);
    this.options.answer(guest.id, { t: "waiting" });
  }

  #refuse(guest: PeerId, code: Refusal): void {
    // The guest closes the connection when it has read this; silence closes it here.
    this.#pending.arrived(guest);
    this.options.mesh.greet(guest, { t: "refused", code });
  }

  /** Who may come in: the one place where that is decided. A newcomer who may is in the roster after this. */
  #decide(newcomer: Newcomer): Decision | null {
    const { governance, capacity, ours, isGone, seat } = this.options;
    const roster = ours();
    if (roster === null || !governance.isProven(newcomer)) return null;
    const answer = this.#answerTo(newcomer);
    if (answer === "wait") return { waiting: newcomer };
    if (answer !== "come") return { refused: answer };
    const listed = findMember(roster, newcomer.id);
    // An id alone opens nothing: it takes the seat that goes with it.
    if (this.options.isAnothers(newcomer)) return null;
    if (listed !== undefined && listed.seat !== newcomer.seat) return null;
    const sits = listed !== undefined && !isGone(newcomer.id);
    if (!sits && countWith(roster, newcomer) > capacity) return { refused: "full" };
    return { welcome: sits ? roster : seat(newcomer), policy: governance.signed };
  }

  /**
   * What the host decided of a newcomer. A seat that it knows opens a restricted room for as long as
   * it is kept after its holder went, and not for whoever finds it later.
   */
  #answerTo(newcomer: Newcomer): ReturnType<Governance["answerTo"]> {
    const { governance, wasHere } = this.options;
    const answer = governance.answerTo(newcomer);
    const restricted = answer === "come" && governance.restricted;
    if (!restricted || governance.isHostsOwn(newcomer) || wasHere(newcomer.seat)) return answer;
    return governance.policy.locked ? "locked" : "wait";
  }

  #tell(knocks: readonly Knock[]): void {
    if (this.options.ours() === null) return;
    for (const host of this.options.hosts()) {
      this.options.send(host, { t: "knocks", knocks: [...knocks] });
    }
    this.options.changed();
  }
}
