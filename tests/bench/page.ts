import type { Page } from "puppeteer-core";
import { type Chromium, launchChromium } from "../helpers/browsers/chromium.ts";
import { TEST_KEY } from "../helpers/browsers/room_page.ts";
import { startSite } from "../helpers/servers/site.ts";
import { type Figure, plain } from "./report.ts";

/** How often each page is opened; the medians are printed. */
const RUNS = 7;

/** A mid-range phone: a quarter of this processor's speed. */
const CPU_SLOWDOWN = 4;
/** Slow 4G, as browsers' developer tools have it: 562 ms of latency, 1.44 Mbit/s, 0.7 Mbit/s up. */
const NETWORK = {
  offline: false,
  latency: 562.5,
  downloadThroughput: 1_440_000 / 8,
  uploadThroughput: 675_000 / 8,
};

/** Milliseconds from the navigation to a moment. */
interface Times {
  /** First Contentful Paint, as the browser reports it (Paint Timing). */
  readonly painted: number;
  /** The page's own sign that it answers is there, and the last long task is over. */
  readonly interactive: number;
}

/**
 * When the start page and a room's page show something, and when they answer, on a phone of the
 * middle class over slow 4G (throttled by Chromium). Each run has an empty cache. A page answers when
 * its form can be used and the script that draws it is done.
 */
export async function figures(say: (line: string) => void): Promise<Figure[]> {
  await using site = await startSite();
  await using chromium = await launchChromium();
  const found: Figure[] = [];
  const pages = [
    ["/", "/", "#new-room:not([disabled])", "en"],
    ["/r/x", `/r/x#k=${TEST_KEY}`, '[data-testid="join"]:not([disabled])', "en"],
    ["/r/x in German", `/r/x#k=${TEST_KEY}`, '[data-testid="join"]:not([disabled])', "de"],
  ] as const;
  for (const [name, path, sign, language] of pages) {
    const runs: Times[] = [];
    for (let run = 0; run < RUNS; run++) {
      say(`${name}: run ${run + 1} of ${RUNS} ...`);
      runs.push(await visit(chromium, site.origin + path, sign, language));
    }
    found.push(
      plain(`${name}: first contentful paint`, median(runs.map((run) => run.painted)), "ms"),
      plain(`${name}: time to interactive`, median(runs.map((run) => run.interactive)), "ms"),
    );
  }
  return found;
}

async function visit(
  chromium: Chromium,
  url: string,
  sign: string,
  language: string,
): Promise<Times> {
  const context = await chromium.browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
    await page.setExtraHTTPHeaders({ "accept-language": language });
    const cdp = await page.createCDPSession();
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", NETWORK);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
    await watch(page);
    await page.goto(url, { waitUntil: "load", timeout: 60_000 });
    await page.waitForSelector(sign, { timeout: 60_000 });
    await page.waitForNetworkIdle({ timeout: 60_000 });
    return await page.evaluate(times, sign);
  } finally {
    await context.close();
  }
}

/** Notes in the page when its sign first appears, and every long task. */
async function watch(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const seen = { signs: new Map<string, number>(), tasks: [] as number[] };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) seen.tasks.push(task.startTime + task.duration);
    }).observe({ type: "longtask", buffered: true });
    new MutationObserver(() => {
      for (const sign of ["#new-room:not([disabled])", '[data-testid="join"]:not([disabled])']) {
        if (!seen.signs.has(sign) && document.querySelector(sign) !== null) {
          seen.signs.set(sign, performance.now());
        }
      }
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/** Runs in the page. Self-contained: it travels as source text. */
function times(sign: string): Times {
  const { seen } = globalThis as unknown as {
    seen: { signs: Map<string, number>; tasks: number[] };
  };
  const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  const shown = seen.signs.get(sign);
  if (painted === undefined || shown === undefined) throw new Error("nothing was shown");
  return { painted, interactive: Math.max(painted, shown, ...seen.tasks) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
