import assert from "node:assert/strict";
import {
  assertNoTrouble,
  enter,
  everyPairFlows,
  nothingFlows,
  openStage,
  startCall,
  turnEverythingOn,
} from "../helpers/browsers/call.ts";
import { testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

Deno.test("two people see, hear and write to each other, and ask no other origin", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "two", ["Ada", "Ben"]);
  await turnEverythingOn([ada, ben]);
  await everyPairFlows([ada, ben]);

  const tile = `${testid("tile")}[data-peer="${ben.id}"] video`;
  await until(
    "Ben's picture is on Ada's screen",
    () =>
      ada.page.$eval(
        tile,
        (video) => video instanceof HTMLVideoElement && !video.paused && video.videoWidth === 320,
      ),
  );

  await ada.say("Hello <b>Ben</b> & you 👋");
  await ben.say("Hello Ada");
  for (const person of [ada, ben]) {
    await until(
      `${person.name} has both lines`,
      async () => (await person.picture()).chat.length === 2,
    );
    assert.deepEqual(
      (await person.picture()).chat.map((line) => [line.name, line.text]).sort(),
      [["Ada", "Hello <b>Ben</b> & you 👋"], ["Ben", "Hello Ada"]],
    );
  }
  const shown = await ada.linesShown();
  assert.equal(shown.filter((line) => line.includes("Hello <b>Ben</b> & you 👋")).length, 1);
  await assertNoTrouble([ada, ben]);
});

Deno.test("a late joiner gets the chat that everyone still has", async () => {
  await using stage = await openStage();
  const [ada] = await startCall(stage, "late", ["Ada"]);
  await ada.say("first");
  await ada.say("second");
  const ben = await enter(stage, "late", "Ben");
  await until(
    "Ben has both lines",
    async () => (await ben.picture()).chat.map((line) => line.text).join() === "first,second",
  );
});

Deno.test("a muted microphone sends silence and a camera that is off sends no picture", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "muted", ["Ada", "Ben"]);
  const [ada, ben] = people;
  await turnEverythingOn(people);
  await everyPairFlows(people);
  await ada.turn("mic", false);
  await ada.turn("camera", false);
  await nothingFlows(ada, ben);
});
