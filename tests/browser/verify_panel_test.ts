import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { assertAccessible } from "../helpers/browsers/axe.ts";
import {
  assertNoTrouble,
  everyPairFlows,
  nothingFlows,
  openStage,
  type Person,
  startCall,
  turnEverythingOn,
} from "../helpers/browsers/call.ts";
import { openRoom, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

/** Where to keep pictures of the panel, for people to look at; nowhere unless told. */
const PICTURES = Deno.env.get("KIBITZ_PICTURES");

Deno.test("two people see the same code, and a match turns the row and the shield", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "verify", ["Ada", "Ben"]);
  await until("nothing is compared yet", async () => await shield(ada) === "sealed");
  for (const person of [ada, ben]) await openPanel(person);
  const codes = [await codeShown(ada, "verify-code"), await codeShown(ben, "verify-code")];
  assert.deepEqual(codes[0], codes[1]);
  assert.equal(codes[0].names.length, 7);
  assert.match(codes[0].digits, /\d{3} \d{3} \d{3} \d{4}$/);

  await ada.press("match");
  await until("Ada's row is compared", async () => await rowTrust(ada, ben) === "compared");
  assert.equal(await shield(ada), "compared");
  assert.equal(await tileMark(ada, ben), "compared");
  assert.equal(await shield(ben), "sealed", "Ben has said nothing yet");
  assert.equal(await focused(ada), "withdraw", "the focus stays where the button was");
  await assertNoTrouble([ada, ben]);
});

Deno.test("the long code for comparison by text is the same on both screens", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "verify-long", ["Ada", "Ben"]);
  const shown: string[] = [];
  for (const person of people) {
    await openPanel(person);
    await person.press("long-code-show");
    await until("the long code is there", () => person.page.$(testid("long-code")));
    const groups = await person.page.$$eval(
      `${testid("long-code")} li`,
      (all) => all.map((li) => li.textContent),
    );
    shown.push(groups.join(" "));
  }
  assert.match(shown[0], /^\d{5}( \d{5}){11}$/);
  assert.equal(shown[0], shown[1]);
});

Deno.test("codes that differ stop everything towards that person until it is taken back", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "verify-differ", ["Ada", "Ben"]);
  const [ada, ben] = people;
  await turnEverythingOn(people);
  await everyPairFlows(people);
  await openPanel(ada);

  await sayThatTheyDiffer(ada);
  await until("Ada's row says so", async () => await rowTrust(ada, ben) === "differ");
  assert.equal(await shield(ada), "differ");
  assert.equal(await tileMark(ada, ben), "differ");
  assert.ok(await ada.page.$(testid("when-they-differ")), "what to do is said");
  await nothingFlows(ada, ben);
  await picture(ada, "differ");

  await ada.press("withdraw");
  await until("Ada's row is as it was", async () => await rowTrust(ada, ben) === "sealed");
  await everyPairFlows(people);
});

Deno.test('one tap on "They differ" stops nothing: it asks first, by keyboard as well', async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "verify-asks", ["Ada", "Ben"]);
  await openPanel(ada);
  await codeShown(ada, "verify-code");
  const question = () => ada.page.$(testid("differ-question"));
  await ada.page.focus(testid("differ"));
  await ada.page.keyboard.press("Enter");
  await until("it asks", question);
  assert.equal(await focused(ada), "differ-again", "a second press is harmless");
  assert.equal(await rowTrust(ada, ben), "sealed");
  await assertAccessible(ada.page, "the question");
  for (const [width, height] of [[390, 844], [1280, 800]]) {
    await ada.page.setViewport({ width, height });
    await picture(ada, `question-${width}`);
  }
  await ada.page.keyboard.press("Escape");
  await until("it is taken back", async () => await question() === null);
  assert.ok(await ada.page.$(testid("verify-panel")), "the panel stays open");
  assert.equal(await focused(ada), "differ");
  assert.equal(await rowTrust(ada, ben), "sealed");

  await ada.page.keyboard.press("Enter");
  await until("it asks again", question);
  await ada.page.keyboard.down("Shift");
  await ada.page.keyboard.press("Tab");
  await ada.page.keyboard.up("Shift");
  assert.equal(await focused(ada), "differ-yes");
  await ada.page.keyboard.press("Enter");
  await until("they differ", async () => await rowTrust(ada, ben) === "differ");
  await until("the focus goes on", async () => await focused(ada) === "withdraw");
  await ada.page.setViewport({ width: 390, height: 844 });
  await picture(ada, "differ-390");
});

