import * as z from "zod/mini";
import { signalSchema } from "./signal.ts";

/** The most characters of a sealed payload: 128 KiB of padded text, a nonce and a tag, in base64url. */
export const SEALED_MAX = 180_000;

/** A sealed signal, as it is on the wire: nonce, ciphertext and tag in one base64url text. */
export const sealedPayloadSchema = z.strictObject({
  v: z.literal(1),
  sealed: z.string().check(z.minLength(1), z.maxLength(SEALED_MAX)),
});

/** Anything that carries a signal in the clear, well formed or not. */
export const unsealedPayloadSchema = z.object({ signal: z.unknown() });

/** What is inside the seal. `at`: the sender's clock, milliseconds since the Unix epoch. */
export const sealedContentSchema = z.object({
  at: z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)),
  signal: signalSchema,
});
