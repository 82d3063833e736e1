import { type Envelope, type Signal, SignalRefused } from "../../signal/mod.ts";
import type { Signer, Signing } from "../../trust/signing.ts";
import type { Governance } from "../policy/governance.ts";
import { holdsProof, withProof } from "../policy/seat_proofs.ts";

export interface SignalChecksOptions {
  /** The room beyond a change of its key: what is signed for one room holds in no other. */
  readonly scope: string;
  readonly signing: Signing;
  /** Signs as our seat. */
  readonly seatSigner: Signer;
  readonly governance: Governance;
}

/** Signs what we say of our ends of connections, and checks what others sign of theirs. */
export class SignalChecks {
  /** Signals that our seat signed in this visit. */
  #signed = 0;

  constructor(readonly options: SignalChecksOptions) {}

  /** A signal with our seat's signature; a `bye` says nothing that could be signed. */
  async sign(envelope: Envelope, signal: Signal): Promise<Signal> {
    if (signal.kind === "bye") return signal;
    const { scope, seatSigner } = this.options;
    return await withProof(scope, envelope, signal, ++this.#signed, seatSigner);
  }

  /**
   * Checks the signature of a signal, and the claim of the `hello` in it; null when it has neither.
   * Rejects with `SignalRefused` "bad-proof" for a signature that its seat did not make.
   */
  check(envelope: Envelope, signal: Signal): Promise<void> | null {
    const { scope, signing, governance } = this.options;
    const hello = signal.kind === "offer" ? signal.hello : undefined;
    const vouched = hello === undefined
      ? null
      : governance.check(envelope.src, { t: "hello", hello });
    if (signal.kind === "bye" || signal.by === undefined) return vouched;
    const held = holdsProof(signing, scope, envelope, signal, signal.by);
    return Promise.all([held, vouched]).then(([holds]) => {
      if (!holds) throw new SignalRefused("bad-proof");
    });
  }
}
