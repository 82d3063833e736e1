import assert from "node:assert/strict";
import { type ReadonlySignal, signal } from "@preact/signals";
import {
  createLocalBus,
  type FileSink,
  joinRoom,
  type Room,
  type SharedFile,
} from "../../../../../lib/mod.ts";
import type { ChatLineView } from "../../../../../session/mod.ts";
import {
  createTransfers,
  entriesOf,
  type FileCard,
  SHOWN_EACH_MAX,
  SHOWN_MAX,
  type Transfers,
} from "../../../../../session/chat/files/mod.ts";
import { png } from "../../../../helpers/pictures.ts";
import { until } from "../../../../helpers/until.ts";

function line(id: string, at: number, continued = false): ChatLineView {
  const said = { vouched: "author", passedOnBy: null } as const;
  return {
    id,
    name: "Ada",
    text: id,
    at,
    ...said,
    own: false,
    continued,
    direct: null,
    unsent: null,
  };
}

Deno.test("files stand among the lines by when they came, and a name stands above the line behind one", () => {
  const card = (id: string, at: number) => ({ id, at }) as FileCard;
  const lines = [line("a", 10), line("b", 20, true), line("c", 30, true)];
  const entries = entriesOf(lines, [
    card("first", 5),
    card("x", 20),
    card("y", 29),
    card("last", 99),
  ]);
  assert.deepEqual(
    entries.map((entry) => entry.kind === "line" ? entry.line.id : entry.card.id),
    ["first", "a", "b", "x", "y", "c", "last"],
  );
  const continued = entries.flatMap((entry) => entry.kind === "line" ? [entry.line.continued] : []);
  assert.deepEqual(continued, [false, true, false]);
});

/** A room of two, and Ben's desk. */
async function deskOfBen() {
  const transport = createLocalBus();
  const ada = await joinRoom("desk", { name: "Ada", transport });
  const ben = await joinRoom("desk", { name: "Ben", transport });
  await until("they are connected", () => ada.state.peers[0]?.link.name === "connected");
  const list = signal<readonly SharedFile[]>([]);
  ben.on("files", (next) => list.value = next);
  const saved: string[] = [];
  const notices: string[] = [];
  const desk = createTransfers({
    room: ben,
    state: signal(ben.state),
    list,
    shown: signal(false),
    notices: { add: (_tone, title, text) => notices.push(`${title}: ${text}`) },
    places: { pick: null, folder: null },
    save: (_url, name) => void saved.push(name),
    scratchName: () => "scratch",
  });
  const close = async () => {
    desk.close();
    for (const room of [ada, ben]) await room.leave();
  };
  return { ada, desk, saved, notices, [Symbol.asyncDispose]: close };
}

/** Offers a file that begins with `head` and is empty behind it. */
async function offer(
  room: Room,
  name: string,
  type: string,
  size: number,
  head: Uint8Array = png(10, 10),
): Promise<void> {
  const bytes = new Uint8Array(size);
  bytes.set(head.subarray(0, size));
  const read = (start: number, end: number) => Promise.resolve(bytes.slice(start, end));
  await room.files.offer({ name, type, size, read }, "room");
}

async function card(desk: Transfers, name: string, state: string): Promise<FileCard> {
  return await until(
    `${name} is ${state}`,
    () => desk.cards.value.find((one) => one.name === name && one.ways[0]?.state.name === state),
  );
}

Deno.test("small pictures of safe types are taken without asking; nothing else is", async () => {
  await using place = await deskOfBen();
  const { ada, desk, saved, notices } = place;
  await offer(ada, "a.png", "image/png", 1000);
  await offer(ada, "b.svg", "image/svg+xml", 1000);
  await offer(ada, "c.png", "image/png", SHOWN_MAX + 1);
  await offer(ada, "d.html", "text/html", 1000);
  const shown = await card(desk, "a.png", "finished");
  assert.match(shown.picture ?? "", /^blob:/);
  for (const name of ["b.svg", "c.png", "d.html"]) {
    const other = await card(desk, name, "offered");
    assert.equal(other.picture, null);
  }
  assert.deepEqual(saved, [], "what is shown is not put among the downloads");
  assert.equal(notices.length, 4);
  const html = await card(desk, "d.html", "offered");
  await desk.accept(html.id);
  const got = await card(desk, "d.html", "finished");
  assert.match(got.link ?? "", /^blob:/);
  assert.equal(got.picture, null);
  assert.deepEqual(saved, ["d.html"]);
});

