import { fromBase64url, hex } from "../../../lib/env/bytes.ts";

/** What would betray the people of a call, by what it is. */
const TELLTALES: Readonly<Record<string, RegExp>> = {
  "a description": /a=(?:ice-ufrag|setup|mid)|m=(?:audio|video|application)/,
  "a candidate": /candidate:/i,
  "an address": /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/,
  "a local name": /\.local/i,
  "a fingerprint": /(?:[0-9a-f]{2}:){31}[0-9a-f]{2}|(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/i,
};

/** What one person's page knows and nobody else is to learn. */
export interface Secrets {
  /** SHA-256 fingerprints, 64 hexadecimal digits each. */
  readonly fingerprints: readonly string[];
  /** Words that must not pass: the room, the names, what was said. */
  readonly words: readonly string[];
}

/** Which kinds of telltale are in what a broker was told, each once; what is base64 is read as well. */
export function leaksIn(texts: readonly string[], { fingerprints, words }: Secrets): string[] {
  const found = new Set<string>();
  for (const text of texts.flatMap(readings)) {
    for (const [what, pattern] of Object.entries(TELLTALES)) {
      if (pattern.test(text)) found.add(what);
    }
    const lower = text.toLowerCase();
    for (const word of words) if (lower.includes(word.toLowerCase())) found.add(`"${word}"`);
    const digits = lower.replaceAll(/[^0-9a-f]/g, "");
    const bytes = hex(Uint8Array.from(text, (char) => char.charCodeAt(0)));
    for (const one of fingerprints) {
      if (digits.includes(one) || bytes.includes(one)) found.add("a person's fingerprint");
    }
  }
  return [...found].sort();
}

/** A text, and the bytes of whatever in it is base64, one character each. */
function readings(text: string): string[] {
  const encoded = text.match(/[A-Za-z0-9_-]{8,}/g) ?? [];
  const decoded = encoded.flatMap((one) => {
    const bytes = fromBase64url(one);
    return bytes === null ? [] : [Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")];
  });
  return [text, ...decoded];
}
