import { sha256 } from "@noble/hashes/sha2.js";
import { hex } from "../../env/bytes.ts";
import type { Clock } from "../../env/mod.ts";
import {
  BLOCK_CHUNKS,
  type CancelReason,
  type Chunk,
  CHUNK_BYTES,
  chunksOf,
  type FileMessage,
  WINDOW_CHUNKS,
} from "../../wire/files.ts";
import { over } from "./outgoing.ts";
import { Speed } from "./speed.ts";
import type { FileEnd, FileSink, TransferState } from "./types.ts";

export interface IncomingOptions {
  readonly id: string;
  readonly size: number;
  readonly clock: Clock;
  readonly send: (message: FileMessage) => void;
  readonly changed: () => void;
}

/** The way of one file from one person to us. */
export class Incoming {
  state: TransferState = { name: "offered" };
  readonly #count: number;
  readonly #hash = sha256.create();
  readonly #speed: Speed;
  #sink: FileSink | null = null;
  /** Which of our `accept`s counts: chunks sent for an earlier one are dropped. */
  #run = 0;
  /** The next chunk in sequence, and those before which all are written. */
  #next = 0;
  #stored = 0;
  #block: Uint8Array<ArrayBuffer> | null = null;
  #filled = 0;
  /** Blocks are written one after another. */
  #writing: Promise<void> = Promise.resolve();

  constructor(readonly options: IncomingOptions) {
    this.#count = chunksOf(options.size);
    this.#speed = new Speed(options.clock);
  }

  accept(sink: FileSink): void {
    if (this.state.name !== "offered") return;
    this.#sink = sink;
    this.#moved();
    this.#ask();
  }

  /**
   * The connection is a new one: go on from the first chunk that is missing, once what came is
   * written. The sender counts what it may send from there.
   */
  resume(): void {
    this.#then(() => {
      if (this.state.name === "moving") this.#ask();
    });
  }

  /** The sender offers it again, not knowing how it ended here. */
  offeredAgain(): void {
    if (this.state.name === "finished") this.options.send({ t: "done", id: this.options.id });
    if (this.state.name === "ended") this.#say("cancelled");
  }

  addChunk(chunk: Chunk): void {
    if (this.state.name !== "moving" || chunk.run !== this.#run) return;
    const expected = Math.min(CHUNK_BYTES, this.options.size - this.#next * CHUNK_BYTES);
    const tooMany = this.#next - this.#stored >= WINDOW_CHUNKS + BLOCK_CHUNKS;
    if (chunk.index !== this.#next || chunk.bytes.length !== expected || tooMany) {
      return this.#fail("damaged", "damaged");
    }
    this.#hash.update(chunk.bytes);
    this.#block ??= new Uint8Array(
      Math.min(BLOCK_CHUNKS * CHUNK_BYTES, this.options.size - this.#next * CHUNK_BYTES),
    );
    this.#block.set(chunk.bytes, this.#filled);
    this.#filled += chunk.bytes.length;
    this.#next++;
    if (this.#filled === this.#block.length) this.#store(this.#block);
  }

  /** The sender has sent everything; this is what it should be. */
  check(run: number, digest: string): void {
    if (this.state.name !== "moving" || run !== this.#run) return;
    if (this.#next !== this.#count) return this.#fail("damaged", "damaged");
    this.#become({ name: "checking" });
    const same = hex(this.#hash.digest()) === digest;
    this.#then(async () => {
      if (!same) return this.#fail("damaged", "damaged");
      await this.#sink?.close();
      if (over(this.state)) return;
      this.#sink = null;
      this.#become({ name: "finished", sha256: digest });
      this.options.send({ t: "done", id: this.options.id });
    });
  }

  cancel(): void {
    if (!over(this.state)) this.#fail("cancelled-here", "cancelled");
  }

  end(why: FileEnd): void {
    if (over(this.state)) return;
    this.#block = null;
    const sink = this.#sink;
    this.#sink = null;
    this.#become({ name: "ended", why });
    // Behind what is being written: a sink is asked for one thing at a time.
    this.#writing = this.#writing.then(() => sink?.abort()).catch(() => {
      // What can't even be thrown away is of no use to anybody.
    });
  }

  #ask(): void {
    const { id } = this.options;
    this.#speed.rest();
    this.#run++;
    this.options.send({ t: "accept", id, run: this.#run, from: this.#next });
  }

  #store(block: Uint8Array<ArrayBuffer>): void {
    const upTo = this.#next;
    this.#block = null;
    this.#filled = 0;
    this.#then(async () => {
      await this.#sink?.write(block);
      this.#stored = upTo;
      if (this.state.name !== "moving") return;
      this.options.send({ t: "have", id: this.options.id, run: this.#run, next: upTo });
      this.#moved();
    });
  }

  #then(job: () => void | Promise<void>): void {
    this.#writing = this.#writing.then(() => over(this.state) ? undefined : job()).catch(() => {
      // The sink refused: no room on the disk, or the file was taken away.
      if (!over(this.state)) this.#fail("not-stored", "failed");
    });
  }

  #fail(why: FileEnd, said: CancelReason): void {
    this.#say(said);
    this.end(why);
  }

  #say(why: CancelReason): void {
    this.options.send({ t: "cancel", id: this.options.id, as: "receiver", why });
  }

  #moved(): void {
    const done = Math.min(this.options.size, this.#stored * CHUNK_BYTES);
    this.#speed.note(done);
    this.#become({ name: "moving", done, speed: this.#speed.perSecond });
  }

  #become(state: TransferState): void {
    this.state = state;
    this.options.changed();
  }
}
