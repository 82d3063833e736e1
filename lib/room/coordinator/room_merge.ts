import type { Clock } from "../../env/mod.ts";
import type { LinkState } from "../../link/mod.ts";
import type { ControlMessage, Hello, Roster, RosterMember } from "../../wire/control.ts";
import type { PublicKeyText } from "../../trust/signing.ts";
import type { SignedPolicy } from "../../wire/policy.ts";
import type { Mesh } from "../mesh/mesh.ts";
import type { Claimant, Governance } from "../policy/governance.ts";
import { setLatest } from "../../env/bounded_map.ts";
import { findMember, isNear, outranks } from "../roster.ts";
import type { PeerId } from "../../wire/fields.ts";

/** Coordinators of other rooms that are remembered at once. */
const MET_MAX = 8;
/** Milliseconds that a meeting may take: connecting, showing who we are, and an answer. */
const MEETING_MS = 15_000;

export interface MeetingOptions {
  readonly clock: Clock;
  readonly self: () => RosterMember;
  readonly address: () => PeerId;
  /** How many people the room takes. */
  readonly capacity: number;
  readonly mesh: Mesh;
  readonly governance: Governance;
  /** Whether whoever has this seat was ever listed in a room of ours. */
  readonly wasListed: (seat: PublicKeyText) => boolean;
  /** Our room, while we coordinate it or its coordinator is silent; null otherwise. */
  readonly ours: () => Roster | null;
  /** Our coordinator has lost the address, and is silent: we coordinate, if we did not already. */
  readonly lead: () => void;
  /** Says something to the holder of the address whom we dialled. */
  readonly send: (peer: PeerId, message: ControlMessage) => void;
  /** Says something to somebody who dialled us. */
  readonly answer: (guest: PeerId, message: ControlMessage) => void;
  /** Our room stays: by a term later than either. */
  readonly goOn: (theirTerm: number) => void;
  /** Our room moves into the other. */
  readonly move: () => void;
}

/**
 * Two rooms at one address, as after a split, become one: by a fixed rule one of them stays, and
 * everyone of the other comes in by its door. Both coordinators first show each other who they are,
 * and that the host's decisions let them be here; neither says anything of its room before that.
 */
export class RoomMerge {
  #cancelPatience = () => {};
  /** Coordinators of other rooms at our address, who showed who they are. */
  readonly #met = new Map<PeerId, string>();
  /** Whether the holder of the address showed who it is, may be here, and was asked who moves. */
  #asks = false;
  /** What the host had decided when other coordinators of our own room were told so, by their seats. */
  readonly #told = new Map<string, SignedPolicy>();

  constructor(readonly options: MeetingOptions) {}

  /**
   * Somebody else holds the address of our room: meet them. Where that is our own, silent coordinator
   * it declines; anybody else shows by answering that our coordinator's page was killed or cut off.
   */
  begin(): void {
    const { mesh, clock, address, self, ours } = this.options;
    if (ours() === null || mesh.has(address())) return;
    this.#asks = false;
    mesh.dial(address(), self().id, false);
    this.#cancelPatience();
    this.#cancelPatience = clock.after(MEETING_MS, () => this.#giveUp());
  }

  /** Nobody is met at the address any more, as once it is our own or we left. */
  end(): void {
    this.#cancelPatience();
  }

