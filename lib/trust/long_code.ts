import { lengthPrefixed, utf8 } from "../env/bytes.ts";
import { type Fingerprint, fingerprintBytes } from "./fingerprint.ts";
import { joined } from "./encoding.ts";

const LABEL = "kibitz/long/v1";
/** Makes each guess at a look-alike certificate dearer; some milliseconds for an honest browser. */
const ROUNDS = 10_000;
const GROUPS = 12;
const BYTES_PER_GROUP = 5;

/**
 * The long code of a pair: 12 groups of 5 digits over both certificates, for comparison by text.
 * It needs no run between the two: 199 bits are out of reach for somebody who may choose certificates,
 * who needs two that collide (about 2^99 tries). Throws `TypeError` for a bad fingerprint.
 *
 * PBKDF2-HMAC-SHA512 (RFC 8018), 10,000 rounds, over both fingerprints in order, salted with the
 * room; each 5 bytes, most significant first, modulo 100,000.
 */
export async function longCode(
  room: string,
  one: Fingerprint,
  other: Fingerprint,
): Promise<readonly string[]> {
  const [low, high] = [one, other].sort().map(fingerprintBytes);
  const base = await crypto.subtle.importKey("raw", joined(low, high), "PBKDF2", false, [
    "deriveBits",
  ]);
  const salt = lengthPrefixed(utf8(LABEL), utf8(room));
  const algorithm: Pbkdf2Params = { name: "PBKDF2", hash: "SHA-512", salt, iterations: ROUNDS };
  const bits = await crypto.subtle.deriveBits(algorithm, base, GROUPS * BYTES_PER_GROUP * 8);
  const bytes = new Uint8Array(bits);
  return Array.from({ length: GROUPS }, (_, group) => {
    const part = bytes.subarray(group * BYTES_PER_GROUP, (group + 1) * BYTES_PER_GROUP);
    const value = part.reduce((sum, byte) => sum * 256 + byte, 0);
    return String(value % 100_000).padStart(5, "0");
  });
}
