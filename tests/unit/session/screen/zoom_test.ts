import assert from "node:assert/strict";
import { Gestures, keyZoom, wheelZoom } from "../../../../session/screen/gestures.ts";
import { pathOf, sheetOf } from "../../../../session/screen/outline.ts";
import {
  panBy,
  pictureRect,
  placeIn,
  resized,
  sameShape,
  WHOLE,
  zoomAt,
} from "../../../../session/screen/zoom.ts";
import { INK_SPAN, type InkPoint } from "../../../../lib/wire/ink.ts";

const box = { width: 800, height: 600 };
const picture = { width: 1600, height: 900 };

Deno.test("a picture fits into its place, in the middle", () => {
  assert.deepEqual(pictureRect(WHOLE, box, picture), { left: 0, top: 75, width: 800, height: 450 });
});

Deno.test("what is under the pointer stays there at every zoom", () => {
  const at = { x: 620, y: 333 };
  const before = placeIn(pictureRect(WHOLE, box, picture), at);
  let zoom = WHOLE;
  for (const factor of [1.3, 2, 1.7]) {
    zoom = zoomAt(zoom, factor, at, box);
    const now = placeIn(pictureRect(zoom, box, picture), at);
    assert.ok(Math.abs(now.x - before.x) < 1e-9 && Math.abs(now.y - before.y) < 1e-9);
  }
});

Deno.test("zoom and pan end where there is nothing more to see", () => {
  assert.deepEqual(zoomAt(WHOLE, 0.1, { x: 9, y: 9 }, box), WHOLE);
  assert.equal(zoomAt(WHOLE, 1e9, { x: 0, y: 0 }, box).scale, 8);
  const near = zoomAt(WHOLE, 2, { x: 400, y: 300 }, box);
  assert.deepEqual(panBy(near, 1e9, 1e9, box), { scale: 2, x: 0, y: 0 });
  assert.deepEqual(panBy(near, -1e9, -1e9, box), { scale: 2, x: -800, y: -600 });
  assert.deepEqual(panBy(WHOLE, 50, 50, box), WHOLE);
  assert.equal(wheelZoom(near, 1e9, { x: 0, y: 0 }, box).scale >= 1, true);
});

Deno.test("two fingers zoom by their distance, a double tap in and out, keys as well", () => {
  const hand = new Gestures();
  hand.down(1, { x: 300, y: 300 });
  hand.down(2, { x: 500, y: 300 });
  const apart = hand.move(WHOLE, 2, { x: 700, y: 300 }, box);
  assert.ok(Math.abs(apart.scale - 2) < 1e-9, `${apart.scale}`);
  hand.up(apart, 1, { x: 300, y: 300 }, box, 0);
  hand.up(apart, 2, { x: 700, y: 300 }, box, 0);
  const tap = (zoom: typeof WHOLE, now: number) => {
    hand.down(3, { x: 100, y: 100 });
    return hand.up(zoom, 3, { x: 102, y: 101 }, box, now);
  };
  assert.equal(tap(WHOLE, 10_000), WHOLE);
  const nearer = tap(WHOLE, 10_200);
  assert.equal(nearer.scale, 2.5);
  tap(nearer, 20_000);
  assert.deepEqual(tap(nearer, 20_100), WHOLE);
  assert.equal(tap(WHOLE, 30_000), WHOLE);
  assert.equal(tap(WHOLE, 31_000), WHOLE, "two slow taps are two");
  assert.equal(keyZoom(WHOLE, "+", box)?.scale, 1.25);
  assert.deepEqual(keyZoom(nearer, "0", box), WHOLE);
  assert.equal(keyZoom(WHOLE, "x", box), null);
});

Deno.test("a window of another size shows the same part, a picture in fewer pixels is the same one", () => {
  const zoom = zoomAt(WHOLE, 4, { x: 620, y: 333 }, box);
  const larger = { width: 1200, height: 900 };
  const middle = ({ width, height }: typeof box, seen: typeof zoom) =>
    placeIn(pictureRect(seen, { width, height }, picture), { x: width / 2, y: height / 2 });
  const [before, after] = [middle(box, zoom), middle(larger, resized(zoom, box, larger))];
  assert.ok(Math.hypot(before.x - after.x, before.y - after.y) < 1e-9);
  assert.deepEqual(resized(WHOLE, { width: 0, height: 0 }, box), WHOLE);
  assert.ok(sameShape(picture, { width: 1066, height: 600 }));
  assert.ok(!sameShape(picture, { width: 900, height: 1600 }));
});

Deno.test("ink lies where it was drawn: a dot about its point, a line along all of its points", () => {
  const sheet = sheetOf(picture);
  const place = ([x, y]: InkPoint) => [x / INK_SPAN * sheet.width, y / INK_SPAN * sheet.height];
  const thick = 1000 / 130;
  const spots = (path: string) =>
    [...path.matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  for (const points of [[[9_000, 9_000]], [[9_000, 9_000], [9_000, 9_000]]] as InkPoint[][]) {
    const [x, y] = place(points[0]);
    const [begin] = spots(pathOf(points, sheet));
    assert.ok(Math.hypot(begin[0] - (x - thick / 2), begin[1] - y) < 0.01);
  }
  // A quick hand: few points, far apart, and around a corner.
  const corner: InkPoint[] = [[9_000, 9_000], [20_000, 9_000], [31_000, 9_000], [31_000, 40_000]];
  const edge = spots(pathOf(corner, sheet));
  for (const point of corner) {
    const [x, y] = place(point);
    const nearest = Math.min(...edge.map(([left, top]) => Math.hypot(left - x, top - y)));
    assert.ok(Math.abs(nearest - thick / 2) < 0.6, `${nearest} and not ${thick / 2}`);
  }
  assert.equal(pathOf([], sheet), "");
});
