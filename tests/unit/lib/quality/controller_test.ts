import assert from "node:assert/strict";
import type { Link, LinkState, Quality } from "../../../../lib/link/mod.ts";
import {
  type Adaptation,
  freshAdaptation,
  LAST_STEP,
  nextAdaptation,
  PATIENCE_MAX_MS,
  PATIENCE_MS,
  QualityController,
  qualityFor,
  READ_MS,
  startStep,
  type Verdict,
} from "../../../../lib/quality/mod.ts";
import { VirtualTime } from "../../../helpers/simulation/virtual_time.ts";

const PEOPLE = [2, 3, 4, 5, 6, 7, 8];

/** What a picture costs: about what an encoder has to do for it. */
function cost({ camera }: Quality): number {
  return (camera.lines ?? 0) ** 2 * camera.framesPerSecond;
}

Deno.test("the more people, the less each is sent, and the less all of it together with two", () => {
  for (const people of PEOPLE.slice(1)) {
    const [now, before] = [people, people - 1].map((count) => qualityFor(count, 0, false));
    assert.ok(cost(now) <= cost(before), `${people} people`);
    assert.ok(now.camera.kilobits <= before.camera.kilobits);
    assert.ok(now.screen.kilobits <= before.screen.kilobits);
    assert.ok(now.soundFrame >= before.soundFrame);
    assert.ok(cost(now) * (people - 1) <= cost(qualityFor(2, 0, false)), `${people} people`);
    assert.ok(startStep(people) >= startStep(people - 1));
  }
});

Deno.test("strain takes from pictures step by step, and leaves sound alone", () => {
  for (const people of PEOPLE) {
    for (let step = 1; step <= LAST_STEP; step++) {
      const [now, before] = [step, step - 1].map((one) => qualityFor(people, one, false));
      assert.ok(cost(now) <= cost(before), `${people} people, step ${step}`);
      assert.ok(now.camera.kilobits <= before.camera.kilobits);
      assert.deepEqual(now.microphone, before.microphone);
    }
    const last = qualityFor(people, LAST_STEP, false);
    assert.ok(cost(last) < cost(qualityFor(people, 0, false)) / 2);
    assert.ok(last.camera.framesPerSecond >= 5);
    // In a small call a face stays large enough to be seen.
    assert.ok((last.camera.lines ?? 0) >= (people < 5 ? 180 : 90));
  }
});

Deno.test("a shared screen keeps its own resolution, and the camera beside it gives way", () => {
  for (const people of PEOPLE) {
    for (let step = 0; step <= LAST_STEP; step++) {
      const { screen } = qualityFor(people, step, true);
      assert.equal(screen.lines, null);
      assert.ok(screen.framesPerSecond >= 2 && screen.kilobits >= 200);
    }
    const [alone, beside] = [false, true].map((sharing) => qualityFor(people, 0, sharing));
    assert.ok(cost(beside) < cost(alone) || people >= 7, `${people} people`);
    assert.deepEqual(beside.screen, alone.screen);
  }
});

/** Goes through verdicts, `READ_MS` apart, and tells the footing after each. */
function walk(from: Adaptation, verdicts: readonly Verdict[], start = 0): Adaptation[] {
  let footing = from;
  return verdicts.map((verdict, index) =>
    footing = nextAdaptation(footing, verdict, start + (index + 1) * READ_MS)
  );
}

const steps = (footings: readonly Adaptation[]) => footings.map(({ step }) => step);
const names = (footings: readonly Adaptation[]) => footings.map(({ name }) => name);
const repeat = (verdict: Verdict, times: number) => Array<Verdict>(times).fill(verdict);

Deno.test("one bad reading is chance, two take a step back, and there is a last step", () => {
  const fresh = freshAdaptation(0, 0);
  assert.deepEqual(steps(walk(fresh, ["bad", "calm", "bad", "fair", "bad"])), [0, 0, 0, 0, 0]);
  assert.deepEqual(names(walk(fresh, ["bad", "bad"])), ["pressed", "steady"]);
  assert.deepEqual(steps(walk(fresh, ["bad", "bad", "bad", "bad"])), [0, 1, 1, 2]);
  assert.equal(walk(fresh, repeat("bad", 100)).at(-1)?.step, LAST_STEP);
});

