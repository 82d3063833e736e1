import type { PeerId } from "../../wire/fields.ts";
import { INK_POINTS_MAX, type InkPoint, STROKE_POINTS_MAX, STROKES_MAX } from "../../wire/ink.ts";
import type { InkBoard, Laser, Stroke } from "./types.ts";

interface Kept {
  readonly n: number;
  readonly epoch: number;
  stroke: Stroke;
}

/** One shared screen, and what each person has drawn on it. */
export class Board {
  #epoch = 0;
  readonly #strokes = new Map<string, Kept>();
  readonly #lasers = new Map<PeerId, Laser>();
  #view: InkBoard | null = null;

  /** How often its owner has begun anew. */
  get epoch(): number {
    return this.#epoch;
  }

  get view(): InkBoard {
    return this.#view ??= {
      strokes: [...this.#strokes.values()].filter(({ epoch }) => epoch === this.#epoch)
        .map(({ stroke }) => stroke),
      lasers: [...this.#lasers.values()],
    };
  }

  /** The owner begins anew: what was drawn before is gone. */
  wipe(epoch: number): void {
    this.#epoch = epoch;
    for (const [id, kept] of this.#strokes) if (kept.epoch < epoch) this.#strokes.delete(id);
    this.#view = null;
  }

  /**
   * Lengthens a stroke, or begins it. Answers whether it did: not where points are missing before
   * these, and not beyond what one person may draw.
   */
  extend(
    author: PeerId,
    { n, epoch, colour, from, points }: {
      n: number;
      epoch: number;
      colour: number;
      from: number;
      points: readonly InkPoint[];
    },
  ): boolean {
    const id = `${author}:${n}`;
    const kept = this.#strokes.get(id);
    const before = kept?.stroke.points ?? [];
    // Sent again after a cut, it may begin with what is here already.
    const fresh = points.slice(Math.max(0, before.length - from));
    if (epoch < this.#epoch || from > before.length || fresh.length === 0) return false;
    if (before.length + fresh.length > STROKE_POINTS_MAX) return false;
    if (kept === undefined && this.#countOf(author) >= STROKES_MAX) return false;
    if (this.#pointsOf(author) + fresh.length > INK_POINTS_MAX) return false;
    const stroke = { id, author, colour, points: [...before, ...fresh] };
    this.#strokes.set(id, { n, epoch: kept?.epoch ?? epoch, stroke });
    this.#view = null;
    return true;
  }

  remove(author: PeerId, n: number): void {
    this.#strokes.delete(`${author}:${n}`);
    this.#view = null;
  }

  point(laser: Laser): void {
    if (laser.points.length === 0) this.#lasers.delete(laser.author);
    else this.#lasers.set(laser.author, laser);
    this.#view = null;
  }

  /** Whether anything of this author is kept, be it of an epoch that is still to come. */
  holds(author: PeerId): boolean {
    return this.#countOf(author) > 0;
  }

  /** The numbers, and the strokes, of one author in this epoch, oldest first. */
  of(author: PeerId): readonly { readonly n: number; readonly stroke: Stroke }[] {
    return [...this.#strokes.values()].filter(({ epoch, stroke }) =>
      stroke.author === author && epoch === this.#epoch
    );
  }

  /** Drops an author's strokes but these. */
  keepOnly(author: PeerId, numbers: readonly number[]): void {
    const kept = new Set(numbers);
    for (const { n } of this.of(author)) if (!kept.has(n)) this.remove(author, n);
  }

  forget(author: PeerId): void {
    for (const [id, { stroke }] of this.#strokes) {
      if (stroke.author === author) this.#strokes.delete(id);
    }
    this.#lasers.delete(author);
    this.#view = null;
  }

  /**
   * The owner shows nothing any more: what was drawn is gone, but for what was drawn on a screen that
   * we have not heard of yet. Answers whether there was anything.
   */
  end(): boolean {
    const before = this.#strokes.size + this.#lasers.size;
    for (const [id, { epoch }] of this.#strokes) {
      if (epoch <= this.#epoch) this.#strokes.delete(id);
    }
    this.#lasers.clear();
    this.#view = null;
    return this.#strokes.size < before;
  }

  #countOf(author: PeerId): number {
    return [...this.#strokes.values()].filter(({ stroke }) => stroke.author === author).length;
  }

  #pointsOf(author: PeerId): number {
    let count = 0;
    for (const { stroke } of this.#strokes.values()) {
      if (stroke.author === author) count += stroke.points.length;
    }
    return count;
  }
}
