import type { Presence as PresenceMessage } from "../wire/presence.ts";
import type { PeerId } from "./types.ts";

/** Messages that may wait while one before them is checked. */
const WAITING_MAX = 1_000;

export interface InboxOptions {
  /** Checks what a message has to prove; null when there is nothing to check. */
  readonly check: (peer: PeerId, message: PresenceMessage) => Promise<void> | null;
  readonly take: (peer: PeerId, message: PresenceMessage) => void;
}

/**
 * Control messages in the order in which they came, whoever they are from. Signatures take time to
 * check, and what comes behind them must not overtake.
 */
export class Inbox {
  readonly #waiting: { peer: PeerId; message: PresenceMessage }[] = [];
  #busy = false;

  constructor(readonly options: InboxOptions) {}

  put(peer: PeerId, message: PresenceMessage): void {
    if (this.#waiting.length >= WAITING_MAX) return;
    this.#waiting.push({ peer, message });
    if (!this.#busy) void this.#work();
  }

  /** The address turned out to be this member: so what waits of it is from them. */
  rename(from: PeerId, to: PeerId): void {
    for (const waiting of this.#waiting) if (waiting.peer === from) waiting.peer = to;
  }

  async #work(): Promise<void> {
    this.#busy = true;
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
        const checked = this.options.check(next.peer, next.message);
        if (checked !== null) await checked;
        this.options.take(next.peer, next.message);
      }
    } finally {
      this.#busy = false;
    }
  }
}
