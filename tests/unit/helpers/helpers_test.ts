import assert from "node:assert/strict";
import { atMost, below, median, plain, table } from "../../bench/report.ts";
import { onPath } from "../../helpers/paths.ts";
import { seededRandom } from "../../helpers/simulation/random.ts";
import { readTally } from "../../helpers/summary.ts";
import { inTime, until } from "../../helpers/until.ts";

Deno.test("until looks at once, looks again, and gives the value", async () => {
  let looks = 0;
  assert.equal(await until("three looks", () => ++looks === 3 && "here", { every: 1 }), "here");
  assert.equal(looks, 3);
});

Deno.test("until says what it waited for and what it saw last", async () => {
  const never = () => Promise.reject(new Error("no such tile"));
  await assert.rejects(
    until("a tile appears", never, { within: 5, every: 1 }),
    /waited 5 ms in vain until a tile appears; last seen: Error: no such tile/,
  );
});

Deno.test("inTime gives the value, or names what was late", async () => {
  assert.equal(await inTime("a value", Promise.resolve(7)), 7);
  await assert.rejects(inTime("a promise", new Promise(() => {}), 1), /a promise took longer/);
});

Deno.test("seeded chance repeats itself, and only itself", () => {
  const draw = (seed: number) => [...seededRandom(seed).bytes(64)].join();
  assert.equal(draw(1), draw(1));
  assert.notEqual(draw(1), draw(2));
  const random = seededRandom(3);
  const seen = new Set(Array.from({ length: 200 }, () => random.below(5)));
  assert.deepEqual([...seen].sort(), [0, 1, 2, 3, 4]);
});

Deno.test("the summary of deno test is read with steps, colours and failures", () => {
  assert.deepEqual(readTally("noise\nok | 12 passed (3 steps) | 0 failed (4s)\n"), {
    passed: 12,
    failed: 0,
  });
  assert.deepEqual(readTally("\x1b[0m\x1b[31mFAILED\x1b[0m | 1 passed | 2 failed | 1 ignored"), {
    passed: 1,
    failed: 2,
  });
  assert.equal(readTally("error: a file could not be parsed"), null);
});

Deno.test("a figure that misses its aim, or has no value, is not ok", () => {
  assert.deepEqual(median([3, 1, 2]), 2);
  assert.deepEqual(median([4, 1, 2, 3]), 2.5);
  assert.deepEqual(median([]), null);
  assert.equal(atMost("a", 1.5, "x", 1.5).ok, true);
  assert.equal(below("a", 1.5, "x", 1.5).ok, false);
  assert.equal(atMost("a", null, "x", 1.5).ok, false);
  assert.equal(plain("a", null, "x").ok, true);
  const shown = table({ bench: "b", machine: "m", figures: [atMost("wait", 3, "s", 2)] });
  assert.match(shown, /wait\s+3 s\s+at most 2 s\s+MISSED/);
});

Deno.test("a command that is not installed has no path", async () => {
  assert.equal(await onPath("no-such-command-anywhere"), null);
});
