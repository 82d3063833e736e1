import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { assertAccessible } from "../helpers/browsers/axe.ts";
import { enter, openStage, startCall } from "../helpers/browsers/call.ts";
import { openRoom, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

/** Every panel of a call, by the control that opens it, and what tells that it is there. */
const PANELS = [
  ["chat-toggle", testid("chat-input")],
  ["people", testid("person")],
  ["shield", testid("verify-row")],
  ["more", testid("menu")],
] as const;

/** Every panel that the menu opens, on a wide or a narrow screen. */
const FROM_MENU = [["menu-keys", testid("keys")], ["menu-settings", testid("settings")], [
  "menu-invite",
  "#invite-link",
]] as const;

Deno.test("no page breaks a rule of WCAG 2.2 A or AA, in light or dark, wide or narrow", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  const paths = [
    "/",
    "/docs",
    "/docs/architecture",
    "/security",
    "/threat-model",
    "/r/NO",
    "/nowhere",
  ];
  for (const path of paths) {
    await page.goto(stage.site.origin + path, { waitUntil: "load" });
    await assertAccessible(page, path);
  }
});

Deno.test("nothing on the way into a call breaks one", async () => {
  await using stage = await openStage();
  const room = await openRoom(await stage.chromium.newPage(), stage.link("axe-prejoin"));
  await assertAccessible(room.page, "before the call");
  await room.press("camera");
  await room.press("mic");
  await until("both are on", () => room.page.$('.preview[data-camera="on"]'));
  await assertAccessible(room.page, "before the call, with camera and microphone");
  await room.join("Ada");
  await until("the link to send is there", () => room.page.$(".waiting"));
  await assertAccessible(room.page, "alone");
  await room.leave();
  await assertAccessible(room.page, "after the call");
});

Deno.test("nothing in a call breaks one, whatever panel is open", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "axe-call", ["Ada", "Ben", "Cyd"]);
  await ben.turn("camera", true);
  await ada.turn("camera", true);
  await ben.say("Hello");
  for (const layout of ["gallery", "speaker", "compact"]) {
    await assertAccessible(ada.page, layout);
    await ada.press("layout");
  }
  for (const [control, shown] of PANELS) {
    await ada.press(control);
    await until(`${control} is open`, () => ada.page.$(shown));
    await assertAccessible(ada.page, control);
    await ada.page.keyboard.press("Escape");
    await until(`${control} is closed`, async () => await ada.page.$("#panel") === null);
  }
  for (const [item, shown] of FROM_MENU) {
    // On a narrow screen the menu has everything.
    await ada.page.setViewport({ width: 390, height: 844 });
    await ada.press("more");
    await ada.press(item);
    await until(`${item} is open`, () => ada.page.$(shown));
    await assertAccessible(ada.page, item);
    await ada.page.keyboard.press("Escape");
    await until(`${item} is closed`, async () => await ada.page.$("#panel") === null);
  }
});

