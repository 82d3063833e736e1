import { gzipSync } from "node:zlib";
import type { HTTPResponse, Page } from "puppeteer-core";

/** The room page may weigh this much, script and style, before the call starts: kB of 1,000 bytes. */
export const ROOM_LIMIT = 60;

/** Gzipped bytes, in kB, that a page took. */
export interface Weight {
  readonly script: number;
  readonly style: number;
}

/**
 * Follows the script and style that a page fetches from now on; the answer weighs it all. What
 * stands in the HTML itself counts as well; every file is compressed as a server would (gzip, level
 * 6). What the service worker keeps for times without a network is not the page's, and not in it.
 */
export function weighing(page: Page): () => Promise<Weight> {
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
