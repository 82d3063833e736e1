import type { Envelope, Signal } from "../signal/mod.ts";
import type { Presence as PresenceMessage, Refusal, Roster } from "../wire/presence.ts";
import type { Caller } from "./connections.ts";
import type { Entry } from "./entry.ts";
import type { Presence } from "./presence.ts";
import type { PeerId } from "./types.ts";

export interface ReceptionOptions {
  readonly address: PeerId;
  readonly sealed: boolean;
  readonly presence: () => Presence;
  /** Our own way in, while we are on it. */
  readonly entry: () => Entry | null;
}

/**
 * What an introduction says beside its description. In a sealed room the offer to the address already
 * says who asks, and the answer who is here: the newcomer dials everyone else while its first
 * connection is still being made.
 */
export class Reception {
  /** What the answer to a newcomer's offer will say. */
  readonly #replies = new Map<PeerId, { welcome: Roster } | { refused: Refusal }>();

  constructor(readonly options: ReceptionOptions) {}

  /** A signal that goes out, with what it has to say. */
  dress(from: PeerId, to: PeerId, signal: Signal): Signal {
    const { address, sealed } = this.options;
    const entry = this.options.entry();
    if (!sealed) return signal;
    if (signal.kind === "offer" && to === address && entry !== null) {
      return { ...signal, hello: entry.hello() };
    }
    const reply = this.#replies.get(to);
    if (signal.kind !== "answer" || from !== address || reply === undefined) return signal;
    this.#replies.delete(to);
    return { ...signal, reply };
  }

  /** An offer to the address came: decides about its sender, where it says who that is. */
  hear({ src, dst }: Envelope, signal: Signal): void {
    const { address, sealed } = this.options;
    if (!sealed || dst !== address || signal.kind !== "offer" || !signal.hello) return;
    const reply = this.options.presence().admitByOffer(src, signal.hello);
    if (reply !== null) this.#replies.set(src, reply);
  }

  /** What the answer of the address says to us; null where it says nothing. */
  replyIn({ src }: Envelope, signal: Signal): PresenceMessage | null {
    if (signal.kind !== "answer" || src !== this.options.address || !signal.reply) return null;
    return "welcome" in signal.reply
      ? { t: "welcome", roster: signal.reply.welcome }
      : { t: "refused", code: signal.reply.refused };
  }

  /** Who an offer is from. */
  callerOf({ src, dst }: Envelope): Caller {
    const presence = this.options.presence();
    if (dst !== this.options.address) return presence.has(src) ? "member" : "refused";
    const reply = this.#replies.get(src);
    if (reply !== undefined && "welcome" in reply) return "member";
    if (!presence.mayEnter(src)) return "later";
    presence.guestArrived(src);
    return "guest";
  }
}
