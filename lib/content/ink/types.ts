import type { PeerId } from "../../wire/fields.ts";
import type { InkPoint } from "../../wire/ink.ts";

/** One line that somebody drew. A new object when it grows. */
export interface Stroke {
  /** The same on every screen. */
  readonly id: string;
  /** Who drew it. */
  readonly author: PeerId;
  /** 0 to 4. */
  readonly colour: number;
  /** Where it goes, in parts of the picture. */
  readonly points: readonly InkPoint[];
}

/** Where somebody points right now: the latest first places, and nothing that stays. */
export interface Laser {
  /** Whose it is. */
  readonly author: PeerId;
  /** The number of their colour. */
  readonly colour: number;
  /** Where it was last, oldest first. */
  readonly points: readonly InkPoint[];
}

/** What is drawn on one shared screen. */
export interface InkBoard {
  /** In the order in which they were begun, as far as this member knows. */
  readonly strokes: readonly Stroke[];
  /** Pointers that have not faded yet. */
  readonly lasers: readonly Laser[];
}

/** What people draw on each other's screens. Named by the one whose screen it is. */
export interface Ink {
  /** Fetches what drawing needs. Until then nothing can be drawn, and boards are empty. */
  prepare(): Promise<void>;
  /** What is drawn on a member's screen now. */
  board(presenter: PeerId): InkBoard;
  /** Begins a line; the answer lengthens it. Beyond what one person may draw it does nothing. */
  pen(board: PeerId, colour: number): (points: readonly InkPoint[]) => void;
  /** Points somewhere; with no points, nowhere any more. */
  laser(board: PeerId, colour: number, points: readonly InkPoint[]): void;
  /** Takes back the last line of our own. */
  undo(board: PeerId): void;
  /** Takes away everything on our own screen, or what is ours on another's. */
  clear(board: PeerId): void;
}
