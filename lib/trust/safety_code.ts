import { type Bytes, utf8 } from "../env/bytes.ts";
import { SAS_EMOJI } from "./emoji.ts";
import { sha256 } from "./encoding.ts";

/** The bytes that each side draws at random for one run. */
export const CODE_NONCE_BYTES = 32;
/** 42 bits, read from the front of 6 bytes. */
const CODE_BYTES = 6;
const EMOJI_COUNT = 7;
const DIGIT_COUNT = 13;

/** A short code for two or more people to compare: 42 bits, shown in two ways. */
export interface SafetyCode {
  /** Seven places in `SAS_EMOJI`, in order. */
  readonly emoji: readonly number[];
  /** The emoji, in the order of reading. */
  readonly symbols: readonly string[];
  /** The English names, to be read aloud. */
  readonly names: readonly string[];
  /** The same 42 bits as 13 decimal digits in groups of 3, 3, 3 and 4. */
  readonly digits: string;
}

/** Shows the first 42 bits of 6 bytes, most significant first. Throws `TypeError` for other lengths. */
export function safetyCode(bytes: Uint8Array): SafetyCode {
  if (bytes.length !== CODE_BYTES) throw new TypeError("a code takes 6 bytes");
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) >> 6n;
  return codeOfEmoji(Array.from(
    { length: EMOJI_COUNT },
    (_, at) => Number((value >> BigInt(6 * (EMOJI_COUNT - 1 - at))) & 63n),
  ));
}

/** The code that these seven emoji are. Throws `TypeError` for places that are none. */
export function codeOfEmoji(emoji: readonly number[]): SafetyCode {
  const fits = emoji.length === EMOJI_COUNT && emoji.every((place) => SAS_EMOJI[place]);
  if (!fits) throw new TypeError("a code is seven of the 64 emoji");
  const value = emoji.reduce((sum, place) => (sum << 6n) | BigInt(place), 0n);
  const digits = value.toString().padStart(DIGIT_COUNT, "0");
  return {
    emoji,
    symbols: emoji.map((place) => SAS_EMOJI[place][0]),
    names: emoji.map((place) => SAS_EMOJI[place][1]),
    digits: digits.replace(/^(\d{3})(\d{3})(\d{3})(\d{4})$/, "$1 $2 $3 $4"),
  };
}

/** The code's bytes by HKDF-SHA256 (RFC 5869): salt SHA-256(room), 6 bytes out. */
export async function deriveCode(room: string, nonces: Bytes, info: Bytes): Promise<SafetyCode> {
  const salt = await sha256(utf8(room));
  const base = await crypto.subtle.importKey("raw", nonces, "HKDF", false, ["deriveBits"]);
  const algorithm: HkdfParams = { name: "HKDF", hash: "SHA-256", salt, info };
  const bits = await crypto.subtle.deriveBits(algorithm, base, CODE_BYTES * 8);
  return safetyCode(new Uint8Array(bits));
}
