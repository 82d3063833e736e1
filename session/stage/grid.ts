/** Between two tiles, and around a floating one, in CSS pixels. */
export const GAP = 12;

/**
 * The shapes (width over height) in which a camera's picture is worth seeing: a narrower or wider
 * tile cuts it. Cameras of laptops are wide, those of phones stand.
 */
const GOOD_SHAPE = { narrow: 0.75, wide: 1.9 } as const;

/** A size in CSS pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Where one tile lies on the stage, in CSS pixels. */
export interface Rect extends Box {
  readonly left: number;
  readonly top: number;
}

/** How many tiles stand in each line, and whether the lines are rows or columns. */
interface Plan {
  readonly lines: readonly number[];
  readonly columns: boolean;
}

/**
 * Fills all of `area` with `count` tiles, in rows or in columns, so that people are seen as well as
 * they can be. What tiles are worth is multiplied and not added: one large picture makes up for no
 * small one. Where lines differ in length the short ones come first: the tiles in them, the larger
 * ones, are the first people's.
 */
export function fillGrid(count: number, area: Rect): readonly Rect[] {
  if (count === 0) return [];
  let best: { readonly rects: readonly Rect[]; readonly worth: number } | null = null;
  for (const plan of plans(count)) {
    const rects = draw(plan, area);
    const worth = rects.reduce((product, rect) => product * worthOf(rect), 1);
    if (best === null || worth > best.worth) best = { rects, worth };
  }
  return best?.rects ?? [];
}

function plans(count: number): Plan[] {
  return [false, true].flatMap((columns) =>
    Array.from({ length: count }, (_, index) => ({ lines: spread(count, index + 1), columns }))
  );
}

/** Spreads `count` over `lines`, the longer ones last. */
function spread(count: number, lines: number): readonly number[] {
  const longer = count % lines;
  const length = Math.floor(count / lines);
  return Array.from({ length: lines }, (_, line) => length + (line >= lines - longer ? 1 : 0));
}

function draw({ lines, columns }: Plan, area: Rect): readonly Rect[] {
  const along = { from: area.left, size: area.width };
  const across = { from: area.top, size: area.height };
  const [inLine, ofLines] = columns ? [across, along] : [along, across];
  return cut(ofLines, lines.length).flatMap((line, index) =>
    cut(inLine, lines[index]).map((tile) =>
      columns
        ? { left: line.from, width: line.size, top: tile.from, height: tile.size }
        : { left: tile.from, width: tile.size, top: line.from, height: line.size }
    )
  );
}

interface Span {
  readonly from: number;
  readonly size: number;
}

/** Cuts a length into whole pixels, with gaps between; the parts differ by one pixel at most. */
function cut({ from, size }: Span, parts: number): readonly Span[] {
  const part = (size - GAP * (parts - 1)) / parts;
  const edge = (index: number) => Math.round(from + index * (part + GAP));
  return Array.from({ length: parts }, (_, index) => ({
    from: edge(index),
    size: Math.max(0, edge(index + 1) - GAP - edge(index)),
  }));
}

/** What a tile is worth: its area, less what its shape cuts from a picture. */
function worthOf({ width, height }: Rect): number {
  if (width <= 0 || height <= 0) return 0;
  const shape = width / height;
  const seen = Math.min(1, shape / GOOD_SHAPE.narrow, GOOD_SHAPE.wide / shape);
  return width * height * seen ** 2;
}
