import assert from "node:assert/strict";
import { assertNoTrouble, enter, openStage, startCall } from "../helpers/browsers/call.ts";
import { HOSTILE_NAMES, HOSTILE_ROOMS } from "../helpers/attack/hostile.ts";
import { testid } from "../helpers/browsers/room_page.ts";
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

Deno.test("a name of nothing that can be seen does not join", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  await page.goto(stage.link("nameless"), { waitUntil: "load" });
  await page.waitForFunction(() => globalThis.kibitz?.phase === "ready");
  for (const name of [" \u202e \t ", "\u200b", "\u3164", "\u2800", "\u00ad", "\u{e0041}"]) {
    await page.locator(testid("name")).fill("x");
    await page.waitForSelector(`${testid("name")}:not([aria-invalid="true"])`);
    await page.locator(testid("name")).fill(name);
    await page.locator(testid("join")).click();
    await page.waitForSelector(`${testid("name")}[aria-invalid="true"]`);
  }
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

Deno.test("whoever has the name of somebody here is told apart, on tiles and in the list", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "twins", ["Ada", "Ben"]);
  const [ada, ben] = people;
  const twin = await enter(stage, "twins", "\u0410d\u0430");
  const shown = async (id: string) =>
    await ben.page.$eval(
      `${testid("tile")}[data-peer="${id}"] .tile-who`,
      (name) => name.textContent ?? "",
    ).catch(() => "");
  await until("Ben can tell them apart", async () => /\(2\)$/.test(await shown(twin.id)));
  assert.equal(await shown(ada.id), "Ada (1)");
  await ben.press("people");
  await until(
    "the list says it in words",
    async () => (await ben.page.$$(testid("namesake"))).length === 2,
  );
  await twin.leave();
  await until("Ada is the only one", async () => await shown(ada.id) === "Ada");
  await assertNoTrouble(people);
});

Deno.test("a link reads from left to right, its host first, whatever turns the direction around it", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "turned", ["Ada", "Ben"]);
  const [ada, ben] = people;
  const links = [
    "https://evil.example/moc.knab//:sptth",
    "https://evil.example/\u05d0\u05d1\u05d2/bank",
    "https://\u05d0\u05d1\u05d2/\u05d3\u05d4\u05d5",
    "https://evil.example/1234/\u0627\u0628",
  ];
  const lines = links.flatMap((link) => [
    link,
    `\u202e${link}`,
    `${link.slice(0, 21)}\u202e${link.slice(21)}`,
    `\u2067\u05e9\u05dc\u05d5\u05dd ${link} \u05e9\u05dc\u05d5\u05dd`,
    `\u05e9\u05dc\u05d5\u05dd ${link}, 5`,
  ]);
  for (const line of lines) await ben.say(line);
  await ada.press("chat-toggle");
  await until("Ada sees them", async () => (await ada.linesShown()).length === lines.length);
  const wrong = await ada.page.$$eval(".chat-text a", (anchors) =>
    anchors.flatMap((anchor) => {
      const walker = document.createTreeWalker(anchor, NodeFilter.SHOW_TEXT);
      const boxes: { left: number; top: number }[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        for (let at = 0; at < (node.nodeValue ?? "").length; at++) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const [{ left, top }] = range.getClientRects();
          boxes.push({ left, top });
        }
      }
      const text = anchor.textContent ?? "";
      const host = text.indexOf("/", 8);
      const rest = boxes.slice(host).filter(({ top }) => top === boxes[0].top);
      const first = boxes.slice(0, host);
      const inOrder = first.every(({ left }) => rest.every((other) => left < other.left)) &&
        first.slice(0, 8).every(({ left }, at) => at === 0 || first[at - 1].left < left);
      return inOrder ? [] : [text];
    }));
  assert.deepEqual(wrong, []);
  const texts = await ada.linesShown();
  assert.ok(texts.every((text) => !/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text)));
  await assertNoTrouble(people);
});
