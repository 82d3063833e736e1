import {
  type Envelope,
  type RefusalCode,
  type Signal,
  SIGNAL_TYPE,
  type SignalCodec,
  SignalRefused,
} from "../../signal/types.ts";
import { FairQueue } from "./fair_queue.ts";
import type { PeerId } from "../../wire/fields.ts";

/** Signals of one source that may wait to be opened: more than one connection needs. */
const SIGNALS_OF_ONE_MAX = 64;
/** Signals of all sources that may wait to be opened. */
const SIGNALS_MAX = 1_024;

/** A signal as it came, still to be opened. */
interface Received {
  readonly envelope: Envelope;
  readonly payload: unknown;
}

export interface SignalQueueOptions {
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
export class SignalQueue {
  #out: Promise<void> = Promise.resolve();
  readonly #in = new FairQueue<Received>({ ofOne: SIGNALS_OF_ONE_MAX, ofAll: SIGNALS_MAX });
  #closed = false;

  constructor(readonly options: SignalQueueOptions) {}

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

  /** Takes in a signal as it came: opened in its turn, one of each source after another. */
  onPayload(envelope: Envelope, payload: unknown): void {
    if (this.#closed) return;
    this.#in.add(envelope.src, { envelope, payload });
    void this.#in.serve((_, received) => this.#open(received));
  }

  async #open({ envelope, payload }: Received): Promise<void> {
    try {
      const signal = await this.options.codec.decode(envelope, payload);
      const checked = this.options.check(envelope, signal);
      if (checked !== null) await checked;
      if (!this.#closed) this.options.deliver(envelope, signal);
    } catch (error) {
      if (!(error instanceof SignalRefused)) throw error;
      this.options.refused(error.code);
    }
  }

  /** Resolves when everything sent so far was carried. */
  drained(): Promise<void> {
    return this.#out;
  }

  close(): void {
    this.#closed = true;
    this.#in.clear();
  }
}
