import { createHash, timingSafeEqual } from "node:crypto";

/** What is kept of a client's token: its SHA-256, so that all have one length. */
export function tokenDigest(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}

/** Compares two digests, in a time that does not depend on where they differ. */
export function sameToken(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
