/**
 * How the pages look at a phone's, a tablet's and a laptop's size. The checks always run; the pictures
 * are written where `KIBITZ_SCREENS` says, such as docs/screens.
 */
import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { enter, openStage, type Person, startCall } from "../helpers/call.ts";
import { becomeHost, governed, hostedRoom, knock } from "../helpers/hosted.ts";
import { atRest, faults } from "../helpers/looks.ts";
import { placeOnPage, shareCanvas, shareScreen } from "../helpers/presenting.ts";
import { allConnected, openRoom, type RoomPage, testid } from "../helpers/room_page.ts";
import { until } from "../helpers/until.ts";

const SIZES = [[390, 844], [768, 1024], [1280, 800]] as const;
const SCHEMES = ["light", "dark"] as const;
const FOLDER = Deno.env.get("KIBITZ_SCREENS");
/** A picture in the repository is not larger than this, in bytes. */
const LARGEST = 40_000;

/** What opens a panel, what tells that it is there, and its picture's name. */
const PANELS = [
  ["chat-toggle", testid("chat-line"), "chat"],
  ["people", `${testid("person")} [data-quality="good"]`, "people"],
  ["shield", testid("verify-code"), "verify"],
  ["more", testid("menu"), "menu"],
] as const;

Deno.test("the start page and a room before its call look right, in light and dark", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  await page.goto(stage.site.origin, { waitUntil: "networkidle0" });
  await everyLook(page, "home");
  const room = await openRoom(await stage.chromium.newPage(), stage.link("amber-otter-41"));
  await room.page.locator(testid("name")).fill("Ada Lovelace");
  await everyLook(room.page, "prejoin");
});

Deno.test("a call of one, two, four and eight, and its panels, look right", async () => {
  await using stage = await openStage();
  const names = ["Ada Lovelace", "🦊 Ben", "Cyd Charisse", "Dora", "Eve", "Finn", "Gus", "Hana"];
  const people: Person[] = [];
  const come = async (count: number) => {
    for (const name of names.slice(people.length, count)) {
      people.push(await enter(stage, "amber-otter-41", name));
    }
    await allConnected(people, 90_000);
    await silence(people[0].page);
  };
  await come(1);
  const [ada] = people;
  await everySize(ada.page, "call-1");
  await come(2);
  await people[1].turn("camera", true);
  await until("Ben is seen", () => ada.page.$('.tile video[data-live="yes"]'));
  await everySize(ada.page, "call-2");
  await come(4);
  await everySize(ada.page, "call-4");
  await people[1].say("Shall we look at the map together?");
  await everyPanel(ada, PANELS);
  await ada.press("more");
  await ada.press("menu-settings");
  await until("the settings are there", () => ada.page.$(testid("settings")));
  await everySize(ada.page, "settings");
  await ada.page.keyboard.press("Escape");
  await come(8);
  await everySize(ada.page, "call-8");
});

Deno.test("a lobby looks right to the host and to who waits, in light and dark", async () => {
  await using stage = await openStage();
  const room = await hostedRoom(stage, "amber-otter-41");
  const hal = await room.open();
  await hal.join("Hal");
  await becomeHost(hal, room.password);
  await hal.press("lobby");
  await until("newcomers have to ask", () => governed(hal, ({ lobby }) => lobby));
  const cyd = await room.open();
  await cyd.page.waitForSelector(testid("host-door"));
  await cyd.press("host-door");
  await everyLook(cyd.page, "host-door", true);
  await cyd.press("host-door");
  await knock(cyd, "Cyd Charisse", "from the choir");
  await cyd.page.waitForSelector(testid("waiting"));
  const dee = await room.open();
  await knock(dee, "🦊 Dee");
  await hal.page.waitForSelector(testid("admit-all"));
  await everyLook(cyd.page, "lobby-guest", true);
  await silence(hal.page);
  await everySize(hal.page, "lobby-host");
  await hal.page.keyboard.press("Escape");
  await hal.page.waitForSelector(testid("knock-bar"));
  await everySize(hal.page, "lobby-knock");
});

