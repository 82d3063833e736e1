import assert from "node:assert/strict";
import { GAP } from "../../../../session/stage/grid.ts";
import {
  cornerByKey,
  CORNERS,
  layOut,
  nearestCorner,
  type Rect,
  type Scene,
} from "../../../../session/stage/layout.ts";
import type { TilePlace } from "../../../../session/stage/tiles.ts";

/** Stages of phones, tablets and laptops, upright and on their side, and as narrow windows have them. */
const STAGES = [
  [374, 690],
  [720, 290],
  [736, 880],
  [1248, 660],
  [876, 660],
  [300, 200],
  [2500, 1300],
  [2500, 1080],
  [640, 640],
  [420, 900],
];

const COUNTS = Array.from({ length: 8 }, (_, index) => index + 1);

function scene(arrangement: Scene["arrangement"], places: TilePlace[]): Scene {
  return { arrangement, places, corner: "bottom-right" };
}

function strip(count: number): TilePlace[] {
  return Array.from({ length: count }, () => "strip");
}

/** Every scene that a room of up to eight people can be, with up to two screens. */
function scenes(): Scene[] {
  return [
    scene("alone", ["main"]),
    scene("pair", ["main", "floating"]),
    scene("pair", ["main"]),
    ...COUNTS.map((count) => scene("gallery", Array.from({ length: count }, () => "grid"))),
    ...COUNTS.map((count) => scene("presenting", ["main", ...strip(count)])),
    ...COUNTS.map((count) => scene("speaker", ["main", ...strip(count - 1), "floating"])),
    ...COUNTS.map((count) => scene("compact", ["main", ...strip(count)])),
  ];
}

function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width &&
    a.top < b.top + b.height && b.top < a.top + a.height;
}

function each(check: (rects: readonly Rect[], scene: Scene, stage: Rect, what: string) => void) {
  for (const [width, height] of STAGES) {
    for (const one of scenes()) {
      const stage = { left: 0, top: 0, width, height };
      const what = `${one.arrangement} of ${one.places.length} on ${width}x${height}`;
      check(layOut(one, stage), one, stage, what);
    }
  }
}

Deno.test("at every count and shape, tiles stay on the stage and don't cover one another", () => {
  each((rects, { places }, { width, height }, what) => {
    assert.equal(rects.length, places.length, what);
    for (const [index, rect] of rects.entries()) {
      assert.ok(rect.left >= 0 && rect.top >= 0, what);
      assert.ok(rect.left + rect.width <= width && rect.top + rect.height <= height, what);
      assert.ok(rect.width > 0 && rect.height > 0, what);
      if (places[index] === "floating") continue;
      for (const [later, other] of rects.entries()) {
        if (later <= index || places[later] === "floating") continue;
        assert.ok(!overlap(rect, other), `${what}: ${index} and ${later}`);
      }
    }
  });
});

Deno.test("a gallery, a speaker and a screen leave nothing of the stage empty but the gaps", () => {
  each((rects, { arrangement, places }, stage, what) => {
    if (arrangement === "compact") return;
    const shown = rects.filter((_, index) => places[index] !== "floating");
    // A tile with half a gap around it on every side: together they are the stage and its margin.
    const covered = shown.reduce(
      (sum, { width, height }) => sum + (width + GAP) * (height + GAP),
      0,
    );
    const all = (stage.width + GAP) * (stage.height + GAP);
    assert.ok(covered > all * 0.999 && covered < all * 1.001, `${what}: ${covered / all}`);
  });
});

Deno.test("the compact strip leaves the large one nearly everything", () => {
  each((rects, { arrangement }, { width, height }, what) => {
    if (arrangement !== "compact" || height < 250) return;
    const [main] = rects;
    assert.ok(main.width * main.height > width * height * 0.75, what);
  });
});

Deno.test("no tile of a gallery is so thin or so flat that nobody fits into it", () => {
  each((rects, { arrangement }, stage, what) => {
    const shape = stage.width / stage.height;
    if (arrangement !== "gallery" || rects.length === 1 || shape < 0.45 || shape > 2.4) return;
    for (const { width, height } of rects) {
      assert.ok(width / height > 0.5 && width / height < 2.6, `${what}: ${width}x${height}`);
    }
  });
});

Deno.test("in a gallery the smallest tile is at least half as large as the largest", () => {
  each((rects, { arrangement }, _, what) => {
    if (arrangement !== "gallery") return;
    const areas = rects.map(({ width, height }) => width * height);
    assert.ok(Math.min(...areas) > Math.max(...areas) * 0.45, what);
  });
});

Deno.test("a stage that has no size yet gives tiles without size", () => {
  for (const one of scenes()) {
    for (const rect of layOut(one, { width: 0, height: 0 })) {
      assert.ok(rect.width >= 0 && rect.height >= 0, one.arrangement);
    }
  }
});

Deno.test("the own picture lies in the corner that is asked for", () => {
  const stage = { width: 1248, height: 660 };
  const middles = CORNERS.map((corner) => {
    const [, rect] = layOut({ ...scene("pair", ["main", "floating"]), corner }, stage);
    return { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 };
  });
  assert.deepEqual(middles.map((middle) => nearestCorner(middle, stage)), [...CORNERS]);
});

Deno.test("an arrow key moves the own picture to the corner on that side", () => {
  assert.equal(cornerByKey("bottom-right", "ArrowUp"), "top-right");
  assert.equal(cornerByKey("top-right", "ArrowLeft"), "top-left");
  assert.equal(cornerByKey("top-left", "ArrowLeft"), "top-left");
  assert.equal(cornerByKey("top-left", "ArrowDown"), "bottom-left");
  assert.equal(cornerByKey("bottom-left", "ArrowRight"), "bottom-right");
  assert.equal(cornerByKey("bottom-left", "Enter"), null);
});
