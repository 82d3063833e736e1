import type { Random } from "../env/mod.ts";
import { base64url, type Bytes, fromBase64url, hex, lengthPrefixed, utf8 } from "../env/bytes.ts";

/**
 * The bytes of a link key, and the characters that they take in a link. Of the last character's 6 bits
 * the lower 4 are zero: a key has one spelling.
 */
export const LINK_KEY_BYTES = 16;
export const LINK_KEY_PATTERN = /^[A-Za-z0-9_-]{21}[AQgw]$/;

/** What a room's link gives to everyone who holds it, and to nobody else. */
export interface RoomKeys {
  /** The only name that the broker sees for the room: 32 lower-case hex digits. */
  readonly address: string;
  /** Seals the signals (AES-256-GCM, can't be exported); null for a link without a key. */
  readonly signalKey: CryptoKey | null;
}

/** Makes a new link key: 16 random bytes as 22 characters of base64url. */
export function newLinkKey(random: Random): string {
  return base64url(random(LINK_KEY_BYTES));
}

/**
 * Derives a room's keys by HKDF-SHA256 (RFC 5869), with the room's name bound into every label.
 * Without a link key the address follows from the name alone, and there is nothing to seal with.
 * `settings` are the link's other settings as `canonicalSettings` writes them: bound in as well, so
 * that a link in which somebody altered the host or the number of people leads to another room.
 * Throws `TypeError` when `key` is not a link key.
 */
export async function deriveRoomKeys(
  room: string,
  key: string | null,
  settings = "",
): Promise<RoomKeys> {
  const context = settings === "" ? [room] : [room, settings];
  if (key === null) {
    const named = await hkdfBase(utf8(room), ["deriveBits"]);
    return {
      address: await deriveAddress(named, "kibitz/v1/named/address", context),
      signalKey: null,
    };
  }
  const keyed = await hkdfBase(linkKeyBytes(key), ["deriveBits", "deriveKey"]);
  return {
    address: await deriveAddress(keyed, "kibitz/v1/keyed/address", context),
    signalKey: await crypto.subtle.deriveKey(
      hkdf("kibitz/v1/keyed/signal", context),
      keyed,
      { name: "AES-GCM", length: 256 },
      false,
      ["encrypt", "decrypt"],
    ),
  };
}

function hkdfBase(secret: Bytes, uses: KeyUsage[]): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", secret, "HKDF", false, uses);
}

function hkdf(label: string, context: readonly string[]): HkdfParams {
  const info = lengthPrefixed(...[label, ...context].map(utf8));
  return { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info };
}

async function deriveAddress(
  base: CryptoKey,
  label: string,
  context: readonly string[],
): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.deriveBits(hkdf(label, context), base, 128)));
}

function linkKeyBytes(key: string): Bytes {
  const bytes = LINK_KEY_PATTERN.test(key) ? fromBase64url(key) : null;
  if (bytes?.length !== LINK_KEY_BYTES) throw new TypeError("not a link key");
  return bytes;
}
