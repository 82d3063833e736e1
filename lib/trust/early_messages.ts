import type { PeerId } from "../wire/fields.ts";

/** A commit and a reveal are all that an epoch has of one member. */
const PER_SENDER_MAX = 2;
/** Members whose messages may wait. */
const SENDERS_MAX = 64;

/**
 * Messages of an epoch that we have not reached, because the sender heard of the roster's change
 * first. Of each sender, those of the latest epoch alone are kept.
 */
export class EarlyMessages<Message extends { readonly epoch: number }> {
  readonly #kept = new Map<PeerId, readonly Message[]>();

  keep(from: PeerId, message: Message): void {
    const kept = this.#kept.get(from) ?? [];
    if (kept.length === 0 && this.#kept.size >= SENDERS_MAX) return;
    const latest = kept[0]?.epoch ?? 0;
    if (message.epoch < latest) return;
    const same = message.epoch === latest ? kept : [];
    if (same.length < PER_SENDER_MAX) this.#kept.set(from, [...same, message]);
  }

  /** Gives out what was kept for an epoch, in the order in which it came, and drops what is older. */
  release(epoch: number): [PeerId, Message][] {
    const taken: [PeerId, Message][] = [];
    for (const [from, messages] of this.#kept) {
      const kept = messages[0]?.epoch ?? 0;
      if (kept <= epoch) this.#kept.delete(from);
      if (kept === epoch) taken.push(...messages.map((one): [PeerId, Message] => [from, one]));
    }
    return taken;
  }
}
