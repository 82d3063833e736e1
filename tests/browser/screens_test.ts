/**
 * How the pages look at a phone's, a tablet's and a laptop's size. The checks always run; the pictures
 * are written where `KIBITZ_SCREENS` says, such as docs/screens.
 */
import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { enter, openStage, type Person } from "../helpers/call.ts";
import { atRest, faults } from "../helpers/looks.ts";
import { allConnected, openRoom, testid } from "../helpers/room_page.ts";
import { until } from "../helpers/until.ts";

const SIZES = [[390, 844], [768, 1024], [1280, 800]] as const;
const SCHEMES = ["light", "dark"] as const;
const FOLDER = Deno.env.get("KIBITZ_SCREENS");
/** A picture in the repository is not larger than this, in bytes. */
const LARGEST = 40_000;

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
    await until("nothing is told any more", async () => await people[0].page.$(".toast") === null, {
      within: 30_000,
    });
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
  const panels = [
    ["chat-toggle", testid("chat-line"), "chat"],
    ["people", `${testid("person")} [data-quality="good"]`, "people"],
    ["shield", testid("verify-code"), "verify"],
    ["more", testid("menu"), "menu"],
  ] as const;
  for (const [control, shown, name] of panels) {
    await ada.press(control);
    await until(`${name} is there`, () => ada.page.$(shown));
    await everySize(ada.page, name);
    await ada.page.keyboard.press("Escape");
    await until(`${name} is closed`, async () => await ada.page.$("#panel") === null);
  }
  await ada.press("more");
  await ada.press("menu-settings");
  await until("the settings are there", () => ada.page.$(testid("settings")));
  await everySize(ada.page, "settings");
  await ada.page.keyboard.press("Escape");
  await come(8);
  await everySize(ada.page, "call-8");
});

async function everyLook(page: Page, name: string): Promise<void> {
  for (const value of SCHEMES) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    await everySize(page, `${name}-${value}`);
  }
}

async function everySize(page: Page, name: string): Promise<void> {
  for (const [width, height] of SIZES) {
    await page.setViewport({ width, height });
    await atRest(page, width);
    assert.deepEqual(await faults(page), [], `${name} at ${width} px`);
    if (FOLDER === undefined) continue;
    const picture = await page.screenshot({ type: "webp", quality: 60 });
    assert.ok(picture.length <= LARGEST, `${name} at ${width} px takes ${picture.length} bytes`);
    await Deno.writeFile(`${FOLDER}/${name}-${width}.webp`, picture);
  }
}
