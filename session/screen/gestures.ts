import { panBy, type Point, type Size, WHOLE, type Zoom, zoomAt } from "./zoom.ts";

/** How much larger a double tap makes the picture, and one press of a key. */
const TAP_FACTOR = 2.5;
const KEY_FACTOR = 1.25;
const KEY_PIXELS = 64;
/** Two taps closer than this, in milliseconds and CSS pixels, are one. */
const DOUBLE_MS = 320;
const DOUBLE_PIXELS = 28;

/** One finger, pen or mouse button that is down. */
interface Held extends Point {
  readonly began: Point;
}

/** Follows fingers and keys, and says how the picture is looked at next. Draws nothing itself. */
export class Gestures {
  readonly #held = new Map<number, Held>();
  #lastTap: (Point & { readonly at: number }) | null = null;

  /** How many fingers are down. */
  get fingers(): number {
    return this.#held.size;
  }

  down(pointer: number, at: Point): void {
    this.#held.set(pointer, { ...at, began: at });
  }

  /** A finger moved: one pans, two zoom around their middle. */
  move(zoom: Zoom, pointer: number, at: Point, box: Size): Zoom {
    const before = this.#held.get(pointer);
    if (before === undefined) return zoom;
    this.#held.set(pointer, { ...at, began: before.began });
    const other = [...this.#held].find(([id]) => id !== pointer)?.[1];
    if (other === undefined) return panBy(zoom, at.x - before.x, at.y - before.y, box);
    const moved = panBy(zoom, (at.x - before.x) / 2, (at.y - before.y) / 2, box);
    const factor = distance(at, other) / Math.max(1, distance(before, other));
    return zoomAt(moved, factor, middle(at, other), box);
  }

  /** A finger went up; the second of two quick taps zooms in, or out again. `now` in milliseconds. */
  up(zoom: Zoom, pointer: number, at: Point, box: Size, now: number): Zoom {
    const held = this.#held.get(pointer);
    this.#held.delete(pointer);
    if (held === undefined || distance(held.began, at) > DOUBLE_PIXELS / 2) return zoom;
    const last = this.#lastTap;
    this.#lastTap = { ...at, at: now };
    if (last === null || now - last.at > DOUBLE_MS || distance(last, at) > DOUBLE_PIXELS) {
      return zoom;
    }
    this.#lastTap = null;
    return zoom.scale > 1 ? WHOLE : zoomAt(zoom, TAP_FACTOR, at, box);
  }

  cancel(pointer: number): void {
    this.#held.delete(pointer);
  }
}

/** A turn of the wheel, in pixels: up is nearer. */
export function wheelZoom(zoom: Zoom, pixels: number, at: Point, box: Size): Zoom {
  return zoomAt(zoom, Math.exp(-Math.max(-240, Math.min(240, pixels)) / 240), at, box);
}

/** What a key does; null where it does nothing here. */
export function keyZoom(zoom: Zoom, key: string, box: Size): Zoom | null {
  const centre = { x: box.width / 2, y: box.height / 2 };
  switch (key) {
    case "+":
    case "=":
      return zoomAt(zoom, KEY_FACTOR, centre, box);
    case "-":
      return zoomAt(zoom, 1 / KEY_FACTOR, centre, box);
    case "0":
      return WHOLE;
    case "ArrowLeft":
      return panBy(zoom, KEY_PIXELS, 0, box);
    case "ArrowRight":
      return panBy(zoom, -KEY_PIXELS, 0, box);
    case "ArrowUp":
      return panBy(zoom, 0, KEY_PIXELS, box);
    case "ArrowDown":
      return panBy(zoom, 0, -KEY_PIXELS, box);
    default:
      return null;
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
