import type { Bytes } from "../env/bytes.ts";

const LENGTH_BYTES = 4;
/** Candidates and byes fit the small size; descriptions take a multiple of the large one. */
const SMALL = 512;
const LARGE = 4096;
/** The most bytes that are padded, the length included. */
const PADDED_MAX = 128 * 1024;

/**
 * Hides how long a text is: its length in 4 bytes (most significant first), the text, then zeros up
 * to 512 bytes or, when that is too little, to a multiple of 4096.
 * Throws `RangeError` when that would be more than 128 KiB.
 */
export function pad(text: Uint8Array): Bytes {
  const needed = LENGTH_BYTES + text.length;
  const size = needed <= SMALL ? SMALL : Math.ceil(needed / LARGE) * LARGE;
  if (size > PADDED_MAX) throw new RangeError(`too long to seal: ${text.length} bytes`);
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, text.length);
  padded.set(text, LENGTH_BYTES);
  return padded;
}

/** Takes the text out again; `null` when the length doesn't fit what is there. */
export function unpad(padded: Bytes): Bytes | null {
  if (padded.length < LENGTH_BYTES) return null;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > padded.length - LENGTH_BYTES) return null;
  return padded.slice(LENGTH_BYTES, LENGTH_BYTES + length);
}
