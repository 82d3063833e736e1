import assert from "node:assert/strict";
import {
  assertNoTrouble,
  enter,
  everyPairFlows,
  openStage,
  type Person,
  turnEverythingOn,
} from "../helpers/call.ts";
import { launchFirefox } from "../helpers/firefox.ts";
import { allConnected } from "../helpers/room_page.ts";
import { until } from "../helpers/until.ts";
import { isCode, sightOf } from "../helpers/victims.ts";

for (const first of ["Chromium", "Firefox"]) {
  Deno.test(`Chromium and Firefox are in one call, ${first} there first`, async () => {
    await using stage = await openStage();
    await using firefox = await launchFirefox();
    const beside = { ...stage, chromium: firefox };
    const order = first === "Firefox" ? [beside, stage] : [stage, beside];
    const people = [];
    for (const where of order) {
      people.push(await enter(where, "mixed", where === beside ? "Fox" : "Ada"));
    }
    await allConnected(people);
    await sameCodes(people);
    await turnEverythingOn(people);
    await everyPairFlows(people);
    for (const person of people) await person.say(`Hello from ${person.name}`);
    for (const person of people) {
      await until(
        `${person.name} has both lines`,
        async () => (await person.picture()).chat.length === 2,
      );
    }
    await assertNoTrouble(people);
  });
}

/** Each browser reads the other's certificate in its own way; the codes show that both read right. */
async function sameCodes(people: readonly Person[]): Promise<void> {
  const codes = [];
  for (const person of people) {
    codes.push(
      await until(`${person.name} has both codes`, async () => {
        const sight = await sightOf(person);
        if (isCode(sight?.pair) && isCode(sight?.group)) return `${sight?.pair}, ${sight?.group}`;
        throw new Error(JSON.stringify(sight));
      }),
    );
  }
  assert.equal(codes[0], codes[1]);
}
