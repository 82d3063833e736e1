import type { ControlMessage } from "../../wire/control.ts";
import { FairQueue } from "./fair_queue.ts";
import type { PeerId } from "../../wire/fields.ts";

/** Messages that may wait while one before them is checked: of one, and of all. */
const WAITING_OF_ONE_MAX = 128;
const WAITING_MAX = 2_048;

export interface ControlQueueOptions {
  readonly isMember: (peer: PeerId) => boolean;
  /** Whether this peer may say such a thing at all, where it stands now. */
  readonly maySay: (peer: PeerId, message: ControlMessage) => boolean;
  /**
   * Checks what a message has to prove, and answers whether it did; null when there is nothing to
   * check.
   */
  readonly check: (
    peer: PeerId,
    message: ControlMessage,
    link: string,
  ) => Promise<boolean> | null;
  readonly deliver: (peer: PeerId, message: ControlMessage) => void;
}

/**
 * Control messages that wait while one before them is checked, one of each sender in turn: signatures
 * take time to check, and what one sender has checked must keep nobody else from being heard. What a
 * sender says never overtakes what it said before.
 */
export class ControlQueue {
  readonly #waiting = new FairQueue<{ message: ControlMessage; link: string }>({
    ofOne: WAITING_OF_ONE_MAX,
    ofAll: WAITING_MAX,
  });

  constructor(readonly options: ControlQueueOptions) {}

  /** Takes in a message that came over the connection named `link`. */
  onMessage(peer: PeerId, message: ControlMessage, link: string): void {
    this.#waiting.add(peer, { message, link });
    // Members first: a guest can be anybody, and one whom a roster makes a member waits for that.
    void this.#waiting.serve(
      (sender, waiting) => this.#hear(sender, waiting.message, waiting.link),
      (sender) => this.options.isMember(sender),
    );
  }

  /** The address turned out to be this member: so what waits of it is from them. */
  rename(from: PeerId, to: PeerId): void {
    this.#waiting.rename(from, to);
  }

  #hear(peer: PeerId, message: ControlMessage, link: string): Promise<void> | void {
    const { maySay, check, deliver: take } = this.options;
    if (!maySay(peer, message)) return;
    const checked = check(peer, message, link);
    if (checked === null) return take(peer, message);
    return checked.then((holds) => {
      if (holds) take(peer, message);
    });
  }
}
