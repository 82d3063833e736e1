import { hex } from "../../../lib/env/bytes.ts";
import type { Random } from "../../../lib/mod.ts";
import { base64url } from "../../../lib/env/bytes.ts";
import type { Signer, Signing } from "../../../lib/trust/signing.ts";

/** Signatures, and somebody to make them at once. */
export type IdealSigning = Signing & { signer(): Signer };

/**
 * Signatures as they are meant to be: only whoever holds a key makes them, and nothing passes for one.
 * They cost nothing, so that thousands of rooms can be simulated, and come by the seed.
 */
export function idealSigning(random: Random): IdealSigning {
  const made = new Set<string>();
  const signed = (key: string, message: Uint8Array, signature: string) =>
    `${key} ${signature} ${hex(message)}`;
  const text = () => base64url(random(64));
  const signer = (): Signer => {
    const publicKey = text();
    return {
      publicKey,
      sign(message) {
        const signature = text();
        made.add(signed(publicKey, message, signature));
        return Promise.resolve(signature);
      },
    };
  };
  return {
    signer,
    newSigner: () => Promise.resolve(signer()),
    verify: (key, message, signature) => Promise.resolve(made.has(signed(key, message, signature))),
  };
}
