import assert from "node:assert/strict";
import type { HTTPRequest, Page } from "puppeteer-core";
import { openStage } from "../helpers/browsers/call.ts";
import { until } from "../helpers/until.ts";

/** Opens a room's page and breaks its scripts off while `broken` says so; counts how often it is loaded. */
async function loadBroken(page: Page, url: string, broken: (load: number) => boolean) {
  let loads = 0;
  const answer = (request: HTTPRequest) => {
    if (request.isNavigationRequest()) loads++;
    const lost = request.resourceType() === "script" && broken(loads);
    return lost ? request.abort("connectionreset") : request.continue();
  };
  page.on("request", (request) => void answer(request));
  await page.setRequestInterception(true);
  await page.goto(url, { waitUntil: "load" });
  return { loads: () => loads };
}

Deno.test("a room's page whose scripts were lost on their way stayed a drawing: it loads itself again", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  const { loads } = await loadBroken(page, stage.link("half"), (load) => load === 1);
  await until("it is loaded again", () => loads() === 2);
  await page.waitForFunction(() => globalThis.kibitz?.phase === "ready");
  assert.equal(page.url(), stage.link("half"), "the key is still in the link");
});

Deno.test("a room's page whose scripts are lost every time says so, and does not load for ever", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  const { loads } = await loadBroken(page, stage.link("half"), () => true);
  await until("it is loaded again", () => loads() === 2);
  const hinted = () => {
    const hint = document.querySelector(".late-hint");
    return hint !== null && getComputedStyle(hint).opacity === "1";
  };
  await page.waitForFunction(hinted, { timeout: 20_000 });
  assert.equal(loads(), 2);
});
