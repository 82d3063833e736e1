/** Two calls on one page: two rooms, two sessions, each with its own devices and panels. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { enter, openStage } from "../helpers/browsers/call.ts";
import { TEST_KEY, testid } from "../helpers/browsers/room_page.ts";
import { openTwoCalls } from "../helpers/browsers/two_calls.ts";
import { until } from "../helpers/until.ts";

const [LEFT, RIGHT] = ["left-lake", "right-river"] as const;

/** An element of one call, by what it is. */
const within = (room: string, id: string) => `[data-room="${room}"] ${testid(id)}`;

async function press(page: Page, room: string, control: string): Promise<void> {
  await page.waitForSelector(within(room, control));
  await page.$eval(within(room, control), (button) => (button as HTMLElement).click());
}

/** Who else is in one call, and what the page says of itself there. */
function seen(page: Page, room: string) {
  return page.evaluate((name) => {
    const state = globalThis.twoCalls?.rooms[name]?.()?.state;
    return {
      phase: state?.phase.name ?? "none",
      others: state?.peers.filter(({ link }) => link.name === "connected")
        .map(({ member }) => member.name) ?? [],
      chat: state?.chat.map(({ text }) => text) ?? [],
    };
  }, room);
}

const panelOf = (page: Page, room: string) =>
  page.$eval(`[data-room="${room}"] .call`, (call) => call.getAttribute("data-panel"));

Deno.test("two calls on one page have each their own people, panels, keys and end", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  await page.setViewport({ width: 1600, height: 800 });
  await openTwoCalls(page, stage.site.origin, [
    { room: LEFT, key: TEST_KEY },
    { room: RIGHT, key: TEST_KEY },
  ]);
  for (const room of [LEFT, RIGHT]) {
    await page.locator(within(room, "name")).fill(`Ada at ${room}`);
    await press(page, room, "join");
    await until(`in ${room}`, async () => (await seen(page, room)).phase === "joined");
  }
  const [ben, cleo] = [await enter(stage, LEFT, "Ben"), await enter(stage, RIGHT, "Cleo")];
  await until("Ben is seen", async () => (await seen(page, LEFT)).others.join() === "Ben");
  await until("Cleo is seen", async () => (await seen(page, RIGHT)).others.join() === "Cleo");

  await page.bringToFront();
  const ids = await page.$$eval("[id]", (all) => all.map(({ id }) => id));
  assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], "each id once");
  const boxes = await page.$$eval(".call", (all) =>
    all.map((call) => {
      const { x, width } = call.getBoundingClientRect();
      return [x, width];
    }));
  assert.deepEqual(boxes, [[0, 800], [800, 800]], "each in its own half");

  await press(page, RIGHT, "chat-toggle");
  await until("the right chat is open", async () => await panelOf(page, RIGHT) === "chat");
  assert.equal(await panelOf(page, LEFT), "none");
  await page.locator(`#${RIGHT}-chat-input`).fill("to the right");
  await page.keyboard.press("Enter");
  await until(
    "Cleo reads it",
    async () => (await cleo.picture()).chat.some(({ text }) => text === "to the right"),
  );
  assert.deepEqual((await seen(page, LEFT)).chat, []);
  assert.deepEqual((await ben.picture()).chat, []);

  // A key acts in the call that has the focus.
  await page.focus(`[data-room="${LEFT}"] .stage`);
  await page.keyboard.press("p");
  await until("the left people panel is open", async () => await panelOf(page, LEFT) === "people");
  assert.equal(await panelOf(page, RIGHT), "chat");

  await press(page, LEFT, "leave");
  await until("Ben is alone", async () => (await ben.picture()).peers.length === 0);
  assert.equal((await seen(page, LEFT)).phase, "none");
  assert.deepEqual((await seen(page, RIGHT)).others, ["Cleo"]);
  await cleo.say("still here?");
  await until(
    "the right call goes on",
    async () => (await seen(page, RIGHT)).chat.includes("still here?"),
  );
});
