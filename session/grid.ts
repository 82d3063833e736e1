/** The narrowest and the widest that a tile may be, as width over height. */
export const ASPECT = { narrow: 3 / 4, wide: 16 / 9 } as const;

/** How many columns a stage has and how large each tile is, in CSS pixels. */
export interface Grid {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Finds the grid in which `count` equal tiles cover most of a stage of `width` by `height` CSS
 * pixels, `gap` apart.
 */
export function fitTiles(count: number, width: number, height: number, gap: number): Grid {
  let best: Grid = { columns: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const tile = clampAspect(
      (width - gap * (columns - 1)) / columns,
      (height - gap * (rows - 1)) / rows,
    );
    if (tile.width * tile.height > best.width * best.height) best = { columns, ...tile };
  }
  return best;
}

function clampAspect(width: number, height: number): { width: number; height: number } {
  const room = { width: Math.max(0, width), height: Math.max(0, height) };
  return {
    width: Math.floor(Math.min(room.width, room.height * ASPECT.wide)),
    height: Math.floor(Math.min(room.height, room.width / ASPECT.narrow)),
  };
}
