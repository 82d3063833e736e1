import type { PeerId } from "../wire/fields.ts";
import type { Ability } from "../wire/policy.ts";
import type { Membership } from "./members/membership.ts";
import type { Governance } from "./policy/governance.ts";
import { may, withoutOf } from "./policy/policy.ts";

export interface RightsOptions {
  readonly governance: Governance;
  readonly membership: () => Membership;
}

/** What each member may do here, by the host's policy and by what they say of themselves. */
export class Rights {
  constructor(readonly options: RightsOptions) {}

  /** What the host took from a peer, and from us. */
  without(peer: PeerId): { theirs: readonly Ability[]; ours: readonly Ability[] } {
    const { policy } = this.options.governance;
    const membership = this.options.membership();
    const theirs = membership.claimOf(peer)?.seat;
    return {
      theirs: theirs === undefined ? [] : withoutOf(policy, theirs),
      ours: withoutOf(policy, membership.self.seat),
    };
  }

  /** Whether we may do something ourselves. */
  may(ability: Ability): boolean {
    return may(this.options.governance.policy, this.options.membership().self.seat, ability);
  }

  /** Whether a member, or we, may write, which is to offer files and to draw as well. */
  mayWrite(author: PeerId): boolean {
    const seat = this.#listed(author)?.seat;
    return seat !== undefined && may(this.options.governance.policy, seat, "send-chat");
  }

  /** Whether a member, or we, show a screen: where there is none, nothing is drawn on it. */
  presents(peer: PeerId): boolean {
    return this.#listed(peer)?.status.screen ?? false;
  }

  #listed(peer: PeerId) {
    const membership = this.options.membership();
    return peer === membership.self.id ? membership.self : membership.member(peer);
  }
}