Deno.test("while somebody gets nothing of ours, a bar on the stage names them and says what to do", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "verify-bar", ["Ada", "Ben", "Cyd"]);
  await openPanel(ada);
  await until(
    "there are codes",
    async () => (await ada.page.$$(testid("verify-code"))).length === 2,
  );
  const bar = () => shownText(ada, "stopped-bar");
  for (const other of ["Ben", "Cyd"]) {
    const row = await until(`${other}'s row`, async () => await rowOf(ada, other));
    await row.$(testid("differ")).then((button) => button?.click());
    await until("it asks", () => row.$(testid("differ-yes")));
    await row.$(testid("differ-yes")).then((button) => button?.click());
    await until(`${other} is in the bar`, async () => (await bar())?.includes(other));
  }
  assert.match(
    await bar() ?? "",
    /^Ben and Cyd get nothing from you: no sound, no video, no messages/,
  );
  await ada.page.keyboard.press("Escape");
  await until("the panel is closed", async () => await ada.page.$("#panel") === null);
  for (const [width, height] of [[390, 844], [1280, 800]]) {
    await ada.page.setViewport({ width, height });
    const bottom = await until(
      "both buttons are on the screen",
      () =>
        ada.page.evaluate((width) => {
          const leave = document.querySelector('[data-testid="stopped-leave"]');
          const box = leave?.getBoundingClientRect();
          return innerWidth === width && box !== undefined && box.height >= 44 && box.bottom;
        }, width),
    );
    assert.ok(bottom < height / 2, "it is above the fold");
    await picture(ada, `stopped-${width}`);
    await assertAccessible(ada.page, `the bar at ${width}`);
  }
  await ada.press("stopped-again");
  await until("the panel shows the code", () => ada.page.$(testid("verify-code")));
  await (await rowOf(ada, "Ben"))?.$(testid("match")).then((button) => button?.click());
  await until("Ben gets everything again", async () => /^Cyd gets/.test(await bar() ?? ""));
  assert.equal(await rowTrust(ada, ben), "compared");
  await ada.page.keyboard.press("Escape");
  await ada.press("stopped-leave");
  await until("Ada has left", async () => (await ada.phase()).phase === "left");
});

Deno.test("what is written while codes differ is marked as not sent, and is never sent", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "verify-unsent", ["Ada", "Ben", "Cyd"]);
  await openPanel(ada);
  const row = await until("Ben's row has a code", async () => {
    const found = await rowOf(ada, "Ben");
    return await found?.$(testid("differ")) ? found : null;
  });
  await row.$(testid("differ")).then((button) => button?.click());
  await until("it asks", () => row.$(testid("differ-yes")));
  await row.$(testid("differ-yes")).then((button) => button?.click());
  await until("they differ", async () => await rowTrust(ada, ben) === "differ");
  await ada.say("held back");
  const mark = await until("it is marked", () => shownText(ada, "chat-unsent"));
  assert.equal(mark, "Not sent to Ben");
  await picture(ada, "unsent");
  // On a page this narrow the chat lies over the shield.
  await ada.page.keyboard.press("Escape");

  await openPanel(ada);
  await (await rowOf(ada, "Ben"))?.$(testid("withdraw")).then((button) => button?.click());
  await until("it is taken back", async () => await rowTrust(ada, ben) === "sealed");
  await ada.say("said to all");
  await until("Ben reads what is said now", async () => {
    const lines = (await ben.picture()).chat.map(({ text }) => text);
    return lines.includes("said to all") && lines;
  }).then((lines) => assert.deepEqual(lines, ["said to all"]));
  assert.equal(await shownText(ada, "chat-unsent"), "Not sent to Ben", "the mark stays");
});

Deno.test("whoever gets nothing is told that the other browser stopped sending, and nothing more", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "verify-halted", ["Ada", "Ben"]);
  await openPanel(ada);
  await codeShown(ada, "verify-code");
  await sayThatTheyDiffer(ada);
  const text = await until("Ben is told", () => shownText(ben, "halted-bar"));
  assert.match(text, /^Ada's browser has stopped sending to you\./);
  assert.ok(await ben.page.$(testid("tile-halted")), "and on Ada's tile");
  assert.equal(await shield(ben), "sealed", "he accuses nobody");
  await ben.page.locator(`${testid("halted-bar")} summary`).click();
  for (const [width, height] of [[390, 844], [1280, 800]]) {
    await ben.page.setViewport({ width, height });
    await picture(ben, `halted-${width}`);
  }
  await assertAccessible(ben.page, "told that nothing comes");
  await ada.press("withdraw");
  await until("it is over", async () => await shownText(ben, "halted-bar") === null);
});

