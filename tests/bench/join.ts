import type { Page } from "puppeteer-core";
import { z } from "zod";
import { launchChromium } from "../helpers/browsers/chromium.ts";
import { until } from "../helpers/until.ts";
import { type Contestant, startContestants } from "./join/contestants.ts";
import { type BenchPage, CAMERA, instrument, type Timeline } from "./join/timeline.ts";
import { atMost, below, type Figure, median, plain } from "./report.ts";

type InPage = typeof globalThis & { bench: BenchPage };

/** How many people, and how often each contestant makes the call with so many. */
const ROUNDS: readonly (readonly [people: number, rounds: number])[] = [[2, 7], [4, 5], [6, 3]];

const asked = z.object({
  people: z.string().default("2,4,6").transform((text) => text.split(",").map(Number)),
  rounds: z.coerce.number().int().min(1).optional(),
  among: z.string().default("ours,before,floor,PeerJS").transform((text) => text.split(",")),
});

/** A call that is not up by then counts as having taken this long, in milliseconds. */
const GIVE_UP = 60_000;

/** How much later than the floor, which needs no broker and knows everyone, we may be. */
const FLOOR_FACTOR = 1.5;

/** How much later than the state of the project that runs beside ours we may be. */
const BEFORE_FACTOR = 1.05;

/** One call, in milliseconds from the click that all make at the same moment. */
interface Round {
  /** Until the last page was connected to everyone. */
  readonly allConnected: number;
  /** Until a page had its first remote picture: the middle one of the pages. */
  readonly firstFrame: number;
}

/**
 * From the click on "join" to a full mesh, and to the first remote picture, with camera (320x180 at
 * 15 a second) and microphone on: ours in its real page, beside bare connections and PeerJS. With
 * `BESIDE=<folder>` another state of the project makes the same calls in the same run. `JOIN_PEOPLE=2,4`,
 * `JOIN_ROUNDS=15` and `JOIN_AMONG=ours,before` choose sizes, how often, and who takes part.
 */
export async function figures(say: (line: string) => void): Promise<Figure[]> {
  const only = asked.parse({
    people: Deno.env.get("JOIN_PEOPLE"),
    rounds: Deno.env.get("JOIN_ROUNDS"),
    among: Deno.env.get("JOIN_AMONG"),
  });
  await using contestants = await startContestants();
  const all = contestants.all.filter(({ name }) => only.among.includes(name));
  const figures: Figure[] = [];
  for (const [people, usual] of ROUNDS.filter(([people]) => only.people.includes(people))) {
    const rounds = only.rounds ?? usual;
    const taken = new Map<string, Round[]>();
    for (let round = 0; round < rounds; round++) {
      // Each goes first in turn, so that a machine that warms up or tires favours nobody.
      for (let turn = 0; turn < all.length; turn++) {
        const contestant = all[(round + turn) % all.length];
        const result = await call(contestant, people, `bench-${people}-${round}`, say);
        taken.set(contestant.name, [...taken.get(contestant.name) ?? [], result]);
        say(
          `${people} people, round ${round + 1} of ${rounds}, ${contestant.name}: ` +
            `connected ${Math.round(result.allConnected)} ms, ` +
            `first picture ${Math.round(result.firstFrame)} ms`,
        );
      }
    }
    figures.push(
      ...compare(`${people} people, click to all connected`, taken, (r) => r.allConnected),
      ...compare(`${people} people, click to first remote frame`, taken, (r) => r.firstFrame),
    );
  }
  return figures;
}

function compare(
  what: string,
  taken: ReadonlyMap<string, readonly Round[]>,
  pick: (round: Round) => number,
): Figure[] {
  const middle = (name: Contestant["name"]) => median((taken.get(name) ?? []).map(pick));
  const [ours, floor, peerjs] = [middle("ours"), middle("floor"), middle("PeerJS")];
  const before = middle("before");
  const ratio = (to: number | null) => ours === null || to === null ? null : ours / to;
  return [
    plain(`${what}: ours`, ours, "ms"),
    plain(`${what}: floor`, floor, "ms"),
    plain(`${what}: PeerJS`, peerjs, "ms"),
    atMost(`${what}: ours / floor`, ratio(floor), "times", FLOOR_FACTOR),
    below(`${what}: ours / PeerJS`, ratio(peerjs), "times", 1),
    ...before === null ? [] : [
      plain(`${what}: before`, before, "ms"),
      atMost(`${what}: ours / before`, ratio(before), "times", BEFORE_FACTOR),
    ],
  ];
}

/** Makes one call in a browser of its own. */
async function call(
  contestant: Contestant,
  people: number,
  room: string,
  say: (line: string) => void,
): Promise<Round> {
  await using chromium = await launchChromium();
  const pages: Page[] = [];
  for (let self = 0; self < people; self++) {
    const page = await chromium.newPage();
    await page.evaluateOnNewDocument(instrument, CAMERA);
    await contestant.prepare(page, self, room, true);
    pages.push(page);
  }
  // The pages share the machine's clock; late enough for the message to have reached them all.
  const at = Date.now() + 500;
  await Promise.all(pages.map((page) =>
    page.evaluate(
      (when, others) => {
        const { bench } = globalThis as InPage;
        setTimeout(() => bench.click(others), when - Date.now());
      },
      at,
      people - 1,
    )
  ));
  const timelines = await Promise.all(pages.map(finished));
  for (const [index, line] of timelines.entries()) {
    if (line.allConnected !== null && line.firstFrame !== null) continue;
    say(`  ${contestant.name}, page ${index}: ${await contestant.explain(pages[index])}`);
  }
  return {
    allConnected: Math.max(...timelines.map((line) => since(line, line.allConnected))),
    firstFrame: median(timelines.map((line) => since(line, line.firstFrame))) ?? GIVE_UP,
  };
}

async function finished(page: Page): Promise<Timeline> {
  const read = () => page.evaluate(() => (globalThis as InPage).bench.timeline);
  try {
    return await until("the call is up", async () => {
      const line = await read();
      return line.allConnected !== null && line.firstFrame !== null && line;
    }, { within: GIVE_UP, every: 100 });
  } catch {
    // Only the wait can end here; what the page did not reach counts as GIVE_UP.
    return await read();
  }
}

function since({ clicked }: Timeline, moment: number | null): number {
  return clicked === null || moment === null ? GIVE_UP : moment - clicked;
}
