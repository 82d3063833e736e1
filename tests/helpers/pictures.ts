/** Headers of pictures as they stand in files; what is drawn is left out. */

/** A PNG of this size, up to the end of its header. */
export function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  return bytesOf("\x89PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", big(width, 4), big(height, 4), [
    8,
    2,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
}

/** Numbers, and texts of one byte a character, as bytes. */
export function bytesOf(
  ...parts: readonly (string | readonly number[])[]
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "string" ? Array.from(part, (letter) => letter.charCodeAt(0)) : [...part]
    ),
  );
}

/** A number with its highest byte first. */
export function big(number: number, bytes: number): number[] {
  return little(number, bytes).reverse();
}

/** A number with its lowest byte first. */
export function little(number: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, at) => Math.floor(number / 256 ** at) % 256);
}
