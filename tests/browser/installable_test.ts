import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { type Chromium, launchChromium } from "../helpers/browsers/chromium.ts";
import { allConnected, openRoom, type RoomPage, TEST_KEY } from "../helpers/browsers/room_page.ts";
import { type Front, startFront } from "../helpers/servers/front.ts";
import { startSite } from "../helpers/servers/site.ts";
import { until } from "../helpers/until.ts";

Deno.test("a browser offers to install it: the manifest has no error and nothing is missing", async () => {
  await using setting = await open();
  const page = await setting.chromium.newPage();
  await page.goto(setting.front.origin);
  const cdp = await page.createCDPSession();
  const { errors, url, data } = await cdp.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  assert.equal(new URL(url).pathname, "/manifest.webmanifest");
  for (const icon of JSON.parse(data ?? "").icons) {
    const answer = await fetch(setting.front.origin + icon.src);
    assert.equal(answer.headers.get("content-type"), icon.type, icon.src);
    await answer.body?.cancel();
  }
  const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors, []);
});

Deno.test("without a server it says so, keeps the link whole, and opens the room when it can", async () => {
  await using setting = await open();
  const { front } = setting;
  const page = await setting.chromium.newPage();
  await page.goto(front.origin);
  await shellKept(page);
  await front.goDown();

  const link = `${front.origin}/r/blue-lake#k=${TEST_KEY}`;
  await page.goto(link);
  assert.equal(await page.$eval("h1", (heading) => heading.textContent), "No connection");
  assert.equal(page.url(), link);
  const keptPaths = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) {
        found.push(new URL(url).pathname);
      }
    }
    return found;
  });
  assert.ok(keptPaths.includes("/offline"));
  assert.deepEqual(keptPaths.filter((path) => /^\/(r|api|$)/.test(path)), [], "nothing of a room");

  front.comeBack();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.waitForFunction(() => globalThis.kibitz?.phase === "ready");
  assert.equal(page.url(), link);
});

Deno.test("a new build that arrives during a call leaves the call and its page alone", async () => {
  await using setting = await open();
  const { front } = setting;
  // The worker is there from an earlier visit.
  const before = await setting.chromium.newPage();
  await before.goto(front.origin);
  await shellKept(before);
  await before.close();

  const [ada, ben] = [await enter(setting, "Ada"), await enter(setting, "Ben")];
  await allConnected([ada, ben]);
  await ben.turn("camera", true);
  await moves(ada);
  await ada.page.evaluate(() => document.documentElement.setAttribute("data-mark", "same page"));

  front.deploy(/^\/assets\/qrcode/);
  await ada.page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
  await until(
    "the new build's worker waits",
    () =>
      ada.page.evaluate(async () =>
        (await navigator.serviceWorker.ready).waiting?.state === "installed"
      ),
  );

  await moves(ada);
  // A part that this page has not used yet, and that the server no longer has.
  await ada.press("invite");
  await ada.page.waitForSelector("svg.qr");
  assert.equal(await ada.page.$eval("html", (html) => html.dataset.mark), "same page");
  assert.deepEqual(ada.trouble.errors, []);

  // When nobody uses the build before it, the new one takes over.
  await ada.page.close();
  await ben.page.close();
  await until("the new build's files are the only ones", async () => {
    const later = await setting.chromium.newPage();
    await later.goto(front.origin);
    const names = await later.evaluate(() => caches.keys());
    await later.close();
    return names.join() === "kibitz-shell-another";
  }, { every: 500 });
});

Deno.test("the screen stays on during a call and may go dark after it", async () => {
  await using setting = await open();
  const page = await setting.chromium.newPage();
  await page.evaluateOnNewDocument(() => {
    const locks: WakeLockSentinel[] = [];
    Object.assign(globalThis, { locks });
    const request = WakeLock.prototype.request;
    WakeLock.prototype.request = async function (type) {
      const lock = await request.call(this, type);
      locks.push(lock);
      return lock;
    };
  });
  const held = () =>
    page.evaluate(() =>
      (globalThis as unknown as { locks: WakeLockSentinel[] }).locks.map((lock) => !lock.released)
    );
  const ada = await openRoom(page, `${setting.front.origin}/r/lamp#k=${TEST_KEY}`);
  assert.deepEqual(await held(), []);
  await ada.join("Ada");
  await until("the screen is kept on", async () => (await held()).join() === "true");
  await ada.leave();
  await until("it may go dark", async () => (await held()).join() === "false");
});

interface Setting extends AsyncDisposable {
  readonly chromium: Chromium;
  readonly front: Front;
}

async function open(): Promise<Setting> {
  await using stack = new AsyncDisposableStack();
  const site = stack.use(await startSite());
  const front = stack.use(startFront(site));
  const chromium = stack.use(await launchChromium());
  const kept = stack.move();
  return { front, chromium, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

async function enter({ chromium, front }: Setting, name: string): Promise<RoomPage> {
  const link = `${front.origin}/r/blue-lake#k=${TEST_KEY}`;
  const room = await openRoom(await chromium.newPage(), link, { smallCamera: true });
  await room.join(name);
  return room;
}

/** Waits until the service worker has kept the app and answers for this page. */
async function shellKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

/** Waits until new pictures of somebody else have been decoded. */
async function moves(room: RoomPage): Promise<void> {
  const frames = async () =>
    Object.values(await room.arriving()).reduce((sum, { frames }) => sum + frames, 0);
  const before = await frames();
  await until("pictures arrive", async () => await frames() > before + 10);
}
