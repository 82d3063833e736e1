import assert from "node:assert/strict";
import { FileExchange } from "../../../../lib/content/files/mod.ts";
import { cleanFileName } from "../../../../lib/content/files/file_name.ts";
import {
  CHUNK_BYTES,
  FILE_MESSAGE_MAX,
  FILE_NAME_MAX,
  type FileMessage,
  writeChunk,
} from "../../../../lib/wire/files.ts";
import { fileOf, KeptFile, sha256 } from "../../../helpers/files.ts";
import { until } from "../../../helpers/until.ts";
import { HandClock } from "../../session/session_helpers.ts";

const SELF = "1".repeat(32);
const MALLORY = "6".repeat(32);
const ID = "00112233445566ff";

/** One member's files, and what it says to Mallory, who sends whatever it likes. */
function victim() {
  const said: FileMessage[] = [];
  const sent: Uint8Array[] = [];
  const exchange = new FileExchange({
    self: SELF,
    clock: new HandClock(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    members: () => [MALLORY],
    mayOffer: () => true,
    send: (_peer, text) => void said.push(JSON.parse(text)),
    sendBytes: (_peer, bytes) => sent.push(bytes) > 0,
    changed: () => {},
  });
  const hear = (message: object) => exchange.onText(MALLORY, JSON.stringify(message));
  const offer = (changes: object = {}) =>
    hear({
      t: "offer",
      id: ID,
      name: "a.txt",
      size: 10,
      type: "text/plain",
      to: "room",
      ...changes,
    });
  const chunk = (index: number, bytes: Uint8Array<ArrayBuffer>, run = 1, id = ID) =>
    exchange.receiveBytes(MALLORY, writeChunk({ id, run, index, bytes }));
  const state = () => exchange.list[0]?.ways[0]?.state;
  return { exchange, said, sent, hear, offer, chunk, state, file: `${MALLORY}:${ID}` };
}

Deno.test("chunks that nobody accepted are dropped", () => {
  const { offer, chunk, state, exchange } = victim();
  chunk(0, new Uint8Array(10));
  assert.deepEqual(exchange.list, []);
  offer();
  chunk(0, new Uint8Array(10));
  assert.deepEqual(state(), { name: "offered" });
});

Deno.test("a chunk of another run is dropped, one out of sequence or of a wrong length ends it", async () => {
  for (
    const [index, length, run, name] of [
      [0, 10, 2, "moving"],
      [0, 10, 0, "moving"],
      [1, 10, 1, "ended"],
      [0, 9, 1, "ended"],
      [0, 11, 1, "ended"],
    ] as const
  ) {
    const { offer, chunk, state, exchange, file, said } = victim();
    offer();
    const kept = new KeptFile();
    exchange.accept(file, kept);
    chunk(index, new Uint8Array(length), run);
    assert.equal(state()?.name, name, `chunk ${index} of ${length} bytes in run ${run}`);
    if (name === "moving") continue;
    assert.deepEqual(said.at(-1), { t: "cancel", id: ID, as: "receiver", why: "damaged" });
    await until("nothing is kept", () => kept.ended === "aborted");
  }
});

Deno.test("more than was confirmed may come, but not without end", () => {
  const { offer, chunk, state, exchange, file } = victim();
  offer({ size: 400 * CHUNK_BYTES });
  exchange.accept(file, new KeptFile(() => new Promise(() => {})));
  for (let index = 0; index < 128; index++) chunk(index, new Uint8Array(CHUNK_BYTES));
  assert.equal(state()?.name, "moving");
  for (let index = 128; index < 200; index++) chunk(index, new Uint8Array(CHUNK_BYTES));
  assert.deepEqual(state(), { name: "ended", why: "damaged" });
});

Deno.test("a file that is not what its SHA-256 says is thrown away", async () => {
  const bytes = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const honest of [true, false]) {
    const { offer, chunk, hear, state, exchange, file } = victim();
    offer();
    const kept = new KeptFile();
    exchange.accept(file, kept);
    chunk(0, bytes);
    const digest = honest ? sha256(bytes) : sha256(bytes.slice(1));
    hear({ t: "end", id: ID, run: 1, sha256: digest });
    await until("it is over", () => kept.ended);
    assert.equal(kept.ended, honest ? "closed" : "aborted");
    assert.equal(state()?.name, honest ? "finished" : "ended");
  }
});

Deno.test("an end before the last chunk is damage", () => {
  const { offer, hear, state, exchange, file } = victim();
  offer();
  exchange.accept(file, new KeptFile());
  hear({ t: "end", id: ID, run: 1, sha256: sha256(new Uint8Array()) });
  assert.deepEqual(state(), { name: "ended", why: "damaged" });
});

