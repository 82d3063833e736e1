import type { PeerId } from "../wire/fields.ts";
import type { Envelope, SignalType } from "./types.ts";

/** What a mailbox tells its holder. */
export interface MailboxListener {
  /** A signal came, with the payload still unread. */
  signal(envelope: Envelope, payload: unknown): void;
  /** Nobody holds `dst`: what was sent there last was not delivered. */
  expired(dst: PeerId): void;
  /** The connection to the broker was lost or came back, or the id went to somebody else for good. */
  state(state: MailboxState): void;
}

/** Whether a mailbox can be used now. */
export type MailboxState = "open" | "reconnecting" | "lost";

/** An id held at the broker: signals can be sent from it and arrive at it. */
export interface Mailbox {
  /** The id that is held. */
  readonly id: string;
  /** Whether it can be used now. */
  readonly state: MailboxState;
  /** Sends a signal; while the broker is away, the newest signals wait for it. */
  send(type: SignalType, dst: string, payload: unknown): void;
  /** The network changed: finds out at once whether the broker still hears us, and comes back if not. */
  check(): void;
  /** Gives the id back. */
  close(): void;
}

/** The introducer: whoever can carry a signal to an id. */
export interface Broker {
  /**
   * Claims an id. Answers "taken" when somebody else holds it.
   * Throws `JoinError` "broker-unreachable" or "broker-refused".
   */
  open(id: string, listener: MailboxListener): Promise<Mailbox | "taken">;
}
