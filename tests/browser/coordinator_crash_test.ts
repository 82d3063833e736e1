import assert from "node:assert/strict";
import { allConnected } from "../helpers/browsers/room_page.ts";
import { enter, openStage, startCall, turnEverythingOn } from "../helpers/browsers/call.ts";
import { longestPause, unnoticed, watchPictures } from "../helpers/browsers/pauses.ts";
import { until } from "../helpers/until.ts";

Deno.test("the coordinator's tab is killed: the others go on, and somebody new gets in", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "crash", ["Ada", "Ben", "Cleo"]);
  const [ada, ben, cleo] = people;
  await turnEverythingOn(people);
  assert.equal((await ben.picture()).coordinator, ada.id);

  // What it costs this machine that a page is opened and joins, while nothing is wrong.
  await watchPictures([ben, cleo]);
  const eve = await enter(stage, "crash", "Eve");
  await allConnected([ada, ben, cleo, eve]);
  await eve.leave();
  const usual = await longestPause([ben, cleo]);

  await watchPictures([ben, cleo]);
  const killer = await ada.page.createCDPSession();
  // The renderer is gone before it could answer: that the command fails is what it is for.
  killer.send("Page.crash").catch(() => {});
  const killed = Date.now();
  const dan = await enter(stage, "crash", "Dan");
  await until("Dan, Ben and Cleo are one room", async () => {
    const pictures = await Promise.all([ben, cleo, dan].map((person) => person.picture()));
    const coordinators = new Set(pictures.map(({ coordinator }) => coordinator));
    return coordinators.size === 1 && !coordinators.has(ada.id) &&
      pictures.every(({ peers }) => peers.length >= 2);
  }, { within: 30_000 });
  console.log(`somebody new was in ${Date.now() - killed} ms after the kill`);
  await until("the killed page is off everyone's roster", async () => {
    const pictures = await Promise.all([ben, cleo, dan].map((person) => person.picture()));
    return pictures.every(({ peers }) => peers.length === 2);
  }, { within: 60_000 });
  await allConnected([ben, cleo, dan]);
  console.log(`the killed page was off the roster after ${Date.now() - killed} ms`);
  const pause = await longestPause([ben, cleo]);
  assert.ok(
    pause < unnoticed(usual),
    `a pause of ${pause} ms, where opening a page costs ${usual} ms`,
  );
});