Deno.test("three people compare once, with the code for everyone", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "verify-three", ["Ada", "Ben", "Cyd"]);
  const [ada, ben, cyd] = people;
  for (const person of people) await openPanel(person);
  const [first, ...others] = await Promise.all(people.map((one) => codeShown(one, "group-code")));
  for (const other of others) assert.deepEqual(other, first);
  await ada.press("group-match");
  for (const other of [ben, cyd]) {
    await until(
      `${other.name} is compared`,
      async () => await rowTrust(ada, other) === "compared",
    );
  }
  assert.equal(await shield(ada), "compared");
  await picture(ada, "three");
});

Deno.test("the panel takes the focus, closes on Escape and gives the focus back to the shield", async () => {
  await using stage = await openStage();
  const [ada] = await startCall(stage, "verify-focus", ["Ada", "Ben"]);
  await ada.page.focus(testid("shield"));
  await ada.page.keyboard.press("Enter");
  await until("the panel is open", () => ada.page.$(testid("verify-panel")));
  assert.ok(
    await ada.page.evaluate(() => document.activeElement?.closest("#panel") !== null),
    "the focus is in the panel",
  );
  await ada.page.keyboard.press("Escape");
  await until("the panel is closed", async () => await ada.page.$(testid("verify-panel")) === null);
  assert.equal(await focused(ada), "shield");
});

Deno.test("another certificate takes the badge, turns the shield and says whose it is", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "verify-changed", ["Ada", "Ben"]);
  await openPanel(ada);
  await codeShown(ada, "verify-code");
  await ada.press("match");
  await until("Ben is compared", async () => await rowTrust(ada, ben) === "compared");

  // Leaving lets go of the certificate: whoever has the link and takes the name looks the same.
  await ben.leave();
  await until("Ada is alone", async () => (await ada.picture()).peers.length === 0);
  await ben.page.reload();
  await until("the page is ready", async () => (await ben.phase()).phase === "ready");
  const there = { id: await ben.join("Ben") };
  await until("Ada is asked to compare again", async () => await shield(ada) === "changed");
  assert.equal(await rowTrust(ada, there), "changed");
  assert.equal(await tileMark(ada, there), "changed");
  assert.match(await shownText(ada, "changed-bar") ?? "", /Ben needs to be verified again/);
  await picture(ada, "changed-panel");
  await ada.page.keyboard.press("Escape");
  await until("the panel is closed", async () => await ada.page.$("#panel") === null);
  for (const [width, height] of [[390, 844], [1280, 800]]) {
    await ada.page.setViewport({ width, height });
    await picture(ada, `changed-${width}`);
    await assertAccessible(ada.page, `somebody is to be verified again, at ${width}`);
  }
  await ada.press("changed-verify");
  await until("the panel is open", () => ada.page.$(testid("verify-row")));
  await codeShown(ada, "verify-code");
  await ada.press("match");
  await until("it is dealt with", async () => await shownText(ada, "changed-bar") === null);
});

Deno.test("a room without a key says that its introduction is not sealed, alone and with others", async () => {
  await using stage = await openStage();
  const link = `${stage.site.origin}/r/verify-open`;
  const ada = await openRoom(await stage.chromium.newPage(), link);
  await ada.join("Ada");
  const label = () => ada.page.$eval(testid("shield"), (button) => button.textContent ?? "");
  assert.match(await label(), /Introduction not sealed/);
  const ben = await openRoom(await stage.chromium.newPage(), link);
  await ben.join("Ben");
  await until("the shield says unsealed", async () => await shield(ada) === "unsealed");
  assert.match(await label(), /Introduction not sealed/);
  await openPanel(ada);
  assert.match(
    await ada.page.$eval(testid("verify-seal"), (note) => note.textContent ?? ""),
    /no key/,
  );
});

