import type { Roster, RosterMember } from "../wire/presence.ts";
import type { PeerId, Status } from "./types.ts";

/** Rules of the roster: pure functions from one roster to the next. */

/** What a newcomer says of itself. */
export interface Newcomer {
  readonly id: PeerId;
  readonly name: string;
  readonly status: Status;
}

/** The roster of a room that has just begun. */
export function foundRoster(founder: Newcomer, capacity: number): Roster {
  return {
    term: 0,
    rev: 0,
    coordinator: founder.id,
    capacity,
    nextOrder: 1,
    members: [{ ...founder, order: 0, rev: 0 }],
  };
}

export function findMember(roster: Roster, id: PeerId): RosterMember | undefined {
  return roster.members.find((member) => member.id === id);
}

/** Adds a newcomer behind everyone else. */
export function withNewcomer(roster: Roster, newcomer: Newcomer): Roster {
  return {
    ...roster,
    rev: roster.rev + 1,
    nextOrder: roster.nextOrder + 1,
    members: [...roster.members, { ...newcomer, order: roster.nextOrder, rev: 0 }],
  };
}

export function withoutMember(roster: Roster, id: PeerId): Roster {
  return {
    ...roster,
    rev: roster.rev + 1,
    members: roster.members.filter((member) => member.id !== id),
  };
}

/** What a member said of itself; older news than the roster's own changes nothing. */
export function withStatus(
  roster: Roster,
  id: PeerId,
  news: { readonly rev: number; readonly name: string; readonly status: Status },
): Roster {
  return {
    ...roster,
    members: roster.members.map((member) =>
      member.id === id && news.rev > member.rev
        ? { ...member, name: news.name, status: news.status, rev: news.rev }
        : member
    ),
  };
}

/** A new coordinator's first roster: the next term, without those who are gone. */
export function withSuccessor(
  roster: Roster,
  successor: PeerId,
  gone: ReadonlySet<PeerId>,
): Roster {
  return {
    ...roster,
    term: roster.term + 1,
    rev: 0,
    coordinator: successor,
    members: roster.members.filter((member) => !gone.has(member.id)),
  };
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

/** Keeps what members said of themselves where that is newer than a roster that just came. */
export function keepNews(next: Roster, held: Roster): Roster {
  return held.members.reduce((roster, member) => withStatus(roster, member.id, member), next);
}