Deno.test("a whole call by keyboard alone", async () => {
  await using stage = await openStage();
  const ben = await enter(stage, "keyboard", "Ben");
  const page = await stage.chromium.newPage();
  const ada = await openRoom(page, stage.link("keyboard"));
  await page.keyboard.type("x");
  await tabTo(page, "#name");
  await page.keyboard.type("Ada");
  await page.keyboard.press("Enter");
  await until("Ada is in the call", async () => (await ada.phase()).phase === "in-call");
  await until("Ben is there", async () => (await ada.picture()).peers[0]?.link === "connected");
  const status = async () => (await ada.picture()).self.status;

  await page.keyboard.press("m");
  await until("M unmutes", async () => (await status()).microphone);
  await page.keyboard.press("m");
  await until("M mutes", async () => !(await status()).microphone);
  await page.keyboard.press("v");
  await until("V turns the camera on", async () => (await status()).camera);
  await page.keyboard.down("Space");
  await until("Space talks", async () => (await status()).microphone);
  await page.keyboard.up("Space");
  await until("Space let go mutes", async () => !(await status()).microphone);

  await page.keyboard.press("c");
  await until("C opens the chat", () => page.$(testid("chat-input")));
  await page.keyboard.type("my camera is v, my name is m");
  await page.keyboard.press("Enter");
  await until("Ben reads it whole", async () => {
    const lines = (await ben.picture()).chat.map(({ text }) => text);
    return lines.includes("my camera is v, my name is m");
  });
  assert.deepEqual(await status(), { microphone: false, camera: true, screen: false });
  await page.keyboard.press("Escape");
  await until("Escape closes it", async () => await page.$("#panel") === null);
  assert.equal(await focusLost(page), false, "the focus is somewhere after the chat closed");

  for (const [key, shown] of [["p", testid("person")], ["?", testid("keys")]] as const) {
    await page.keyboard.press(key);
    await until(`${key} opens its panel`, () => page.$(shown));
    await page.keyboard.press("Escape");
    await until(`Escape closes it`, async () => await page.$("#panel") === null);
    assert.equal(await focusLost(page), false, `the focus is somewhere after ${key}`);
  }

  await tabTo(page, testid("self-grip"));
  await page.keyboard.press("ArrowUp");
  await until("the own picture went up", () => page.$('[data-corner="top-right"]'));

  await tabTo(page, testid("shield"));
  await page.keyboard.press("Enter");
  await until("a code is there to compare", () => page.$(testid("verify-code")));
  await tabTo(page, testid("match"));
  await page.keyboard.press("Enter");
  await until("they are compared", () => page.$(`${testid("shield")}[data-trust="compared"]`));
  await page.keyboard.press("Escape");
  await until("the panel is closed", async () => await page.$("#panel") === null);
  assert.equal(await focusLost(page), false);

  await tabTo(page, testid("leave"));
  await page.keyboard.press("Enter");
  await until("Ada has left", async () => (await ada.phase()).phase === "left");
  await until("Ben is alone", async () => (await ben.picture()).peers.length === 0);
  assert.equal(await focusLost(page), false);
});

Deno.test("turned off in their sheet, the keys do nothing", async () => {
  await using stage = await openStage();
  const [ada] = await startCall(stage, "keys-off", ["Ada"]);
  await ada.page.keyboard.press("?");
  await until("the sheet is open", () => ada.page.$(testid("keys")));
  await tabTo(ada.page, testid("keys-switch"));
  await ada.page.keyboard.press("Space");
  await ada.page.keyboard.press("Escape");
  await until("it is closed", async () => await ada.page.$("#panel") === null);
  await ada.page.keyboard.press("c");
  await ada.page.keyboard.press("?");
  await ada.turn("camera", true);
  assert.equal(await ada.page.$("#panel"), null);
});

Deno.test("who wants less motion gets none that lasts", async () => {
  await using stage = await openStage();
  const [ada] = await startCall(stage, "less-motion", ["Ada", "Ben"]);
  await ada.page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await ada.page.evaluate(() => {
    const scope = globalThis as unknown as { motionForTests: number };
    scope.motionForTests = 0;
    const note = ({ target }: Event) => {
      const longest = target instanceof Element
        ? Math.max(
          ...target.getAnimations({ subtree: true }).map((one) =>
            Number(one.effect?.getComputedTiming().endTime ?? 0)
          ),
        )
        : 0;
      scope.motionForTests = Math.max(scope.motionForTests, longest);
    };
    for (const type of ["transitionrun", "animationstart"]) addEventListener(type, note, true);
  });
  for (const control of ["chat-toggle", "people", "more"]) await ada.press(control);
  await ada.page.keyboard.press("Escape");
  await ada.page.focus(testid("self-grip"));
  await ada.page.keyboard.press("ArrowUp");
  await until("it went up", () => ada.page.$('[data-corner="top-right"]'));
  const longest = await ada.page.evaluate(() =>
    (globalThis as unknown as { motionForTests: number }).motionForTests
  );
  assert.ok(longest <= 1, `something moved for ${longest} ms`);
});

/** Goes by Tab to an element, as far as there are elements on the way. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if (await page.evaluate((to) => document.activeElement?.matches(to), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

async function focusLost(page: Page): Promise<boolean> {
  return await page.evaluate(() =>
    document.activeElement === null || document.activeElement === document.body
  );
}