Deno.test("a new room link leaves, and opens the same room under another key", async () => {
  await using stage = await openStage();
  const [ada] = await startCall(stage, "verify-anew", ["Ada", "Ben"]);
  const before = ada.page.url();
  await openPanel(ada);
  await sayThatTheyDiffer(ada);
  await ada.press("new-room-link");
  await until("another link is open", async () => {
    const ready = (await ada.phase()).phase === "ready";
    return ready && ada.page.url() !== before;
  });
  const [old, fresh] = [new URL(before), new URL(ada.page.url())];
  assert.equal(fresh.pathname, old.pathname);
  assert.match(fresh.hash, /^#k=[\w-]{22}$/);
  assert.notEqual(fresh.hash, old.hash);
});

Deno.test("a long room name leaves the shield its words on a phone", async () => {
  await using stage = await openStage();
  const name = "a-room-with-a-name-of-forty-characters-x";
  const [ada] = await startCall(stage, name, ["Ada", "Ben"]);
  await ada.page.setViewport({ width: 390, height: 844 });
  const label = await until("the label is drawn", () =>
    ada.page.$eval(
      `${testid("shield")} .shield-label`,
      (span) => innerWidth === 390 ? { shown: span.clientWidth, needed: span.scrollWidth } : null,
    ));
  assert.ok(label.needed <= label.shown, JSON.stringify(label));
  await picture(ada, "long-name-390");
});

Deno.test("the panel fits a phone and a laptop, and its buttons fit a thumb", async () => {
  await using stage = await openStage();
  const [ada] = await startCall(stage, "verify-sizes", ["Ada", "Ben"]);
  await openPanel(ada);
  await codeShown(ada, "verify-code");
  for (const [width, height] of [[390, 844], [1280, 800]]) {
    await ada.page.setViewport({ width, height });
    const found = await until("the panel is laid out", () => layout(ada.page, width));
    assert.deepEqual(found.spilling, [], `at ${width} px`);
    assert.ok(found.smallest >= 44, `the smallest button is ${found.smallest} px at ${width} px`);
    assert.ok(found.symbol >= 32, `an emoji is ${found.symbol} px at ${width} px`);
    await picture(ada, `panel-${width}`);
  }
  await ada.press("match");
  await picture(ada, "compared-1280");
  await ada.page.keyboard.press("Escape");
  await ada.page.setViewport({ width: 390, height: 844 });
  await picture(ada, "header-390");
});

async function openPanel(person: Person | { page: Page }): Promise<void> {
  await person.page.locator(testid("shield")).click();
  await until("a row is in the panel", () => person.page.$(testid("verify-row")));
}

async function sayThatTheyDiffer(person: Person): Promise<void> {
  await person.press("differ");
  await person.press("differ-yes");
}

/** The row of whoever has this name. */
async function rowOf({ page }: Person, name: string) {
  for (const row of await page.$$(testid("verify-row"))) {
    if (await row.$eval("h3", (title) => title.textContent) === name) return row;
  }
  return null;
}

/** What is written there; null while it is not there. */
async function shownText({ page }: { page: Page }, which: string): Promise<string | null> {
  return await page.evaluate(
    (selector) => document.querySelector(selector)?.textContent ?? null,
    testid(which),
  );
}

async function shield({ page }: { page: Page }): Promise<string | undefined> {
  return await page.$eval(
    testid("shield"),
    (button) => button instanceof HTMLElement ? button.dataset.trust : undefined,
  );
}

async function rowTrust({ page }: Person, of: { id: string }): Promise<string | undefined> {
  return await page.$eval(
    `${testid("verify-row")}[data-peer="${of.id}"]`,
    (row) => row instanceof HTMLElement ? row.dataset.trust : undefined,
  );
}

async function tileMark({ page }: Person, of: { id: string }): Promise<string | undefined> {
  return await page.$eval(
    `${testid("tile")}[data-peer="${of.id}"] ${testid("tile-shield")}`,
    (mark) => mark instanceof HTMLElement ? mark.dataset.trust : undefined,
  );
}

async function codeShown({ page }: Person, which: string) {
  return await until(`a ${which} is there`, () =>
    page.$eval(testid(which), (code) => ({
      names: [...code.querySelectorAll("li")].map((item) => item.textContent ?? ""),
      digits: code.querySelector("p")?.textContent ?? "",
    })));
}

async function focused({ page }: Person): Promise<string | null | undefined> {
  return await page.evaluate(() => document.activeElement?.getAttribute("data-testid"));
}

/** What sticks out of the panel's width, and how small its buttons and emoji are, in CSS pixels. */
async function layout(page: Page, width: number) {
  return await page.evaluate((width) => {
    const panel = document.querySelector('[data-testid="verify-panel"]');
    if (panel === null || innerWidth !== width) return null;
    const box = panel.getBoundingClientRect();
    const spilling = [...panel.querySelectorAll("*:not(.visually-hidden)")].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < box.left - 1 || right > Math.min(box.right, innerWidth) + 1;
    });
    const buttons = [...document.querySelectorAll("#panel button, [data-testid=shield]")];
    const symbol = panel.querySelector(".code-symbol")?.getBoundingClientRect().height ?? 0;
    return {
      spilling: spilling.map((element) => element.className),
      smallest: Math.min(...buttons.map((button) => button.getBoundingClientRect().height)),
      symbol,
    };
  }, width);
}

async function picture({ page }: { page: Page }, name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/verify-${name}.png` });
}
