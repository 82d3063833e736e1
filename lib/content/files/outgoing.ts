import { sha256 } from "@noble/hashes/sha2.js";
import { type Bytes, hex } from "../../env/bytes.ts";
import type { Clock } from "../../env/mod.ts";
import {
  BLOCK_CHUNKS,
  type CancelReason,
  CHUNK_BYTES,
  chunksOf,
  type FileMessage,
  WINDOW_CHUNKS,
  writeChunk,
} from "../../wire/files.ts";
import { Speed } from "./speed.ts";
import type { FileEnd, FileSource, TransferState } from "./types.ts";

const BLOCK_BYTES = BLOCK_CHUNKS * CHUNK_BYTES;

export interface OutgoingOptions {
  readonly id: string;
  readonly file: FileSource;
  readonly to: "room" | "self";
  readonly clock: Clock;
  readonly send: (message: FileMessage) => void;
  /** Sends a chunk; false when no more should follow until `drained`. */
  readonly sendBytes: (bytes: Bytes) => boolean;
  readonly changed: () => void;
}

/** The `at`-th block of a file. */
interface Block {
  readonly at: number;
  readonly bytes: Bytes;
}

/** The way of one file of ours to one person. */
export class Outgoing {
  state: TransferState = { name: "offered" };
  readonly #count: number;
  readonly #hash = sha256.create();
  readonly #speed: Speed;
  /** Chunks that are in the hash: it goes over the file once, however often parts are sent again. */
  #hashed = 0;
  #digest: string | null = null;
  /** The receiver's latest `accept`: chunks of earlier ones are dropped there. */
  #run = 0;
  #next = 0;
  #confirmed = 0;
  /** The connection has enough for now. */
  #full = false;
  #pumping = false;
  /** The block that is being sent and the one after it, by number. */
  readonly #blocks = new Map<number, Promise<Bytes>>();

  constructor(readonly options: OutgoingOptions) {
    this.#count = chunksOf(options.file.size);
    this.#speed = new Speed(options.clock);
  }

  /** Says that the file is there, or says it again where the connection is a new one. */
  offer(): void {
    if (over(this.state)) return;
    const { id, file: { name, size, type }, to } = this.options;
    this.options.send({ t: "offer", id, name, size, type, to });
  }

  /** The receiver wants the file, from this chunk on. */
  accept(run: number, from: number): void {
    if (over(this.state) || run <= this.#run || from > this.#hashed) return;
    this.#run = run;
    this.#next = this.#confirmed = from;
    this.#full = false;
    this.#speed.rest();
    this.#move();
    void this.#pump();
  }

  /** The receiver has everything before this chunk. */
  have(run: number, next: number): void {
    if (this.state.name !== "moving" || run !== this.#run) return;
    if (next <= this.#confirmed || next > this.#next) return;
    this.#confirmed = next;
    this.#move();
    void this.#pump();
  }

  /** The receiver has it all, and it is what the SHA-256 said. */
  done(): void {
    if (this.state.name === "checking" && this.#digest !== null) {
      this.#become({ name: "finished", sha256: this.#digest });
    }
  }

  drained(): void {
    this.#full = false;
    void this.#pump();
  }

  cancel(): void {
    if (over(this.state)) return;
    this.#say("cancelled");
    this.end("cancelled-here");
  }

  end(why: FileEnd): void {
    if (over(this.state)) return;
    this.#blocks.clear();
    this.#become({ name: "ended", why });
  }

  get #maySend(): boolean {
    return this.state.name === "moving" && !this.#full && this.#next < this.#count &&
      this.#next < this.#confirmed + WINDOW_CHUNKS;
  }

  /** Sends as much as the connection and the receiver take now. */
  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#maySend) {
      const block = await this.#block();
      if (block === null) this.#unreadable();
      else this.#sendFrom(block);
    }
    this.#pumping = false;
    if (this.state.name === "moving" && this.#next === this.#count) this.#finish();
  }

  #unreadable(): void {
    if (!over(this.state)) this.#say("failed");
    this.end("not-readable");
  }

  /** The block of the next chunk, or null. The one after it is read meanwhile. */
  async #block(): Promise<Block | null> {
    const at = Math.floor(this.#next / BLOCK_CHUNKS);
    for (const number of this.#blocks.keys()) if (number < at) this.#blocks.delete(number);
    const here = this.#read(at);
    if ((at + 1) * BLOCK_CHUNKS < this.#count) this.#read(at + 1);
    try {
      return { at, bytes: await here };
    } catch {
      // Whatever `read` rejected with: the file was deleted or changed after it was chosen.
      return null;
    }
  }

  #read(number: number): Promise<Bytes> {
    const reading = this.#blocks.get(number);
    if (reading !== undefined) return reading;
    const { size, read } = this.options.file;
    const start = number * BLOCK_BYTES;
    const end = Math.min(size, start + BLOCK_BYTES);
    const bytes = read(start, end).then((block) => {
      if (block.length !== end - start) throw new RangeError("the file has another length now");
      return block;
    });
    bytes.catch(() => {
      // Whoever waits for this block hears of it; nobody may, when the file's way ends before.
    });
    this.#blocks.set(number, bytes);
    return bytes;
  }

  #sendFrom({ at, bytes }: Block): void {
    while (this.#maySend && Math.floor(this.#next / BLOCK_CHUNKS) === at) {
      const index = this.#next++;
      const start = (index - at * BLOCK_CHUNKS) * CHUNK_BYTES;
      const chunk = bytes.subarray(start, start + CHUNK_BYTES);
      if (index === this.#hashed) {
        this.#hash.update(chunk);
        this.#hashed++;
      }
      const { id } = this.options;
      this.#full = !this.options.sendBytes(writeChunk({ id, run: this.#run, index, bytes: chunk }));
    }
  }

  #finish(): void {
    this.#digest ??= hex(this.#hash.digest());
    this.options.send({ t: "end", id: this.options.id, run: this.#run, sha256: this.#digest });
    this.#become({ name: "checking" });
  }

  #say(why: CancelReason): void {
    this.options.send({ t: "cancel", id: this.options.id, as: "sender", why });
  }

  #move(): void {
    const done = Math.min(this.options.file.size, this.#confirmed * CHUNK_BYTES);
    this.#speed.note(done);
    this.#become({ name: "moving", done, speed: this.#speed.perSecond });
  }

  #become(state: TransferState): void {
    this.state = state;
    this.options.changed();
  }
}

/** Whether nothing more will happen. */
export function over(state: TransferState): boolean {
  return state.name === "finished" || state.name === "ended";
}
