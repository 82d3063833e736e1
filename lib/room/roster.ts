import type { PublicKeyText } from "../trust/signing.ts";
import { ORDER_MAX, REV_MAX, type Roster, type RosterMember, TERM_MAX } from "../wire/control.ts";
import type { Evidence } from "../wire/evidence.ts";
import { ROSTER_MAX } from "../wire/limits.ts";
import type { SeatClaim } from "./policy/seat.ts";
import type { PeerId, Status } from "../wire/fields.ts";

/** Rules of the roster: pure functions from one roster to the next. */

/** What a newcomer says of itself. */
export interface Newcomer extends SeatClaim {
  readonly id: PeerId;
  readonly name: string;
  readonly status: Status;
  /** What they show beside their claim; passed on as it is. */
  readonly evidence?: Evidence[] | undefined;
}

/** The roster of a room that has just begun. */
export function foundRoster(founder: Newcomer, session: string): Roster {
  return {
    session,
    term: 0,
    rev: 0,
    coordinator: founder.id,
    nextOrder: 1,
    vacant: [],
    members: [{ ...founder, order: 0, rev: 0 }],
  };
}

export function findMember(roster: Roster, id: PeerId): RosterMember | undefined {
  return roster.members.find((member) => member.id === id);
}

/** Adds a newcomer: in the place that its seat had before, or behind everyone else. */
export function withNewcomer(roster: Roster, newcomer: Newcomer): Roster {
  const { id, name, status, seat, certificate, proof, pass, evidence } = newcomer;
  const claim = {
    seat,
    certificate,
    proof,
    ...pass === undefined ? {} : { pass },
    ...evidence === undefined ? {} : { evidence },
  };
  const member = { id, name, status, ...claim, rev: 0 };
  const others = roster.members.filter((other) => other.seat !== seat);
  const before = [...roster.members, ...roster.vacant].find((other) => other.seat === seat);
  return {
    ...roster,
    rev: roster.rev + 1,
    nextOrder: roster.nextOrder + (before === undefined ? 1 : 0),
    vacant: roster.vacant.filter((vacancy) => vacancy.seat !== seat),
    members: [...others, { ...member, order: before?.order ?? roster.nextOrder }],
  };
}

/** How many would be here with this newcomer, who may be listed from an earlier visit. */
export function countWith(roster: Roster, newcomer: Newcomer): number {
  return roster.members.filter(({ seat }) => seat !== newcomer.seat).length + 1;
}

/** Without those who are gone; the seats of those who `mayReturn` are kept for them. */
export function withoutMembers(
  roster: Roster,
  gone: ReadonlySet<PeerId>,
  mayReturn: (id: PeerId) => boolean,
): Roster {
  const left = roster.members.filter(({ id }) => gone.has(id));
  const vacated = left.filter(({ id }) => mayReturn(id)).map(({ seat, order }) => ({
    seat,
    order,
  }));
  return {
    ...roster,
    rev: roster.rev + 1,
    vacant: [...roster.vacant, ...vacated].slice(-ROSTER_MAX),
    members: roster.members.filter(({ id }) => !gone.has(id)),
  };
}

/** Without the vacancies of these seats. */
export function withoutVacancies(roster: Roster, seats: ReadonlySet<PublicKeyText>): Roster {
  const vacant = roster.vacant.filter(({ seat }) => !seats.has(seat));
  return { ...roster, rev: roster.rev + 1, vacant };
}

/** What a member says of itself. `rev` grows with each change. */
export interface News {
  readonly rev: number;
  readonly name: string;
  readonly status: Status;
  /** What they show beside their claim; passed on as it is. */
  readonly evidence?: Evidence[] | undefined;
}

/** What a member said of itself: nobody else's word for it counts. */
export function withNews(roster: Roster, id: PeerId, { rev, name, status }: News): Roster {
  return {
    ...roster,
    members: roster.members.map((member) =>
      member.id === id ? { ...member, name, status, rev } : member
    ),
  };
}

/**
 * A roster as its receiver may believe it: members whom it knows, or knew before they went, keep the
 * seat and certificate under which it knows them, and the name and status that they said themselves.
 */
export function withOwnWords(
  next: Roster,
  known: (id: PeerId) => RosterMember | null,
  said: ReadonlyMap<PeerId, News>,
): Roster {
  return {
    ...next,
    members: next.members.map((member) => {
      const before = known(member.id);
      const claim = before === null ? {} : claimOf(before);
      const news = said.get(member.id);
      const words = news === undefined ? {} : { ...news };
      return { ...member, ...claim, ...words };
    }),
  };
}

function claimOf({ seat, certificate, proof, pass }: RosterMember) {
  return { seat, certificate, proof, ...pass === undefined ? {} : { pass } };
}

/**
 * How far a coordinator may raise a number at once: further is a lie that would leave no next one. A
 * term grows with each change of coordinator, and who is cut off misses few of them.
 */
const TERM_LEAP_MAX = 64;
const ORDER_LEAP_MAX = 1_000;

/** Whether the numbers of a roster could follow on those of the one that is held. */
export function follows(next: Roster, held: Roster): boolean {
  if (next.session !== held.session) return false;
  if (next.term > Math.min(held.term + TERM_LEAP_MAX, TERM_MAX)) return false;
  if (next.nextOrder > Math.min(held.nextOrder + ORDER_LEAP_MAX, ORDER_MAX)) return false;
  if (next.rev > REV_MAX) return false;
  return [...next.members, ...next.vacant].every(({ order }) => order < next.nextOrder);
}

/** Whether a room's term could be that of a room that met ours. */
export function isNear(term: number, ours: Roster): boolean {
  return term <= Math.min(ours.term + TERM_LEAP_MAX, TERM_MAX - 1);
}

/** A new coordinator's first roster: the next term, without those who are gone. */
export function withSuccessor(
  roster: Roster,
  successor: PeerId,
  gone: ReadonlySet<PeerId>,
  mayReturn: (id: PeerId) => boolean,
): Roster {
  const term = roster.term + 1;
  return { ...withoutMembers(roster, gone, mayReturn), term, rev: 0, coordinator: successor };
}

/**
 * Whether `next` replaces `held`: a later term; in the same term a later change by the same
 * coordinator, or, where two took over at once, the roster of the one who joined first.
 */
export function supersedes(next: Roster, held: Roster): boolean {
  if (next.term !== held.term) return next.term > held.term;
  if (next.coordinator === held.coordinator) return next.rev > held.rev;
  const order = (id: PeerId) => findMember(held, id)?.order ?? Number.MAX_SAFE_INTEGER;
  return order(next.coordinator) < order(held.coordinator);
}

/** The roster of a room that stays after it met another one: later than either. */
export function afterMeeting(roster: Roster, theirTerm: number): Roster {
  return { ...roster, term: Math.max(roster.term, theirTerm) + 1, rev: 0 };
}

/**
 * Which of two rooms at one address stays when they meet: the one with more people; of equal ones
 * the one that changed hands more often, which held the earlier room's people; else by id.
 */
export function outranks(one: Roster, other: Roster): boolean {
  if (one.members.length !== other.members.length) {
    return one.members.length > other.members.length;
  }
  if (one.term !== other.term) return one.term > other.term;
  return one.coordinator < other.coordinator;
}