Deno.test("one person's open offers are few; more are refused, and old ones are forgotten", () => {
  const { offer, hear, exchange, said } = victim();
  const number = (at: number) => at.toString(16).padStart(16, "0");
  for (let at = 0; at < 40; at++) offer({ id: number(at) });
  assert.equal(exchange.list.length, 16);
  assert.deepEqual(said.at(-1), { t: "cancel", id: number(39), as: "receiver", why: "too-many" });
  for (let at = 40; at < 400; at++) {
    hear({ t: "cancel", id: number(at - 1), as: "sender", why: "cancelled" });
    hear({ t: "cancel", id: number(0), as: "sender", why: "cancelled" });
    offer({ id: number(at) });
  }
  assert.ok(exchange.list.length <= 100, `${exchange.list.length} are kept`);
});

Deno.test("files that are over are few in all, and of whoever has many the oldest goes", () => {
  const exchange = new FileExchange({
    self: SELF,
    clock: new HandClock(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    members: () => [MALLORY],
    mayOffer: () => true,
    send: () => {},
    sendBytes: () => true,
    changed: () => {},
  });
  const offer = (peer: string, n: number) => {
    const id = n.toString(16).padStart(16, "0");
    const about = { name: "a.txt", size: 1, type: "", to: "room" };
    exchange.onText(peer, JSON.stringify({ t: "offer", id, ...about }));
    return `${peer}:${id}`;
  };
  const honest = offer("a".repeat(32), 1);
  exchange.cancel(honest);
  // The same person comes back under a new id again and again.
  for (let visit = 0; visit < 60; visit++) {
    const peer = visit.toString(16).padStart(32, "0");
    for (let n = 0; n < 16; n++) offer(peer, n);
    exchange.left(peer);
  }
  assert.ok(exchange.list.length <= 400, `${exchange.list.length} are kept`);
  assert.ok(exchange.list.some(({ id }) => id === honest));
});

Deno.test("a receiver can't ask for what was not sent, nor confirm it, nor go back to an old run", async () => {
  const { exchange, hear, said, sent } = victim();
  const id = exchange.offer(fileOf(3 * CHUNK_BYTES), "room").split(":")[1];
  hear({ t: "accept", id, run: 1, from: 2 });
  assert.equal(exchange.list[0].ways[0].state.name, "offered");
  hear({ t: "done", id });
  assert.equal(exchange.list[0].ways[0].state.name, "offered");
  hear({ t: "accept", id, run: 1, from: 0 });
  await until("all was sent", () => said.at(-1)?.t === "end");
  assert.equal(sent.length, 3);
  hear({ t: "accept", id, run: 1, from: 0 });
  assert.equal(sent.length, 3, "an old run begins nothing");
  hear({ t: "have", id, run: 1, next: 900 });
  hear({ t: "done", id });
  assert.equal(exchange.list[0].ways[0].state.name, "finished");
});

Deno.test("messages that fit no schema are dropped", () => {
  const { exchange, offer, hear } = victim();
  for (
    const changes of [
      { id: "../../etc" },
      { size: -1 },
      { size: 0.5 },
      { size: 2 ** 50 },
      { name: "" },
      { name: "x".repeat(FILE_NAME_MAX + 1) },
      { name: 7 },
      { to: "Ben" },
      { padding: "x".repeat(FILE_MESSAGE_MAX) },
    ]
  ) offer(changes);
  exchange.onText(MALLORY, "{");
  exchange.receiveBytes(MALLORY, new Uint8Array(3));
  exchange.receiveBytes(MALLORY, new Uint8Array(CHUNK_BYTES + 17));
  hear({ t: "accept", id: ID, run: 1, from: 0 });
  assert.deepEqual(exchange.list, []);
});

Deno.test("a file's name is made fit to show and to store", () => {
  for (
    const [given, clean] of [
      ["photo.png", "photo.png"],
      ["../../etc/passwd", "passwd"],
      ["C:\\boot.ini", "boot.ini"],
      ["...", "file"],
      [".bashrc", "bashrc"],
      ["a\u0000b\u202egnp.exe", "abgnp.exe"],
      ["what? a <b>: |c|*.txt", "what_ a _b__ _c__.txt"],
      ["trailing. ", "trailing"],
      ["日本語.pdf", "日本語.pdf"],
      ["\ud800x", "\ufffdx"],
      ["a\u061cb\u3164\u00ad\u{e0041}.pdf", "ab.pdf"],
      ["\u200b\u2800", "file"],
      ["\u0645\u06cc\u200c\u062e.txt", "\u0645\u06cc\u200c\u062e.txt"],
    ]
  ) assert.equal(cleanFileName(given), clean);
  const long = cleanFileName("n".repeat(300) + ".tar.gz");
  assert.equal(long.length, FILE_NAME_MAX);
  assert.ok(long.endsWith(".gz"));
});
