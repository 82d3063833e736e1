import { type Box, fillGrid, GAP, type Rect } from "./grid.ts";
import type { Arrangement, TilePlace } from "./tiles.ts";

export type { Box, Rect } from "./grid.ts";

/** The corners that the floating picture of oneself can lie in. */
export const CORNERS = ["bottom-right", "bottom-left", "top-left", "top-right"] as const;
export type Corner = (typeof CORNERS)[number];

/** The part of the stage that a strip beside or below the large tile may take, at the most. */
const STRIP_SHARE = 0.26;
/** A strip's tile is at least this wide for its height, and this high for its width. */
const STRIP_SHAPE = 0.6;
/** A strip is not thinner than this, in CSS pixels. */
const STRIP_MIN = 108;
/** The height of the compact strip's tiles, and their widest shape. */
const COMPACT = { height: 84, shape: 1.6 } as const;
/** A stage that is lower than this has its compact strip at the side. */
const LOW_STAGE = 420;
/** From this width on a stage is a laptop's, and the floating tile lies rather than stands. */
const WIDE_STAGE = 700;

/** What lies on the stage: each tile's place, in the order of the tiles. */
export interface Scene {
  readonly arrangement: Arrangement;
  readonly places: readonly TilePlace[];
  readonly corner: Corner;
}

/** Gives every tile its place on a stage of this size, in the order of the tiles. */
export function layOut({ arrangement, places, corner }: Scene, stage: Box): readonly Rect[] {
  const whole = { left: 0, top: 0, ...stage };
  const beside = places.filter((place) => place === "strip").length;
  const { main, strip } = split(arrangement, beside, whole);
  const grid = fillGrid(places.filter((place) => place === "grid").length, whole);
  const rests = { grid: grid.values(), strip: strip.values() };
  return places.map((place) => {
    if (place === "main") return main;
    if (place === "floating") return floating(main, corner);
    return rests[place].next().value ?? whole;
  });
}

function split(arrangement: Arrangement, beside: number, whole: Rect): {
  readonly main: Rect;
  readonly strip: readonly Rect[];
} {
  if (beside === 0) return { main: whole, strip: [] };
  return arrangement === "compact"
    ? compact(beside, whole)
    : lies(whole)
    ? besideStrip(beside, whole)
    : aboveStrip(beside, whole);
}

function lies(stage: Box): boolean {
  return stage.width > stage.height;
}

function besideStrip(people: number, stage: Rect) {
  const width = thickness(stage.width, (stage.height - GAP * (people - 1)) / people);
  const main = { ...stage, width: Math.max(0, stage.width - width - GAP) };
  const strip = { ...stage, left: main.width + GAP, width };
  return { main, strip: fillGrid(people, strip) };
}

function aboveStrip(people: number, stage: Rect) {
  const height = thickness(stage.height, (stage.width - GAP * (people - 1)) / people);
  const main = { ...stage, height: Math.max(0, stage.height - height - GAP) };
  const strip = { ...stage, top: main.height + GAP, height };
  return { main, strip: fillGrid(people, strip) };
}

/** How thick a strip is: as thick as its tiles are long in it, within what the stage can give. */
function thickness(stage: number, tile: number): number {
  const most = stage * STRIP_SHARE;
  return Math.round(Math.min(most, Math.max(STRIP_MIN, tile * STRIP_SHAPE)));
}

/** One line of small tiles: below the large one, or beside it where the stage is low. */
function compact(people: number, stage: Rect) {
  if (stage.height < LOW_STAGE && lies(stage)) {
    const width = Math.round(COMPACT.height * COMPACT.shape);
    const main = { ...stage, width: Math.max(0, stage.width - width - GAP) };
    const height = Math.min(COMPACT.height, (stage.height - GAP * (people - 1)) / people);
    const strip = centred(people, height, stage.height)
      .map(({ from, size }) => ({ left: main.width + GAP, top: from, width, height: size }));
    return { main, strip };
  }
  const main = { ...stage, height: Math.max(0, stage.height - COMPACT.height - GAP) };
  const widest = COMPACT.height * COMPACT.shape;
  const width = Math.min(widest, (stage.width - GAP * (people - 1)) / people);
  const strip = centred(people, width, stage.width)
    .map(({ from, size }) => ({
      left: from,
      top: main.height + GAP,
      width: size,
      height: COMPACT.height,
    }));
  return { main, strip };
}

function centred(count: number, size: number, room: number) {
  const whole = Math.max(0, Math.floor(size));
  const start = Math.max(0, Math.floor((room - count * whole - (count - 1) * GAP) / 2));
  return Array.from({ length: count }, (_, index) => ({
    from: start + index * (whole + GAP),
    size: whole,
  }));
}

function floating(over: Rect, corner: Corner): Rect {
  const wide = over.width >= WIDE_STAGE;
  const width = Math.round(wide ? Math.min(232, over.width * 0.2) : Math.min(108, over.width / 3));
  const height = Math.round(Math.min(wide ? width / 1.6 : width / 0.75, over.height / 2));
  const right = over.left + over.width - width - GAP;
  const bottom = over.top + over.height - height - GAP;
  return {
    left: corner.endsWith("right") ? right : over.left + GAP,
    top: corner.startsWith("bottom") ? bottom : over.top + GAP,
    width,
    height,
  };
}

/** The corner that is nearest to where the middle of the floating tile was let go. */
export function nearestCorner(middle: { x: number; y: number }, stage: Box): Corner {
  const side = middle.x < stage.width / 2 ? "left" : "right";
  return middle.y < stage.height / 2 ? `top-${side}` : `bottom-${side}`;
}

/** The corner that an arrow key leads to from another; null for a key that is no arrow. */
export function cornerByKey(from: Corner, key: string): Corner | null {
  const [row, side] = from.split("-") as ["top" | "bottom", "left" | "right"];
  switch (key) {
    case "ArrowLeft":
      return `${row}-left`;
    case "ArrowRight":
      return `${row}-right`;
    case "ArrowUp":
      return `top-${side}`;
    case "ArrowDown":
      return `bottom-${side}`;
    default:
      return null;
  }
}
