import type { Page } from "puppeteer-core";
import { launchChromium } from "../helpers/browsers/chromium.ts";
import { openPage, TEST_KEY } from "../helpers/browsers/room_page.ts";
import { startSite } from "../helpers/servers/site.ts";
import { until } from "../helpers/until.ts";
import { ROOM_LIMIT, weighing, type Weight } from "../helpers/browsers/weight.ts";
import { atMost, type Figure, plain } from "./report.ts";

/**
 * Gzip bytes of the script and style that a browser really fetches for the start page, for a room's
 * page and for a page of the documents. A room's page is weighed three times: as it comes, which is
 * all that is needed to see it and to use its form; once somebody is there, when it fetches ahead what
 * a join will need; and in the call.
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
  await room.page.mouse.move(200, 200);
  await until(
    "the engine is on its way",
    () =>
      room.page.evaluate(() =>
        performance.getEntriesByType("resource").some(({ name }) => name.includes("InCall-"))
      ),
  );
  await room.page.waitForNetworkIdle();
  const ahead = await room.weigh();
  found.push(
    plain("/r/x with somebody there, not joined", ahead.script + ahead.style, "kB gzip"),
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
