import { gzipSync } from "node:zlib";
import type { HTTPResponse, Page } from "puppeteer-core";
import { launchChromium } from "../helpers/chromium.ts";
import { openPage, TEST_KEY } from "../helpers/room_page.ts";
import { startSite } from "../helpers/site.ts";
import { until } from "../helpers/until.ts";
import { atMost, type Figure, plain } from "./report.ts";

/** The room page may weigh this much, script and style, before the call starts: kB of 1,000 bytes. */
const ROOM_LIMIT = 60;

/** Gzipped bytes, in kB, that a page took. */
interface Weight {
  readonly script: number;
  readonly style: number;
}

/**
 * Gzip bytes of the script and style that a browser really fetches for the start page, for a room's
 * page (before the join, and once in the call) and for a page of the documents. What stands in the
 * HTML itself counts as well; every file is compressed as a server would (gzip, level 6).
 */
export async function figures(say: (line: string) => void): Promise<Figure[]> {
  await using site = await startSite();
  await using chromium = await launchChromium();
  const found: Figure[] = [];
  const visit = async (path: string): Promise<{ page: Page; weigh: () => Promise<Weight> }> => {
    say(`weighing ${path} ...`);
    const page = await chromium.newPage();
    const weigh = weighing(page);
    await openPage(page, site.origin + path, { unwatched: true });
    await page.waitForNetworkIdle();
    return { page, weigh };
  };

  const home = await (await visit("/")).weigh();
  found.push(...both("/", home));

  const room = await visit(`/r/x#k=${TEST_KEY}`);
  await until(
    "the room page is ready",
    () => room.page.evaluate(() => globalThis.kibitz?.phase === "ready"),
  );
  await room.page.waitForNetworkIdle();
  const before = await room.weigh();
  found.push(
    ...both("/r/x before the call", before),
    atMost("/r/x before the call: in all", before.script + before.style, "kB gzip", ROOM_LIMIT),
  );
  await room.page.evaluate(() => globalThis.kibitz?.join("Size"));
  await room.page.waitForNetworkIdle();
  const after = await room.weigh();
  found.push(plain("/r/x in the call: in all", after.script + after.style, "kB gzip"));

  const docs = await (await visit("/docs")).weigh();
  found.push(
    atMost("/docs: script", docs.script, "kB gzip", 0),
    plain("/docs: style", docs.style, "kB gzip"),
  );
  return found;
}

function both(path: string, weight: Weight): Figure[] {
  return [
    plain(`${path}: script`, weight.script, "kB gzip"),
    plain(`${path}: style`, weight.style, "kB gzip"),
  ];
}

/** Follows what a page fetches from now on; the answer weighs it all. */
function weighing(page: Page): () => Promise<Weight> {
  const responses = new Map<string, HTTPResponse>();
  page.on("response", (response) => responses.set(response.url(), response));
  return async () => {
    const total = { script: 0, style: 0 };
    for (const response of responses.values()) {
      // The content type decides: modules come as "script", "other" (a preload) or "fetch".
      const type = response.headers()["content-type"] ?? "";
      const kind = /javascript/.test(type) ? "script" : /text\/css/.test(type) ? "style" : null;
      if (kind !== null && response.ok()) total[kind] += weight(await response.buffer());
    }
    const inline = await page.evaluate(() => ({
      script: [...document.querySelectorAll("script:not([src])")].map((tag) => tag.textContent),
      style: [...document.querySelectorAll("style")].map((tag) => tag.textContent),
    }));
    for (const kind of ["script", "style"] as const) {
      for (const text of inline[kind]) {
        if (text) total[kind] += weight(new TextEncoder().encode(text));
      }
    }
    return total;
  };
}

function weight(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 6 }).length / 1000;
}
