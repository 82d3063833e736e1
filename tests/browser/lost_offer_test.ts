import assert from "node:assert/strict";
import { bundle } from "../helpers/bundle.ts";
import { launchChromium } from "../helpers/browsers/chromium.ts";
import type { LostOfferPage } from "../helpers/browsers/lost_offer_page.ts";
import { inTime } from "../helpers/until.ts";

Deno.test("an ICE restart whose offer was lost is made up for by the next", async () => {
  const script = await bundle("tests/helpers/browsers/lost_offer_page.ts");
  const html = { headers: { "content-type": "text/html" } };
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response("<!doctype html><title>links</title>", html),
  );
  await using chromium = await launchChromium({ devices: false });
  const page = await chromium.newPage();
  await page.goto(`http://localhost:${server.addr.port}/`);
  await page.addScriptTag({ content: script, type: "module" });
  const offers = await inTime(
    "the second restart",
    page.evaluate(() => (globalThis as unknown as LostOfferPage).restartTwice()),
  );
  assert.ok(offers >= 3, `${offers} offers`);
});
