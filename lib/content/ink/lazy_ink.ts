import type { PeerId } from "../../wire/fields.ts";
import type { InkPoint } from "../../wire/ink.ts";
import type { InkExchange, InkOptions } from "./mod.ts";
import type { Ink, InkBoard } from "./types.ts";
import { Lazy } from "../lazy.ts";

const EMPTY: InkBoard = { strokes: [], lasers: [] };

/** A room's ink. What draws is fetched with the first line. */
export class LazyInk implements Ink {
  readonly #exchange: Lazy<InkExchange>;

  constructor(readonly options: InkOptions) {
    this.#exchange = new Lazy(async () => {
      const { InkExchange } = await import("./mod.ts");
      return new InkExchange(options);
    });
  }

  async prepare(): Promise<void> {
    await this.#exchange.with(() => {});
  }

  board(presenter: PeerId): InkBoard {
    return this.#exchange.here?.board(presenter) ?? EMPTY;
  }

  pen(board: PeerId, colour: number): (points: readonly InkPoint[]) => void {
    return this.#exchange.here?.pen(board, colour) ?? (() => {});
  }

  laser(board: PeerId, colour: number, points: readonly InkPoint[]): void {
    this.#exchange.here?.laser(board, colour, points);
  }

  undo(board: PeerId): void {
    this.#exchange.here?.undo(board);
  }

  clear(board: PeerId): void {
    this.#exchange.here?.clear(board);
  }

  onText(peer: PeerId, text: string): void {
    this.#exchange.serve((exchange) => exchange.onText(peer, text));
  }

  statusChanged(): void {
    this.#exchange.here?.statusChanged();
  }

  connected(peer: PeerId): void {
    this.#exchange.here?.connected(peer);
  }

  left(peer: PeerId): void {
    this.#exchange.here?.left(peer);
  }

  close(): void {
    this.#exchange.here?.close();
  }
}