Deno.test("a shared screen with ink on it looks right", async () => {
  await using stage = await openStage({ beforePages: shareCanvas });
  const people = await startCall(stage, "amber-otter-41", ["Ada Lovelace", "🦊 Ben", "Cyd"]);
  const [ada, ben, cyd] = people;
  await ada.page.setViewport({ width: 1280, height: 800 });
  await shareScreen(ben, [ada, cyd]);
  await ada.press("ink-pen");
  const line = [[0.06, 0.24], [0.2, 0.22], [0.33, 0.24], [0.45, 0.21]];
  const [from, ...way] = await Promise.all(line.map(([x, y]) => placeOnPage(ada.page, { x, y })));
  await ada.page.mouse.move(from.x, from.y);
  await ada.page.mouse.down();
  for (const { x, y } of way) await ada.page.mouse.move(x, y, { steps: 8 });
  await ada.page.mouse.up();
  await until("the others see the line", () => ben.page.$(`${testid("surface")} path`));
  await silence(ada.page);
  await everySize(ada.page, "screen-ink");
});

Deno.test("from right to left it looks right as well: the way into a call of two, and its panels", async () => {
  await using stage = await openStage();
  const inHebrew = async () => {
    const page = await stage.chromium.newPage();
    await page.setExtraHTTPHeaders({ "accept-language": "he" });
    return page;
  };
  const home = await inHebrew();
  await home.goto(stage.site.origin, { waitUntil: "networkidle0" });
  assert.equal(await home.$eval("html", (html) => html.dir), "rtl");
  await everyLook(home, "home-he");
  const link = stage.link("amber-otter-41");
  const ada = await openRoom(await inHebrew(), link, { smallCamera: true });
  await ada.page.locator(testid("name")).fill("עדה");
  await everyLook(ada.page, "prejoin-he");
  const ben = await openRoom(await inHebrew(), link, { smallCamera: true });
  await ada.join("עדה");
  await ben.join("בן");
  await allConnected([ada, ben]);
  await ben.turn("camera", true);
  await until("Ben is seen", () => ada.page.$('.tile video[data-live="yes"]'));
  await ben.say("נסתכל יחד במפה?");
  await silence(ada.page);
  await everySize(ada.page, "call-2-he");
  await everyPanel(ada, PANELS.map(([control, shown, name]) => [control, shown, `${name}-he`]));
});

async function silence(page: Page): Promise<void> {
  await until("nothing is told any more", async () => await page.$(".toast") === null, {
    within: 30_000,
  });
}

async function everyPanel(
  person: RoomPage,
  panels: readonly (readonly [control: string, shown: string, name: string])[],
): Promise<void> {
  for (const [control, shown, name] of panels) {
    await person.press(control);
    await until(`${name} is there`, () => person.page.$(shown));
    await everySize(person.page, name);
    await person.page.keyboard.press("Escape");
    await until(`${name} is closed`, async () => await person.page.$("#panel") === null);
  }
}

async function everyLook(page: Page, name: string, whole = false): Promise<void> {
  for (const value of SCHEMES) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    await everySize(page, `${name}-${value}`, whole);
  }
}

async function everySize(page: Page, name: string, whole = false): Promise<void> {
  for (const [width, height] of SIZES) {
    await page.setViewport({ width, height });
    await atRest(page, width);
    assert.deepEqual(await faults(page), [], `${name} at ${width} px`);
    if (FOLDER === undefined) continue;
    // Whole, where a page is longer than the screen: nothing is cut where it happens to be scrolled to.
    const picture = await page.screenshot({ type: "webp", quality: 60, fullPage: whole });
    assert.ok(picture.length <= LARGEST, `${name} at ${width} px takes ${picture.length} bytes`);
    await Deno.writeFile(`${FOLDER}/${name}-${width}.webp`, picture);
  }
}
