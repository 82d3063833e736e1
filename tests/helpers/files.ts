import { createHash } from "node:crypto";
import type { FileSink, FileSource, Room, SharedFile, TransferState } from "../../lib/mod.ts";
import { until } from "./until.ts";

/** A file of bytes that are easy to tell apart: no chunk is like the one before it. */
export function fileOf(
  size: number,
  name = "tale.bin",
  type = "",
): FileSource & { sha256: string } {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at++) bytes[at] = (at * 31 + (at >> 8) * 7 + (at >> 16)) & 255;
  return {
    name,
    size,
    type,
    sha256: sha256(bytes),
    read: (start, end) => Promise.resolve(bytes.slice(start, end)),
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A sink that keeps what it is given, and how it ended. `gate` holds up every write. */
export class KeptFile implements FileSink {
  readonly parts: Uint8Array<ArrayBuffer>[] = [];
  ended: "closed" | "aborted" | null = null;

  constructor(readonly gate: () => Promise<void> = () => Promise.resolve()) {}

  get size(): number {
    return this.parts.reduce((sum, part) => sum + part.length, 0);
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await new Blob(this.parts).arrayBuffer());
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.gate();
    this.parts.push(bytes);
  }

  close(): Promise<void> {
    this.ended = "closed";
    return Promise.resolve();
  }

  abort(): Promise<void> {
    this.ended = "aborted";
    return Promise.resolve();
  }
}

/** The one file that a room has been told of. */
export async function firstFile(room: Room): Promise<SharedFile> {
  return await until("a file is on offer", () => room.files.list[0]);
}

/** Waits until the way of a file of `room` is so, to `peer` or the only one. */
export async function wayIs(
  room: Room,
  id: string,
  name: TransferState["name"],
  peer?: string,
): Promise<TransferState> {
  return await until(`the file is ${name}`, () => {
    const file = room.files.list.find((one) => one.id === id);
    const way = file?.ways.find((one) => peer === undefined || one.peer === peer);
    if (way?.state.name !== name) throw new Error(JSON.stringify(file?.ways));
    return way.state;
  });
}
