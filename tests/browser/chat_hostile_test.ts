import assert from "node:assert/strict";
import { assertNoTrouble, enter, openStage, startCall } from "../helpers/browsers/call.ts";
import { allConnected, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

/**
 * Every line that this page sends says the time that stands in `data-at` of the document, if any;
 * `data-sent` counts them.
 */
function lieAboutTime(): void {
  const send = RTCDataChannel.prototype.send as (this: RTCDataChannel, data: unknown) => void;
  RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: unknown) {
    const { dataset } = document.documentElement;
    const { at } = dataset;
    if (typeof data !== "string" || !data.startsWith('{"t":"chat"')) return send.call(this, data);
    send.call(this, at === undefined ? data : data.replace(/"at":\d+/, `"at":${at}`));
    dataset.sent = `${Number(dataset.sent ?? 0) + 1}`;
  };
}

Deno.test("a message with an impossible time breaks nobody's chat, now or when it is opened again", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "times", ["Ada", "Ben"]);
  await ada.say("anybody?");
  await ben.page.evaluate(lieAboutTime);
  const times = ["8640000000000001", "1e300", "-1e300", null];
  for (const [at, time] of times.entries()) {
    await ben.page.evaluate((time) => {
      const { dataset } = document.documentElement;
      if (time === null) delete dataset.at;
      else dataset.at = time;
      const room = globalThis.kibitz?.room;
      room?.chat("to all");
      room?.chat("to one", room.state.peers[0].member.id);
    }, time);
    await until(
      "both went out",
      async () =>
        await ben.page.evaluate(() => document.documentElement.dataset.sent) === `${2 * at + 2}`,
    );
  }
  const shown = () => ada.linesShown();
  await until("Ada sees the true ones alone", async () => (await shown()).length === 3);
  await ada.press("chat-toggle");
  await ada.press("chat-toggle");
  await until("and again", async () => (await shown()).length === 3);
  await assertNoTrouble([ada, ben]);
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
