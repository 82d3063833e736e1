import {
  type Envelope,
  type RefusalCode,
  type Signal,
  SIGNAL_TYPE,
  type SignalCodec,
  SignalRefused,
} from "../signal/types.ts";
import type { PeerId } from "./types.ts";

export interface SwitchboardOptions {
  readonly codec: SignalCodec;
  /** Carries an encoded signal by the path that is there now. */
  readonly carry: (envelope: Envelope, payload: unknown) => void;
  /** Checks what a signal has to prove; null when there is nothing to check. */
  readonly check: (envelope: Envelope, signal: Signal) => Promise<void> | null;
  /** Takes in a signal that passed the codec. */
  readonly deliver: (envelope: Envelope, signal: Signal) => void;
  readonly refused: (code: RefusalCode) => void;
}

/**
 * The one place where signals are sealed and opened, whatever path they take. Signals keep their
 * order: encoding is asynchronous, and a candidate must not overtake its offer.
 */
export class Switchboard {
  #out: Promise<void> = Promise.resolve();
  #in: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(readonly options: SwitchboardOptions) {}

  send(src: PeerId, dst: PeerId, signal: Signal): void {
    const envelope = { type: SIGNAL_TYPE[signal.kind], src, dst };
    this.#out = this.#out.then(async () => {
      if (this.#closed) return;
      this.options.carry(envelope, await this.options.codec.encode(envelope, signal));
    });
  }

  receive(envelope: Envelope, payload: unknown): void {
    this.#in = this.#in.then(async () => {
      if (this.#closed) return;
      try {
        const signal = await this.options.codec.decode(envelope, payload);
        const checked = this.options.check(envelope, signal);
        if (checked !== null) await checked;
        if (!this.#closed) this.options.deliver(envelope, signal);
      } catch (error) {
        if (!(error instanceof SignalRefused)) throw error;
        this.options.refused(error.code);
      }
    });
  }

  /** Resolves when everything sent so far was carried. */
  drained(): Promise<void> {
    return this.#out;
  }

  close(): void {
    this.#closed = true;
  }
}
