import type { Bytes } from "../env/bytes.ts";
import { RoomError } from "../errors.ts";
import type { PeerId } from "../room/types.ts";
import type { ExchangeOptions, FileExchange } from "./files/mod.ts";
import type { Files, FileSink, FileSource, SharedFile } from "./files/types.ts";
import { Late } from "./late.ts";

export interface FilesDoorOptions extends Omit<ExchangeOptions, "changed"> {
  readonly changed: (list: readonly SharedFile[]) => void;
}

/** How far apart two tellings of a change are at the least, in milliseconds: progress is many. */
const BETWEEN_MS = 100;
/** Texts that may wait for the code to be fetched. */
const EARLY_MAX = 256;

/** A room's files. What moves them is fetched with the first one. */
export class FilesDoor implements Files {
  readonly #exchange: Late<FileExchange>;
  #early = 0;
  #closed = false;
  #cancelTelling: (() => void) | null = null;

  constructor(readonly options: FilesDoorOptions) {
    const changed = () => this.#changed();
    this.#exchange = new Late(async () => {
      const { FileExchange } = await import("./files/mod.ts");
      return new FileExchange({ ...options, changed });
    });
  }

  get list(): readonly SharedFile[] {
    return this.#exchange.here?.list ?? [];
  }

  async offer(file: FileSource, to: PeerId | "room"): Promise<string> {
    return await this.#exchange.with((exchange) => {
      if (this.#closed) throw new RoomError("left", "the room was left");
      return exchange.offer(file, to);
    });
  }

  accept(id: string, sink: FileSink): void {
    this.#exchange.here?.accept(id, sink);
  }

  cancel(id: string, peer?: PeerId): void {
    this.#exchange.here?.cancel(id, peer);
  }

  receive(peer: PeerId, text: string): void {
    const { here } = this.#exchange;
    if (here !== null) return here.receive(peer, text);
    if (this.#early >= EARLY_MAX) return;
    this.#early++;
    this.#exchange.with((exchange) => exchange.receive(peer, text)).catch(() => {
      // The code could not be fetched: the sender offers again when the connection is next renewed.
    }).finally(() => this.#early--);
  }

  receiveBytes(peer: PeerId, data: Bytes): void {
    this.#exchange.here?.receiveBytes(peer, data);
  }

  drained(peer: PeerId): void {
    this.#exchange.here?.drained(peer);
  }

  connected(peer: PeerId): void {
    this.#exchange.here?.connected(peer);
  }

  left(peer: PeerId): void {
    this.#exchange.here?.left(peer);
  }

  close(): void {
    this.#closed = true;
    this.#exchange.here?.close();
    this.#cancelTelling?.();
  }

  /** Tells soon: many changes at once are one. */
  #changed(): void {
    if (this.#closed) return;
    this.#cancelTelling ??= this.options.clock.after(BETWEEN_MS, () => {
      this.#cancelTelling = null;
      this.options.changed(this.list);
    });
  }
}
