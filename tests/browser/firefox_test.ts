import assert from "node:assert/strict";
import { INK_PALETTE } from "../../session/screen/surface.ts";
import {
  assertNoTrouble,
  enter,
  everyPairFlows,
  openStage,
  type Person,
  turnEverythingOn,
} from "../helpers/browsers/call.ts";
import { downloadsTo, openChat, scratch, send, wayIs } from "../helpers/browsers/file_cards.ts";
import { sha256 } from "../helpers/files.ts";
import { launchFirefox } from "../helpers/browsers/firefox.ts";
import {
  liesAt,
  type Place,
  shareCanvas,
  shareScreen,
  tap,
} from "../helpers/browsers/presenting.ts";
import { allConnected, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";
import { isCode, sightOf } from "../helpers/attack/mitm_stage.ts";

for (const first of ["Chromium", "Firefox"]) {
  Deno.test(`Chromium and Firefox are in one call, ${first} there first`, async () => {
    await using stage = await openStage();
    await using firefox = await launchFirefox();
    const beside = { ...stage, chromium: firefox };
    const order = first === "Firefox" ? [beside, stage] : [stage, beside];
    const people = [];
    for (const where of order) {
      people.push(await enter(where, "mixed", where === beside ? "Fox" : "Ada"));
    }
    await allConnected(people);
    await sameCodes(people);
    await turnEverythingOn(people);
    await everyPairFlows(people);
    for (const person of people) await person.say(`Hello from ${person.name}`);
    for (const person of people) {
      await until(
        `${person.name} has both lines`,
        async () => (await person.picture()).chat.length === 2,
      );
    }
    await assertNoTrouble(people);
  });
}

Deno.test("Chromium and Firefox show each other screens, draw on both, and send each other files", async () => {
  await using stage = await openStage({ beforePages: shareCanvas });
  await using folder = await scratch();
  for (const name of ["Ada", "Fox"]) await Deno.mkdir(`${folder.path}/${name}`);
  await using firefox = await launchFirefox({
    prefs: {
      "browser.download.folderList": 2,
      "browser.download.dir": `${folder.path}/Fox`,
      "browser.download.always_ask_before_handling_new_types": false,
    },
  });
  const newPage = async () => {
    const page = await firefox.newPage();
    await page.evaluateOnNewDocument(shareCanvas);
    return page;
  };
  const beside = { ...stage, chromium: { ...firefox, newPage } };
  const ada = await enter(stage, "mixed", "Ada");
  const fox = await enter(beside, "mixed", "Fox");
  const people = [ada, fox];
  for (const { page } of people) await page.setViewport({ width: 1280, height: 800 });
  await allConnected(people);
  await showsAndDraws(ada, fox);
  await showsAndDraws(fox, ada);
  await downloadsTo(ada, `${folder.path}/Ada`);
  for (const [from, to] of [[ada, fox], [fox, ada]]) {
    const name = `from-${from.name}.bin`;
    const { path, sha256: digest } = await folder.file(name, 3_000_001);
    await send(from, path);
    await openChat(to);
    await wayIs(to, name, "offered");
    await to.press("file-accept");
    for (const person of people) await wayIs(person, name, "finished");
    await until(`${name} is on ${to.name}'s disk`, async () => {
      return sha256(await Deno.readFile(`${folder.path}/${to.name}/${name}`)) === digest;
    });
  }
  await assertNoTrouble(people);
});

/** One shares a screen, both draw on it, and both see both. */
async function showsAndDraws(presenter: Person, viewer: Person): Promise<void> {
  await shareScreen(presenter, [viewer]);
  const dots: Place[] = [];
  for (const [index, person] of [presenter, viewer].entries()) {
    await person.press("ink-pen");
    await person.press(`ink-colour-${index}`);
    dots.push(await tap(person, { x: 0.4 + index * 0.2, y: 0.6 }));
  }
  for (const person of [presenter, viewer]) {
    for (const [index, dot] of dots.entries()) {
      await liesAt(person, dot, INK_PALETTE[index], `dot ${index} on ${presenter.name}'s screen`);
    }
  }
  await presenter.press("screen");
  for (const { page, name } of [presenter, viewer]) {
    await until(`${name} sees no screen`, async () => await page.$(testid("surface")) === null);
  }
}

/** Each browser reads the other's certificate in its own way; the codes show that both read right. */
async function sameCodes(people: readonly Person[]): Promise<void> {
  const codes = [];
  for (const person of people) {
    codes.push(
      await until(`${person.name} has both codes`, async () => {
        const sight = await sightOf(person);
        if (isCode(sight?.pair) && isCode(sight?.group)) return `${sight?.pair}, ${sight?.group}`;
        throw new Error(JSON.stringify(sight));
      }),
    );
  }
  assert.equal(codes[0], codes[1]);
}
