import type { Page } from "puppeteer-core";
import type { JoinOptions, Room } from "../../lib/mod.ts";
import { bundle } from "../helpers/bundle.ts";
import { launchChromium } from "../helpers/browsers/chromium.ts";
import { TEST_KEY } from "../helpers/browsers/room_page.ts";
import { startSite } from "../helpers/servers/site.ts";
import { inTime, until } from "../helpers/until.ts";
import { atMost, type Figure, median, plain } from "./report.ts";

/** Joins of each kind that count, and those before them that warm the pages up. */
const ROUNDS = 40;
const WARM_UP = 4;
/** A join that takes longer than this, in milliseconds, ends the bench. */
const GIVE_UP = 30_000;
/** What sealing may add to the time until two people are connected, in percent. */
const MOST_MORE = 3;

type InPage = typeof globalThis & {
  joinRoom: (room: string, options: JoinOptions) => Promise<Room>;
  here?: Room;
};

/** How one kind of room is joined. */
interface Kind {
  readonly room: string;
  readonly options: JoinOptions;
  readonly taken: number[];
}

/**
 * From `joinRoom` until two people are connected, in a room with a key and in one without, by turns in
 * the same two pages, over the real broker. The pages hold the engine and draw nothing.
 */
export async function figures(say: (line: string) => void): Promise<Figure[]> {
  await using pages = await startPages();
  await using site = await startSite({ env: { ALLOWED_ORIGINS: pages.origin } });
  await using chromium = await launchChromium();
  const open = async () => {
    const page = await chromium.newPage();
    await page.goto(pages.origin);
    await until("the engine is there", () => page.evaluate(() => "joinRoom" in globalThis));
    return page;
  };
  const [founder, newcomer] = [await open(), await open()];
  const { broker } = site;
  const sealed: Kind = {
    room: "bench-seal",
    options: { name: "Ada", broker, key: TEST_KEY },
    taken: [],
  };
  const clear: Kind = { room: "bench-open", options: { name: "Ada", broker }, taken: [] };
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    // Each goes first in turn, so that a machine that warms up or tires favours neither.
    for (const kind of round % 2 === 0 ? [sealed, clear] : [clear, sealed]) {
      const ms = await inTime("a join", timeToConnected(founder, newcomer, kind), GIVE_UP);
      if (round >= WARM_UP) kind.taken.push(ms);
    }
    if (round % 10 === 9) say(`round ${round + 1} of ${WARM_UP + ROUNDS}`);
  }
  const [withKey, without] = [median(sealed.taken), median(clear.taken)];
  const more = withKey === null || without === null ? null : (withKey / without - 1) * 100;
  return [
    plain("join to connected, sealed", withKey, "ms"),
    plain("join to connected, not sealed", without, "ms"),
    atMost("sealing adds", more, "%", MOST_MORE),
  ];
}

/** One call of two, from the newcomer's join until it is connected; both have left afterwards. */
async function timeToConnected(
  founder: Page,
  newcomer: Page,
  { room, options }: Kind,
): Promise<number> {
  await founder.evaluate(
    async (name, how) => {
      const scope = globalThis as InPage;
      scope.here = await scope.joinRoom(name, how);
    },
    room,
    options,
  );
  const taken = await newcomer.evaluate(connect, room, options);
  for (const page of [newcomer, founder]) {
    await page.evaluate(async () => await (globalThis as InPage).here?.leave());
  }
  return taken;
}

/** Runs in the page: joins, and answers how many milliseconds it took until the other is connected. */
async function connect(room: string, options: JoinOptions): Promise<number> {
  const scope = globalThis as InPage;
  const started = performance.now();
  const here = await scope.joinRoom(room, options);
  scope.here = here;
  const connected = () => here.state.peers.some(({ link }) => link.name === "connected");
  while (!connected()) {
    await new Promise<void>((resolve) => {
      const stop = here.on("state", () => {
        stop();
        resolve();
      });
      // It may have happened before anybody listened.
      if (connected()) resolve();
    });
  }
  return performance.now() - started;
}

/** Serves a page that holds the engine alone. */
async function startPages(): Promise<{ origin: string } & AsyncDisposable> {
  const engine = await bundle("lib/mod.ts");
  const html = `<!doctype html><title>bench</title><script type="module">
    import { joinRoom } from "/engine.js";
    globalThis.joinRoom = joinRoom;
  </script>`;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const script = new URL(request.url).pathname === "/engine.js";
    const type = script ? "text/javascript" : "text/html; charset=utf-8";
    return new Response(script ? engine : html, { headers: { "content-type": type } });
  });
  return {
    origin: `http://localhost:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
