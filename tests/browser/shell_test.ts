import assert from "node:assert/strict";
import { openStage } from "../helpers/browsers/call.ts";
import { testid } from "../helpers/browsers/room_page.ts";

Deno.test("a room's shell is there and useful before any script runs", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(stage.link("blue-lake"), { waitUntil: "load" });
  assert.match(await page.title(), /blue-lake/i);
  const text = await page.$eval("body", (body) => body.innerText);
  assert.match(text, /blue-lake/i);
  assert.match(text, /script/i, "it says what is missing");
  for (const control of ["name", "join"]) {
    const box = await (await page.$(testid(control)))?.boundingBox();
    assert.ok(box && box.width > 0 && box.height > 0, `"${control}" is visible`);
  }
});

Deno.test("a browser without WebRTC gets a plain page instead of a broken call", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  await page.evaluateOnNewDocument(() => {
    Reflect.deleteProperty(globalThis, "RTCPeerConnection");
  });
  await page.goto(stage.link("blue-lake"), { waitUntil: "load" });
  await page.waitForFunction(() => globalThis.kibitz?.phase === "failed");
  assert.equal(await page.evaluate(() => globalThis.kibitz?.problem), "unsupported");
  assert.match(await page.$eval("body", (body) => body.innerText), /browser/i);
});
