import { getStroke } from "perfect-freehand";
import type { InkPoint, Stroke } from "../../lib/mod.ts";
import { INK_SPAN } from "../../lib/wire/ink.ts";
import type { Size } from "./zoom.ts";

/** How thick a line is, in parts of the picture's shorter side. */
const THICKNESS = 1 / 130;
/** Ink is measured on a picture whose shorter side is this long. */
const SHORT = 1000;

const outlines = new WeakMap<Stroke, { readonly aspect: number; readonly path: string }>();

/** The sheet on which ink is measured: the picture's shape, its shorter side `SHORT` long. */
export function sheetOf(picture: Size): Size {
  const scale = SHORT / Math.min(picture.width, picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}

/** A line as the outline of its ink, as the path of an SVG on a sheet of this size. */
export function outlineOf(stroke: Stroke, sheet: Size): string {
  const aspect = sheet.width / sheet.height;
  const known = outlines.get(stroke);
  if (known?.aspect === aspect) return known.path;
  const path = pathOf(stroke.points, sheet);
  outlines.set(stroke, { aspect, path });
  return path;
}

/** The outline of points as a path. */
export function pathOf(points: readonly InkPoint[], sheet: Size): string {
  const placed = points.map(([x, y]) => [x / INK_SPAN * sheet.width, y / INK_SPAN * sheet.height]);
  const [first] = placed;
  if (first === undefined) return "";
  if (placed.every(([x, y]) => x === first[0] && y === first[1])) return dot(first);
  const outline = getStroke(placed, {
    size: SHORT * THICKNESS,
    thinning: 0,
    smoothing: 0.5,
    // None of it: ink that trails behind the pen, or cuts its corners, is not where it was drawn.
    streamline: 0,
    simulatePressure: false,
    last: true,
  });
  return smooth(outline);
}

/** A round dot about a point; of a single point `getStroke` makes a short line beside it. */
function dot([x, y]: readonly number[]): string {
  const radius = SHORT * THICKNESS / 2;
  const half = `a${radius},${radius} 0 0 1`;
  return `M${written(x - radius, y)}${half} ${2 * radius},0${half} ${-2 * radius},0Z`;
}

/** A closed curve that runs from the middle of each side to the next, bent towards the corners. */
function smooth(corners: readonly number[][]): string {
  if (corners.length === 0) return "";
  const middle = (at: number) => {
    const [ax, ay] = corners[at % corners.length];
    const [bx, by] = corners[(at + 1) % corners.length];
    return written((ax + bx) / 2, (ay + by) / 2);
  };
  const bends = corners.map(([x, y], at) => `Q${written(x, y)} ${middle(at)}`);
  return `M${middle(corners.length - 1)}${bends.join("")}Z`;
}

function written(x: number, y: number): string {
  return `${x.toFixed(2)},${y.toFixed(2)}`;
}
