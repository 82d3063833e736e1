import * as z from "zod/mini";
import { showsSomething, withoutHidden } from "./shown_text.ts";

/** A participant's id: 16 random bytes in hexadecimal. */
export const peerIdSchema = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** One participant's name on the wire: 32 lower-case hex digits, new for every join. */
export type PeerId = string;

/**
 * A shown name: 1 to 40 UTF-16 units after trimming, of which something can be seen, and without
 * characters that show nothing, but for those that join emoji or letters.
 */
export const nameSchema = z.string().check(
  z.trim(),
  z.minLength(1),
  z.maxLength(40, { abort: true }),
  z.refine((name) => withoutHidden(name) === name && showsSomething(name)),
);

export const statusSchema = z.object({
  microphone: z.boolean(),
  camera: z.boolean(),
  screen: z.boolean(),
});

/** What a member says of itself; tiles follow these, never the presence of a track. */
export interface Status {
  /** Whether the microphone is on. */
  readonly microphone: boolean;
  /** Whether the camera is on. */
  readonly camera: boolean;
  /** Whether a screen is shown. */
  readonly screen: boolean;
}

/** 64 bytes as base64url: a P-256 public key's coordinates, or a signature. The last character has 2 bits. */
const bytes64 = z.string().check(z.regex(/^[A-Za-z0-9_-]{85}[AQgw]$/));

/** A public key that signs: a seat's, or a host's. */
export const publicKeySchema = bytes64;
export const signatureSchema = bytes64;

/** A certificate's SHA-256 fingerprint. */
export const fingerprintSchema = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** The link key: 16 bytes; of the last character's 6 bits the lower 4 are zero. */
export const linkKeySchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/));