Deno.test("a new connection grows with each calm reading, and waits for calm", () => {
  const fresh = freshAdaptation(3, 0);
  assert.deepEqual(steps(walk(fresh, repeat("calm", 3))), [1, 0, 0]);
  assert.deepEqual(steps(walk(fresh, ["fair", "calm", "fair", "calm"])), [3, 1, 1, 0]);
  // What did not bear more does not grow like new any more.
  const pressed = walk(fresh, ["bad", "calm", "calm"]);
  assert.deepEqual(names(pressed), ["pressed", "steady", "calm"]);
  assert.deepEqual(steps(pressed), [3, 3, 3]);
});

Deno.test("more is tried after a time of calm, and ever more rarely when it fails", () => {
  let footing: Adaptation = { name: "steady", step: 1, since: 0, patience: PATIENCE_MS };
  let now = 0;
  const waits: number[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    const from = now;
    while (footing.step === 1) footing = nextAdaptation(footing, "calm", now += READ_MS);
    waits.push(now - from);
    assert.equal(footing.name, "trying");
    for (const verdict of repeat("bad", 2)) {
      footing = nextAdaptation(footing, verdict, now += READ_MS);
    }
    assert.equal(footing.step, 1);
  }
  for (const [index, wait] of waits.entries()) {
    assert.ok(wait >= Math.min(PATIENCE_MAX_MS, PATIENCE_MS * 2 ** index), `${waits}`);
    assert.ok(wait <= PATIENCE_MAX_MS + 2 * READ_MS, `${waits}`);
  }
});

Deno.test("an attempt that holds is forgiven, and the next comes as soon as the first", () => {
  const held = walk({ name: "trying", step: 2, since: 0, patience: 60_000 }, repeat("calm", 40));
  const steady = held.find(({ name }) => name === "steady");
  assert.deepEqual(steady, { name: "steady", step: 2, since: 60_000, patience: PATIENCE_MS });
  const next = held.find(({ step }) => step === 1);
  assert.ok(next !== undefined && next.since <= 60_000 + PATIENCE_MS + 2 * READ_MS);
});

Deno.test("readings that go to and fro at the edge change nothing", () => {
  const verdicts = Array.from({ length: 200 }, (_, n): Verdict => n % 2 === 0 ? "bad" : "calm");
  assert.deepEqual(new Set(steps(walk(freshAdaptation(0, 0), verdicts))), new Set([0]));
  const below: Adaptation = { name: "steady", step: 2, since: 0, patience: PATIENCE_MS };
  assert.deepEqual(new Set(steps(walk(below, verdicts))), new Set([2]));
});

/** What a connection's statistics say, each time that they are asked for. */
interface Conditions {
  limited: "none" | "cpu" | "bandwidth";
  encodeMs: number;
  loss: number;
  available: number;
  dropped: number;
}

/** A connection of which the test says what it is like. */
function fakeLink(time: VirtualTime) {
  const conditions: Conditions = {
    limited: "none",
    encodeMs: 1,
    loss: 0,
    available: 10_000_000,
    dropped: 0,
  };
  const set: Quality[] = [];
  let readings = 0;
  let encodeSeconds = 0;
  let dropped = 0;
  const fake = {
    state: { name: "connected", since: time.now() } as LinkState,
    setQuality: (quality: Quality) => void set.push(quality),
    stats() {
      readings++;
      encodeSeconds += 30 * conditions.encodeMs / 1000;
      dropped += 30 * conditions.dropped;
      const at = { timestamp: time.now() };
      const entries = [
        { ...at, type: "outbound-rtp", kind: "audio" },
        {
          ...at,
          type: "outbound-rtp",
          kind: "video",
          qualityLimitationReason: conditions.limited,
          framesEncoded: 30 * readings,
          totalEncodeTime: encodeSeconds,
        },
        {
          ...at,
          type: "inbound-rtp",
          kind: "video",
          framesReceived: 30 * readings,
          framesDropped: dropped,
        },
        { ...at, type: "remote-inbound-rtp", kind: "video", fractionLost: conditions.loss },
        { ...at, type: "candidate-pair", availableOutgoingBitrate: conditions.available },
      ];
      return Promise.resolve(new Map(entries.entries()) as unknown as RTCStatsReport);
    },
  };
  return {
    link: fake as unknown as Link,
    fake,
    conditions,
    get readings() {
      return readings;
    },
    get quality() {
      const last = set.at(-1);
      assert.ok(last, "no quality was set");
      return last;
    },
  };
}

