import * as z from "zod/mini";
import type { Bytes } from "../env/bytes.ts";

/** The bytes of a file that go in one message, all but the last; 16 more say which they are. */
export const CHUNK_BYTES = 64_000;
export const CHUNK_HEADER_BYTES = 16;
/** Chunks that are read, and written, at once: the receiver confirms them together. */
export const BLOCK_CHUNKS = 16;
/** Chunks that may be on the way without being confirmed: what a receiver holds in memory at most. */
export const WINDOW_CHUNKS = 128;
/** The largest file, in bytes, and the longest name and media type, in UTF-16 units. */
export const FILE_BYTES_MAX = 2 ** 38;
export const FILE_NAME_MAX = 120;
export const FILE_TYPE_MAX = 100;
/** The longest message about a file, in UTF-16 units. */
export const FILE_MESSAGE_MAX = 2_048;

const CHUNKS_MAX = Math.ceil(FILE_BYTES_MAX / CHUNK_BYTES);
const count = z.int().check(z.minimum(0), z.maximum(CHUNKS_MAX));
const id = z.string().check(z.regex(/^[0-9a-f]{16}$/));

/** The texts that cross a pair's `files` channel, beside the chunks. */
export const fileMessageSchema = z.discriminatedUnion("t", [
  z.object({
    t: z.literal("offer"),
    id,
    name: z.string().check(z.minLength(1), z.maxLength(FILE_NAME_MAX)),
    size: z.int().check(z.minimum(0), z.maximum(FILE_BYTES_MAX)),
    type: z.string().check(z.maxLength(FILE_TYPE_MAX)),
    to: z.enum(["room", "self"]),
  }),
  z.object({ t: z.literal("accept"), id, run: count, from: count }),
  z.object({ t: z.literal("have"), id, run: count, next: count }),
  z.object({
    t: z.literal("end"),
    id,
    run: count,
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  }),
  z.object({ t: z.literal("done"), id }),
  z.object({
    t: z.literal("cancel"),
    id,
    as: z.enum(["sender", "receiver"]),
    why: z.enum(["cancelled", "failed", "damaged", "too-many"]),
  }),
]);
export type FileMessage = z.infer<typeof fileMessageSchema>;
export type CancelReason = Extract<FileMessage, { t: "cancel" }>["why"];

/** One piece of a file: the `index`-th of the file `id`, sent for the receiver's `run`-th `accept`. */
export interface Chunk {
  readonly id: string;
  readonly run: number;
  readonly index: number;
  readonly bytes: Bytes;
}

/** A chunk as one binary message: `id` in 8 bytes, `run` and `index` in 4 each, then the bytes. */
export function writeChunk({ id, run, index, bytes }: Chunk): Bytes {
  const message = new Uint8Array(CHUNK_HEADER_BYTES + bytes.length);
  const view = new DataView(message.buffer);
  view.setUint32(0, parseInt(id.slice(0, 8), 16));
  view.setUint32(4, parseInt(id.slice(8), 16));
  view.setUint32(8, run);
  view.setUint32(12, index);
  message.set(bytes, CHUNK_HEADER_BYTES);
  return message;
}

/** Reads a binary message; null when it is too short or too long to be a chunk. */
export function readChunk(message: Bytes): Chunk | null {
  const length = message.length - CHUNK_HEADER_BYTES;
  if (length < 1 || length > CHUNK_BYTES) return null;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const digits = (at: number) => view.getUint32(at).toString(16).padStart(8, "0");
  return {
    id: digits(0) + digits(4),
    run: view.getUint32(8),
    index: view.getUint32(12),
    bytes: message.subarray(CHUNK_HEADER_BYTES),
  };
}

/** How many chunks a file of so many bytes has. */
export function chunksOf(size: number): number {
  return Math.ceil(size / CHUNK_BYTES);
}
