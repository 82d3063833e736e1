import assert from "node:assert/strict";
import { collector, keepTidy } from "../../../signal/idle_gc.ts";
import { ManualClock } from "./signal_helpers.ts";

const MB = 1024 * 1024;

Deno.test("what an attack left on the heap is collected once it is quiet, and not before", () => {
  const clock = new ManualClock();
  let events = 0;
  let heap = 20 * MB;
  let collections = 0;
  const end = keepTidy({
    clock,
    events: () => events,
    used: () => heap,
    collect: () => {
      collections++;
      heap = 21 * MB;
    },
  });
  clock.pass(60_000);
  assert.equal(collections, 0, "nothing to collect");
  for (let second = 0; second < 60; second++) {
    events += 5_000;
    heap = 90 * MB;
    clock.pass(1_000);
  }
  assert.equal(collections, 0, "nobody waits for a collection while there is work");
  clock.pass(4_000);
  assert.equal(collections, 0, "a short pause is no quiet");
  clock.pass(4_000);
  assert.equal(collections, 1);
  clock.pass(600_000);
  assert.equal(collections, 1, "one is enough");
  end();
  assert.equal(clock.timers, 0);
});

Deno.test("V8 lets the server collect its own garbage, without a flag at the start", () => {
  const collect = collector();
  const used = () => Deno.memoryUsage().heapUsed;
  let garbage: unknown[] = Array.from({ length: 2_000 }, (_, n) => Array(500).fill(n));
  const before = used();
  garbage = [];
  assert.equal(garbage.length, 0);
  collect();
  assert.ok(used() < before - 4 * MB, `${before} before, ${used()} after`);
});
