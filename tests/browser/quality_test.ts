import assert from "node:assert/strict";
import { LAST_STEP, qualityFor } from "../../lib/quality/mod.ts";
import { assertNoTrouble, openStage, type Person, type Stage } from "../helpers/browsers/call.ts";
import { allConnected, openRoom } from "../helpers/browsers/room_page.ts";
import { descriptionsBy, keepSent, type Sent, sentBy } from "../helpers/browsers/sent.ts";
import { until } from "../helpers/until.ts";

/** The picture of the camera that these pages have: whole in a call of two even under some strain. */
const WIDTH = 640;
const LINES = 400;

/** A machine that others use as well may take its time. */
const PATIENT = { within: 120_000, every: 250 };

async function come(stage: Stage, room: string, name: string): Promise<Person> {
  const page = await openRoom(await stage.chromium.newPage(), stage.link(room));
  const id = await page.join(name);
  return Object.assign(page, { id, name });
}

/** Whether a camera is sent as the table says for so many people, at any step of strain. */
function byTable(people: number, { camera }: Sent): boolean {
  return Array.from({ length: LAST_STEP + 1 }, (_, step) => qualityFor(people, step, false))
    .some(({ camera: { lines, framesPerSecond, kilobits } }) =>
      camera.maxBitrate === kilobits * 1000 && camera.maxFramerate === framesPerSecond &&
      Math.abs((camera.scaleResolutionDownBy ?? 1) - Math.max(1, LINES / (lines ?? LINES))) < 0.01
    );
}

function sentByTable(from: Person, people: number): Promise<unknown> {
  return until(`${from.name} sends what ${people} people may`, async () => {
    const sent = await sentBy(from);
    if (sent.length === people - 1 && sent.every((one) => byTable(people, one))) return true;
    throw new Error(JSON.stringify(sent));
  }, PATIENT);
}

function arrives(to: Person, from: Person, what: string, fits: (width: number) => boolean) {
  return until(`${from.name}'s picture reaches ${to.name} ${what}`, async () => {
    const { width = 0 } = (await to.arriving())[from.id] ?? {};
    if (width > 0 && fits(width)) return true;
    throw new Error(`it is ${width} wide`);
  }, PATIENT);
}

Deno.test("two people see each other at full size, four what a call of four can bear", async (t) => {
  await using stage = await openStage({ beforePages: keepSent });
  const ada = await come(stage, "strain", "Ada");
  const ben = await come(stage, "strain", "Ben");
  await allConnected([ada, ben]);
  await ada.turn("camera", true);

  await t.step("with two the camera's own picture arrives", async () => {
    await arrives(ben, ada, "whole", (width) => width === WIDTH);
    await sentByTable(ada, 2);
  });

  const more: Person[] = [];
  await t.step("with four it is smaller, slower and cheaper, on every connection", async () => {
    for (const name of ["Cleo", "Dan"]) more.push(await come(stage, "strain", name));
    await allConnected([ada, ben, ...more]);
    await sentByTable(ada, 4);
    const { lines } = qualityFor(4, 0, false).camera;
    assert.ok(lines !== null && lines < LINES);
    const most = Math.ceil(WIDTH * lines / LINES);
    for (const person of [ben, ...more]) {
      await arrives(person, ada, "smaller", (width) => width <= most);
    }
  });

  await t.step("with two again it may be large again", async () => {
    for (const person of more) await person.leave();
    await sentByTable(ada, 2);
  });
  await assertNoTrouble([ada, ben]);
});

/** How many bytes of sound are sent in so many milliseconds from now on. */
async function soundIn(person: Person, ms: number): Promise<number> {
  const [before] = await sentBy(person);
  const after = await until(`${person.name} has sent for ${ms} ms`, async () => {
    const [now] = await sentBy(person);
    return now.at - before.at >= ms && now;
  }, { within: 30_000, every: 100 });
  return (after.soundBytes - before.soundBytes) * ms / (after.at - before.at);
}

Deno.test("a muted microphone sends next to nothing, and is heard again without a word", async () => {
  await using stage = await openStage({ beforePages: keepSent });
  const ada = await come(stage, "muted", "Ada");
  const ben = await come(stage, "muted", "Ben");
  await allConnected([ada, ben]);
  const heard = async () => (await ben.arriving())[ada.id]?.audioEnergy ?? 0;
  await ada.turn("mic", true);
  await until("Ben hears Ada", heard, { within: 30_000 });
  const described = await descriptionsBy(ada) + await descriptionsBy(ben);
  const loud = await soundIn(ada, 4_000);
  await ada.turn("mic", false);
  const muted = await soundIn(ada, 4_000);
  console.log(
    `${Math.round(loud)} bytes of sound in four seconds, ${Math.round(muted)} when muted`,
  );
  assert.ok(loud > 0 && muted < loud / 20, `${muted} of ${loud} bytes`);
  const before = await heard();
  await ada.turn("mic", true);
  await until("Ben hears Ada again", async () => await heard() > before, { within: 30_000 });
  assert.equal(await descriptionsBy(ada) + await descriptionsBy(ben), described);
  await assertNoTrouble([ada, ben]);
});
