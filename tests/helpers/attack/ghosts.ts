/** People who are not there, and the rosters that somebody lists them in. */
import { base64url, hex } from "../../../lib/env/bytes.ts";
import { systemRandom } from "../../../lib/env/mod.ts";
import { takeSeat } from "../../../lib/room/policy/seat.ts";
import type { Signer } from "../../../lib/trust/mod.ts";
import type { Roster, RosterMember } from "../../../lib/wire/control.ts";

const STATUS = { microphone: false, camera: false, screen: false };

/** Somebody who is not there; with a seat, if anybody's, that signed for them. */
async function ghost(
  order: number,
  signer: Signer | null,
  scope: string,
): Promise<RosterMember> {
  const id = hex(systemRandom(16));
  const claim = signer === null
    ? { seat: base64url(systemRandom(64)), certificate: null, proof: base64url(systemRandom(64)) }
    : await takeSeat(signer, scope, id, null);
  return { id, order, name: "x", status: STATUS, rev: 0, ...claim };
}

/** So many of them, in their order from 0. */
export async function ghosts(
  count: number,
  signer: Signer | null,
  scope: string,
): Promise<RosterMember[]> {
  return await Promise.all(Array.from({ length: count }, (_, at) => ghost(at, signer, scope)));
}

/** A roster of these, which the first of them coordinates. */
export function rosterOf(members: RosterMember[], change: Partial<Roster> = {}): Roster {
  const session = hex(systemRandom(16));
  const coordinator = members[0].id;
  const nextOrder = members.length;
  return { session, term: 0, rev: 0, coordinator, nextOrder, vacant: [], members, ...change };
}
