/** Small conversions between bytes and text, used by everything that derives or seals. */

export type Bytes = Uint8Array<ArrayBuffer>;

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** Lower-case hex digits, two a byte. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The native conversions (ECMAScript's Uint8Array to and from base64), where the platform has them. */
interface NativeBase64 {
  toBase64?(options: { alphabet: "base64url"; omitPadding: true }): string;
}
interface NativeBase64Reader {
  fromBase64?(
    text: string,
    options: { alphabet: "base64url"; lastChunkHandling: "loose" },
  ): Bytes;
}

/** Base64url without padding (RFC 4648, section 5). */
export function base64url(bytes: Uint8Array): string {
  const native = (bytes as NativeBase64).toBase64?.({ alphabet: "base64url", omitPadding: true });
  if (native !== undefined) return native;
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Reads base64url without padding; `null` when it is not that, or not in its one canonical form. */
export function fromBase64url(text: string): Bytes | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const bytes = decodeBase64url(text);
  // Unused bits of the last character must be zero: of those that could stand there, one is right.
  return base64url(bytes.subarray(bytes.length - bytes.length % 3)) ===
      text.slice(text.length - text.length % 4)
    ? bytes
    : null;
}

function decodeBase64url(text: string): Bytes {
  const native = (Uint8Array as NativeBase64Reader).fromBase64?.(text, {
    alphabet: "base64url",
    lastChunkHandling: "loose",
  });
  if (native !== undefined) return native;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

/** Joins byte strings, each behind its length as 4 bytes, most significant first. */
export function lengthPrefixed(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(joined.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length);
    joined.set(part, at + 4);
    at += 4 + part.length;
  }
  return joined;
}
