import assert from "node:assert/strict";
import type { Person } from "../helpers/browsers/call.ts";
import {
  firstFile,
  openChat,
  saveWithoutAsking,
  scratch,
  send,
  wayIs,
} from "../helpers/browsers/file_cards.ts";
import { type Namespace, openNetwork, whyNoNamespaces } from "../helpers/servers/namespaces.ts";
import { allConnected, openRoom, TEST_KEY } from "../helpers/browsers/room_page.ts";
import { type Site, startSite } from "../helpers/servers/site.ts";
import { until } from "../helpers/until.ts";
import { CHUNK_BYTES, chunksOf, WINDOW_CHUNKS } from "../../lib/wire/files.ts";

const SIZE = 64_000_000;

const impossible = await whyNoNamespaces();
if (impossible !== null) console.log(`Skipped: ${impossible}`);

/** The chunks that a page sent for one `accept` of the receiver. */
interface Run {
  readonly run: number;
  readonly first: number;
  readonly chunks: number;
}

/** Somebody in a browser on a machine of their own. */
async function enterFrom(
  stack: AsyncDisposableStack,
  machine: Namespace,
  site: Site,
  name: string,
): Promise<Person> {
  const chromium = stack.use(await machine.launchChromium({ secure: site.origin }));
  const page = await chromium.newPage();
  await page.evaluateOnNewDocument(saveWithoutAsking);
  await page.evaluateOnNewDocument(noteChunks);
  const room = await openRoom(page, `${site.origin}/r/cut#k=${TEST_KEY}`);
  return Object.assign(room, { id: await room.join(name), name });
}

Deno.test({
  name: "a file goes on where it was when the network between two machines comes back",
  ignore: impossible !== null,
  async fn() {
    await using stack = new AsyncDisposableStack();
    const folder = stack.use(await scratch());
    const network = stack.use(await openNetwork());
    const site = stack.use(await startSite({ host: network.host }));
    const [here, there] = network.namespaces;
    const ada = await enterFrom(stack, here, site, "Ada");
    const ben = await enterFrom(stack, there, site, "Ben");
    await allConnected([ada, ben]);
    const { path, sha256: digest } = await folder.file("long.bin", SIZE);
    await send(ada, path);
    await openChat(ben);
    await wayIs(ben, "long.bin", "offered");
    await ben.press("file-accept");
    await until("some of it is there", async () => ((await firstFile(ben))?.done ?? 0) > 0);

    const made = (await ada.watched()).connections.length;
    await there.cut(here.address);
    // Restarts were in vain by then: what comes back is another connection.
    await until(
      "a new connection is tried",
      async () => (await ada.watched()).connections.length > made,
      { within: 60_000 },
    );
    const reached = (await firstFile(ben))?.done ?? 0;
    assert.ok(reached > 0 && reached < SIZE, `${reached}: it was faster than this test`);
    await there.heal();

    await wayIs(ben, "long.bin", "finished", 90_000);
    await wayIs(ada, "long.bin", "finished");
    assert.equal((await firstFile(ben))?.sha256, digest);
    assert.equal(await storedDigest(ben, "long.bin"), digest);
    const runs = await ada.page.evaluate(chunksSent);
    assert.ok(runs.length > 1, JSON.stringify(runs));
    const whole = chunksOf(SIZE);
    for (const { run, first } of runs.slice(1)) {
      assert.ok(first >= reached / CHUNK_BYTES, `run ${run} began at ${first} of ${whole}`);
    }
    const sent = runs.reduce((sum, { chunks }) => sum + chunks, 0);
    assert.ok(sent <= whole + (runs.length - 1) * WINDOW_CHUNKS, `${sent} of ${whole}`);
    console.log(`cut at ${reached} of ${SIZE} bytes, ${sent} of ${whole} chunks sent`);
  },
});

/** The SHA-256 of what really lies in the site's private folder. */
async function storedDigest({ page }: Person, name: string): Promise<string> {
  return await page.evaluate(async (name) => {
    const folder = await navigator.storage.getDirectory();
    const file = await (await folder.getFileHandle(name)).getFile();
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }, name);
}

// What follows runs in the page, and travels there as source text.

/** Notes the number of each chunk that leaves by a data channel, by the run that it belongs to. */
function noteChunks(): void {
  const runs = new Map<number, { first: number; chunks: number }>();
  Object.assign(globalThis, { chunksForTests: runs });
  const original = RTCDataChannel.prototype.send;
  RTCDataChannel.prototype.send = function (data: string | Blob | ArrayBuffer | ArrayBufferView) {
    if (ArrayBuffer.isView(data) && data.byteLength > 16) {
      const header = new DataView(data.buffer, data.byteOffset);
      const run = runs.get(header.getUint32(8)) ?? { first: header.getUint32(12), chunks: 0 };
      runs.set(header.getUint32(8), { ...run, chunks: run.chunks + 1 });
    }
    return original.call(this, data as ArrayBufferView<ArrayBuffer>);
  };
}

function chunksSent(): Run[] {
  const { chunksForTests } = globalThis as unknown as {
    chunksForTests: Map<number, { first: number; chunks: number }>;
  };
  return [...chunksForTests].map(([run, { first, chunks }]) => ({ run, first, chunks }));
}
