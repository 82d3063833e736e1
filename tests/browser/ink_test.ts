import assert from "node:assert/strict";
import { INK_PALETTE } from "../../session/presenting/surface.ts";
import { assertNoTrouble, openStage, type Person, startCall } from "../helpers/call.ts";
import {
  inkNear,
  partAt,
  type Place,
  placeOnPage,
  shareCanvas,
  shareScreen,
} from "../helpers/presenting.ts";
import { testid } from "../helpers/room_page.ts";
import { until } from "../helpers/until.ts";

/**
 * How far ink may be from where it was drawn, in pixels of the screen that it is seen on. The aim is 2;
 * a dot's outline is not quite round about its point, which at 4 times was seen as 2.24.
 */
const NEAR = 3;

/** Turns the wheel over a place of the picture until it is seen at least so much larger. */
async function zoomTo(person: Person, part: Place, scale: number): Promise<void> {
  const width = () =>
    person.page.$eval("[data-kind=screen] video", (video) => video.getBoundingClientRect().width);
  const at = await placeOnPage(person.page, part);
  await person.page.mouse.move(at.x, at.y);
  const whole = await width();
  await until(`the picture is ${scale} times as large`, async () => {
    if (await width() >= whole * scale * 0.98) return true;
    await person.page.mouse.wheel({ deltaY: -60 });
    return false;
  });
  // Turns of the wheel arrive a little after they were made.
  let before = 0;
  await until("the picture is still", async () => {
    const last = before;
    before = await width();
    return last === before;
  }, { every: 150 });
}

/** Taps near a place of the picture, on a whole pixel as a mouse does, and answers where it was. */
async function tap(person: Person, part: Place): Promise<Place> {
  const near = await placeOnPage(person.page, part);
  const at = { x: Math.round(near.x), y: Math.round(near.y) };
  await person.page.mouse.move(at.x, at.y);
  await person.page.mouse.down();
  await person.page.mouse.up();
  return await partAt(person.page, at);
}

/** Asserts that ink of this colour lies on a place of the picture, as this person really sees it. */
async function liesAt(person: Person, part: Place, colour: string, what: string): Promise<void> {
  const wanted = await placeOnPage(person.page, part);
  const found = await until(
    `${person.name} sees ${what}`,
    () => inkNear(person.page, wanted, colour),
  );
  const off = Math.hypot(found.x - wanted.x, found.y - wanted.y);
  assert.ok(off <= NEAR, `${what} is ${off.toFixed(2)} pixels off on ${person.name}'s screen`);
}

Deno.test("a screen arrives in its own resolution, and ink where it was drawn, at three zooms", async () => {
  await using stage = await openStage({ beforePages: shareCanvas });
  const people = await startCall(stage, "ink", ["Ada", "Ben"]);
  const [ada, ben] = people;
  await ada.page.setViewport({ width: 1100, height: 760 });
  await ben.page.setViewport({ width: 1280, height: 800 });
  await shareScreen(ada, [ben]);
  await ben.press("ink-pen");
  const wanted = [{ x: 0.31, y: 0.42 }, { x: 0.62, y: 0.57 }, { x: 0.55, y: 0.66 }];
  const places: Place[] = [];
  for (const [step, scale] of [1, 1.8, 4].entries()) {
    const what = `the dot drawn at ${scale} times`;
    if (scale > 1) await zoomTo(ben, wanted[step], scale / [1, 1, 1.8][step]);
    await ben.press(`ink-colour-${step}`);
    const part = await tap(ben, wanted[step]);
    places.push(part);
    for (const person of people) await liesAt(person, part, INK_PALETTE[step], what);
  }

  const drawn = (person: Person) => person.page.$$eval(testid("ink"), (ink) => ink.length);
  await ben.press("ink-undo");
  await until("one is taken back", async () => await drawn(ada) === 2);
  await ada.press("ink-clear");
  for (const person of people) {
    await until(`nothing is left for ${person.name}`, async () => await drawn(person) === 0);
  }
  await assertNoTrouble(people);
});

Deno.test("a line keeps to the way of the pen, a laser fades, and keys zoom and move", async () => {
  await using stage = await openStage({ beforePages: shareCanvas });
  const people = await startCall(stage, "laser", ["Ada", "Ben"]);
  const [ada, ben] = people;
  await shareScreen(ada, [ben]);
  await ben.press("ink-pen");
  const [from, to] = [{ x: 0.3, y: 0.6 }, { x: 0.6, y: 0.6 }];
  const [start, end] = [await placeOnPage(ben.page, from), await placeOnPage(ben.page, to)];
  await ben.page.mouse.move(start.x, start.y);
  await ben.page.mouse.down();
  await ben.page.mouse.move(end.x, end.y, { steps: 20 });
  await ben.page.mouse.up();
  const ends = [await placeOnPage(ada.page, from), await placeOnPage(ada.page, to)];
  await until("the line is whole on Ada's screen", async () => {
    const box = await ada.page.$eval(testid("ink"), (ink) => ink.getBoundingClientRect().toJSON());
    const radius = box.height / 2;
    const off = [box.left + radius - ends[0].x, box.right - radius - ends[1].x]
      .concat(box.top + radius - ends[0].y);
    if (off.some((pixels) => Math.abs(pixels) > NEAR)) throw new Error(JSON.stringify(off));
    return true;
  });

  await ben.press("ink-laser");
  await ben.page.mouse.move(start.x, start.y);
  await ben.page.mouse.down();
  await ben.page.mouse.move(end.x, end.y, { steps: 3 });
  await until("Ada sees where Ben points", () => ada.page.$(testid("laser")));
  await ben.page.mouse.up();
  await until("and then no more", async () => await ada.page.$(testid("laser")) === null);

  await ben.page.focus(testid("surface"));
  const width = () =>
    ben.page.$eval("[data-kind=screen] video", (video) => video.getBoundingClientRect().width);
  const whole = await width();
  await ben.page.keyboard.press("+");
  await until("plus zooms in", async () => await width() > whole * 1.2);
  await ben.page.keyboard.press("0");
  await until("zero shows all", async () => Math.abs(await width() - whole) < 1);
  await assertNoTrouble(people);
});
