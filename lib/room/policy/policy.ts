import { type Ability, type Policy, POLICY_SEATS_MAX } from "../../wire/policy.ts";
import type { PublicKeyText } from "../../trust/signing.ts";
import type { Fingerprint } from "../../trust/mod.ts";

/** Rules of the policy: pure functions from one to the next, and what follows from one. */

/** What holds in a room whose host has not decided anything. */
export const NO_POLICY: Policy = {
  version: 0,
  session: "0".repeat(32),
  ends: 0,
  lobby: false,
  locked: false,
  seated: [],
  removed: [],
  roles: [],
  grants: [],
  reset: 0,
};

/** Who sits where: what a policy knows people by. */
export interface Seated {
  readonly seat: PublicKeyText;
  readonly certificate: Fingerprint | null;
}

/**
 * Whether `next` replaces `held`. Two of the same version, by a host in two places, are settled by
 * their texts, the same way everywhere.
 */
export function isNewer(
  next: { readonly policy: Policy; readonly text: string },
  held: { readonly policy: Policy; readonly text: string },
): boolean {
  if (next.policy.version !== held.policy.version) {
    return next.policy.version > held.policy.version;
  }
  return next.text > held.text;
}

/** Whether only those may be here whom the policy names. */
export function isRestricted({ lobby, locked }: Policy): boolean {
  return lobby || locked;
}

/** Whether a policy keeps anybody from anything: whoever holds one that does enters no room without it. */
export function restrains(policy: Policy): boolean {
  return isRestricted(policy) || policy.removed.length > 0 || policy.grants.length > 0;
}

/** How long a policy holds after the host's last decision, in milliseconds. */
export const POLICY_MS = 12 * 3_600_000;

/** A decision as of now: later than every one before, for this session. */
export function decidedNow(policy: Policy, session: string, now: number): Policy {
  const at = Math.trunc(now);
  return { ...policy, version: Math.max(policy.version, at), session, ends: at + POLICY_MS };
}

export function isRemoved(policy: Policy, { seat, certificate }: Seated): boolean {
  return policy.removed.some((removed) =>
    removed.seat === seat || (certificate !== null && removed.certificate === certificate)
  );
}

/** Whether somebody may be in the room, as far as the policy is concerned. */
export function mayBeHere(policy: Policy, seated: Seated): boolean {
  if (isRemoved(policy, seated)) return false;
  return !isRestricted(policy) || policy.seated.includes(seated.seat);
}

/** What the policy says to a newcomer. */
export function answerTo(policy: Policy, seated: Seated): "come" | "removed" | "locked" | "wait" {
  if (isRemoved(policy, seated)) return "removed";
  if (mayBeHere(policy, seated)) return "come";
  return policy.locked ? "locked" : "wait";
}

/** Turns the lobby on or off; `here` are the seats of those whom it does not concern. */
export function withLobby(policy: Policy, on: boolean, here: readonly PublicKeyText[]): Policy {
  return seatedAnew({ ...next(policy), lobby: on }, policy, here);
}

/** Locks the room or opens it; `here` are the seats of those whom that does not concern. */
export function withLock(policy: Policy, on: boolean, here: readonly PublicKeyText[]): Policy {
  return seatedAnew({ ...next(policy), locked: on }, policy, here);
}

/** Lets these seats in. */
export function withAdmitted(policy: Policy, seats: readonly PublicKeyText[]): Policy {
  return { ...next(policy), seated: kept([...policy.seated, ...seats]) };
}

/** Removes somebody, and keeps them out. */
export function withRemoved(policy: Policy, { seat, certificate }: Seated): Policy {
  return {
    ...next(policy),
    seated: policy.seated.filter((other) => other !== seat),
    removed: [...policy.removed, { seat, certificate }].slice(-POLICY_SEATS_MAX),
  };
}

/** Calls somebody by their role, or by none. */
export function withLabel(policy: Policy, seat: PublicKeyText, label: string | null): Policy {
  const others = policy.roles.filter((role) => role.seat !== seat);
  const roles = label === null ? others : [...others, { seat, label }].slice(-POLICY_SEATS_MAX);
  return { ...next(policy), roles };
}

/** Takes abilities from somebody, or with an empty list gives all back. */
export function withGrant(
  policy: Policy,
  seat: PublicKeyText,
  without: readonly Ability[],
): Policy {
  const others = policy.grants.filter((grant) => grant.seat !== seat);
  const grants = without.length === 0 ? others : [...others, { seat, without: [...without] }];
  return { ...next(policy), grants: grants.slice(-POLICY_SEATS_MAX) };
}

/** Clears the chat. */
export function withReset(policy: Policy): Policy {
  return { ...next(policy), reset: policy.reset + 1 };
}

/** The role by which a seat is called; null for none. */
export function labelOf(policy: Policy, seat: PublicKeyText): string | null {
  return policy.roles.find((role) => role.seat === seat)?.label ?? null;
}

/** What the host took from a seat. */
export function withoutOf(policy: Policy, seat: PublicKeyText): readonly Ability[] {
  return policy.grants.find((grant) => grant.seat === seat)?.without ?? [];
}

/** Whether a seat may do something. */
export function may(policy: Policy, seat: PublicKeyText, ability: Ability): boolean {
  return !withoutOf(policy, seat).includes(ability);
}

function next(policy: Policy): Policy {
  return { ...policy, version: policy.version + 1 };
}

/** Who is seated after the lobby or the lock changed: nobody needs to be while both are off. */
function seatedAnew(policy: Policy, before: Policy, here: readonly PublicKeyText[]): Policy {
  if (!isRestricted(policy)) return { ...policy, seated: [] };
  return { ...policy, seated: kept([...before.seated, ...here]) };
}

function kept(seats: readonly PublicKeyText[]): PublicKeyText[] {
  return [...new Set(seats)].slice(-POLICY_SEATS_MAX);
}
