import type { Clock } from "../env/mod.ts";
import { BROKER, type Network, type Place } from "../env/network.ts";
import { JoinError } from "../errors.ts";
import type { Broker, Mailbox, MailboxListener, MailboxState } from "./broker.ts";
import type { SignalType } from "./types.ts";

/** Signals kept while the broker is away. */
const WAITING_MAX = 64;
/** Milliseconds that a signal waits: whoever dialled has given up by then. */
const WAITING_MS = 12_000;

/** What the holder of an id does with what the broker brings. */
type Deliver = (tell: (listener: MailboxListener) => void) => void;

/** Who holds which id: the broker's whole memory. */
export type HeldIds = Map<string, Deliver>;

/**
 * One participant's way to a broker in memory, with the rules of the real one: an id is held once,
 * is free when it is given back or its holder is out of reach, and is claimed again afterwards.
 */
export function createMemoryBroker(
  place: Place,
  network: Network,
  clock: Clock,
  held: HeldIds,
): Broker {
  return {
    open: (id, listener) => new MemoryMailbox(id, listener, place, network, clock, held).opened,
  };
}

class MemoryMailbox implements Mailbox {
  readonly opened: Promise<Mailbox | "taken">;
  #state: MailboxState = "reconnecting";
  #closed = false;
  #waiting: { readonly carry: () => void; readonly at: number }[] = [];
  #unwatch = () => {};
  /** What the broker knows us by; a new one for each claim. */
  #deliver: Deliver | null = null;

  constructor(
    readonly id: string,
    readonly listener: MailboxListener,
    readonly place: Place,
    readonly network: Network,
    readonly clock: Clock,
    readonly held: HeldIds,
  ) {
    this.opened = new Promise((resolve, reject) => {
      const cancel = network.patience === null ? () => {} : clock.after(network.patience, () => {
        this.close();
        reject(new JoinError("broker-unreachable", "the broker cannot be reached"));
      });
      this.#claim((claimed) => {
        cancel();
        if (claimed) this.#unwatch = network.watch(place, BROKER, (there) => this.#noticed(there));
        else this.#closed = true;
        resolve(claimed ? this : "taken");
      });
    });
  }

  get state(): MailboxState {
    return this.#state;
  }

  send(type: SignalType, dst: string, payload: unknown): void {
    if (this.#closed) return;
    const { place, network, held, id } = this;
    const carry = () =>
      network.frame(place, BROKER, () => {
        const deliver = held.get(dst);
        if (deliver !== undefined) deliver((to) => to.signal({ type, src: id, dst }, payload));
        else held.get(id)?.((to) => to.expired(dst));
      });
    if (this.#state === "open") return carry();
    this.#waiting.push({ carry, at: this.clock.now() });
    if (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
  }

  check(): void {
    // The network itself says when the broker is out of reach.
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#unwatch();
    this.#giveBack();
  }

  /** Asks the broker for the id, in place of what it may still hold for an earlier connection. */
  #claim(answered: (claimed: boolean) => void): void {
    const { place, network, held, id } = this;
    this.#giveBack();
    const deliver: Deliver = (tell) =>
      network.frame(BROKER, place, () => {
        if (!this.#closed) tell(this.listener);
      });
    const current = () => !this.#closed && this.#deliver === deliver;
    this.#deliver = deliver;
    network.stream(place, BROKER, () => {
      const claimed = !held.has(id);
      if (claimed) this.#hold(deliver, current);
      network.stream(BROKER, place, () => {
        if (!current()) return;
        // The answer may have been under way for so long that the broker has given us up meanwhile.
        if (claimed && held.get(id) !== deliver) return this.#claim(answered);
        if (claimed) this.#opened();
        answered(claimed);
      });
    });
  }

  /** At the broker: the id is held for as long as its holder can be reached. */
  #hold(deliver: Deliver, current: () => boolean): void {
    const { place, network, held, id } = this;
    held.set(id, deliver);
    const unwatch = network.watch(BROKER, place, () => {
      unwatch();
      if (held.get(id) !== deliver) return;
      held.delete(id);
      network.stream(BROKER, place, () => {
        if (current()) this.#reclaim();
      });
    });
  }

  #opened(): void {
    this.#state = "open";
    const since = this.clock.now() - WAITING_MS;
    for (const { carry, at } of this.#waiting.splice(0)) if (at > since) carry();
  }

  #giveBack(): void {
    const { place, network, held, id } = this;
    const deliver = this.#deliver;
    network.stream(place, BROKER, () => {
      if (held.get(id) === deliver) held.delete(id);
    });
  }

  #noticed(there: boolean): void {
    if (there) return this.#reclaim();
    this.#state = "reconnecting";
    this.listener.state("reconnecting");
  }

  #reclaim(): void {
    this.#claim((claimed) => {
      if (!claimed) {
        this.close();
        this.#state = "lost";
      }
      this.listener.state(this.#state);
    });
  }
}
