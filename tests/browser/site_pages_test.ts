import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { openStage, type Stage } from "../helpers/browsers/call.ts";
import { TEST_KEY } from "../helpers/browsers/room_page.ts";
import { watched, watchPage, watchTrouble } from "../helpers/browsers/watch.ts";

/** A page that is watched for errors, other origins and forbidden scripts. */
async function openPage(stage: Stage, path: string) {
  const page = await stage.chromium.newPage();
  await watchPage(page);
  const trouble = watchTrouble(page, stage.site.origin);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  await page.goto(stage.site.origin + path, { waitUntil: "load" });
  return { page, trouble, asked };
}

async function startPage(stage: Stage, path = "/") {
  const opened = await openPage(stage, path);
  await opened.page.waitForFunction(() =>
    document.querySelector<HTMLInputElement>("#new-room")?.value !== ""
  );
  return opened;
}

/** Writes into the form that opens a room, sends it, and answers what the form then says. */
async function tryToOpen(page: Page, text: string): Promise<string> {
  await page.$eval("#room", (input) => (input as HTMLInputElement).select());
  await page.keyboard.press("Backspace");
  await page.type("#room", text);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#room[aria-invalid='true'], form [role='status']");
  return await page.$eval("form[action='/open']", (form) => form.textContent ?? "");
}

