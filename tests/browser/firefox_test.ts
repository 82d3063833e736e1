import {
  assertNoTrouble,
  enter,
  everyPairFlows,
  openStage,
  turnEverythingOn,
} from "../helpers/call.ts";
import { launchFirefox } from "../helpers/firefox.ts";
import { allConnected } from "../helpers/room_page.ts";
import { until } from "../helpers/until.ts";

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
