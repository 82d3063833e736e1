import { type Chromium, launchChromium } from "../browsers/chromium.ts";
import { type HostileSite, startHostileSite } from "./hostile_site.ts";
import type { Manner } from "./middle/disguise.ts";
import type { Loot } from "./middle/page.ts";
import { openRoom, type RoomPage, TEST_KEY } from "../browsers/room_page.ts";
import { inTime, until } from "../until.ts";

/** The site with a hostile broker, and a browser for its victims; both end with the block. */
export interface CrimeScene extends AsyncDisposable {
  readonly site: HostileSite;
  readonly chromium: Chromium;
  /** Opens a room's page, ready to join. */
  open(room: string, options?: VictimOptions): Promise<RoomPage>;
}

/** How to open a victim's page. Nothing is needed. */
export interface VictimOptions {
  /** False: the room's link has no key. */
  readonly sealed?: boolean;
  /** Milliseconds that this page's clock is ahead of the others'. */
  readonly ahead?: number;
}

/** Starts the site with a hostile broker, and a browser. */
export async function openCrimeScene(): Promise<CrimeScene> {
  await using stack = new AsyncDisposableStack();
  const site = stack.use(await startHostileSite());
  const chromium = stack.use(await launchChromium());
  const kept = stack.move();
  return {
    site,
    chromium,
    async open(room, { sealed = true, ahead = 0 } = {}) {
      const link = `${site.origin}/r/${room}${sealed ? `#k=${TEST_KEY}` : ""}`;
      const page = await chromium.newPage();
      if (ahead !== 0) {
        await page.evaluateOnNewDocument((by) => {
          const now = Date.now;
          Date.now = () => now() + by;
        }, ahead);
      }
      return await openRoom(page, link, { smallCamera: true });
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** The attacker's page, as a test drives it. */
export interface AttackerPage {
  wait(room: string, key: string, manner: Manner): Promise<void>;
  loot(): Promise<Loot>;
  stop(): Promise<void>;
  bait(kind: "offer" | "answer"): Promise<string>;
}

/** Opens the attacker's page, and puts it between everybody. */
export async function openAttacker({ site, chromium }: CrimeScene): Promise<AttackerPage> {
  const page = await chromium.newPage();
  await page.goto(site.attackerPage);
  await until("the attacker is there", () => page.evaluate(() => "attacker" in globalThis));
  return {
    wait: (...what) =>
      page.evaluate(async (...args) => await globalThis.attacker?.wait(...args), ...what),
    async loot() {
      const loot = await page.evaluate(() => globalThis.attacker?.loot());
      if (loot === undefined) throw new Error("the attacker's page is gone");
      return loot;
    },
    stop: () => page.evaluate(() => globalThis.attacker?.stop()),
    bait: (kind) => page.evaluate(async (one) => await globalThis.attacker?.bait(one) ?? "", kind),
  };
}

/** What a victim's page shows of the other one. */
export interface Sight {
  readonly id: string;
  readonly name: string;
  readonly link: string;
  readonly trust: string;
  readonly fingerprint: string | null;
  /** Where the comparison with them stands: its code's digits, or the name of its state. */
  readonly pair: string;
  /** Why the last run of it was given up. */
  readonly failure: string | null;
  readonly aborted: number;
  readonly group: string;
}

/** What a victim's page holds of the one other person in the room; null while there is nobody. */
export async function sightOf({ page }: RoomPage): Promise<Sight | null> {
  return await page.evaluate(() => {
    const state = globalThis.kibitz?.state;
    const peer = state?.peers[0];
    if (!state || !peer) return null;
    const { trust } = peer;
    const { pair } = trust;
    return {
      id: peer.member.id,
      name: peer.member.name,
      link: peer.link.name,
      trust: trust.state.name,
      fingerprint: trust.state.name === "connecting" ? null : trust.state.fingerprint,
      pair: pair?.name === "code" ? pair.code.digits : pair?.name ?? "none",
      failure: pair !== null && "code" in pair && typeof pair.code === "string" ? pair.code : null,
      aborted: pair?.aborted ?? 0,
      group: state.group?.name === "code" ? state.group.code.digits : state.group?.name ?? "none",
    };
  });
}

/** How many introductions a page has refused so far. */
export async function refusedBy({ page }: RoomPage): Promise<number> {
  return await page.evaluate(() => globalThis.kibitz?.state?.refusedSignals ?? 0);
}

/** Joins by the page's engine, as often as a test likes. */
export async function joinAs({ page }: RoomPage, name: string): Promise<void> {
  await inTime(
    `${name} joins`,
    page.evaluate(async (as) => void await globalThis.kibitz?.join(as), name),
    20_000,
  );
}

/** Puts a page's clock ahead from now on: what it waits for by its clock is over. */
export async function putClockAhead({ page }: RoomPage, by: number): Promise<void> {
  await page.evaluate((ms) => {
    const now = Date.now;
    Date.now = () => now() + ms;
  }, by);
}

/** Leaves by the page's engine. */
export async function leave({ page }: RoomPage): Promise<void> {
  await page.evaluate(async () => await globalThis.kibitz?.leave());
}

/** A code as 13 digits in groups, rather than a state's name. */
export function isCode(text: string | null | undefined): boolean {
  return /^\d{3} \d{3} \d{3} \d{4}$/.test(text ?? "");
}
