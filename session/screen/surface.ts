import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { InkBoard, InkPoint, PeerId, Room } from "../../lib/mod.ts";
import { INK_COLOURS, INK_SPAN } from "../../lib/wire/ink.ts";
import { Gestures, keyZoom, wheelZoom } from "./gestures.ts";
import {
  type PictureRect,
  pictureRect,
  placeIn,
  type Point,
  resized,
  sameShape,
  type Size,
  WHOLE,
  type Zoom,
} from "./zoom.ts";

/** What a pointer does on a shared screen: look around, point, or draw. */
export type Tool = "look" | "laser" | "pen";

/** How many of the last places a laser shows. */
const TRAIL = 12;

/** The colours of ink, one after another; readable on light and on dark pictures. */
export const INK_PALETTE = ["#ff3b6b", "#ffb400", "#18c964", "#2f8bff", "#b14cff"] as const;

/** One shared screen as it is looked at and drawn on here. */
export interface Surface {
  readonly zoom: ReadonlySignal<Zoom>;
  /** Where the picture lies; null before its size is known. */
  readonly rect: ReadonlySignal<PictureRect | null>;
  readonly picture: ReadonlySignal<Size | null>;
  readonly board: ReadonlySignal<InkBoard>;
  readonly tool: ReadonlySignal<Tool>;
  readonly colour: ReadonlySignal<number>;
  /** True once there is something of our own, or on our own screen, to take away. */
  readonly canClear: ReadonlySignal<boolean>;
  readonly canUndo: ReadonlySignal<boolean>;
  setTool(tool: Tool): void;
  setColour(colour: number): void;
  measure(box: Size): void;
  /** The size of the frames that arrive. */
  frames(picture: Size): void;
  down(pointer: number, at: Point): void;
  /** A pointer moved, through these places. */
  move(pointer: number, places: readonly Point[]): void;
  up(pointer: number, at: Point): void;
  cancel(pointer: number): void;
  wheel(pixels: number, at: Point): void;
  /** Answers whether the key did something. */
  key(key: string): boolean;
  undo(): void;
  clear(): void;
  close(): void;
}

/** Makes the surface of `presenter`'s screen in a room. `now` in milliseconds. */
export function createSurface(room: Room, presenter: PeerId, now: () => number): Surface {
  const box = signal<Size>({ width: 0, height: 0 });
  const picture = signal<Size | null>(null);
  const zoom = signal<Zoom>(WHOLE);
  const tool = signal<Tool>("look");
  const colour = signal(0);
  // Ink may have been there before anybody looked.
  const board = signal<InkBoard>(room.ink.board(presenter));
  const gestures = new Gestures();
  const self = room.state.self.id;
  let pen:
    | { readonly pointer: number; readonly draw: (points: readonly InkPoint[]) => void }
    | null = null;
  let trail: { readonly pointer: number; points: InkPoint[] } | null = null;

  const rect = computed(() =>
    picture.value === null || box.value.width === 0
      ? null
      : pictureRect(zoom.value, box.value, picture.value)
  );
  const own = computed(() => board.value.strokes.filter(({ author }) => author === self));
  const stopListening = room.on("ink", (changed) => {
    if (changed === presenter) board.value = room.ink.board(presenter);
  });

  function inkAt(at: Point): InkPoint | null {
    if (rect.value === null) return null;
    const { x, y } = placeIn(rect.value, at);
    return [Math.round(x * INK_SPAN), Math.round(y * INK_SPAN)];
  }

  function inkOf(places: readonly Point[]): InkPoint[] {
    return places.map(inkAt).filter((point) => point !== null);
  }

  function begin(pointer: number, at: Point): void {
    const first = inkOf([at]);
    if (tool.value === "pen") {
      pen = { pointer, draw: room.ink.pen(presenter, colour.value) };
      pen.draw(first);
    }
    if (tool.value === "laser") {
      trail = { pointer, points: first };
      room.ink.laser(presenter, colour.value, first);
    }
  }

  /** A second finger means to zoom: what the first one began is taken back. */
  function giveUp(): void {
    if (pen !== null) room.ink.undo(presenter);
    pen = null;
    dropTrail();
  }

  function dropTrail(): void {
    if (trail !== null) room.ink.laser(presenter, colour.value, []);
    trail = null;
  }

  return {
    zoom,
    rect,
    picture,
    board,
    tool,
    colour,
    canUndo: computed(() => own.value.length > 0),
    canClear: computed(() =>
      presenter === self ? board.value.strokes.length > 0 : own.value.length > 0
    ),
    setTool: (next) => tool.value = next,
    setColour: (next) => colour.value = Math.min(INK_COLOURS - 1, Math.max(0, next)),
    measure(next) {
      const before = box.value;
      if (next.width === before.width && next.height === before.height) return;
      zoom.value = resized(zoom.value, before, next);
      box.value = next;
    },
    frames(next) {
      const known = picture.value;
      if (next.width === known?.width && next.height === known.height) return;
      // Sent in fewer pixels when the way is narrow, it is the same picture; another one is seen whole.
      if (known !== null && !sameShape(known, next)) zoom.value = WHOLE;
      picture.value = next;
    },
    down(pointer, at) {
      gestures.down(pointer, at);
      if (gestures.fingers === 1) begin(pointer, at);
      else giveUp();
    },
    move(pointer, places) {
      const last = places.at(-1);
      if (last === undefined) return;
      if (pen?.pointer === pointer) return pen.draw(inkOf(places));
      if (trail?.pointer === pointer) {
        trail.points = [...trail.points, ...inkOf(places)].slice(-TRAIL);
        return room.ink.laser(presenter, colour.value, trail.points);
      }
      if (tool.value === "look" || gestures.fingers > 1) {
        zoom.value = gestures.move(zoom.value, pointer, last, box.value);
      }
    },
    up(pointer, at) {
      const drew = pen?.pointer === pointer || trail?.pointer === pointer;
      if (pen?.pointer === pointer) pen = null;
      if (trail?.pointer === pointer) dropTrail();
      if (drew) return gestures.cancel(pointer);
      zoom.value = gestures.up(zoom.value, pointer, at, box.value, now());
    },
    cancel(pointer) {
      gestures.cancel(pointer);
      if (pen?.pointer === pointer || trail?.pointer === pointer) giveUp();
    },
    wheel: (pixels, at) => zoom.value = wheelZoom(zoom.value, pixels, at, box.value),
    key(key) {
      const next = keyZoom(zoom.value, key, box.value);
      if (next !== null) zoom.value = next;
      return next !== null;
    },
    undo: () => room.ink.undo(presenter),
    clear: () => room.ink.clear(presenter),
    close() {
      giveUp();
      stopListening();
    },
  };
}
