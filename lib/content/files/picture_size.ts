import type { Bytes } from "../../env/bytes.ts";

/** What drawing a picture takes, as its own bytes say it before anything is drawn. */
export interface PictureSize {
  /** Of the whole picture, or of its largest frame where that is larger, in pixels. */
  readonly width: number;
  readonly height: number;
  /** 1, but for what moves: how often the whole may have to be drawn. */
  readonly frames: number;
}

/** The most pixels of a picture that is drawn unasked: 160 MB while it is on the screen. */
export const PICTURE_PIXELS_MAX = 40_000_000;
/** The most pixels of all frames of a picture that moves. */
export const MOVING_PIXELS_MAX = 1_000_000_000;

/** Whether a picture of this size may be drawn unasked. */
export function mayDraw({ width, height, frames }: PictureSize): boolean {
  const pixels = width * height;
  return pixels > 0 && pixels <= PICTURE_PIXELS_MAX && pixels * frames <= MOVING_PIXELS_MAX;
}

/**
 * Reads how large a PNG, JPEG, GIF or WebP picture is. It looks at headers alone, once from the
 * beginning to the end. Null for everything else, and where the bytes end too early.
 */
export function pictureSize(bytes: Bytes): PictureSize | null {
  const reader = new Reader(bytes);
  try {
    if (reader.is(0, "\x89PNG\r\n\x1a\n")) return pngSize(reader);
    if (reader.is(0, "\xff\xd8")) return jpegSize(reader);
    if (reader.is(0, "GIF87a") || reader.is(0, "GIF89a")) return gifSize(reader);
    if (reader.is(0, "RIFF") && reader.is(8, "WEBP")) return webpSize(reader);
    return null;
  } catch (error) {
    // RangeError: DataView says that the bytes end before what was looked for.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

class Reader {
  readonly #view: DataView;

  constructor(bytes: Bytes) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  get end(): number {
    return this.#view.byteLength;
  }
  byte(at: number): number {
    return this.#view.getUint8(at);
  }
  /** A number of `count` bytes, the lowest first as in GIF and WebP. */
  little(at: number, count: 2 | 3 | 4): number {
    let number = 0;
    for (let index = count - 1; index >= 0; index--) number = number * 256 + this.byte(at + index);
    return number;
  }
  /** The highest first, as in PNG and JPEG. */
  big(at: number, count: 2 | 4): number {
    return count === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at);
  }
  /** Whether these characters stand there, one byte each. */
  is(at: number, text: string): boolean {
    if (at + text.length > this.end) return false;
    return [...text].every((letter, index) => this.byte(at + index) === letter.charCodeAt(0));
  }
}

/** PNG (third edition), 11.2.1 and 11.3.6.1: IHDR comes first; acTL counts the frames of what moves. */
function pngSize(reader: Reader): PictureSize | null {
  if (!reader.is(12, "IHDR")) return null;
  const size = { width: reader.big(16, 4), height: reader.big(20, 4) };
  for (let at = 8; at + 8 <= reader.end; at += 12 + reader.big(at, 4)) {
    if (reader.is(at + 4, "acTL")) return { ...size, frames: Math.max(1, reader.big(at + 8, 4)) };
    if (reader.is(at + 4, "IDAT")) break;
  }
  return { ...size, frames: 1 };
}

/** ITU-T T.81, B.1.1: segments up to the first frame header (SOF), which has the size. */
function jpegSize(reader: Reader): PictureSize | null {
  let at = 2;
  while (reader.byte(at) === 0xff) {
    const marker = reader.byte(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: reader.big(at + 7, 2), height: reader.big(at + 5, 2), frames: 1 };
    // Before the frame header every segment has a length, which counts itself.
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xda)) return null;
    at += 2 + Math.max(2, reader.big(at + 2, 2));
  }
  return null;
}

/** GIF89a, 18 to 25: browsers make room for a frame that reaches out of the screen that is named. */
function gifSize(reader: Reader): PictureSize | null {
  let width = reader.little(6, 2);
  let height = reader.little(8, 2);
  let frames = 0;
  let at = 13 + tableLength(reader.byte(10));
  // What is cut off at its end is drawn as far as it goes, and counted so.
  while (at + 10 < reader.end) {
    const kind = reader.byte(at);
    if (kind === 0x2c) {
      width = Math.max(width, reader.little(at + 1, 2) + reader.little(at + 5, 2));
      height = Math.max(height, reader.little(at + 3, 2) + reader.little(at + 7, 2));
      frames += 1;
      at = behindBlocks(reader, at + 11 + tableLength(reader.byte(at + 9)));
    } else if (kind === 0x21) at = behindBlocks(reader, at + 2);
    else break;
  }
  return { width, height, frames: Math.max(1, frames) };
}

/** The bytes of a colour table, as the flags before it say. */
function tableLength(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** Where the sub-blocks that begin at `at` end. */
function behindBlocks(reader: Reader, start: number): number {
  let at = start;
  while (at < reader.end && reader.byte(at) !== 0) at += 1 + reader.byte(at);
  return at + 1;
}

/** RFC 9649: the size stands in VP8X, and in each picture; the largest counts. */
function webpSize(reader: Reader): PictureSize | null {
  let width = 0;
  let height = 0;
  let frames = 0;
  for (let at = 12; at + 8 <= reader.end;) {
    const length = reader.little(at + 4, 4);
    const found = webpChunk(reader, at);
    width = Math.max(width, found?.width ?? 0);
    height = Math.max(height, found?.height ?? 0);
    frames += found?.frames ?? 0;
    // Chunks are of even length.
    at += 8 + length + length % 2;
  }
  return width === 0 ? null : { width, height, frames: Math.max(1, frames) };
}

/** What one chunk says of size: the canvas (no frame), a frame of an animation, or a still picture. */
function webpChunk(reader: Reader, at: number): PictureSize | null {
  const body = at + 8;
  if (reader.is(at, "VP8X")) {
    return {
      width: 1 + reader.little(body + 4, 3),
      height: 1 + reader.little(body + 7, 3),
      frames: 0,
    };
  }
  if (reader.is(at, "ANMF")) {
    return {
      width: 2 * reader.little(body, 3) + 1 + reader.little(body + 6, 3),
      height: 2 * reader.little(body + 3, 3) + 1 + reader.little(body + 9, 3),
      frames: 1,
    };
  }
  if (reader.is(at, "VP8L") && reader.byte(body) === 0x2f) {
    const bits = reader.little(body + 1, 4);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), frames: 0 };
  }
  if (reader.is(at, "VP8 ") && reader.is(body + 3, "\x9d\x01\x2a")) {
    return {
      width: reader.little(body + 6, 2) & 0x3fff,
      height: reader.little(body + 8, 2) & 0x3fff,
      frames: 0,
    };
  }
  return null;
}
