import type { Random } from "../env/mod.ts";
import { base64url, fromBase64url, hex, lengthPrefixed, utf8 } from "../env/bytes.ts";

/** The bytes of a link key, and the characters that they take in a link. */
export const LINK_KEY_BYTES = 16;
export const LINK_KEY_PATTERN = /^[A-Za-z0-9_-]{22}$/;

/** What a room's link gives to everyone who holds it, and to nobody else. */
export interface RoomKeys {
  /** The only name that the broker sees for the room: 32 lower-case hex digits. */
  readonly address: string;
}

/** Makes a new link key: 16 random bytes as 22 characters of base64url. */
export function newLinkKey(random: Random): string {
  return base64url(random(LINK_KEY_BYTES));
}

/**
 * Derives a room's keys by HKDF-SHA256 (RFC 5869), with the room's name bound into every label.
 * Without a link key the address follows from the name alone, and there is nothing to seal with.
 * Throws `TypeError` when `key` is not a link key.
 */
export async function deriveRoomKeys(room: string, key: string | null): Promise<RoomKeys> {
  const scheme = key === null ? "named" : "keyed";
  const secret = key === null ? utf8(room) : linkKeyBytes(key);
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const info = lengthPrefixed(utf8(`kibitz/v1/${scheme}/address`), utf8(room));
  const bits = await crypto.subtle.deriveBits(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info },
    base,
    128,
  );
  return { address: hex(new Uint8Array(bits)) };
}

function linkKeyBytes(key: string): Uint8Array<ArrayBuffer> {
  const bytes = LINK_KEY_PATTERN.test(key) ? fromBase64url(key) : null;
  if (bytes?.length !== LINK_KEY_BYTES) throw new TypeError("not a link key");
  return bytes;
}
