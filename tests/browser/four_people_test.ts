import assert from "node:assert/strict";
import {
  assertNoTrouble,
  everyPairFlows,
  openStage,
  startCall,
  turnEverythingOn,
} from "../helpers/browsers/call.ts";
import {
  longestGaps,
  morePictures,
  unnoticed,
  usualPause,
  watchPictures,
} from "../helpers/browsers/pauses.ts";
import { until } from "../helpers/until.ts";

Deno.test("four people: every pair flows, messages reach whom they should, one may leave", async (t) => {
  await using stage = await openStage();
  const people = await startCall(stage, "four", ["Ada", "Ben", "Cleo", "Dan"]);
  const [ada, ben, cleo, dan] = people;
  await turnEverythingOn(people);

  await t.step("every pair's pictures decode and grow, and sound arrives", async () => {
    await everyPairFlows(people);
  });

  await t.step("a line reaches everyone, once, under its author's name", async () => {
    await cleo.say("Hello all");
    for (const person of people) {
      await until(
        `${person.name} has the line`,
        async () => (await person.picture()).chat.length > 0,
      );
    }
    // Another line behind it, on the same ordered channels: a copy of the first would be before it.
    await cleo.say("And once more");
    for (const person of people) {
      await until(
        `${person.name} has both lines`,
        async () => (await person.picture()).chat.length >= 2,
      );
      const lines = (await person.picture()).chat.map(({ author, text }) => [author, text]);
      assert.deepEqual(lines, [[cleo.id, "Hello all"], [cleo.id, "And once more"]]);
    }
  });

  await t.step("a directed message reaches one person, a broadcast the others", async () => {
    await ada.sendTo(cleo.id, { secret: "for Cleo" });
    await ada.broadcast({ all: true });
    for (const person of [ben, cleo, dan]) {
      await until(
        `${person.name} has the broadcast`,
        async () => (await person.received()).some((message) => message.to === "room"),
      );
    }
    const toAll = { from: ada.id, to: "room", data: { all: true } };
    assert.deepEqual(await ben.received(), [toAll]);
    assert.deepEqual(await dan.received(), [toAll]);
    assert.deepEqual(await cleo.received(), [
      { from: ada.id, to: "self", data: { secret: "for Cleo" } },
      toAll,
    ]);
    assert.deepEqual(await ada.received(), []);
  });

  await t.step("the first one leaves; nobody else's picture pauses", async () => {
    const staying = [ben, cleo, dan];
    const usual = await usualPause(staying);
    await watchPictures(staying);
    await ada.leave();
    for (const person of staying) {
      await until(`${person.name} sees that Ada left and who coordinates now`, async () => {
        const { peers, coordinator } = await person.picture();
        return peers.length === 2 && coordinator === ben.id;
      });
    }
    await morePictures(staying);
    for (const [pair, gap] of await longestGaps(staying)) {
      assert.ok(gap < unnoticed(usual), `${pair}: ${gap} ms, ${usual} ms before`);
    }
  });

  await t.step("no page met an error, another origin or a forbidden script", async () => {
    await assertNoTrouble(people);
  });
});
