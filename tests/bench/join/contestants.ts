import type { Page } from "puppeteer-core";
import { ROOT } from "../../helpers/paths.ts";
import { openRoom, TEST_KEY } from "../../helpers/browsers/room_page.ts";
import { type Site, startSite } from "../../helpers/servers/site.ts";
import { until } from "../../helpers/until.ts";
import { beside } from "../beside.ts";
import { bareCall } from "./bare_page.ts";
import { peerjsCall } from "./peerjs_page.ts";
import type { BenchPage } from "./timeline.ts";

type InPage = typeof globalThis & { bench: BenchPage };

/** One way to make the same call. */
export interface Contestant {
  readonly name: "ours" | "before" | "floor" | "PeerJS";
  /** Brings a page to where only the click is missing, the camera on, and the microphone by `sound`. */
  prepare(page: Page, self: number, room: string, sound: boolean): Promise<void>;
  /** What a page that did not get there has to say. */
  explain(page: Page): Promise<string>;
}

/** All who take part, with the servers that they need; all end with the block that holds them. */
export interface Contestants extends AsyncDisposable {
  readonly all: readonly Contestant[];
}

/**
 * Starts the site, a PeerServer, and a server of two empty pages; and the site of another work tree,
 * where there is one beside this.
 */
export async function startContestants(): Promise<Contestants> {
  await using stack = new AsyncDisposableStack();
  const site = stack.use(await startSite());
  const folder = await beside();
  const before = folder === null ? [] : [stack.use(await startSite({ folder }))];
  const peerServer = stack.use(await startPeerServer());
  const pages = stack.use(await startPages());
  const kept = stack.move();
  return {
    all: [
      ours(site, "ours"),
      ...before.map((site) => ours(site, "before")),
      floor(pages.origin),
      peerjs(pages.origin, peerServer.port),
    ],
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function ours(site: Site, name: "ours" | "before"): Contestant {
  return {
    name,
    async prepare(page, self, room, sound) {
      const opened = await openRoom(page, `${site.origin}/r/${room}#k=${TEST_KEY}`, {
        unwatched: true,
      });
      await page.locator('[data-testid="name"]').fill(`Person ${self}`);
      const controls = sound ? ["mic", "camera"] : ["camera"];
      for (const control of controls) await opened.press(control);
      await until(
        `${controls.join(" and ")}: on`,
        () =>
          page.evaluate((all) =>
            all.every((control) => {
              const button = document.querySelector(`[data-testid="${control}"]`);
              return button?.getAttribute("aria-pressed") === "true" &&
                button.getAttribute("aria-busy") !== "true";
            }), controls),
      );
      await page.evaluate(() => {
        const { bench } = globalThis as InPage;
        bench.click = (others) => {
          bench.timeline.clicked = Date.now();
          document.querySelector<HTMLButtonElement>('[data-testid="join"]')?.click();
          const look = () => {
            const peers = globalThis.kibitz?.state?.peers ?? [];
            if (peers.length === others && peers.every(({ link }) => link.name === "connected")) {
              bench.timeline.allConnected ??= Date.now();
            }
          };
          // The room tells of every change; only until it is there does the page have to be asked.
          const find = () => {
            const room = globalThis.kibitz?.room;
            if (!room) return void setTimeout(find, 5);
            room.on("state", look);
            look();
          };
          find();
        };
      });
    },
    explain: explainOurs,
  };
}

function explainOurs(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { phase, problem, state } = globalThis.kibitz ?? {};
    const peers = state?.peers.map(({ member, link }) => `${member.name} ${link.name}`) ?? [];
    return `${phase}${problem ? ` (${problem})` : ""}; ${peers.join(", ")}`;
  });
}

function explainNothing(): Promise<string> {
  return Promise.resolve("not connected in time");
}

function floor(origin: string): Contestant {
  return {
    name: "floor",
    async prepare(page, self, _room, sound) {
      await page.goto(origin);
      await page.evaluate(bareCall, self, sound);
    },
    explain: explainNothing,
  };
}

function peerjs(origin: string, port: number): Contestant {
  return {
    name: "PeerJS",
    async prepare(page, self, room) {
      await page.goto(`${origin}/peerjs`);
      await page.evaluate(peerjsCall, self, room, port);
    },
    explain: explainNothing,
  };
}

async function startPages(): Promise<{ origin: string } & AsyncDisposable> {
  const bundle = await Deno.readTextFile(
    new URL("node_modules/peerjs/dist/peerjs.min.js", ROOT),
  );
  const html = (script: string) =>
    new Response(`<!doctype html><title>bench</title>${script}`, {
      headers: { "content-type": "text/html; charset=utf-8" },
    });
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    switch (new URL(request.url).pathname) {
      case "/":
        return html("");
      case "/peerjs":
        return html('<script src="/peerjs.js"></script>');
      case "/peerjs.js":
        return new Response(bundle, { headers: { "content-type": "text/javascript" } });
      default:
        return new Response(null, { status: 404 });
    }
  });
  return {
    origin: `http://localhost:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

async function startPeerServer(): Promise<{ port: number } & AsyncDisposable> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tests/bench/join/peer_server.ts"],
    cwd: ROOT,
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let printed = "";
  const read = (async () => {
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) printed += text;
  })();
  const stop = async () => {
    child.kill("SIGKILL");
    await Promise.all([read, child.status]);
  };
  try {
    const port = await until("PeerServer listens", () => /^port (\d+)$/m.exec(printed)?.[1]);
    return { port: Number(port), [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