Deno.test("a new room has a readable name and a key, which the server never sees", async () => {
  await using stage = await openStage();
  const { page, trouble, asked } = await startPage(stage);
  await Promise.all([page.waitForNavigation(), page.locator("form .button.primary").click()]);
  const made = page.url().match(/\/r\/[a-z]+-[a-z]+-\d\d#k=([A-Za-z0-9_-]{22})$/);
  assert.ok(made !== null, page.url());
  // Chromium's own record of a request holds the fragment of a page's address; what is sent does not.
  const sent = asked.map((url) => url.split("#")[0]).filter((url) => url.includes(made[1]));
  assert.deepEqual(sent, []);
  assert.deepEqual(trouble, { errors: [], foreign: [] });
  assert.deepEqual((await watched(page)).violations, []);
});

Deno.test("a link of ours opens, one of another site is named, and junk is refused in words", async () => {
  await using stage = await openStage();
  const { page, trouble } = await startPage(stage);
  assert.match(await tryToOpen(page, "javascript:alert(1)"), /does not lead to a room/);
  assert.match(await tryToOpen(page, `${stage.link("tea")}x`), /key .* is not whole/);
  const foreign = `https://calls.example/r/tea#k=${TEST_KEY}`;
  assert.match(await tryToOpen(page, foreign), /another site.*calls\.example/);
  assert.equal(new URL(page.url()).pathname, "/", "nothing opened so far");

  await page.$eval("#room", (input) => (input as HTMLInputElement).select());
  await page.type("#room", stage.link("tea"));
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.equal(page.url(), stage.link("tea"));
  assert.deepEqual(trouble, { errors: [], foreign: [] });
});

Deno.test("recent rooms lead back with their key, move nothing, and can be forgotten", async () => {
  await using stage = await openStage();
  const { page } = await startPage(stage);
  await page.evaluate((key) => {
    const rooms = [{ room: "tea", key, at: 1 }, { room: "open-house", key: null, at: 2 }];
    localStorage.setItem("kibitz/v1", JSON.stringify({ rooms }));
  }, TEST_KEY);
  await page.evaluateOnNewDocument(() => {
    Object.assign(globalThis, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        (globalThis as unknown as { shifted: number }).shifted +=
          (entry as PerformanceEntry & { value: number }).value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.reload({ waitUntil: "load" });
  await page.waitForSelector(".recent-list a");
  const links = await page.$$eval(
    ".recent-list a",
    (all) => all.map((a) => a.getAttribute("href")),
  );
  assert.deepEqual(links, [`/r/tea#k=${TEST_KEY}`, "/r/open-house"]);
  const shifted = await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted);
  assert.ok(shifted < 0.02, `layout moved by ${shifted}`);

  await page.locator(".recent-head .button").click();
  await page.waitForFunction(() => document.querySelector(".recent") === null);
  assert.doesNotMatch(await page.evaluate(() => localStorage.getItem("kibitz/v1") ?? ""), /tea/);
});

Deno.test("without script, a name leads to its room and a pasted link stays in the browser", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  await page.setJavaScriptEnabled(false);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(stage.site.origin, { waitUntil: "load" });
  await page.type("#room", stage.link("tea"));
  await page.keyboard.press("Enter");
  await page.goto(`${stage.site.origin}/docs`, { waitUntil: "load" });
  assert.deepEqual(asked.filter((url) => url.includes("/open")), []);

  await page.goto(stage.site.origin, { waitUntil: "load" });
  await page.type("#room", "Book Club");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.equal(page.url(), `${stage.site.origin}/r/book-club`);
});

Deno.test("documents and errors are pages without script", async () => {
  await using stage = await openStage();
  const pages = [
    "/docs",
    "/docs/architecture",
    "/docs/protocol",
    "/security",
    "/threat-model",
    "/nothing-here",
  ];
  for (const path of pages) {
    const { page, trouble } = await openPage(stage, path);
    assert.equal(await page.$$eval("script", (all) => all.length), 0, path);
    assert.equal(await page.$$eval("h1", (all) => all.length), 1, `${path} has one main heading`);
    for (const width of [320, 390, 1280]) {
      await page.setViewport({ width, height: 800 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${path} is ${over} pixels too wide for ${width}`);
    }
    assert.deepEqual(trouble.foreign, [], path);
    assert.deepEqual((await watched(page)).violations, [], path);
    await page.close();
  }
});

Deno.test("every link between the documents leads somewhere", async () => {
  await using stage = await openStage();
  const { page } = await openPage(stage, "/docs");
  const todo = ["/docs", "/security", "/threat-model"];
  const done = new Set<string>();
  for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
    if (done.has(path)) continue;
    done.add(path);
    const answer = await page.goto(stage.site.origin + path, { waitUntil: "load" });
    assert.equal(answer?.status(), 200, path);
    const links = await page.$$eval("a[href^='/']", (all) => all.map((a) => a.pathname));
    todo.push(...links.filter((link) => /^\/(docs|security|threat-model)/.test(link)));
    const broken = await page.$$eval(
      "a[href^='#']",
      (all) => all.map((a) => a.hash.slice(1)).filter((id) => document.getElementById(id) === null),
    );
    assert.deepEqual(broken, [], `${path} has these anchors`);
  }
});

Deno.test("hostile addresses get a plain page and a status that fits", async () => {
  await using stage = await openStage();
  const cases: [path: string, status: number, location?: string][] = [
    ["/open?room=Book%20Club", 303, "/r/book-club"],
    ["/open?room=%2F%2Fevil.example", 400],
    ["/open", 400],
    ["/open?room=", 400],
    ["/open?room=%F0%9F%A6%A6", 400],
    [`/open?room=tea%23k%3D${TEST_KEY}`, 400],
    ["/open?room=%24%27%24%60%24%26", 400],
    [`/open?room=${"a".repeat(3000)}`, 303, `/r/${"a".repeat(40)}`],
    ["/docs/..%2f..%2fdeno", 404],
    ["/docs/__proto__", 404],
    ["/docs/constructor", 404],
    ["/docs/README", 308, "/docs"],
    ["/docs/%24%27", 404],
  ];
  for (const [path, status, location] of cases) {
    const answer = await fetch(stage.site.origin + path, { redirect: "manual" });
    const text = await answer.text();
    assert.equal(answer.status, status, path);
    assert.equal(answer.headers.get("location"), location ?? null, path);
    if (status >= 400) {
      assert.match(text, /<h1>/, `${path} gets a page`);
      assert.doesNotMatch(text, /\bat file:|node_modules/, `${path} tells nothing of the inside`);
    }
  }
  const posted = await fetch(`${stage.site.origin}/docs`, { method: "POST" });
  await posted.body?.cancel();
  assert.equal(posted.status, 405);
  assert.match(posted.headers.get("allow") ?? "", /GET/);
});
