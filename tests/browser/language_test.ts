import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { openStage } from "../helpers/browsers/call.ts";
import { openRoom, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

Deno.test("a page speaks the browser's language before and after its script runs, from one file", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  await page.setExtraHTTPHeaders({ "accept-language": "de-AT,de;q=0.8,en;q=0.5" });
  const scripts: string[] = [];
  page.on("response", (response) => scripts.push(new URL(response.url()).pathname));
  await page.setJavaScriptEnabled(false);
  await page.goto(stage.site.origin);
  const drawn = await words(page);
  assert.match(drawn, /Anruf starten/);
  await page.setJavaScriptEnabled(true);
  await page.goto(stage.site.origin);
  await page.waitForSelector(`${testid("language")}:not([disabled])`);
  assert.equal(await words(page), drawn);
  assert.equal(await page.$eval("html", (html) => `${html.lang} ${html.dir}`), "de ltr");
  const files = new Set(scripts.filter((path) => path.includes("/texts.")));
  assert.equal(files.size, 1, [...files].join());

  const english = await stage.chromium.newPage();
  await english.setExtraHTTPHeaders({ "accept-language": "en" });
  const asked: string[] = [];
  english.on("request", (request) => asked.push(request.url()));
  await english.goto(stage.site.origin, { waitUntil: "networkidle0" });
  assert.deepEqual(asked.filter((url) => url.includes("/texts.")), []);
});

Deno.test("a chosen language is kept on this device, and a room's link stays whole", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  await page.setExtraHTTPHeaders({ "accept-language": "en" });
  const link = stage.link("blue-lake");
  await openRoom(page, link);
  const arrived = page.waitForNavigation();
  await page.select(testid("language"), "he");
  await arrived;
  await page.waitForFunction(() => globalThis.kibitz?.phase === "ready");
  assert.equal(page.url(), link);
  assert.equal(await page.$eval("html", (html) => `${html.lang} ${html.dir}`), "he rtl");
  assert.match(await words(page), /הצטרפות לשיחה/);
  assert.equal(await page.evaluate(() => document.cookie), "language=he");

  // A browser that forgot the cookie is told again what the device keeps.
  await page.deleteCookie({ name: "language", url: stage.site.origin });
  await page.goto(stage.site.origin);
  await until(
    "the page is in Hebrew again",
    () => page.evaluate(() => document.documentElement.lang === "he"),
  );
});

for (const language of ["de", "he"]) {
  Deno.test(`in ${language} nothing overlaps, is cut off or leaves the screen`, async () => {
    await using stage = await openStage();
    const found: string[] = [];
    for (const [width, height] of [[390, 844], [1280, 800]]) {
      const page = await stage.chromium.newPage();
      await page.setExtraHTTPHeaders({ "accept-language": language });
      await page.setViewport({ width, height });
      await page.goto(stage.site.origin, { waitUntil: "networkidle0" });
      const look = async (where: string) => {
        await screenshot(page, `${language}-${where}-${width}`);
        found.push(...(await cutOff(page)).map((what) => `${where} at ${width}: ${what}`));
      };
      await look("home");
      const room = await openRoom(page, stage.link("blue-lake"));
      await look("prejoin");
      await room.join("Ada");
      await look("call");
      for (const panel of await panels(page)) {
        await page.evaluate((id) => document.querySelector<HTMLElement>(id)?.click(), panel);
        await page.waitForSelector("#panel");
        await page.waitForNetworkIdle({ idleTime: 300 });
        await look(panel.match(/"(.*)"/)?.[1] ?? panel);
        await page.keyboard.press("Escape");
        await page.waitForFunction(() => document.querySelector("#panel") === null);
      }
      await room.leave();
      await page.close();
    }
    assert.deepEqual(found, []);
  });
}

/** What stands on the page, but for what is said to browsers without script alone. */
function words(page: Page): Promise<string> {
  return page.evaluate(() => {
    for (const unseen of document.querySelectorAll("noscript")) unseen.remove();
    return document.body.innerText.replace(/\s+/g, " ");
  });
}

/** The buttons of the call that open a panel. */
function panels(page: Page): Promise<string[]> {
  return page.$$eval(
    '[aria-controls="panel"][data-testid]',
    (buttons) => buttons.map((button) => `[data-testid="${button.getAttribute("data-testid")}"]`),
  );
}

/** Keeps a picture for whoever wants to look, where KIBITZ_SHOTS names a folder. */
async function screenshot(page: Page, name: string): Promise<void> {
  const folder = Deno.env.get("KIBITZ_SHOTS");
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

/** What is wider than its place, or leaves the screen. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const page = document.documentElement;
    if (page.scrollWidth > innerWidth) found.push(`the page is ${page.scrollWidth} wide`);
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      const style = getComputedStyle(element);
      const text = [...element.childNodes].some((node) =>
        node.nodeType === Node.TEXT_NODE && node.textContent?.trim()
      );
      if (!text || element.closest(".visually-hidden, option, svg") || style.display === "inline") {
        continue;
      }
      // What is shortened on purpose ends in an ellipsis; an empty place is not drawn, and a word that
      // there is no room for is on one pixel, for screen readers alone.
      if (style.textOverflow === "ellipsis" || element.clientWidth <= 1) continue;
      const name = `${element.tagName.toLowerCase()}.${element.className}: ${element.textContent}`;
      if (element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${name}`);
      const { left, right } = element.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1) found.push(`off the screen: ${name}`);
    }
    return found;
  });
}