  /** The holder answers nothing, or what came of it was lost: it is met at another time. */
  #giveUp(): void {
    const { mesh, address, ours } = this.options;
    if (ours() !== null) mesh.drop(address());
  }

  /** The connection to the address can carry a hello. */
  opened(): void {
    const { ours, mesh, address, self } = this.options;
    const roster = ours();
    if (roster === null) return mesh.drop(address());
    const { name, status, seat, certificate, proof, pass, evidence } = self();
    const claim = {
      seat,
      certificate,
      proof,
      ...pass === undefined ? {} : { pass },
      ...evidence === undefined ? {} : { evidence },
    };
    mesh.greet(address(), {
      t: "hello",
      hello: { v: 1, name, status, ...claim, meets: roster.session },
    });
  }

  /** The connection to the address, which another room's coordinator holds, changed. */
  linkChanged(state: LinkState): void {
    const { address, mesh } = this.options;
    // A holder that cannot answer now is met at another time, or somebody else is.
    if (state.name === "failed" || state.name === "closed" || state.name === "reconnecting") {
      mesh.drop(address());
    }
  }

  /** We hold the address, and somebody says that they coordinate another room at it. */
  greeted(guest: PeerId, hello: Hello): void {
    const { ours, governance, answer, self } = this.options;
    const roster = ours();
    if (roster === null) return;
    const claimant = { id: guest, ...hello };
    // The other half of our own room decides by what its own host decided, which can be older.
    if (hello.meets === roster.session) this.#govern(claimant, (told) => answer(guest, told));
    if (!governance.mayBeHere(claimant)) return;
    this.#met.set(guest, hello.seat);
    if (this.#met.size > MET_MAX) this.#met.delete([...this.#met.keys()][0]);
    answer(guest, { t: "met", member: self(), session: roster.session });
  }

  /** Whether somebody showed that it may speak for another room. */
  hasMet(guest: PeerId): boolean {
    return this.#met.has(guest);
  }

  /** The holder of the address, who showed who it is, asks for our room. */
  met(peer: PeerId, holder: RosterMember, session: string): void {
    const { ours, address, mesh, governance, send } = this.options;
    const roster = ours();
    if (peer !== address()) return;
    if (roster === null) return mesh.drop(peer);
    if (governance.mayBeHere(holder)) {
      this.#asks = true;
      return send(peer, { t: "merge", roster, policy: governance.signed });
    }
    if (session === roster.session) this.#govern(holder, (told) => send(peer, told));
    else mesh.drop(peer);
  }

  /**
   * Another coordinates our own room, as in the other half of a split, and may not have heard what
   * the host decided of it or of us. It hears each decision once; who was removed hears one, as
   * whoever is sent out does, and nothing of what was decided afterwards.
   */
  #govern(claimant: Claimant, tell: (message: ControlMessage) => void): void {
    const { governance } = this.options;
    const { signed } = governance;
    const { seat } = claimant;
    if (signed === null || !governance.isProven(claimant)) return;
    const told = this.#told.get(seat);
    if (told === signed) return;
    if (told !== undefined && governance.answerTo(claimant) === "removed") return;
    setLatest(this.#told, seat, signed, MET_MAX);
    tell({ t: "governed", signed });
  }

  /** We hold the address, and the coordinator of another room at it asks who moves. */
  asked(guest: PeerId, theirs: Roster): void {
    const { ours, answer, goOn, move, governance } = this.options;
    const roster = ours();
    const speaker = this.#speakerOf(guest, theirs);
    if (roster === null || speaker === null) return;
    if (!theirs.members.every((member) => governance.mayBeHere(member))) {
      // The other half of our own room lists somebody who may not be here, for want of the host's word.
      if (theirs.session === roster.session) this.#govern(speaker, (told) => answer(guest, told));
      return;
    }
    this.#met.delete(guest);
    // A term that a liar raised too far for ours to follow: they come in by the door, where none counts.
    if (!isNear(theirs.term, roster)) return answer(guest, { t: "come", session: roster.session });
    // What the host decided for our room would not hold in theirs: who is bound by it stays.
    const mayMove = governance.mayEnter(theirs.session) && this.#isEnough(speaker, theirs, roster);
    if (!outranks(roster, theirs) && mayMove) {
      answer(guest, { t: "stay", term: roster.term });
      return move();
    }
    answer(guest, { t: "come", session: roster.session });
    goOn(theirs.term);
  }

  /**
   * Whether somebody's word is enough to move for: of whoever was one of us; or where nobody is here
   * whose call it would end, since a stranger's room can be invented.
   */
  #isEnough({ seat }: RosterMember, theirs: Roster, roster: Roster): boolean {
    const ofOurs = theirs.session === roster.session && this.options.wasListed(seat);
    return ofOurs || roster.members.length === 1;
  }

  /** The holder, whom we asked, said that we are to come. */
  toCome(peer: PeerId, session: string): void {
    const { ours, address, mesh, governance, lead, move } = this.options;
    if (peer !== address() || !this.#asks) return;
    // Our coordinator has spoken meanwhile, and sees to its address itself; or we are bound to our
    // own room, and go on beside theirs.
    if (ours() === null || !governance.mayEnter(session)) return mesh.drop(peer);
    lead();
    move();
  }

  /** The holder, whom we asked and whose room has this term, said that it will come to us. */
  toStay(peer: PeerId, term: number): void {
    const { ours, address, mesh, lead, goOn } = this.options;
    const roster = ours();
    if (peer !== address() || !this.#asks) return;
    if (roster !== null && isNear(term, roster)) lead();
    mesh.drop(peer);
    if (roster !== null && isNear(term, roster)) goOn(term);
  }

  /**
   * Who speaks for a room, which it coordinates or is about to; null where that room lists the guest
   * otherwise than it showed itself, or is larger than a room may be.
   */
  #speakerOf(guest: PeerId, theirs: Roster): RosterMember | null {
    const speaker = findMember(theirs, guest);
    if (speaker === undefined || speaker.seat !== this.#met.get(guest)) return null;
    return theirs.members.length <= this.options.capacity ? speaker : null;
  }
}
