import { INK_PALETTE } from "../../session/screen/surface.ts";
import {
  assertNoTrouble,
  enter,
  openStage,
  type Person,
  startCall,
} from "../helpers/browsers/call.ts";
import {
  liesAt,
  NEAR,
  type Place,
  placeOnPage,
  screenStill,
  shareCanvas,
  shareScreen,
  tap,
} from "../helpers/browsers/presenting.ts";
import { testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

/** One turn of the wheel, in pixels. */
const TURN = -60;

/** Turns the wheel over a place of the picture until it is seen at least so much larger. */
async function zoomTo(person: Person, part: Place, scale: number): Promise<void> {
  const { page } = person;
  const width = () =>
    page.$eval("[data-kind=screen] video", (video) => video.getBoundingClientRect().width);
  const at = await placeOnPage(page, part);
  await page.mouse.move(at.x, at.y);
  await page.$eval(testid("surface"), (surface) => {
    surface.setAttribute("data-turned", "0");
    const count = (event: Event) => {
      const turned = Number(surface.getAttribute("data-turned"));
      surface.setAttribute("data-turned", String(turned + (event as WheelEvent).deltaY));
    };
    // One of its kind: what an earlier one counts is counted no more.
    (surface as HTMLElement).onwheel = count;
  });
  const turned = () => page.$eval(testid("surface"), (one) => one.getAttribute("data-turned"));
  const whole = await width();
  for (let made = 0; await width() < whole * scale * 0.98;) {
    await page.mouse.wheel({ deltaY: TURN });
    made += TURN;
    // A turn arrives a little after it was made, and several may arrive as one.
    await until("the turn has arrived", async () => await turned() === String(made));
  }
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
  for (const { page } of people) await screenStill(page);
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

Deno.test("whoever comes late, or loads the page anew, sees what was drawn before", async () => {
  await using stage = await openStage({ beforePages: shareCanvas });
  const [ada, ben] = await startCall(stage, "ink-late", ["Ada", "Ben"]);
  await shareScreen(ada, [ben]);
  const places: Place[] = [];
  for (const [index, person] of [ben, ada].entries()) {
    await person.press("ink-pen");
    await person.press(`ink-colour-${index}`);
    places.push(await tap(person, { x: 0.3 + index * 0.3, y: 0.6 }));
  }
  const late = await enter(stage, "ink-late", "Cleo");
  await late.page.setViewport({ width: 1280, height: 800 });
  const seesAll = async () => {
    for (const [index, part] of places.entries()) {
      await liesAt(late, part, INK_PALETTE[index], `the dot of ${index === 0 ? "Ben" : "Ada"}`);
    }
  };
  await seesAll();
  await late.page.reload({ waitUntil: "load" });
  await until(
    "the page is in the call again",
    async () => (await late.phase()).phase === "in-call",
  );
  await seesAll();
  await assertNoTrouble([ada, ben, late]);
});
