import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import type { PeerId } from "../../../lib/mod.ts";
import { type Chromium, launchChromium } from "./chromium.ts";
import { allConnected, type Arriving, openRoom, type RoomPage, TEST_KEY } from "./room_page.ts";
import { type Site, startSite } from "../servers/site.ts";
import { until } from "../until.ts";

/** A person in a call, and the page that they use. */
export interface Person extends RoomPage {
  readonly id: PeerId;
  readonly name: string;
}

/** A site and a browser for one test; both end with the block that holds it. */
export interface Stage extends AsyncDisposable {
  readonly site: Site;
  readonly chromium: Chromium;
  /** A room's full link, with a key. */
  link(room: string): string;
}

/** How a stage's pages are prepared. Nothing is needed. */
export interface StageOptions {
  /** Runs in every page before its own scripts. */
  readonly beforePages?: () => void;
  /** What the browser says its person reads. */
  readonly language?: string;
}

/** Starts a site and a browser. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  await using stack = new AsyncDisposableStack();
  const site = stack.use(await startSite());
  const chromium = stack.use(await launchChromium());
  const kept = stack.move();
  return {
    site,
    chromium: { ...chromium, newPage: () => preparedPage(chromium, options) },
    link: (room) => `${site.origin}/r/${room}#k=${TEST_KEY}`,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function preparedPage(
  chromium: Chromium,
  { beforePages, language }: StageOptions,
): Promise<Page> {
  const page = await chromium.newPage();
  if (language !== undefined) await page.setExtraHTTPHeaders({ "accept-language": language });
  if (beforePages !== undefined) await page.evaluateOnNewDocument(beforePages);
  return page;
}

/** Opens a page for one more person and joins the room with it. */
export async function enter(stage: Stage, room: string, name: string): Promise<Person> {
  const page = await openRoom(await stage.chromium.newPage(), stage.link(room), {
    smallCamera: true,
  });
  const id = await page.join(name);
  return Object.assign(page, { id, name });
}

/** A call among these people, in the order in which they come, connected each with each. */
export async function startCall(
  stage: Stage,
  room: string,
  names: readonly string[],
): Promise<Person[]> {
  const people: Person[] = [];
  for (const name of names) people.push(await enter(stage, room, name));
  await allConnected(people);
  return people;
}

/** Turns everyone's microphone and camera on. */
export async function turnEverythingOn(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    await person.turn("camera", true);
    await person.turn("mic", true);
  }
}

/** Waits until every one sees moving pictures and hears sound of every other. */
export async function everyPairFlows(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    const before = await person.arriving();
    await until(`${person.name} sees and hears all the others`, async () => {
      const now = await person.arriving();
      for (const other of people) {
        if (other === person) continue;
        const was = before[other.id];
        const is = now[other.id];
        const flows = is !== undefined && is.width === 320 && is.frames > (was?.frames ?? 0) + 5 &&
          is.audioEnergy > (was?.audioEnergy ?? 0);
        if (!flows) throw new Error(`${other.name}: ${JSON.stringify({ was, is })}`);
      }
      return true;
    }, { every: 100 });
  }
}

/** Waits until neither picture nor sound of one person reaches another any more. */
export async function nothingFlows(from: Person, to: Person): Promise<void> {
  let before: Arriving | null = null;
  // The fake microphone beeps once a second: two readings 1.5 s apart tell, and one tells nothing.
  await until(`neither picture nor sound of ${from.name} reaches ${to.name}`, async () => {
    const now = (await to.arriving())[from.id];
    const still = before !== null && now.audioEnergy - before.audioEnergy < 1e-6 &&
      (now.frames === before.frames || now.width < 320);
    before = now;
    return still;
  }, { every: 1500, within: 20_000 });
}

/** Asserts that these pages met no error, no other origin and no forbidden script or style. */
export async function assertNoTrouble(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    assert.deepEqual(person.trouble, { errors: [], foreign: [] }, `${person.name}'s page`);
    assert.deepEqual((await person.watched()).violations, [], `${person.name}'s page`);
  }
}
