import type { RosterMember } from "../../wire/control.ts";
import type { Governance } from "../policy/governance.ts";
import { labelOf, withoutOf } from "../policy/policy.ts";
import type { Member } from "../types.ts";

/** A member as others see them: what they say of themselves, and what the host says. */
export function memberView(member: RosterMember, governance: Governance): Member {
  const { id, order, name, status, seat } = member;
  return {
    id,
    order,
    name,
    status,
    role: labelOf(governance.policy, seat),
    host: governance.isHost(id),
    without: withoutOf(governance.policy, seat),
  };
}
