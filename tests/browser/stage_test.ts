import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import {
  enter,
  everyPairFlows,
  openStage,
  startCall,
  turnEverythingOn,
} from "../helpers/browsers/call.ts";
import { openRoom, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

const LAPTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844, hasTouch: true, isMobile: true };

Deno.test("the layout changes by its button, and by a swipe; tiles never cover one another", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "stage-layouts", ["Ada", "Ben", "Cyd"]);
  const [ada] = people;
  await turnEverythingOn(people);
  await everyPairFlows(people);
  await ada.page.setViewport(LAPTOP);
  const videos = await markVideos(ada.page);
  for (const layout of ["speaker", "compact", "gallery"]) {
    await ada.press("layout");
    await until(`the layout is ${layout}`, async () => await layoutOf(ada.page) === layout);
    await still(ada.page);
    assert.deepEqual(await overlaps(ada.page), [], layout);
    assert.equal(await markedVideos(ada.page), videos, `${layout}: the same video elements`);
  }
  await everyPairFlows(people);

  await ada.press("layout");
  await until("the layout is speaker", async () => await layoutOf(ada.page) === "speaker");
  await ada.page.reload();
  await until("Ada is back", async () => (await ada.phase()).phase === "in-call");
  assert.equal(await layoutOf(ada.page), "speaker", "the device keeps it");
});

Deno.test("on a phone a swipe changes the layout, and a panel leaves the controls in reach", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  await page.setViewport(PHONE);
  const ada = await openRoom(page, stage.link("stage-phone"));
  await ada.join("Ada");
  for (const name of ["Ben", "Cyd"]) await enter(stage, "stage-phone", name);
  await until("all are there", () => page.$(testid("layout")));
  await swipe(page, -160);
  await until("a swipe brings the next", async () => await layoutOf(page) === "speaker");
  await swipe(page, 160);
  await until("and back", async () => await layoutOf(page) === "gallery");
  await still(page);
  assert.deepEqual(await overlaps(page), []);

  await ada.press("chat-toggle");
  await until("the panel is open", () => page.$("#panel"));
  await ada.turn("mic", true);
  await ada.leave();
});

