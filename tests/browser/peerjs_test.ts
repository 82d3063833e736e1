import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import type { DataConnection, Peer as PeerClass } from "peerjs";
import { launchChromium } from "../helpers/browsers/chromium.ts";
import { ROOT } from "../helpers/paths.ts";
import { type Site, startSite } from "../helpers/servers/site.ts";

/** What the page that holds PeerJS leaves to later steps. */
interface PeerPage {
  readonly Peer: typeof PeerClass;
  peer: PeerClass;
  connection: DataConnection;
  heard: unknown[];
}

Deno.test("the unmodified PeerJS client connects, calls and exchanges data over /peerjs", async () => {
  await using pages = await servePeerJs();
  await using site = await startSite({ env: { ALLOWED_ORIGINS: pages.origin } });
  await using chromium = await launchChromium({ granted: true });
  const open = async (id: string | null) => {
    const page = await chromium.newPage();
    await page.goto(pages.origin);
    return { page, id: await openPeer(page, site, id) };
  };
  // One with an id of its own choice, one that asks the broker for one.
  const ada = await open("ada_1");
  const bea = await open(null);
  assert.equal(ada.id, "ada_1");
  assert.match(bea.id, /^[0-9a-f-]{36}$/);

  await listen(ada.page);
  assert.equal(await say(bea.page, "ada_1", { text: "hello", list: [1, 2] }), "echo hello");
  assert.deepEqual(await ada.page.evaluate(() => (globalThis as unknown as PeerPage).heard), [
    { text: "hello", list: [1, 2] },
  ]);
  assert.equal(await call(bea.page, "ada_1"), "audio,video");

  const taken = await openError(chromium.newPage(), pages.origin, site, "ada_1");
  assert.equal(taken, "unavailable-id");
  assert.equal(await dialError(bea.page, "nobody-there"), "peer-unavailable");
});

Deno.test("the id endpoint answers its own pages and allowed ones, and tells no one who is there", async () => {
  await using site = await startSite({ env: { ALLOWED_ORIGINS: "https://friend.example" } });
  const ask = (path: string, origin?: string) =>
    fetch(`${site.origin}/peerjs/${path}`, { headers: origin === undefined ? {} : { origin } });
  const allowed = await ask("peerjs/id", "https://friend.example");
  assert.equal(allowed.headers.get("access-control-allow-origin"), "https://friend.example");
  assert.match(await allowed.text(), /^[0-9a-f-]{36}$/);
  const statuses = [
    await ask("peerjs/id", "https://evil.example"),
    await ask("other/id"),
    await ask("peerjs/peers"),
  ];
  assert.deepEqual(statuses.map(({ status }) => status), [403, 401, 401]);
  for (const { body } of statuses) await body?.cancel();
});

async function servePeerJs(): Promise<{ origin: string } & AsyncDisposable> {
  const bundle = await Deno.readTextFile(new URL("node_modules/peerjs/dist/peerjs.min.js", ROOT));
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) =>
      new URL(request.url).pathname === "/peerjs.js"
        ? new Response(bundle, { headers: { "content-type": "text/javascript" } })
        : new Response('<!doctype html><title>PeerJS</title><script src="/peerjs.js"></script>', {
          headers: { "content-type": "text/html; charset=utf-8" },
        }),
  );
  return {
    origin: `http://localhost:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** Opens a PeerJS client in the page, and answers with its id. */
function openPeer(page: Page, site: Site, id: string | null): Promise<string> {
  return page.evaluate(
    (id, port) =>
      new Promise<string>((resolve, reject) => {
        const here = globalThis as unknown as PeerPage;
        const options = { host: "localhost", port, path: "/peerjs", config: { iceServers: [] } };
        here.peer = id === null ? new here.Peer(options) : new here.Peer(id, options);
        here.peer.on("open", resolve);
        here.peer.on("error", (error) => reject(new Error(error.type)));
      }),
    id,
    Number(new URL(site.origin).port),
  );
}

async function openError(opening: Promise<Page>, origin: string, site: Site, id: string) {
  const page = await opening;
  await page.goto(origin);
  return await openPeer(page, site, id).then(() => "opened", (error: Error) => {
    return /unavailable-id/.exec(error.message)?.[0] ?? error.message;
  });
}

/** Answers data with an echo, and calls with a picture and a tone. */
function listen(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const here = globalThis as unknown as PeerPage;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    here.heard = [];
    here.peer.on("connection", (connection) =>
      connection.on("data", (data) => {
        here.heard.push(data);
        connection.send(`echo ${(data as { text: string }).text}`);
      }));
    here.peer.on("call", (incoming) => incoming.answer(stream));
  });
}

function say(page: Page, to: string, data: unknown): Promise<unknown> {
  return page.evaluate(
    (to, data) =>
      new Promise((resolve, reject) => {
        const here = globalThis as unknown as PeerPage;
        here.connection = here.peer.connect(to, { reliable: true });
        here.connection.on("data", resolve);
        here.connection.on("open", () => here.connection.send(data));
        here.connection.on("error", (error) => reject(new Error(error.type)));
      }),
    to,
    data,
  );
}

/** Calls, waits until a picture is decoded, and answers with the kinds of the tracks that came. */
function call(page: Page, to: string): Promise<string> {
  return page.evaluate(async (to) => {
    const here = globalThis as unknown as PeerPage;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const outgoing = here.peer.call(to, stream);
    const remote = await new Promise<MediaStream>((resolve) => outgoing.on("stream", resolve));
    const video = document.createElement("video");
    video.muted = true;
    video.srcObject = remote;
    await video.play();
    await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    return remote.getTracks().map(({ kind }) => kind).sort().join();
  }, to);
}

function dialError(page: Page, to: string): Promise<string> {
  return page.evaluate(
    (to) =>
      new Promise<string>((resolve) => {
        const here = globalThis as unknown as PeerPage;
        here.peer.on("error", ({ type }) => resolve(type));
        here.peer.connect(to);
      }),
    to,
  );
}
