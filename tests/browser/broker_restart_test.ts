import assert from "node:assert/strict";
import { enter, startCall, turnEverythingOn } from "../helpers/browsers/call.ts";
import { launchChromium } from "../helpers/browsers/chromium.ts";
import {
  longestGaps,
  morePictures,
  unnoticed,
  usualPause,
  watchPictures,
} from "../helpers/browsers/pauses.ts";
import { allConnected, TEST_KEY } from "../helpers/browsers/room_page.ts";
import { startSite } from "../helpers/servers/site.ts";
import { until } from "../helpers/until.ts";

Deno.test("the server is killed and started again during a call of three: nobody notices, and somebody new gets in", async () => {
  await using chromium = await launchChromium();
  await using first = await startSite();
  const port = Number(new URL(first.origin).port);
  const stage = {
    site: first,
    chromium,
    link: (room: string) => `${first.origin}/r/${room}#k=${TEST_KEY}`,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const people = await startCall(stage, "restart", ["Ada", "Ben", "Cleo"]);
  const [ada] = people;
  await turnEverythingOn(people);
  const usual = await usualPause(people);
  const before = await Promise.all(people.map((person) => person.picture()));
  const brokers = () =>
    Promise.all(people.map(({ page }) => page.evaluate(() => globalThis.kibitz?.state?.broker)));

  await watchPictures(people);
  await first.stop();
  await until(
    "everyone's page knows that the broker is away",
    async () => (await brokers()).every((state) => state === "reconnecting"),
  );
  await morePictures(people);
  await using _again = await startSite({ port });
  await until(
    "everyone is back, and the address with its coordinator",
    async () => (await brokers()).every((state) => state === "connected"),
    { within: 30_000 },
  );
  await morePictures(people);
  const gaps = await longestGaps(people);
  console.log(`longest gaps ${[...gaps.values()].join(", ")} ms, ${usual} ms before`);
  for (const [pair, gap] of gaps) assert.ok(gap < unnoticed(usual), `${pair}: ${gap} ms`);
  const after = await Promise.all(people.map((person) => person.picture()));
  for (const [index, { peers, coordinator, self }] of after.entries()) {
    assert.equal(coordinator, ada.id);
    assert.equal(self.id, before[index].self.id);
    assert.deepEqual(peers, before[index].peers);
  }

  const dan = await enter(stage, "restart", "Dan");
  await allConnected([...people, dan]);
  assert.equal((await dan.picture()).coordinator, ada.id);
});