Deno.test("the own picture goes from corner to corner by pointer and keyboard, and away and back", async () => {
  await using stage = await openStage();
  const [ada] = await startCall(stage, "stage-self", ["Ada", "Ben"]);
  await ada.page.setViewport(LAPTOP);
  await until(
    "it is at the bottom right",
    async () => await cornerSeen(ada.page) === "bottom-right",
  );

  await ada.page.focus(testid("self-grip"));
  for (const [key, corner] of [["ArrowUp", "top-right"], ["ArrowLeft", "top-left"]] as const) {
    await ada.page.keyboard.press(key);
    await until(`${key} leads to the ${corner}`, async () => await cornerSeen(ada.page) === corner);
  }

  const grip = await ada.page.$eval(testid("self-grip"), (button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  await ada.page.mouse.move(grip.x, grip.y);
  await ada.page.mouse.down();
  await ada.page.mouse.move(grip.x + 150, grip.y + 420, { steps: 6 });
  await ada.page.mouse.up();
  await until("it lies where it was dropped", async () => {
    return await cornerSeen(ada.page) === "bottom-left";
  });

  await ada.press("more");
  await ada.press("menu-self");
  await until("it is hidden", async () => await ada.page.$(testid("self-grip")) === null);
  assert.equal(await ada.page.$eval(testid("more"), (b) => b === document.activeElement), true);
  await ada.press("more");
  await ada.press("menu-self");
  await until("it is back", async () => await cornerSeen(ada.page) === "bottom-left");
});

Deno.test("while somebody talks and mutes, no other tile is drawn anew", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "stage-quiet", ["Ada", "Ben", "Cyd"]);
  const [ada, ben, cyd] = people;
  await cyd.turn("mic", true);
  await until("Cyd is heard", async () => (await ada.arriving())[cyd.id].audioEnergy > 0);
  await ada.page.evaluate(() => {
    const scope = globalThis as unknown as { changedForTests: Set<string> };
    scope.changedForTests = new Set();
    const tiles = document.querySelector(".tiles");
    if (tiles === null) throw new Error("no tiles");
    new MutationObserver((records) => {
      for (const { attributeName, target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        const tile = element?.closest<HTMLElement>(".tile")?.dataset.peer;
        scope.changedForTests.add(`${tile} ${attributeName}`);
      }
    }).observe(tiles, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const changed = async () =>
    await ada.page.evaluate(() => [
      ...(globalThis as unknown as { changedForTests: Set<string> }).changedForTests,
    ]);
  await ben.turn("mic", true);
  await until("Ben speaks", async () => (await changed()).includes(`${ben.id} data-speaking`));
  await ben.turn("mic", false);
  await until("he is muted", () => ada.page.$(`[data-peer="${ben.id}"][data-muted="yes"]`));
  for (const change of await changed()) {
    const whose = change.startsWith(ben.id) || change === `${cyd.id} data-speaking`;
    assert.ok(whose, `nothing but Ben's tile and Cyd's ring: ${change}`);
  }
});

async function layoutOf(page: Page): Promise<string | undefined> {
  return await page.$eval(
    testid("layout"),
    (button) => button instanceof HTMLElement ? button.dataset.layout : undefined,
  );
}

/** Waits until no tile is on its way any more. */
async function still(page: Page): Promise<void> {
  await until(
    "the tiles lie still",
    () =>
      page.evaluate(() =>
        document.getAnimations().every((one) =>
          one.playState !== "running" || !(one instanceof CSSTransition)
        )
      ),
  );
}

/** Pairs of tiles that lie over one another, and tiles that reach out of the stage. */
async function overlaps(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const stage = document.querySelector(".tiles")?.getBoundingClientRect();
    const tiles = [...document.querySelectorAll<HTMLElement>('[data-testid="tile"]')]
      .filter((tile) => tile.dataset.place !== "floating")
      .map((tile) => ({ box: tile.getBoundingClientRect(), name: tile.innerText }));
    const found: string[] = [];
    for (const [index, { box, name }] of tiles.entries()) {
      if (
        !stage || box.left < stage.left - 1 || box.right > stage.right + 1 ||
        box.top < stage.top - 1 || box.bottom > stage.bottom + 1
      ) found.push(`${name} reaches out`);
      for (const other of tiles.slice(index + 1)) {
        const apart = box.right <= other.box.left || other.box.right <= box.left ||
          box.bottom <= other.box.top || other.box.bottom <= box.top;
        if (!apart) found.push(`${name} and ${other.name}`);
      }
    }
    return found;
  });
}

async function markVideos(page: Page): Promise<number> {
  return await page.$$eval(".tile video", (all) => {
    for (const video of all) video.setAttribute("data-marked-by-test", "yes");
    return all.length;
  });
}

async function markedVideos(page: Page): Promise<number> {
  return await page.$$eval(".tile video[data-marked-by-test]", (all) => all.length);
}

async function swipe(page: Page, by: number): Promise<void> {
  const { x, y } = await page.$eval(".tiles", (tiles) => {
    const box = tiles.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + 60 };
  });
  const finger = await page.touchscreen.touchStart(x - by / 2, y);
  await finger.move(x, y);
  await finger.move(x + by / 2, y);
  await finger.end();
}

/** In which corner of the stage the own picture is really seen. */
async function cornerSeen(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const tile = document.querySelector('[data-place="floating"]')?.getBoundingClientRect();
    const stage = document.querySelector(".tiles")?.getBoundingClientRect();
    if (!tile || !stage) return "nowhere";
    const near = (a: number, b: number) => Math.abs(a - b) < 20;
    const row = near(tile.top, stage.top) ? "top" : near(tile.bottom, stage.bottom) ? "bottom" : "";
    const side = near(tile.left, stage.left)
      ? "left"
      : near(tile.right, stage.right)
      ? "right"
      : "";
    return `${row}-${side}`;
  });
}