/** A desk over a room that is not there, for files that a test lists. */
function deskOver(room: Room, list: ReadonlySignal<readonly SharedFile[]>) {
  return createTransfers({
    room,
    state: signal(room.state),
    list,
    shown: signal(true),
    notices: { add: () => 0 },
    places: { pick: null, folder: null },
    save: () => {},
    scratchName: () => "scratch",
  });
}

Deno.test("pictures of one person take no place of another's", () => {
  const accepted: string[] = [];
  const room = {
    state: { self: { id: "ben" }, peers: [] },
    files: { accept: (id: string) => void accepted.push(id) },
  } as unknown as Room;
  const picture = (author: string, n: number): SharedFile => ({
    id: `${author}:${n}`,
    author,
    name: `${n}.png`,
    size: SHOWN_MAX,
    type: "image/png",
    to: null,
    at: n,
    onOffer: false,
    ways: [{ peer: author, state: { name: "offered" } }],
  });
  const many = Array.from({ length: 100 }, (_, n) => picture("mallory", n));
  const list = signal<readonly SharedFile[]>(many);
  const desk = deskOver(room, list);
  assert.equal(accepted.length, SHOWN_EACH_MAX / SHOWN_MAX);
  list.value = [...many, picture("ada", 0)];
  assert.equal(accepted.at(-1), "ada:0");
  desk.close();
});

Deno.test("a picture of too many pixels, or of a size that can't be read, is a file to save", async () => {
  await using place = await deskOfBen();
  const { ada, desk, saved } = place;
  await offer(ada, "bomb.png", "image/png", 1000, png(50_000, 50_000));
  await offer(ada, "large.png", "image/png", 1000, png(9_000, 5_000));
  await offer(ada, "other.png", "image/png", 1000, new TextEncoder().encode("BM is no PNG"));
  for (const name of ["bomb.png", "large.png", "other.png"]) {
    const got = await card(desk, name, "finished");
    assert.equal(got.picture, null, name);
    assert.match(got.link ?? "", /^blob:/, name);
  }
  assert.deepEqual(saved, [], "it is saved when somebody asks for it");
});

/** A desk for Ben where everybody's pictures are there as soon as they are asked for. */
function deskOfMany() {
  const list = signal<readonly SharedFile[]>([]);
  const sizes = new Map<string, Uint8Array>();
  const room = {
    state: { self: { id: "ben" }, peers: [] },
    files: {
      async accept(id: string, sink: FileSink) {
        await sink.write(new Uint8Array(sizes.get(id) ?? []));
        await sink.close();
      },
      offer: (source: { readonly name: string }) => Promise.resolve(source.name),
    },
  } as unknown as Room;
  const desk = deskOver(room, list);
  const add = (author: string, name: string) => {
    const ways = [{ peer: author, state: { name: "offered" } as const }];
    const file = { id: name, author, name, size: 1000, type: "image/png", to: null, at: 0, ways };
    list.value = [...list.value, { ...file, onOffer: false }];
  };
  /** Adds a picture, and says whether it is shown. */
  const shows = async (author: string, name: string, head: Uint8Array) => {
    sizes.set(name, head);
    add(author, name);
    const found = await until(
      `${name} is there`,
      () => desk.cards.value.find((one) => one.name === name && (one.picture ?? one.link) !== null),
    );
    return found.picture !== null;
  };
  return { desk, add, shows };
}

Deno.test("one person's small pictures of many pixels take no place of another's, nor of one's own", async () => {
  const { desk, add, shows } = deskOfMany();
  const shown = [];
  for (let n = 0; n < 12; n++) shown.push(await shows("mallory", `m${n}.png`, png(8_000, 5_000)));
  assert.equal(shown.filter((each) => each).length, 2, "a quarter of 400 megapixels");
  assert.ok(await shows("ada", "ada.png", png(8_000, 5_000)), "another's is shown");
  assert.ok(!await shows("mallory", "more.png", png(8_000, 5_000)));
  assert.ok(await shows("mallory", "small.png", png(64, 64)), "what still fits is shown");
  await desk.offer(
    [new File([new Uint8Array(png(64, 64))], "own.png", { type: "image/png" })],
    "room",
  );
  add("ben", "own.png");
  assert.match(desk.cards.value.at(-1)?.picture ?? "", /^blob:/);
  desk.close();
});

Deno.test("many pictures of many pixels are not all shown, however many people they are of", async () => {
  const { desk, shows } = deskOfMany();
  const shown = [];
  for (let n = 0; n < 14; n++) {
    shown.push(await shows(`author ${n >> 1}`, `${n}.png`, png(8_000, 5_000)));
  }
  assert.deepEqual(shown, [...Array(10).fill(true), ...Array(4).fill(false)]);
  desk.close();
});
