import type { Clock } from "../../env/mod.ts";
import { JoinError } from "../../errors.ts";
import type { Broker, Envelope, Mailbox, MailboxState, SignalType } from "../../signal/mod.ts";

/** Milliseconds before each attempt to claim the address that somebody else still holds; the last repeats. */
const CLAIM_AGAIN_MS = [100, 200, 400, 800, 1_600, 3_000, 5_000];

export interface FrontDoorOptions {
  /** The room's address now. */
  readonly address: () => string;
  readonly broker: Broker;
  readonly clock: Clock;
  readonly signal: (envelope: Envelope, payload: unknown) => void;
  readonly changed: () => void;
  /** Somebody else goes on holding the address that we claim. */
  readonly heldByOther: () => void;
}

/** The room's address at the broker, held by the coordinator: where newcomers knock. */
export class AddressClaim {
  #mailbox: Mailbox | null = null;
  #wanted = false;
  #attempt = 0;
  /** Whether an attempt of `keepClaiming` is on its way. */
  #claiming = false;
  #cancelTimer = () => {};

  constructor(readonly options: FrontDoorOptions) {}

  /** Whether the address is ours, even while the broker is away. */
  get held(): boolean {
    return this.#mailbox !== null;
  }

  get open(): boolean {
    return this.#mailbox?.state === "open";
  }

  /** One attempt to claim the address; false when somebody else holds it. Throws `JoinError`. */
  async claim(): Promise<boolean> {
    this.#wanted = true;
    let ours: Mailbox | null = null;
    const address = this.options.address();
    const mailbox = await this.options.broker.open(address, {
      signal: (envelope, payload) => this.options.signal(envelope, payload),
      expired: () => {},
      state: (state) => {
        if (ours !== null && ours === this.#mailbox) this.#mailboxChanged(state);
      },
    });
    // It may be ourselves who hold it, by an earlier claim whose answer was late.
    if (mailbox === "taken") return this.held;
    // The room may have another address by now.
    if (!this.#wanted || address !== this.options.address()) {
      mailbox.close();
      return false;
    }
    // An earlier claim's mailbox that lost its way would otherwise take this one's place later.
    this.#mailbox?.close();
    this.#mailbox = ours = mailbox;
    this.options.changed();
    return true;
  }

  /** Claims the address, again and again until it is ours or `close` is called. */
  keepClaiming(): void {
    this.#wanted = true;
    if (this.#claiming) return;
    this.#claiming = true;
    this.claim().then((claimed) => {
      this.#claiming = false;
      if (claimed) return;
      if (this.#attempt > 0) this.options.heldByOther();
      this.#claimLater();
    }, (error) => {
      this.#claiming = false;
      if (!(error instanceof JoinError)) throw error;
      this.#claimLater();
    });
  }

  /** The holder gives the address back: claims it without the wait that had built up. */
  claimNow(): void {
    if (this.held) return;
    this.#cancelTimer();
    this.#attempt = 0;
    this.keepClaiming();
  }

  check(): void {
    this.#mailbox?.check();
  }

  send(type: SignalType, dst: string, payload: unknown): void {
    this.#mailbox?.send(type, dst, payload);
  }

  close(): void {
    this.#wanted = false;
    this.#cancelTimer();
    this.#mailbox?.close();
    this.#mailbox = null;
  }

  #claimLater(): void {
    if (!this.#wanted) return;
    const delay = CLAIM_AGAIN_MS[Math.min(this.#attempt++, CLAIM_AGAIN_MS.length - 1)];
    this.#cancelTimer = this.options.clock.after(delay, () => this.keepClaiming());
  }

  #mailboxChanged(state: MailboxState): void {
    if (state === "open") this.#attempt = 0;
    if (state === "lost") {
      this.#mailbox = null;
      this.#claimLater();
    }
    this.options.changed();
  }
}
