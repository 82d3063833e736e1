import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import type { Person } from "./call.ts";
import { testid } from "./room_page.ts";
import { until } from "../until.ts";

/** The size of the screen that these pages share. */
export const SCREEN = { width: 1600, height: 900 };

/** How far ink may be from where it was drawn, in pixels of the screen that it is seen on. */
export const NEAR = 2;

/** Where something is, in CSS pixels of its page. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Runs in a page before its scripts: sharing a screen shares a picture that moves, of that size. */
export function shareCanvas(): void {
  if (globalThis.MediaDevices === undefined) return;
  MediaDevices.prototype.getDisplayMedia = () => {
    const canvas = document.createElement("canvas");
    canvas.width = 1600;
    canvas.height = 900;
    const pen = canvas.getContext("2d");
    if (pen === null) return Promise.reject(new DOMException("", "NotReadableError"));
    let turn = 0;
    setInterval(() => {
      pen.fillStyle = "#f4f4f4";
      pen.fillRect(0, 0, 1600, 900);
      pen.fillStyle = "#333";
      pen.font = "64px sans-serif";
      pen.fillText(`Quarterly plan ${turn++}`, 120, 160);
      for (let row = 0; row < 8; row++) pen.fillRect(120, 240 + row * 70, 900 - row * 60, 18);
    }, 100);
    return Promise.resolve(canvas.captureStream(15));
  };
}

/** Shares a person's screen, and waits until all the others see its frames and can draw. */
export async function shareScreen(presenter: Person, viewers: readonly Person[]): Promise<void> {
  await presenter.press("screen");
  for (const person of [presenter, ...viewers]) {
    await until(`${person.name} sees the screen`, async () => {
      const size = await frameSize(person.page);
      if (size?.width !== SCREEN.width || size.height !== SCREEN.height) {
        throw new Error(JSON.stringify(size));
      }
      return true;
    }, { within: 30_000 });
    await until(`${person.name} can draw`, () => person.page.$(testid("surface")));
  }
}

async function frameSize(page: Page): Promise<{ width: number; height: number } | null> {
  return await page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>("[data-kind=screen] video");
    return video === null ? null : { width: video.videoWidth, height: video.videoHeight };
  });
}

/** Waits until the shared screen's tile has glided to its place. */
export async function screenStill(page: Page): Promise<void> {
  const glides = () => page.$eval("[data-kind=screen]", (tile) => tile.getAnimations().length > 0);
  await until("the screen's tile lies still", async () => !await glides());
}

/** Where a place of the picture (each from 0 to 1) is on a page now, by the video itself. */
export async function placeOnPage(page: Page, part: Place): Promise<Place> {
  const { left, top, width, height } = await pictureOnPage(page);
  return { x: left + part.x * width, y: top + part.y * height };
}

/** Which place of the picture is at a place of a page. */
async function partAt(page: Page, at: Place): Promise<Place> {
  const { left, top, width, height } = await pictureOnPage(page);
  return { x: (at.x - left) / width, y: (at.y - top) / height };
}

async function pictureOnPage(page: Page) {
  return await page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>("[data-kind=screen] video");
    if (video === null) throw new Error("no screen");
    const box = video.getBoundingClientRect();
    const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight);
    const width = video.videoWidth * scale;
    const height = video.videoHeight * scale;
    const left = box.left + (box.width - width) / 2;
    return { left, top: box.top + (box.height - height) / 2, width, height };
  });
}

/** The middle of everything near a place that has this colour, as it is really drawn; null for nothing. */
async function inkNear(page: Page, at: Place, colour: string): Promise<Place | null> {
  const clip = { x: Math.round(at.x) - 40, y: Math.round(at.y) - 40, width: 80, height: 80 };
  // Beyond the viewport Chromium would lay the page out anew for the picture, and tiles glide.
  const picture = await page.screenshot({ clip, encoding: "base64", captureBeyondViewport: false });
  const found = await page.evaluate(middleOf, picture, colour);
  return found === null ? null : { x: clip.x + found.x, y: clip.y + found.y };
}

/** Taps near a place of the picture, on a whole pixel as a mouse does, and answers where it was. */
export async function tap(person: Person, part: Place): Promise<Place> {
  await screenStill(person.page);
  const near = await placeOnPage(person.page, part);
  const at = { x: Math.round(near.x), y: Math.round(near.y) };
  await person.page.mouse.move(at.x, at.y);
  await person.page.mouse.down();
  await person.page.mouse.up();
  return await partAt(person.page, at);
}

/** Asserts that ink of this colour lies on a place of the picture, as this person really sees it. */
export async function liesAt(
  person: Person,
  part: Place,
  colour: string,
  what: string,
): Promise<void> {
  const off = await until(`${person.name} sees ${what}`, async () => {
    const wanted = await placeOnPage(person.page, part);
    const found = await inkNear(person.page, wanted, colour);
    const after = await placeOnPage(person.page, part);
    // Tiles glide to their places: what was looked at while it moved says nothing.
    if (found === null || wanted.x !== after.x || wanted.y !== after.y) return null;
    return [Math.hypot(found.x - wanted.x, found.y - wanted.y)];
  });
  assert.ok(
    off[0] <= NEAR,
    `${what} is ${off[0].toFixed(2)} pixels off on ${person.name}'s screen`,
  );
}

async function middleOf(png: string, colour: string): Promise<{ x: number; y: number } | null> {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const wanted = [1, 3, 5].map((digit) => parseInt(colour.slice(digit, digit + 2), 16));
  const sum = { x: 0, y: 0, count: 0 };
  for (let pixel = 0; pixel < data.length / 4; pixel++) {
    const near = wanted.every((value, part) => Math.abs(data[pixel * 4 + part] - value) < 24);
    if (!near) continue;
    sum.x += pixel % image.width + 0.5;
    sum.y += Math.floor(pixel / image.width) + 0.5;
    sum.count++;
  }
  return sum.count < 4 ? null : { x: sum.x / sum.count, y: sum.y / sum.count };
}
