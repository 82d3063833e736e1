import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { assertAccessible } from "../helpers/browsers/axe.ts";
import { enter, openStage, startCall } from "../helpers/browsers/call.ts";
import { openRoom, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

/** What a page can be told to fail on. */
interface Failing {
  failsOn?: RegExp;
}

/** Runs in a page before its scripts: drawing certain texts, or setting certain attributes, throws. */
function failWhereTold(): void {
  const told = globalThis as Failing;
  const check = (text: unknown) => {
    if (told.failsOn?.test(String(text))) throw new RangeError("it can't be drawn");
  };
  const { createTextNode } = Document.prototype;
  Document.prototype.createTextNode = function (text) {
    check(text);
    return createTextNode.call(this, text);
  };
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    check(`${name}=${value}`);
    return setAttribute.call(this, name, value);
  };
}

async function failOn(page: Page, what: string): Promise<void> {
  await page.evaluate((source) => {
    (globalThis as Failing).failsOn = source === "" ? undefined : new RegExp(source);
  }, what);
}

/** What stands where something failed, in words. */
async function failures(page: Page, within = "body"): Promise<string[]> {
  return await page.$$eval(
    `${within} ${testid("part-failed")} [role="status"]`,
    (parts) => parts.map((part) => part.textContent ?? ""),
  );
}

Deno.test("one chat line that can't be drawn fails alone, says so, and can be tried again", async () => {
  await using stage = await openStage({ beforePages: failWhereTold });
  const [ada, ben] = await startCall(stage, "one-line", ["Ada", "Ben"]);
  await failOn(ada.page, "unspeakable");
  await ada.say("before");
  await ada.page.keyboard.press("Escape");
  await until("Ben has it", async () => (await ben.picture()).chat.length === 1);
  for (const line of ["unspeakable", "behind", "and behind that"]) await ben.say(line);
  await until("Ada has them", async () => (await ada.picture()).chat.length === 4);
  await ada.press("chat-toggle");
  await until("the other lines show", async () => (await ada.linesShown()).length === 3);
  assert.deepEqual(await failures(ada.page), ["This message can't be shown."]);
  const named = await ada.page.$$eval(
    `${testid("chat-line")} .chat-who`,
    (whos) =>
      whos.map((who) => who.checkVisibility() ? who.querySelector("strong")?.textContent : ""),
  );
  assert.deepEqual(named, ["You", "Ben", ""], "what Ben wrote stands under his name");
  await assertAccessible(ada.page, "a line that failed");
  await ben.say("and still it goes on");
  await until("a later line shows", async () => (await ada.linesShown()).length === 4);
  await ada.say("I can answer");
  await until("the answer arrives", async () => (await ben.picture()).chat.length === 6);
  await failOn(ada.page, "");
  await ada.press("part-again");
  await until("it shows after all", async () => (await ada.linesShown()).length === 6);
  assert.deepEqual(await failures(ada.page), []);
  assert.equal(await ada.page.evaluate(() => document.activeElement?.id), "panel");
  await ada.leave();
});

Deno.test("a person who can't be drawn leaves everybody else where they are", async () => {
  await using stage = await openStage({ beforePages: failWhereTold });
  const [ada, ben] = await startCall(stage, "one-person", ["Ada", "Ben"]);
  await failOn(ada.page, "unspeakable");
  const mallory = await enter(stage, "one-person", "unspeakable");
  await until("Ada is connected to both", async () => {
    const { peers } = await ada.picture();
    return peers.length === 2 && peers.every(({ link }) => link === "connected");
  });
  const tile = (id: string) => `${testid("tile")}[data-peer="${id}"]`;
  await until("their tile says so", () => ada.page.$(`${tile(mallory.id)}.tile-failed`));
  const shown = await ada.page.$eval(tile(ben.id), (one) => one.textContent ?? "");
  assert.match(shown, /Ben/);
  assert.ok((await failures(ada.page)).includes("A notice can't be shown."));
  await assertAccessible(ada.page, "a tile that failed");
  await ada.say("others can be written to");
  await until("it arrives", async () => (await ben.picture()).chat.length === 1);
  const disabled = await ada.page.$$eval(
    `${testid("chat-to")} option:disabled`,
    (options) => options.map((option) => option.textContent),
  );
  assert.deepEqual(disabled, ["This person can't be shown."]);
  await ada.page.keyboard.press("Escape");
  for (const [control, row] of [["people", "person"], ["shield", "verify-row"]]) {
    await ada.press(control);
    await until(
      `${row} shows Ben`,
      () => ada.page.$(`#panel ${testid(row)}[data-peer="${ben.id}"]`),
    );
    await until(
      "the other one says so",
      async () => (await failures(ada.page, "#panel")).join() === "This person can't be shown.",
    );
    await assertAccessible(ada.page, `${control} with a row that failed`, ["dark"]);
    await ada.page.keyboard.press("Escape");
    await until("it is closed", async () => await ada.page.$("#panel") === null);
  }
  await mallory.leave();
  await until("they are gone", async () => await ada.page.$(tile(mallory.id)) === null);
  await ada.leave();
});

Deno.test("a panel that can't be drawn can be closed, and the rest of the call is as before", async () => {
  await using stage = await openStage({ beforePages: failWhereTold });
  const [ada, ben] = await startCall(stage, "one-panel", ["Ada", "Ben"]);
  for (
    const [what, control] of [
      ["^class=people-panel$", "people"],
      ["^class=chat-log$", "chat-toggle"],
      ["^data-testid=chat-input$", "chat-toggle"],
      ["^class=invite-row$", "invite"],
      ["^data-testid=verify-seal$", "shield"],
    ]
  ) {
    await failOn(ada.page, what);
    await ada.press(control);
    await until(
      `${what} says so`,
      async () => (await failures(ada.page, "#panel")).join() === "This part of the page failed.",
    );
    await ada.page.click(".panel-close");
    await until("it is closed", async () => await ada.page.$("#panel") === null);
    await failOn(ada.page, "");
  }
  await ben.turn("camera", true);
  await until("the call goes on", async () => (await ada.picture()).peers[0].status.camera);
  await ada.leave();
});

Deno.test("whatever fails in a call, it goes on, and there is a way out of it", async () => {
  await using stage = await openStage({ beforePages: failWhereTold });
  const ben = await enter(stage, "way-out", "Ben");
  for (
    const what of [
      "^class=tiles$",
      "^data-testid=mic$",
      "^class=room-bar$",
      "^class=notices$",
      // All that holds them together; then the failed panel's own frame.
      "^class=call on-stage$",
    ]
  ) {
    const ada = await openRoom(await stage.chromium.newPage(), stage.link("way-out"));
    await failOn(ada.page, what);
    await ada.join("Ada");
    await until(
      `${what} says so`,
      () => ada.page.$(`${testid("part-failed")}, ${testid("page-failed")}`),
    );
    await until("Ben is there", async () => (await ada.picture()).peers[0]?.link === "connected");
    await ada.leave();
    await ada.page.close();
  }
  await until("they are all gone", async () => (await ben.picture()).peers.length === 0);
  await ben.leave();
});
