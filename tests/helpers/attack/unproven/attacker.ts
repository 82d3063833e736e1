import type { Page } from "puppeteer-core";
import { bundle } from "../../bundle.ts";
import type { Routed } from "../hostile_broker.ts";
import { until } from "../../until.ts";
import type { CrimeScene } from "../mitm_stage.ts";
import type { LegLoot, Reached } from "./leg.ts";
import type { ForgedOffer } from "./page.ts";

/** The attacker's page, as a test drives it. It ends with the block that holds it. */
export interface UnprovenAttacker extends AsyncDisposable {
  /** Tells the attacker the room's key (null: there is none), and the settings of its link. */
  enter(room: string, key: string | null, settings?: string): Promise<void>;
  offer(...offers: readonly ForgedOffer[]): Promise<void>;
  unmask(): Promise<void>;
  answerSilently(silent: boolean): Promise<void>;
  /** Hands whatever clients say at the broker to the attacker alone, from now on. */
  takeBroker(): void;
  /** Lets the broker be honest again, and everybody go. */
  stop(): Promise<void>;
  loot(): Promise<LegLoot[]>;
  /** Frames that this attacker put into victims' mailboxes, by type. */
  readonly delivered: readonly string[];
}

/** Opens the attacker's page in the scene's browser, with the scene's broker in his hands. */
export async function openUnprovenAttacker(scene: CrimeScene): Promise<UnprovenAttacker> {
  await using stack = new AsyncDisposableStack();
  const { broker } = scene.site;
  const script = await bundle("tests/helpers/attack/unproven/page.ts");
  const server = serve(script);
  stack.defer(() => server.shutdown());
  const page = await scene.chromium.newPage();
  stack.defer(() => page.close());
  const delivered: string[] = [];
  await page.exposeFunction("sayAtBroker", (frame: Routed) => {
    broker.inject(frame);
    delivered.push(frame.type);
  });
  await page.goto(`http://localhost:${server.addr.port}/`);
  await until("the attacker is there", () => page.evaluate(() => "unproven" in globalThis));
  // A browser plays no tone on a page that nobody ever touched.
  await page.mouse.click(5, 5);
  const kept = stack.move();
  return {
    delivered,
    ...driver(page),
    takeBroker() {
      broker.tamper = (frame) => {
        // Nobody waits for him: the broker has said what it says before he has read it.
        page.evaluate((one) => globalThis.unproven?.take(one), frame).catch(ignoreClosing);
        return [];
      };
    },
    async stop() {
      broker.tamper = (frame) => [frame];
      await page.evaluate(() => globalThis.unproven?.stop());
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function driver(page: Page) {
  return {
    enter: (room: string, key: string | null, settings = "") =>
      page.evaluate(
        async (...args) => await globalThis.unproven?.enter(...args),
        room,
        key,
        settings,
      ),
    offer: (...offers: readonly ForgedOffer[]) =>
      page.evaluate(async (all) => await globalThis.unproven?.offer(all), offers),
    unmask: () => page.evaluate(() => globalThis.unproven?.unmask()),
    answerSilently: (silent: boolean) =>
      page.evaluate((one) => globalThis.unproven?.answerSilently(one), silent),
    async loot() {
      const loot = await page.evaluate(async () => await globalThis.unproven?.loot());
      if (loot === undefined) throw new Error("the attacker's page is gone");
      return loot;
    },
  };
}

function serve(script: string): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const isScript = new URL(request.url).pathname === "/page.js";
    const [type, body] = isScript ? ["text/javascript", script] : [
      "text/html",
      `<!doctype html><title>attacker</title><script type="module" src="/page.js">`,
    ];
    return new Response(body + (isScript ? "" : "</script>"), {
      headers: { "content-type": `${type}; charset=utf-8` },
    });
  });
}

function ignoreClosing(error: unknown): void {
  if (!/detached|closed|destroyed/i.test(String(error))) throw error;
}

/** How far the attacker came in how many runs, for the log of a test. */
export class Tally {
  readonly #counts = new Map<Reached, number>();

  add(loot: readonly LegLoot[]): void {
    for (const { reached } of loot) this.#counts.set(reached, (this.#counts.get(reached) ?? 0) + 1);
  }

  toString(): string {
    return [...this.#counts].map(([reached, count]) => `${reached} ${count}x`).join(", ") ||
      "nobody to attack";
  }
}
