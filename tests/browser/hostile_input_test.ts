import assert from "node:assert/strict";
import { assertNoTrouble, enter, openStage, startCall } from "../helpers/call.ts";
import { HOSTILE_NAMES, HOSTILE_ROOMS } from "../helpers/hostile.ts";
import { testid } from "../helpers/room_page.ts";
import { until } from "../helpers/until.ts";

Deno.test("hostile names of people are shown as text, cut to size, and run nothing", async () => {
  await using stage = await openStage();
  const [ada] = await startCall(stage, "names", ["Ada"]);
  for (const name of HOSTILE_NAMES) {
    const mallory = await enter(stage, "names", name);
    await until(
      "Ada sees the newcomer's tile",
      async () => await ada.page.$(`${testid("tile")}[data-peer="${mallory.id}"]`) !== null,
    );
    const [{ name: heard }] = (await ada.picture()).peers;
    assert.ok(heard.length >= 1 && heard.length <= 40, `${heard.length} characters`);
    // deno-lint-ignore no-control-regex -- control characters are what is looked for
    assert.doesNotMatch(heard, /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    const shown = await ada.page.$eval(
      `${testid("tile")}[data-peer="${mallory.id}"]`,
      (tile) => tile.textContent ?? "",
    );
    assert.ok(shown.includes(heard), `${shown} shows ${heard}`);
    for (const { page } of [ada, mallory]) {
      assert.equal(await page.evaluate(() => "pwned" in globalThis), false, name);
    }
    await mallory.page.close();
    await until("Ada is alone", async () => (await ada.picture()).peers.length === 0);
  }
  await assertNoTrouble([ada]);
});

Deno.test("a name of nothing but white space does not join", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  await page.goto(stage.link("nameless"), { waitUntil: "load" });
  await page.waitForFunction(() => globalThis.kibitz?.phase === "ready");
  await page.locator(testid("name")).fill(" \u202e \t ");
  await page.locator(testid("join")).click();
  await page.waitForSelector(`${testid("name")}[aria-invalid="true"]`);
  assert.equal(await page.evaluate(() => globalThis.kibitz?.phase), "ready");
});

Deno.test("chat lines that are too long or hostile are refused or shown as text", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "lines", ["Ada", "Ben"]);
  const [ada, ben] = people;
  const refused = await ada.page.evaluate(() => {
    const codes: unknown[] = [];
    for (const line of ["x".repeat(501), "", "   ", "x".repeat(1_000_000)]) {
      try {
        globalThis.kibitz?.room?.chat(line);
        codes.push("taken");
      } catch (error) {
        codes.push(error instanceof Error && "code" in error ? error.code : String(error));
      }
    }
    return codes;
  });
  assert.deepEqual(refused, ["bad-chat", "bad-chat", "bad-chat", "bad-chat"]);

  const lines = ["y".repeat(500), "<img src=x onerror=pwned=1>", "$'$`$&", "javascript:pwned=1"];
  for (const line of lines) await ada.say(line);
  await ben.press("chat-toggle");
  await until("Ben sees the four lines", async () => (await ben.linesShown()).length === 4);
  const shown = await ben.linesShown();
  lines.forEach((line, index) => assert.ok(shown[index].includes(line), `${shown[index]}`));
  assert.equal(await ben.page.evaluate(() => "pwned" in globalThis), false);
  await assertNoTrouble(people);
});

Deno.test("hostile room names in the address bar disturb no room that is open", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "quiet", ["Ada", "Ben"]);
  const page = await stage.chromium.newPage();
  for (const name of HOSTILE_ROOMS) {
    const answer = await page.goto(`${stage.site.origin}/r/${encodeURIComponent(name)}`);
    assert.ok((answer?.status() ?? 0) < 500, name.slice(0, 40));
    assert.equal(await page.evaluate(() => "pwned" in globalThis), false, name.slice(0, 40));
  }
  for (const key of ["short", "A".repeat(23), "A".repeat(10_000), "%00", "<script>"]) {
    await page.goto("about:blank");
    await page.goto(`${stage.site.origin}/r/quiet#k=${key}`);
    await page.waitForFunction(() => globalThis.kibitz?.phase === "failed");
    assert.equal(await page.evaluate(() => globalThis.kibitz?.problem), "bad-key");
  }
  for (const person of people) {
    const { peers } = await person.picture();
    assert.deepEqual(peers.map(({ link }) => link), ["connected"]);
  }
  await assertNoTrouble(people);
});
