import assert from "node:assert/strict";
import { assertNoTrouble, enter, openStage, startCall } from "../helpers/call.ts";
import { allConnected, testid } from "../helpers/room_page.ts";
import { until } from "../helpers/until.ts";

/** In this page every line that goes out says `at` as it is told here, whatever the engine says. */
function lieAboutTime(at: string): void {
  const send = RTCDataChannel.prototype.send as (this: RTCDataChannel, data: unknown) => void;
  RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: unknown) {
    const altered = typeof data === "string"
      ? data.replace(/"at":-?\d+,"clock"/, `"at":${at},"clock"`)
      : data;
    return send.call(this, altered);
  };
}

Deno.test("a message with an impossible time breaks nobody's chat, now or when it is opened again", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "times", ["Ada", "Ben"]);
  await ada.press("chat-toggle");
  for (const at of ["8640000000000001", "1e300", "-1e300"]) {
    await ben.page.evaluate(lieAboutTime, at);
    await ben.page.evaluate(() => {
      const room = globalThis.kibitz?.room;
      room?.chat("to all");
      room?.chat("to one", room.state.peers[0].member.id);
    });
  }
  await ada.say("are you there?");
  await until("Ada sees her own line", async () => (await ada.linesShown()).length === 1);
  await ada.press("chat-toggle");
  await ada.press("chat-toggle");
  await until("and again", async () => (await ada.linesShown()).length === 1);
  await assertNoTrouble([ada]);
});

Deno.test("a newcomer sees which messages nobody here can vouch for, and who passed them on", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "passed", ["Ada", "Ben"]);
  const [ada, ben] = people;
  await ben.say("I was here");
  await until("Ada has it", async () => (await ada.picture()).chat.length === 1);
  await ben.leave();
  const cyd = await enter(stage, "passed", "Cyd");
  await allConnected([ada, cyd]);
  await cyd.press("chat-toggle");
  const mark = await until(
    "the mark is there",
    () => cyd.page.$eval(testid("chat-unchecked"), (one) => one.textContent),
  );
  assert.equal(
    mark.replaceAll(/[\u2068\u2069]/g, ""),
    "Passed on by Ada. Kibitz can't check who wrote it.",
  );
  await ada.press("chat-toggle");
  assert.equal(await ada.page.$(testid("chat-unchecked")), null, "Ada heard it from Ben");
  await assertNoTrouble([ada, cyd]);
});
