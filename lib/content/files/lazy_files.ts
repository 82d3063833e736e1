import type { Bytes } from "../../env/bytes.ts";
import { RoomError } from "../../errors.ts";
import type { PeerId } from "../../wire/fields.ts";
import type { ExchangeOptions, FileExchange } from "./mod.ts";
import type { Files, FileSink, FileSource, SharedFile } from "./types.ts";
import { Lazy } from "../lazy.ts";

export interface LazyFilesOptions extends Omit<ExchangeOptions, "changed"> {
  readonly changed: (list: readonly SharedFile[]) => void;
}

/** How far apart two tellings of a change are at the least, in milliseconds: progress is many. */
const BETWEEN_MS = 100;

/** A room's files. What moves them is fetched with the first one. */
export class LazyFiles implements Files {
  readonly #exchange: Lazy<FileExchange>;
  #closed = false;
  #cancelTelling: (() => void) | null = null;

  constructor(readonly options: LazyFilesOptions) {
    const changed = () => this.#changed();
    this.#exchange = new Lazy(async () => {
      const { FileExchange } = await import("./mod.ts");
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

  onText(peer: PeerId, text: string): void {
    this.#exchange.serve((exchange) => exchange.onText(peer, text));
  }

  receiveBytes(peer: PeerId, data: Bytes): void {
    this.#exchange.here?.receiveBytes(peer, data);
  }

  drained(peer: PeerId): void {
    this.#exchange.here?.drained(peer);
  }

  rightsChanged(): void {
    this.#exchange.here?.rightsChanged();
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
