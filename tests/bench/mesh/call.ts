import type { Page } from "puppeteer-core";
import { launchChromium } from "../../helpers/browsers/chromium.ts";
import { until } from "../../helpers/until.ts";
import { cpuOfTree } from "../../helpers/browsers/usage.ts";
import type { Contestant } from "../join/contestants.ts";
import { type BenchPage, instrument } from "../join/timeline.ts";
import { keepConnections, keepDefaults, type MeshPage, type Received } from "./meter.ts";

type InPage = typeof globalThis & { bench: BenchPage; mesh: MeshPage };

/** A call that is not up by then is measured as it is, in milliseconds. */
const GIVE_UP = 30_000;

/** How long a call that is up is left alone, and then how long it is measured, in milliseconds. */
const SETTLE_MS = 8_000;
const MEASURE_MS = 10_000;

/** What people send. */
export interface Sending {
  readonly people: number;
  readonly camera: { readonly width: number; readonly height: number; readonly frameRate: number };
  readonly sound: boolean;
}

/** What one call was like. */
export interface Measured {
  /** From the click that all make at the same moment until the last page was connected to everyone. */
  readonly connectedSeconds: number;
  /** Of each picture that somebody receives, per second. */
  readonly framesDecoded: number;
  readonly framesDropped: number;
  /** Processor time of the whole browser for each person, in percent of one core. */
  readonly cpu: number | null;
}

/** Makes one call in a browser of its own, and measures it once it has settled. */
export async function measure(
  contestant: Contestant,
  { people, camera, sound }: Sending,
  room: string,
  adapting: boolean,
): Promise<Measured> {
  await using chromium = await launchChromium();
  const pages: Page[] = [];
  for (let self = 0; self < people; self++) {
    const page = await chromium.newPage();
    await page.evaluateOnNewDocument(instrument, camera);
    await page.evaluateOnNewDocument(keepConnections);
    if (!adapting) await page.evaluateOnNewDocument(keepDefaults);
    await contestant.prepare(page, self, room, sound);
    pages.push(page);
  }
  const clicked = await clickAll(pages);
  const connected = await Promise.all(pages.map((page) => connectedAt(page)));
  await pause(SETTLE_MS);
  const pid = chromium.browser.process()?.pid ?? null;
  const before = await reading(pages, pid);
  await pause(MEASURE_MS);
  const after = await reading(pages, pid);
  const seconds = (after.at - before.at) / 1000;
  const each = (count: number) => count / seconds / (people * (people - 1));
  return {
    connectedSeconds: (Math.max(...connected) - clicked) / 1000,
    framesDecoded: each(after.decoded - before.decoded),
    framesDropped: each(after.dropped - before.dropped),
    cpu: before.cpu === null || after.cpu === null
      ? null
      : 100 * (after.cpu - before.cpu) / seconds / people,
  };
}

async function clickAll(pages: readonly Page[]): Promise<number> {
  // The pages share the machine's clock; late enough for the message to have reached them all.
  const at = Date.now() + 500;
  await Promise.all(pages.map((page) =>
    page.evaluate(
      (when, others) => {
        const { bench } = globalThis as InPage;
        setTimeout(() => bench.click(others), when - Date.now());
      },
      at,
      pages.length - 1,
    )
  ));
  return at;
}

async function connectedAt(page: Page): Promise<number> {
  const read = () => page.evaluate(() => (globalThis as InPage).bench.timeline.allConnected);
  try {
    return await until("the page is connected to everyone", read, { within: GIVE_UP, every: 100 });
  } catch {
    // Only the wait can end here: it then counts as having taken all of that time.
    return Date.now();
  }
}

async function reading(
  pages: readonly Page[],
  pid: number | null,
): Promise<Received & { readonly at: number; readonly cpu: number | null }> {
  const all = await Promise.all(
    pages.map((page) => page.evaluate(() => (globalThis as InPage).mesh.received())),
  );
  return {
    at: performance.now(),
    cpu: pid === null ? null : cpuOfTree(pid),
    decoded: all.reduce((sum, { decoded }) => sum + decoded, 0),
    dropped: all.reduce((sum, { dropped }) => sum + dropped, 0),
  };
}

/** A measurement takes its time: there is nothing to wait for but the clock. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
