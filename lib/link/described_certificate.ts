import { type Fingerprint, fingerprintOfDescription } from "../trust/fingerprint.ts";

/**
 * The one certificate that the other side's descriptions name, from the first one on. Another would
 * begin DTLS anew on the connection, with whoever holds it.
 */
export class DescribedCertificate {
  #fingerprint: Fingerprint | null = null;

  /** Null before the first description. */
  get fingerprint(): Fingerprint | null {
    return this.#fingerprint;
  }

  /** Whether a description names this certificate alone. The first one says which it is. */
  isNamedBy(sdp: string): boolean {
    const named = fingerprintOfDescription(sdp);
    if (named === null || (this.#fingerprint ?? named) !== named) return false;
    this.#fingerprint = named;
    return true;
  }
}
