import type { Presence as PresenceMessage } from "../wire/presence.ts";
import type { PeerId } from "./types.ts";

/** Messages that may wait while one before them is checked: of one, and of all. */
const WAITING_OF_ONE_MAX = 128;
const WAITING_MAX = 2_048;

export interface InboxOptions {
  /** Whether this peer may say such a thing at all, where it stands now. */
  readonly maySay: (peer: PeerId, message: PresenceMessage) => boolean;
  /**
   * Checks what a message has to prove, and answers whether it did; null when there is nothing to
   * check.
   */
  readonly check: (
    peer: PeerId,
    message: PresenceMessage,
    link: string,
  ) => Promise<boolean> | null;
  readonly take: (peer: PeerId, message: PresenceMessage) => void;
}

/**
 * Control messages in the order in which they came, whoever they are from. Signatures take time to
 * check, and what comes behind them must not overtake.
 */
export class Inbox {
  readonly #waiting: { peer: PeerId; message: PresenceMessage; link: string }[] = [];
  #busy = false;

  constructor(readonly options: InboxOptions) {}

  /** Takes in a message that came over the connection named `link`. */
  put(peer: PeerId, message: PresenceMessage, link: string): void {
    if (this.#waiting.length >= WAITING_MAX) return;
    const ofOne = this.#waiting.filter((waiting) => waiting.peer === peer).length;
    if (ofOne >= WAITING_OF_ONE_MAX) return;
    this.#waiting.push({ peer, message, link });
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
        const { maySay, check, take } = this.options;
        if (!maySay(next.peer, next.message)) continue;
        const checked = check(next.peer, next.message, next.link);
        if (checked !== null && !await checked) continue;
        take(next.peer, next.message);
      }
    } finally {
      this.#busy = false;
    }
  }
}
