import assert from "node:assert/strict";
import { layOut, type Rect } from "../../session/layout.ts";
import type { Arrangement } from "../../session/tiles.ts";

const STAGES = [[374, 690], [1248, 660], [876, 660], [300, 200], [2500, 1300], [640, 640]];

function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width &&
    a.top < b.top + b.height && b.top < a.top + a.height;
}

function cases(): [Arrangement, number][] {
  const counts = Array.from({ length: 8 }, (_, index) => index + 1);
  return [
    ["alone", 1],
    ["pair", 2],
    ...counts.map((count): [Arrangement, number] => ["gallery", count]),
    ...counts.map((count): [Arrangement, number] => ["presenting", count + 1]),
  ];
}

Deno.test("at every count and size, tiles stay on the stage and don't cover one another", () => {
  for (const [width, height] of STAGES) {
    for (const [arrangement, count] of cases()) {
      const rects = layOut(arrangement, count, { width, height });
      const what = `${arrangement} of ${count} on ${width}x${height}`;
      assert.equal(rects.length, count, what);
      for (const [index, rect] of rects.entries()) {
        assert.ok(rect.left >= 0 && rect.top >= 0, what);
        assert.ok(rect.left + rect.width <= width && rect.top + rect.height <= height, what);
        assert.ok(rect.width > 0 && rect.height > 0, what);
        if (arrangement === "pair") continue;
        for (const other of rects.slice(index + 1)) assert.ok(!overlap(rect, other), what);
      }
    }
  }
});

Deno.test("a gallery covers most of the stage: no empty hole", () => {
  for (const [width, height] of [[374, 690], [1248, 660]]) {
    for (const count of [2, 3, 4, 6, 8]) {
      const [tile] = layOut("gallery", count, { width, height });
      const covered = count * tile.width * tile.height / (width * height);
      assert.ok(covered > 0.6, `${count} on ${width}x${height} cover ${covered.toFixed(2)}`);
    }
  }
});

Deno.test("a stage that has no size yet gives tiles without size", () => {
  for (const rect of layOut("gallery", 4, { width: 0, height: 0 })) {
    assert.ok(rect.width >= 0 && rect.height >= 0);
  }
});
