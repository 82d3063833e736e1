import assert from "node:assert/strict";
import { mayDraw, pictureSize } from "../../../../lib/content/files/picture_size.ts";
import { big, bytesOf, little, png } from "../../../helpers/pictures.ts";

type Size = readonly [width: number, height: number, frames: number];

function read(bytes: Uint8Array<ArrayBuffer>): Size | null {
  const size = pictureSize(bytes);
  return size && [size.width, size.height, size.frames];
}

/** Frames of a GIF: where each lies, how large it is. */
function gif(
  width: number,
  height: number,
  frames: readonly (readonly [number, number, number, number])[],
) {
  const pictures = frames.flatMap((place) => [
    ...[0x21, 0xf9, 4, 0, 0, 0, 0, 0],
    0x2c,
    ...place.flatMap((number) => little(number, 2)),
    ...[0x80, 0, 0, 0, 1, 1, 1], // a colour table of two
    ...[2, 2, 0x4c, 0x01, 0], // the picture in one block
  ]);
  return bytesOf(
    "GIF89a",
    little(width, 2),
    little(height, 2),
    [0x80, 0, 0],
    [0, 0, 0, 1, 1, 1],
    [
      ...[0x21, 0xff, 11],
      ...bytesOf("NETSCAPE2.0"),
      ...[3, 1, 0, 0, 0],
    ],
    pictures,
    [0x3b],
  );
}

function chunk(name: string, body: Iterable<number>): number[] {
  const bytes = [...body];
  return [...bytesOf(name, little(bytes.length, 4)), ...bytes, ...bytes.length % 2 ? [0] : []];
}

function webp(...chunks: readonly number[][]) {
  const all = chunks.flat();
  return bytesOf("RIFF", little(4 + all.length, 4), "WEBP", all);
}

const vp8 = (width: number, height: number) =>
  chunk("VP8 ", bytesOf([0, 0, 0], "\x9d\x01\x2a", little(width, 2), little(height, 2)));
const vp8l = (width: number, height: number) =>
  chunk("VP8L", bytesOf([0x2f], little((width - 1) + (height - 1) * 2 ** 14, 4)));
const vp8x = (width: number, height: number) =>
  chunk("VP8X", bytesOf([2, 0, 0, 0], little(width - 1, 3), little(height - 1, 3)));
const anmf = (x: number, y: number, width: number, height: number) =>
  chunk(
    "ANMF",
    bytesOf([x / 2, y / 2, width - 1, height - 1].flatMap((one) => little(one, 3)), [0, 0, 0, 0]),
  );

function jpeg(width: number, height: number, marker = 0xc0) {
  return bytesOf(
    [0xff, 0xd8],
    [0xff, 0xe0, 0, 16],
    "JFIF\0",
    new Array(9).fill(0),
    [
      ...[0xff, 0xff, 0xdb, 0, 3, 0], // a filling byte, and a table
      ...[0xff, marker, 0, 17, 8],
    ],
    big(height, 2),
    big(width, 2),
    [3],
  );
}

Deno.test("the size of a picture is read from its header, in every kind that is shown", () => {
  assert.deepEqual(read(png(50_000, 40_000)), [50_000, 40_000, 1]);
  assert.deepEqual(read(jpeg(65_535, 3)), [65_535, 3, 1]);
  assert.deepEqual(read(jpeg(640, 480, 0xc2)), [640, 480, 1]);
  assert.deepEqual(read(webp(vp8(16_383, 5))), [16_383, 5, 1]);
  assert.deepEqual(read(webp(vp8l(16_384, 16_000))), [16_384, 16_000, 1]);
  assert.deepEqual(read(webp(vp8x(16_777_216, 2))), [16_777_216, 2, 1]);
  assert.deepEqual(read(gif(65_535, 65_535, [])), [65_535, 65_535, 1]);
  assert.deepEqual(read(gif(3, 4, [[0, 0, 3, 4]])), [3, 4, 1]);
});

Deno.test("frames of what moves are counted, and one that is larger than the whole counts", () => {
  assert.deepEqual(read(gif(3, 4, [[0, 0, 3, 4], [0, 0, 1, 1], [60_000, 0, 5_000, 2]])), [
    65_000,
    4,
    3,
  ]);
  assert.deepEqual(read(webp(vp8x(3, 4), anmf(0, 0, 3, 4), anmf(2, 0, 9_000, 4))), [9_002, 4, 2]);
  assert.deepEqual(read(webp(vp8x(3, 4), vp8l(9_000, 9_000))), [9_000, 9_000, 1]);
  const moving = bytesOf([...png(3, 4)], [0, 0, 0, 8], "acTL", big(70_000, 4), [0, 0, 0, 0]);
  assert.deepEqual(read(moving), [3, 4, 70_000]);
});

Deno.test("what is no picture, or ends too early, has no size and is not drawn", () => {
  const whole = [png(9, 9), jpeg(9, 9), webp(vp8(9, 9)), webp(vp8l(9, 9)), webp(vp8x(9, 9))];
  for (const bytes of whole) {
    assert.notEqual(pictureSize(bytes), null);
    for (let length = 0; length < 20; length++) {
      assert.equal(pictureSize(bytes.slice(0, length)), null, `${length} bytes`);
    }
  }
  for (
    const bytes of [
      bytesOf("BM", new Array(99).fill(0)),
      bytesOf("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      bytesOf("\0\0\0\x20ftypavif", new Array(99).fill(0)),
      bytesOf("\x89PNG\r\n\x1a\n", [0, 0, 0, 0], "IDAT", new Array(99).fill(0)),
      bytesOf([0xff, 0xd8, 0xff, 0xda, 0, 2], new Array(99).fill(0)),
      bytesOf("GIF88a", new Array(99).fill(0)),
    ]
  ) assert.equal(pictureSize(bytes), null);
});

Deno.test("whatever bytes come, reading them ends", () => {
  let seed = 7;
  const next = () => (seed = seed * 48271 % 2147483647) & 255;
  for (const head of [png(9, 9), jpeg(9, 9), webp(vp8x(9, 9)), gif(9, 9, [[0, 0, 9, 9]])]) {
    for (let round = 0; round < 2_000; round++) {
      const bytes = Uint8Array.from({ length: 400 }, next);
      bytes.set(head.subarray(0, 12 + round % 40));
      pictureSize(bytes);
    }
  }
  // Two million bytes of the smallest blocks there are.
  const long = new Uint8Array(2_000_000).fill(0x21);
  long.set(gif(9, 9, []).subarray(0, 19));
  pictureSize(long);
  const chunks = new Uint8Array(2_000_000);
  chunks.set(webp());
  assert.equal(pictureSize(chunks), null);
});

Deno.test("a picture is drawn up to a number of pixels, of one frame and of all", () => {
  assert.equal(mayDraw({ width: 8_000, height: 5_000, frames: 1 }), true);
  assert.equal(mayDraw({ width: 8_001, height: 5_000, frames: 1 }), false);
  assert.equal(mayDraw({ width: 50_000, height: 50_000, frames: 1 }), false);
  assert.equal(mayDraw({ width: 500, height: 400, frames: 300 }), true);
  assert.equal(mayDraw({ width: 8_000, height: 5_000, frames: 100 }), false);
  assert.equal(mayDraw({ width: 100, height: 0, frames: 1 }), false);
});
