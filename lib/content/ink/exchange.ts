import type { Clock } from "../../env/mod.ts";
import type { PeerId } from "../../wire/fields.ts";
import {
  INK_BATCH,
  INK_BOARDS_MAX,
  INK_MESSAGE_MAX,
  type InkMessage,
  inkMessageSchema,
  type InkPoint,
} from "../../wire/ink.ts";
import { parseJson } from "../../wire/json.ts";
import { Board } from "./board.ts";
import type { InkBoard } from "./types.ts";

/** How long a laser shows without moving, in milliseconds. */
const LASER_MS = 1_200;
const EMPTY: InkBoard = { strokes: [], lasers: [] };

export interface InkOptions {
  readonly self: PeerId;
  readonly clock: Clock;
  readonly members: () => readonly PeerId[];
  /** Whether this member, or we, share a screen now. */
  readonly presents: (peer: PeerId) => boolean;
  /** Whether the host lets this member, or us, draw. */
  readonly mayDraw: (author: PeerId) => boolean;
  readonly send: (peer: PeerId, text: string) => void;
  readonly changed: (board: PeerId) => void;
}

/**
 * What everyone draws on the screens that are shared, each line over its author's own connections.
 * Nobody draws, or takes away, in another's name; whose screen it is may wipe it.
 */
export class InkExchange {
  readonly #boards = new Map<PeerId, Board>();
  readonly #fading = new Map<string, () => void>();
  #count = 0;
  #presenting = false;

  constructor(readonly options: InkOptions) {
    this.statusChanged();
  }

  board(presenter: PeerId): InkBoard {
    return this.options.presents(presenter) ? this.#boards.get(presenter)?.view ?? EMPTY : EMPTY;
  }

