/** A size, and a place, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a shared screen is looked at: how much larger than it fits, and how far it is moved. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Where the picture lies in its place, in CSS pixels; beyond it where it is zoomed. */
export interface PictureRect extends Size {
  readonly left: number;
  readonly top: number;
}

export const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };
const SCALE_MAX = 8;
/** By how much the shape of a picture that is sent smaller may differ from the whole one's. */
const SHAPE_ROUNDING = 0.02;

/** The picture as it fits into its place, in the middle. */
function fitted(box: Size, picture: Size): PictureRect {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: (box.width - width) / 2, top: (box.height - height) / 2, width, height };
}

/** Where the picture lies under this zoom. */
export function pictureRect(zoom: Zoom, box: Size, picture: Size): PictureRect {
  const fit = fitted(box, picture);
  return {
    left: fit.left * zoom.scale + zoom.x,
    top: fit.top * zoom.scale + zoom.y,
    width: fit.width * zoom.scale,
    height: fit.height * zoom.scale,
  };
}

/** The zoom as a CSS transform of the picture's place, from its top left corner. */
export function transformOf({ x, y, scale }: Zoom): string {
  return `translate(${x}px, ${y}px) scale(${scale})`;
}

/** Larger by `factor` around a place, which stays where it is. */
export function zoomAt(zoom: Zoom, factor: number, at: Point, box: Size): Zoom {
  const scale = Math.min(SCALE_MAX, Math.max(1, zoom.scale * factor));
  const by = scale / zoom.scale;
  return kept({ scale, x: at.x - (at.x - zoom.x) * by, y: at.y - (at.y - zoom.y) * by }, box);
}

/** Moved by so many pixels, as far as there is something to see. */
export function panBy(zoom: Zoom, dx: number, dy: number, box: Size): Zoom {
  return kept({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, box);
}

/** As before in a place of another size: as much larger, and over the same part of the picture. */
export function resized({ scale, x, y }: Zoom, from: Size, to: Size): Zoom {
  if (scale === 1 || from.width === 0 || from.height === 0) return WHOLE;
  return kept({ scale, x: x * to.width / from.width, y: y * to.height / from.height }, to);
}

/** Whether two pictures have one shape: the same one sent in fewer pixels is rounded a little. */
export function sameShape(one: Size, other: Size): boolean {
  return Math.abs(one.width * other.height / (one.height * other.width) - 1) < SHAPE_ROUNDING;
}

/** The place in the picture under a point, each from 0 to 1; outside of the picture its nearest edge. */
export function placeIn(rect: PictureRect, at: Point): Point {
  return {
    x: Math.min(1, Math.max(0, (at.x - rect.left) / rect.width)),
    y: Math.min(1, Math.max(0, (at.y - rect.top) / rect.height)),
  };
}

/** Never moved so far that the place is empty at an edge. */
function kept({ scale, x, y }: Zoom, box: Size): Zoom {
  return {
    scale,
    x: Math.min(0, Math.max(box.width * (1 - scale), x)),
    y: Math.min(0, Math.max(box.height * (1 - scale), y)),
  };
}
