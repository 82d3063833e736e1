import { Buffer } from "node:buffer";

/** Bytes of what came from a socket, about: a text counts its UTF-16 units. */
export function sizeOf(data: unknown): number {
  if (typeof data === "string") return data.length;
  if (data instanceof Blob) return data.size;
  return data instanceof ArrayBuffer ? data.byteLength : 0;
}

/** True when `text` takes more than `max` bytes in UTF-8; counts them only when it is near. */
export function isLonger(text: string, max: number): boolean {
  if (text.length > max) return true;
  return text.length * 3 > max && Buffer.byteLength(text) > max;
}