/** A keeper of connections to so many others, with our camera on. */
function keep(others: number) {
  const time = new VirtualTime();
  const links = Array.from({ length: others }, () => fakeLink(time));
  const sends = new Set(["camera"]);
  const keeper = new QualityController({
    clock: time,
    links: () => links.map(({ link }) => ({ link, open: true })),
    sends: (lane) => sends.has(lane),
  });
  keeper.checkNow();
  return { time, links, sends, keeper };
}

Deno.test("two people begin at full size, five at the small end and grow while all is calm", async () => {
  const two = keep(1);
  assert.deepEqual(two.links[0].quality, qualityFor(2, 0, false));
  two.keeper.stop();
  const five = keep(4);
  for (const { quality } of five.links) {
    assert.deepEqual(quality, qualityFor(5, startStep(5), false));
  }
  await five.time.pass(READ_MS * 6);
  for (const { quality } of five.links) assert.deepEqual(quality, qualityFor(5, 0, false));
  five.keeper.stop();
});

for (const name of ["dialling", "checking"] as const) {
  Deno.test(`nothing grows while a connection is ${name}, nor for ever if it stays so`, async () => {
    const { time, links, keeper } = keep(4);
    links[3].fake.state = { name, since: time.now() };
    await time.pass(READ_MS * 4);
    assert.deepEqual(links[0].quality, qualityFor(5, startStep(5), false));
    await time.pass(READ_MS * 10);
    assert.deepEqual(links[0].quality, qualityFor(5, 0, false));
    keeper.stop();
  });
}

for (
  const [what, change] of [
    ["the browser says so", { limited: "cpu" }],
    ["encoding takes half of the time", { encodeMs: 40 }],
    ["what arrives can't be drawn", { dropped: 0.3 }],
  ] as const
) {
  Deno.test(`a machine is strained when ${what}: all connections give way, and come back`, async () => {
    const { time, links, keeper } = keep(3);
    await time.pass(READ_MS * 6);
    Object.assign(links[1].conditions, change);
    await time.pass(READ_MS * 5);
    for (const { quality } of links) {
      assert.ok(cost(quality) < cost(qualityFor(4, 0, false)), what);
      assert.deepEqual(quality.microphone, qualityFor(4, 0, false).microphone);
    }
    Object.assign(links[1].conditions, { limited: "none", encodeMs: 1, dropped: 0 });
    await time.pass(PATIENCE_MS * 20);
    for (const { quality } of links) assert.deepEqual(quality, qualityFor(4, 0, false));
    keeper.stop();
  });
}

for (
  const [what, change] of [
    ["loses packets", { loss: 0.2 }],
    ["is too narrow", { limited: "bandwidth", available: 100_000 }],
  ] as const
) {
  Deno.test(`a line that ${what} gives way alone`, async () => {
    const { time, links, keeper } = keep(3);
    await time.pass(READ_MS * 6);
    Object.assign(links[1].conditions, change);
    await time.pass(READ_MS * 5);
    const full = qualityFor(4, 0, false);
    assert.ok(cost(links[1].quality) < cost(full));
    assert.deepEqual(links[0].quality, full);
    assert.deepEqual(links[2].quality, full);
    keeper.stop();
  });
}

Deno.test("who leaves and what is shared counts at once", () => {
  const { links, sends, keeper } = keep(5);
  links.splice(1);
  keeper.checkNow();
  assert.equal(links[0].quality.soundFrame, qualityFor(2, 0, false).soundFrame);
  sends.add("screen");
  keeper.checkNow();
  assert.deepEqual(links[0].quality, qualityFor(2, startStep(6), true));
  keeper.stop();
});

Deno.test("nobody is asked anything while we send no picture, or after the end", async () => {
  const { time, links, sends, keeper } = keep(2);
  sends.delete("camera");
  await time.pass(READ_MS * 3);
  const asked = links[0].readings;
  assert.ok(asked <= 1);
  await time.pass(READ_MS * 10);
  assert.equal(links[0].readings, asked);
  sends.add("camera");
  keeper.checkNow();
  await time.pass(READ_MS * 3);
  assert.ok(links[0].readings > asked);
  keeper.stop();
  const before = links[0].readings;
  await time.pass(READ_MS * 10);
  assert.equal(links[0].readings, before);
});
