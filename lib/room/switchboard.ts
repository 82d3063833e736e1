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
  /** Signs a signal by our seat. */
  readonly prove: (envelope: Envelope, signal: Signal) => Promise<Signal>;
  /** Carries an encoded signal by the path that is there now. */
  readonly carry: (envelope: Envelope, payload: unknown) => void;
  /** Checks what a signal has to prove; null when there is nothing to check. Throws `SignalRefused`. */
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

  /** Sends a signal; `provable`: signed by our seat. */
  send(src: PeerId, dst: PeerId, signal: Signal, provable: boolean): void {
    const envelope = { type: SIGNAL_TYPE[signal.kind], src, dst };
    this.#out = this.#out.then(async () => {
      if (this.#closed) return;
      const { prove, codec, carry } = this.options;
      const proven = provable ? await prove(envelope, signal) : signal;
      carry(envelope, await codec.encode(envelope, proven));
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
