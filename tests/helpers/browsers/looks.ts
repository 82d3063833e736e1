import type { Page } from "puppeteer-core";
import { until } from "../until.ts";

/** Waits until the page is drawn at this width and nothing on it moves any more. */
export async function atRest(page: Page, width: number): Promise<void> {
  await until(`the page lies still at ${width} px`, () =>
    page.evaluate((width) => {
      const moving = document.getAnimations().some((one) =>
        one.playState === "running" && one.effect?.getComputedTiming().iterations !== Infinity
      );
      // Laid out for this size, and with nothing of the stage empty.
      const stage = document.querySelector(".tiles")?.getBoundingClientRect();
      const tiles = [...document.querySelectorAll(".tile")].map((one) =>
        one.getBoundingClientRect()
      );
      const near = (a: number, b: number) => Math.abs(a - b) <= 2;
      const filled = !stage || near(Math.max(...tiles.map(({ right }) => right)), stage.right) &&
          near(Math.max(...tiles.map(({ bottom }) => bottom)), stage.bottom) &&
          near(Math.min(...tiles.map(({ left }) => left)), stage.left) &&
          near(Math.min(...tiles.map(({ top }) => top)), stage.top);
      return innerWidth === width && !moving && filled;
    }, width));
}

/** What is wrong with how a page looks, one line each: what is cut, reaches out or lies over something. */
export async function faults(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const found: string[] = [];
    const say = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} "${
        (element.textContent ?? "").trim().slice(0, 40)
      }"`;
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} px wide`);

    const seen = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest(".visually-hidden") === null &&
      // Where there is no room for a word, it is there for screen readers alone, on one pixel.
      element.getBoundingClientRect().width > 1;
    for (
      const element of document.querySelectorAll("button, p, h1, h2, h3, label, dd, kbd, a, span")
    ) {
      if (!seen(element) || !element.textContent?.trim()) continue;
      const style = getComputedStyle(element);
      const cut = style.overflowX !== "visible" && style.overflowX !== "auto" &&
        style.textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1;
      if (cut) found.push(`${say(element)} is cut`);
      if (element.closest(".scroll, .prose p") !== null) continue;
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (left < -1 || right > innerWidth + 1)) {
        found.push(`${say(element)} reaches out`);
      }
    }

    const tiles = [...document.querySelectorAll<HTMLElement>('[data-testid="tile"]')]
      .filter(({ dataset }) => dataset.place !== "floating");
    const boxes = tiles.map((tile) => tile.getBoundingClientRect());
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top ||
          b.bottom <= a.top;
        if (!apart) found.push(`${say(tiles[index])} lies over another tile`);
      }
    }

    // The picture of oneself covers nobody's name.
    const floating = document.querySelector('[data-testid="tile"][data-place="floating"]');
    if (floating !== null) {
      const own = floating.getBoundingClientRect();
      for (const name of document.querySelectorAll(".tile-name")) {
        const box = name.getBoundingClientRect();
        const apart = own.right <= box.left || box.right <= own.left || own.bottom <= box.top ||
          box.bottom <= own.top;
        if (!apart && !floating.contains(name)) found.push(`${say(name)} lies under oneself`);
      }
    }

    // Microphone and the way out can be pressed whatever is open.
    for (const name of ["mic", "leave"]) {
      const button = document.querySelector(`.controls [data-testid="${name}"]`);
      if (button === null) continue;
      const { left, top, width, height } = button.getBoundingClientRect();
      const on = document.elementFromPoint(left + width / 2, top + height / 2);
      const open = document.querySelector(".menu") !== null;
      if (!open && !button.contains(on)) found.push(`${name} lies under ${on && say(on)}`);
    }
    return found;
  });
}
