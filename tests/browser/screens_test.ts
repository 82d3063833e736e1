/**
 * How the pages look at a phone's, a tablet's and a laptop's size. The checks always run; the pictures
 * are written where `KIBITZ_SCREENS` says, such as docs/screens.
 */
import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { enter, openStage, type Person, startCall } from "../helpers/browsers/call.ts";
import { becomeHost, governed, hostedRoom, knock } from "../helpers/browsers/hosted.ts";
import { atRest, faults } from "../helpers/browsers/looks.ts";
import { placeOnPage, shareCanvas, shareScreen } from "../helpers/browsers/presenting.ts";
import { allConnected, openRoom, type RoomPage, testid } from "../helpers/browsers/room_page.ts";
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

/** A language that the pages are looked at in, and what people write there. */
interface Tongue {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** Behind the pictures' names. */
  readonly mark: string;
  readonly names: readonly string[];
  readonly line: string;
  readonly note: string;
}

const TONGUES: readonly Tongue[] = [
  {
    language: "en",
    direction: "ltr",
    mark: "",
    names: ["Ada Lovelace", "🦊 Ben", "Cyd Charisse", "Dora", "Eve", "Finn", "Gus", "Hana"],
    line: "Shall we look at the map together?",
    note: "from the choir",
  },
  {
    language: "he",
    direction: "rtl",
    mark: "-he",
    names: ["עדה", "🦊 בן", "גילה", "דורה", "חוה", "פינן", "גיא", "חנה"],
    line: "נסתכל יחד במפה?",
    note: "מהמקהלה",
  },
];

for (const { language, direction, mark, names, line, note } of TONGUES) {
  const [ada, ben, cyd] = names;

  Deno.test(`in ${language} the start page and a room before its call look right, in light and dark`, async () => {
    await using stage = await openStage({ language });
    const page = await stage.chromium.newPage();
    await page.goto(stage.site.origin, { waitUntil: "networkidle0" });
    assert.equal(await page.$eval("html", (html) => html.dir), direction);
    await everyLook(page, `home${mark}`);
    const room = await openRoom(await stage.chromium.newPage(), stage.link("amber-otter-41"));
    await room.page.locator(testid("name")).fill(ada);
    await everyLook(room.page, `prejoin${mark}`);
  });

  Deno.test(`in ${language} a call of one, two, four and eight, and its panels, look right`, async () => {
    await using stage = await openStage({ language });
    const people: Person[] = [];
    const come = async (count: number) => {
      for (const name of names.slice(people.length, count)) {
        people.push(await enter(stage, "amber-otter-41", name));
      }
      await allConnected(people, 90_000);
      await silence(people[0].page);
    };
    await come(1);
    const [viewer] = people;
    await everySize(viewer.page, `call-1${mark}`);
    await come(2);
    await people[1].turn("camera", true);
    await until("Ben is seen", () => viewer.page.$('.tile video[data-live="yes"]'));
    await everySize(viewer.page, `call-2${mark}`);
    await come(4);
    await everySize(viewer.page, `call-4${mark}`);
    await people[1].say(line);
    await everyPanel(viewer, mark);
    await viewer.press("more");
    await viewer.press("menu-settings");
    await until("the settings are there", () => viewer.page.$(testid("settings")));
    await everySize(viewer.page, `settings${mark}`);
    await viewer.page.keyboard.press("Escape");
    await come(8);
    await everySize(viewer.page, `call-8${mark}`);
  });

  Deno.test(`in ${language} a lobby looks right to the host and to who waits, in light and dark`, async () => {
    await using stage = await openStage({ language });
    const room = await hostedRoom(stage, "amber-otter-41");
    const host = await room.open();
    await host.join(ada);
    await becomeHost(host, room.password);
    await host.press("lobby");
    await until("newcomers have to ask", () => governed(host, ({ lobby }) => lobby));
    const guest = await room.open();
    await guest.page.waitForSelector(testid("host-door"));
    await guest.press("host-door");
    await everyLook(guest.page, `host-door${mark}`, true);
    await guest.press("host-door");
    await knock(guest, cyd, note);
    await guest.page.waitForSelector(testid("waiting"));
    const another = await room.open();
    await knock(another, ben);
    await host.page.waitForSelector(testid("admit-all"));
    await everyLook(guest.page, `lobby-guest${mark}`, true);
    await silence(host.page);
    await everySize(host.page, `lobby-host${mark}`);
    await host.page.keyboard.press("Escape");
    await host.page.waitForSelector(testid("knock-bar"));
    await everySize(host.page, `lobby-knock${mark}`);
  });

  Deno.test(`in ${language} a shared screen with ink on it looks right`, async () => {
    await using stage = await openStage({ beforePages: shareCanvas, language });
    const [viewer, presenter, third] = await startCall(stage, "amber-otter-41", [ada, ben, cyd]);
    await viewer.page.setViewport({ width: 1280, height: 800 });
    await shareScreen(presenter, [viewer, third]);
    await viewer.press("ink-pen");
    const line = [[0.06, 0.24], [0.2, 0.22], [0.33, 0.24], [0.45, 0.21]];
    const [from, ...way] = await Promise.all(
      line.map(([x, y]) => placeOnPage(viewer.page, { x, y })),
    );
    await viewer.page.mouse.move(from.x, from.y);
    await viewer.page.mouse.down();
    for (const { x, y } of way) await viewer.page.mouse.move(x, y, { steps: 8 });
    await viewer.page.mouse.up();
    await until("the others see the line", () => presenter.page.$(`${testid("surface")} path`));
    await silence(viewer.page);
    await everySize(viewer.page, `screen-ink${mark}`);
  });
}

async function silence(page: Page): Promise<void> {
  await until("nothing is told any more", async () => await page.$(".toast") === null, {
    within: 30_000,
  });
}

async function everyPanel(person: RoomPage, mark: string): Promise<void> {
  for (const [control, shown, name] of PANELS) {
    await person.press(control);
    await until(`${name} is there`, () => person.page.$(shown));
    await everySize(person.page, `${name}${mark}`);
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