  pen(board: PeerId, colour: number): (points: readonly InkPoint[]) => void {
    const n = this.#count++;
    let from = 0;
    return (points) => {
      if (!this.options.mayDraw(this.options.self)) return;
      for (const batch of batches(points)) {
        const { epoch } = this.#at(board);
        const piece = { epoch, n, colour, from, points: batch };
        if (!this.#at(board).extend(this.options.self, piece)) return;
        from += batch.length;
        this.#sendAll({ t: "stroke", board, ...piece });
      }
      this.options.changed(board);
    };
  }

  laser(board: PeerId, colour: number, points: readonly InkPoint[]): void {
    if (points.length > 0 && !this.options.mayDraw(this.options.self)) return;
    const latest = points.slice(-INK_BATCH);
    this.#point(this.options.self, board, colour, latest);
    this.#sendAll({ t: "laser", board, colour, points: latest.map(pair) });
  }

  undo(board: PeerId): void {
    const last = this.#at(board).of(this.options.self).at(-1);
    if (last !== undefined) this.#takeBack(board, last.n);
  }

  clear(board: PeerId): void {
    if (board === this.options.self) return this.#wipe();
    for (const { n } of this.#at(board).of(this.options.self)) this.#takeBack(board, n);
  }

  /** Somebody's screen came or went: a new one begins empty. */
  statusChanged(): void {
    const { self, presents, changed } = this.options;
    for (const [owner, board] of this.#boards) {
      if (!presents(owner) && board.end()) changed(owner);
    }
    const was = this.#presenting;
    this.#presenting = presents(self);
    if (this.#presenting && !was) this.#wipe();
  }

  /** A connection to a member stands, for the first time or again: what is ours is said again. */
  connected(peer: PeerId): void {
    const { self, presents } = this.options;
    if (presents(self)) this.#send(peer, { t: "wipe", epoch: this.#at(self).epoch });
    for (const [owner, board] of this.#boards) {
      const ours = board.of(self);
      for (const { n, stroke } of ours) {
        let from = 0;
        for (const points of batches(stroke.points)) {
          const { colour } = stroke;
          const { epoch } = board;
          this.#send(peer, { t: "stroke", board: owner, epoch, n, colour, from, points });
          from += points.length;
        }
      }
      this.#send(peer, { t: "mine", board: owner, strokes: ours.map(({ n }) => n) });
    }
  }

  left(peer: PeerId): void {
    this.#boards.delete(peer);
    for (const [key, cancel] of this.#fading) {
      if (!key.split(" ").includes(peer)) continue;
      cancel();
      this.#fading.delete(key);
    }
    for (const [owner, board] of this.#boards) {
      board.forget(peer);
      this.options.changed(owner);
    }
  }

  close(): void {
    for (const cancel of this.#fading.values()) cancel();
    this.#fading.clear();
  }

  onText(peer: PeerId, text: string): void {
    const message = text.length <= INK_MESSAGE_MAX ? parseJson(inkMessageSchema, text) : null;
    if (message === null) return;
    if (message.t === "wipe") return this.#wiped(peer, message.epoch);
    const { board } = message;
    if (!this.options.presents(board) && !this.#isEarly(message)) return;
    switch (message.t) {
      case "stroke":
        if (!this.#mayLie(peer, board)) return;
        this.#at(board).extend(peer, message);
        break;
      case "undo":
        this.#at(board).remove(peer, message.n);
        break;
      case "mine":
        this.#at(board).keepOnly(peer, message.strokes);
        break;
      case "laser":
        if (message.points.length > 0 && !this.options.mayDraw(peer)) return;
        return this.#point(peer, board, message.colour, message.points);
    }
    this.options.changed(board);
  }

  /**
   * Whether this is ink on a screen that a member shares already, though it could not tell us yet: who
   * draws and who presents speak to us over different connections.
   */
  #isEarly(message: InkMessage): boolean {
    return message.t === "stroke" && this.options.members().includes(message.board) &&
      message.epoch > this.#at(message.board).epoch;
  }

  /**
   * Whether somebody's ink finds a place on this screen. Who may not draw can still take back, and
   * clear their own. Ink of an epoch that never comes lies where it is, so its author gets few places.
   */
  #mayLie(author: PeerId, board: PeerId): boolean {
    if (!this.options.mayDraw(author)) return false;
    const others = [...this.#boards].filter(([owner, on]) => owner !== board && on.holds(author));
    return others.length < INK_BOARDS_MAX;
  }

  #at(owner: PeerId): Board {
    const board = this.#boards.get(owner) ?? new Board();
    this.#boards.set(owner, board);
    return board;
  }

  #wipe(): void {
    const { self, changed } = this.options;
    const epoch = this.#at(self).epoch + 1;
    this.#at(self).wipe(epoch);
    this.#sendAll({ t: "wipe", epoch });
    changed(self);
  }

  #wiped(owner: PeerId, epoch: number): void {
    if (epoch <= this.#at(owner).epoch) return;
    this.#at(owner).wipe(epoch);
    this.options.changed(owner);
  }

  #takeBack(board: PeerId, n: number): void {
    this.#at(board).remove(this.options.self, n);
    this.#sendAll({ t: "undo", board, n });
    this.options.changed(board);
  }

  /** Shows where somebody points; one that says nothing more fades. */
  #point(author: PeerId, board: PeerId, colour: number, points: readonly InkPoint[]): void {
    const key = `${board} ${author}`;
    this.#fading.get(key)?.();
    this.#fading.delete(key);
    this.#at(board).point({ author, colour, points });
    this.options.changed(board);
    if (points.length === 0) return;
    const cancel = this.options.clock.after(LASER_MS, () => {
      this.#fading.delete(key);
      this.#at(board).point({ author, colour, points: [] });
      this.options.changed(board);
    });
    this.#fading.set(key, cancel);
  }

  #sendAll(message: InkMessage): void {
    for (const member of this.options.members()) this.#send(member, message);
  }

  #send(peer: PeerId, message: InkMessage): void {
    this.options.send(peer, JSON.stringify(message));
  }
}

function batches(points: readonly InkPoint[]): [number, number][][] {
  const cut: [number, number][][] = [];
  for (let at = 0; at < points.length; at += INK_BATCH) {
    cut.push(points.slice(at, at + INK_BATCH).map(pair));
  }
  return cut;
}

function pair([x, y]: InkPoint): [number, number] {
  return [x, y];
}
