import type { Envelope, Signal } from "../../signal/mod.ts";
import type { ControlMessage } from "../../wire/control.ts";
import type { Decision } from "../admission/admission.ts";
import type { Caller } from "../mesh/mesh.ts";
import type { ClaimOrJoin } from "../entry/claim_or_join.ts";
import type { LinkKeys } from "../link_keys.ts";
import type { Membership } from "../members/membership.ts";
import { findMember } from "../roster.ts";
import { describes } from "../policy/seat_proofs.ts";
import type { PeerId } from "../../wire/fields.ts";

type Reply = Exclude<Decision, { waiting: unknown }>;

export interface IntroductionsOptions {
  readonly keys: LinkKeys;
  readonly membership: () => Membership;
  /** Our own way in, while we are on it. */
  readonly entry: () => ClaimOrJoin | null;
}

/**
 * What an introduction says beside its description. In a sealed room the offer to the address already
 * says who asks, and the answer who is here: the newcomer dials everyone else while its first
 * connection is still being made.
 */
export class Introductions {
  /** What the answer to a newcomer's offer will say: to that offer alone, as it was decided for it. */
  readonly #replies = new Map<PeerId, { readonly link: string; readonly reply: Reply }>();

  constructor(readonly options: IntroductionsOptions) {}

  /** A signal that goes out, with what it has to say. */
  dress(from: PeerId, to: PeerId, signal: Signal): Signal {
    const { address, sealed } = this.options.keys;
    const entry = this.options.entry();
    if (signal.kind === "offer" && to === address && entry === null) {
      return { ...signal, coordinator: this.options.membership().roster?.coordinator };
    }
    if (!sealed) return signal;
    if (signal.kind === "offer" && to === address && entry !== null) {
      return { ...signal, hello: entry.hello() };
    }
    if (signal.kind !== "answer" || from !== address) return signal;
    const reply = this.#replyTo(to, signal.link);
    if (reply === null) return signal;
    this.#replies.delete(to);
    return { ...signal, reply };
  }

  /**
   * An offer to the address came: decides about its sender, where it says who that is, and where
   * its description is of the same seat and certificate.
   */
  onSignal({ src, dst }: Envelope, signal: Signal): void {
    const { address, sealed } = this.options.keys;
    if (dst !== address || signal.kind !== "offer") return;
    this.#replies.delete(src);
    if (!sealed || !signal.hello) return;
    if (!describes(signal, signal.hello)) return;
    const reply = this.options.membership().admitByOffer(src, signal.hello);
    if (reply !== null) this.#replies.set(src, { link: signal.link, reply });
  }

  #replyTo(guest: PeerId, link: string): Reply | null {
    const decided = this.#replies.get(guest);
    return decided?.link === link ? decided.reply : null;
  }

  /** What the answer of the address says to us; null where it says nothing. */
  replyIn({ src }: Envelope, signal: Signal): ControlMessage | null {
    if (signal.kind !== "answer" || src !== this.options.keys.address || !signal.reply) return null;
    if ("welcome" in signal.reply) {
      const { welcome } = signal.reply;
      const coordinator = findMember(welcome, welcome.coordinator);
      if (coordinator === undefined || !describes(signal, coordinator)) return null;
    }
    return "welcome" in signal.reply
      ? { t: "welcome", roster: signal.reply.welcome, policy: signal.reply.policy }
      : { t: "refused", code: signal.reply.refused };
  }

  /** Who an offer is from. */
  callerOf({ src, dst }: Envelope, offer: Signal & { kind: "offer" }): Caller {
    const membership = this.options.membership();
    if (dst !== this.options.keys.address) {
      if (!membership.has(src)) return "refused";
      membership.admission.forget(src);
      return "member";
    }
    const reply = this.#replyTo(src, offer.link);
    if (reply !== null && "welcome" in reply) return "member";
    // One of ours asks whether it is still we who hold the address: there is nothing to meet about.
    const ours = offer.coordinator === membership.self.id;
    if (ours || !membership.admission.mayCome(src)) return "later";
    membership.admission.arrived(src);
    return "guest";
  }
}
