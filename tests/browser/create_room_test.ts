/** Making a room with options: its link says them, and the tab that made it holds the host's key. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { readKeptHostKey } from "../../lib/trust/host_key.ts";
import { hostPublicKey, openHostKey } from "../../lib/trust/mod.ts";
import { type Place, readPlace } from "../../session/link/room_link.ts";
import { openStage, type Stage } from "../helpers/browsers/call.ts";
import { testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";
import { watched, watchPage, watchTrouble } from "../helpers/browsers/watch.ts";

async function startPage(stage: Stage) {
  const page = await stage.chromium.newPage();
  await watchPage(page);
  const trouble = watchTrouble(page, stage.site.origin);
  await page.goto(stage.site.origin, { waitUntil: "load" });
  await page.waitForSelector(`${testid("create")}:not([disabled])`);
  await page.locator(".room-options summary").click();
  return { page, trouble };
}

async function create(page: Page): Promise<Extract<Place, { name: "room" }>> {
  await Promise.all([page.waitForNavigation(), page.locator(testid("create")).click()]);
  const place = readPlace(new URL(page.url()));
  assert(place.name === "room", page.url());
  return place;
}

const shownText = (page: Page, selector: string) =>
  page.$eval(selector, (element) => element.textContent ?? "");

Deno.test("a room for four, whose host goes by a name, says so in its link and is joined by it", async () => {
  await using stage = await openStage();
  const { page, trouble } = await startPage(stage);
  await page.select(testid("capacity"), "4");
  await page.locator(testid("host-name-choice")).click();
  await page.locator(testid("host-name")).fill(" ");
  await page.locator(testid("create")).click();
  await until(
    "the name is asked for",
    async () => /Type the name/.test(await shownText(page, "#host-problem")),
  );
  await page.locator(testid("host-name")).fill("Zoë B.");
  const { key, settings } = await create(page);
  assert.match(key ?? "", /^[\w-]{22}$/);
  assert.deepEqual(settings, {
    capacity: 4,
    host: { kind: "name", name: "Zoë B." },
    hostFirst: false,
  });
  await page.waitForFunction(() => globalThis.kibitz?.phase === "ready");
  await page.evaluate(() => globalThis.kibitz?.join("Zoë B."));
  const capacity = await page.evaluate(() => globalThis.kibitz?.state?.capacity);
  assert.equal(capacity, 4);
  assert.deepEqual(trouble, { errors: [], foreign: [] });
});

Deno.test("a suggested password makes a host's key that it opens, and this tab keeps it open", async () => {
  await using stage = await openStage();
  const { page, trouble } = await startPage(stage);
  await page.browserContext().overridePermissions(stage.site.origin, [
    "clipboard-read",
    "clipboard-write",
    "clipboard-sanitized-write",
  ]);
  await page.locator(testid("host-key-choice")).click();
  await page.locator(testid("host-password")).fill("password1");
  await until(
    "a leaked password is judged",
    async () => /Very weak/.test(await shownText(page, testid("host-password-strength"))),
  );
  await page.locator(testid("host-password-suggest")).click();
  await until(
    "a passphrase is judged",
    async () => /Strong/.test(await shownText(page, testid("host-password-strength"))),
  );
  const password = await page.$eval(
    testid("host-password"),
    (input) => (input as HTMLInputElement).value,
  );
  assert.match(password, /^([a-z]+-){5}[a-z]+$/);
  await page.locator(testid("host-password-copy")).click();
  await until(
    "it is copied",
    async () => await page.evaluate(() => navigator.clipboard.readText()) === password,
  );
  const { room, settings: { host, hostFirst } } = await create(page);
  assert.equal(hostFirst, true, "nobody is in before a host by password");
  assert(host.kind === "key", page.url());
  const key = await openHostKey(host.sealed, { room, password });
  assert.equal(key.publicKey, hostPublicKey(host.sealed));
  const text = await page.evaluate((at) => sessionStorage.getItem(at), `kibitz/v1/host/${room}`);
  const kept = await readKeptHostKey(text ?? "");
  assert.equal(kept?.publicKey, key.publicKey);
  assert.ok(!page.url().includes(password), "the password is in no address");
  const local = await page.evaluate(() => JSON.stringify(localStorage));
  assert.ok(!local.includes(password) && !local.includes(text ?? password), "nor kept for longer");
  assert.deepEqual(trouble, { errors: [], foreign: [] });
  assert.deepEqual((await watched(page)).violations, []);
});

Deno.test("a link whose host is cut off opens no call, and says what to do", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  await page.goto(`${stage.link("tea")}&host=key.AAAA`, { waitUntil: "load" });
  await page.waitForFunction(() => globalThis.kibitz?.phase === "failed");
  assert.match(await shownText(page, ".prejoin-stop"), /Ask for the link again/);
  assert.equal(await page.$(testid("join")), null);
});
