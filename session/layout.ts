import type { Arrangement } from "./tiles.ts";

/**
 * The widest that a person's tile may be, and the narrowest on a stage that stands, on one that lies
 * and in a strip, as width over height. Cameras of laptops are wide: a narrow tile cuts them.
 */
export const ASPECT = { wide: 16 / 9, standing: 0.62, lying: 1.1, strip: 1.1 } as const;

/** Between two tiles, and around the floating one, in CSS pixels. */
export const GAP = 12;

/** The width of the strip of people beside a shared screen, in CSS pixels. */
const STRIP_WIDTH = 208;
/** The part of the stage's height that the strip takes where it lies below the screen. */
const STRIP_SHARE = 0.26;
/** From this width on a stage is a laptop's, and the floating tile lies rather than stands. */
const WIDE_STAGE = 700;

/** The stage's size in CSS pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Where one tile lies on the stage, in CSS pixels. */
export interface Rect extends Box {
  readonly left: number;
  readonly top: number;
}

/** Gives every tile its place, in the order of the tiles. */
export function layOut(arrangement: Arrangement, count: number, stage: Box): readonly Rect[] {
  const whole = { left: 0, top: 0, ...stage };
  switch (arrangement) {
    case "alone":
      return [whole];
    case "pair":
      return [whole, floating(stage)];
    case "gallery":
      return fillGrid(count, whole, lies(stage) ? ASPECT.lying : ASPECT.standing);
    case "presenting":
      return lies(stage) ? besideStrip(count - 1, stage) : aboveStrip(count - 1, stage);
  }
}

/**
 * Fills `area` with `count` equal tiles as large as they can be, none narrower than `narrow` (width
 * over height); a short last row is centred.
 */
export function fillGrid(count: number, area: Rect, narrow: number): readonly Rect[] {
  const { columns, width, height } = bestGrid(count, area, narrow);
  const rows = Math.ceil(count / columns);
  const top = area.top + (area.height - rows * height - (rows - 1) * GAP) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const left = area.left + (area.width - inRow * width - (inRow - 1) * GAP) / 2;
    return {
      left: Math.round(left + (index % columns) * (width + GAP)),
      top: Math.round(top + row * (height + GAP)),
      width,
      height,
    };
  });
}

function bestGrid(count: number, area: Box, narrow: number): Box & { readonly columns: number } {
  let best = { columns: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const tile = clampAspect(
      (area.width - GAP * (columns - 1)) / columns,
      (area.height - GAP * (rows - 1)) / rows,
      narrow,
    );
    if (tile.width * tile.height > best.width * best.height) best = { columns, ...tile };
  }
  return best;
}

function clampAspect(width: number, height: number, narrow: number): Box {
  const room = { width: Math.max(0, width), height: Math.max(0, height) };
  return {
    width: Math.floor(Math.min(room.width, room.height * ASPECT.wide)),
    height: Math.floor(Math.min(room.height, room.width / narrow)),
  };
}

function lies(stage: Box): boolean {
  return stage.width > stage.height;
}

function floating(stage: Box): Rect {
  const width = stage.width >= WIDE_STAGE ? Math.round(Math.min(232, stage.width * 0.2)) : 108;
  const height = Math.round(stage.width >= WIDE_STAGE ? width / 1.6 : width / 0.75);
  return { left: stage.width - width - GAP, top: stage.height - height - GAP, width, height };
}

function besideStrip(people: number, stage: Box): readonly Rect[] {
  const main = { left: 0, top: 0, width: stage.width - STRIP_WIDTH - GAP, height: stage.height };
  const strip = { left: main.width + GAP, top: 0, width: STRIP_WIDTH, height: stage.height };
  return [main, ...fillGrid(people, strip, ASPECT.strip)];
}

function aboveStrip(people: number, stage: Box): readonly Rect[] {
  const height = Math.round(stage.height * STRIP_SHARE);
  const main = { left: 0, top: 0, width: stage.width, height: stage.height - height - GAP };
  const strip = { left: 0, top: main.height + GAP, width: stage.width, height };
  return [main, ...fillGrid(people, strip, ASPECT.strip)];
}
