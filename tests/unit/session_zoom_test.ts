import assert from "node:assert/strict";
import { Gestures, keyZoom, wheelZoom } from "../../session/presenting/gestures.ts";
import { panBy, pictureRect, placeIn, WHOLE, zoomAt } from "../../session/presenting/zoom.ts";

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
