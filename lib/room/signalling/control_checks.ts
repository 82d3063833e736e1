import type { ControlMessage } from "../../wire/control.ts";
import type { PeerId } from "../../wire/fields.ts";
import type { LinkKeys } from "../link_keys.ts";
import type { Membership } from "../members/membership.ts";
import type { Mesh } from "../mesh/mesh.ts";
import type { Claimant, Governance } from "../policy/governance.ts";
import { findMember } from "../roster.ts";
import { maySay } from "./may_say.ts";

export interface ControlChecksOptions {
  readonly governance: Governance;
  readonly mesh: Mesh;
  readonly keys: LinkKeys;
  readonly membership: () => Membership;
  /** Whether we are on our way in, by the connection to the address. */
  readonly entering: () => boolean;
}

/** What a control message has to hold to before anything is done about it. */
export class ControlChecks {
  constructor(readonly options: ControlChecksOptions) {}

  /** Whether the sender may say this where it stands now: asked before anything of it is checked. */
  maySay(peer: PeerId, message: ControlMessage): boolean {
    const membership = this.options.membership();
    const may = maySay(message.t, {
      holder: peer !== this.options.keys.address
        ? null
        : this.options.entering()
        ? "enters"
        : "meets",
      guest: membership.admission.hasGuest(peer),
      member: membership.has(peer),
    });
    return may && membership.mayList(peer, message);
  }

  /**
   * Whether what a message claims is so; null when it claims nothing. A claim counts for the
   * connection over which it came, `link`, and for no other.
   */
  check(peer: PeerId, message: ControlMessage, link: string): Promise<boolean> | null {
    switch (message.t) {
      case "hello":
        return this.#checkHello(peer, message, link);
      case "met":
        return this.#checkClaim(peer, message, message.member, link);
      case "welcome":
        return this.#checkWelcome(peer, message, link);
      case "roster":
        if (this.options.membership().isOutdated(message.roster)) return null;
        return this.#checkPlain(peer, message);
      default:
        return this.#checkPlain(peer, message);
    }
  }

  #checkWelcome(
    peer: PeerId,
    message: ControlMessage & { t: "welcome" },
    link: string,
  ): Promise<boolean> {
    const { roster } = message;
    const holder = findMember(roster, roster.coordinator);
    if (holder === undefined || this.options.membership().isAnothers(holder)) {
      return Promise.resolve(false);
    }
    // The sealed answer's welcome was held against its description, before there was a connection.
    return this.options.mesh.carriesText(peer, link)
      ? this.#checkClaim(peer, message, holder, link)
      : this.#checkOf(peer, message, holder);
  }

  /** Checks what a message has to prove that no claim of its sender's goes before. */
  #checkPlain(peer: PeerId, message: ControlMessage): Promise<boolean> | null {
    const checked = this.options.governance.check(peer, message);
    return checked === null ? null : checked.then(() => true);
  }

  /** Checks a message whose sender's claim has to hold before anything else of it counts. */
  async #checkOf(
    peer: PeerId,
    message: ControlMessage,
    claim: Claimant,
    bound: () => Promise<boolean> = () => Promise.resolve(true),
  ): Promise<boolean> {
    const { governance } = this.options;
    await governance.vouch([claim]);
    if (!governance.isProven(claim) || !await bound()) return false;
    await governance.check(peer, message);
    return true;
  }

  async #checkHello(
    peer: PeerId,
    message: ControlMessage & { t: "hello" },
    link: string,
  ): Promise<boolean> {
    const claim = { id: peer, ...message.hello };
    if (await this.#checkClaim(peer, message, claim, link)) return true;
    this.options.membership().admission.disown(peer);
    return false;
  }

  #checkClaim(
    peer: PeerId,
    message: ControlMessage,
    claim: Claimant,
    link: string,
  ): Promise<boolean> {
    const bound = () => this.options.mesh.bind(peer, claim, link);
    return this.#checkOf(peer, message, claim, bound);
  }
}
