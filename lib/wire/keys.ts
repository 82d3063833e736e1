import * as z from "zod/mini";

/** 64 bytes as base64url: a P-256 public key's coordinates, or a signature. The last character has 2 bits. */
const bytes64 = z.string().check(z.regex(/^[A-Za-z0-9_-]{85}[AQgw]$/));

/** A public key that signs: a seat's, or a host's. */
export const publicKeySchema = bytes64;
export const signatureSchema = bytes64;

/** A certificate's SHA-256 fingerprint. */
export const fingerprintSchema = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** The link key: 16 bytes; of the last character's 6 bits the lower 4 are zero. */
export const linkKeySchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/));
