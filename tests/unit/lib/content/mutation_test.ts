/** Ten thousand messages of a member, each bent somewhere, beside honest people's. */
import assert from "node:assert/strict";
import { withoutDirections } from "../../../../lib/wire/shown_text.ts";
import { partsOf } from "../../../../lib/content/links/mod.ts";
import { FileExchange } from "../../../../lib/content/files/mod.ts";
import { InkExchange } from "../../../../lib/content/ink/mod.ts";
import { CHAT_CLOCK_MAX } from "../../../../lib/wire/content.ts";
import { writeChunk } from "../../../../lib/wire/files.ts";
import { fileOf, KeptFile } from "../../../helpers/files.ts";
import { type SeededRandom, seededRandom } from "../../../helpers/simulation/random.ts";
import { until } from "../../../helpers/until.ts";
import { type SignedLine, Table } from "./content_helpers.ts";

const SEED = Number(Deno.env.get("SEED") ?? 20_260_801);
const MESSAGES = 10_000;

/** What somebody who wants to break a parser, or what comes after it, puts anywhere. */
const NASTY: readonly unknown[] = [
  null,
  true,
  "",
  " ",
  "__proto__",
  "\ud800",
  "\u202e",
  "x".repeat(501),
  "x".repeat(300_000),
  "0".repeat(32),
  "A".repeat(86),
  0,
  -0,
  -1,
  0.5,
  1e300,
  -1e300,
  8.64e15,
  8.64e15 + 1,
  2 ** 31,
  2 ** 32 + 1,
  2 ** 40,
  2 ** 52,
  2 ** 53 - 1,
  2 ** 53,
  [],
  {},
  [[[[]]]],
  { toString: 1, length: -1 },
  { __proto__: { polluted: 1 } },
];

/** The message with one thing in it, at any depth, made another. */
function bent(random: SeededRandom, message: unknown): unknown {
  if (random.unit() < 0.2 || message === null || typeof message !== "object") {
    return random.pick(NASTY);
  }
  if (Array.isArray(message)) {
    if (message.length === 0) return [random.pick(NASTY)];
    const at = random.below(message.length);
    return message.map((one, index) => index === at ? bent(random, one) : one);
  }
  const keys = Object.keys(message);
  if (keys.length === 0) return random.pick(NASTY);
  const key = random.pick(keys);
  const rest = { ...message as Record<string, unknown> };
  if (random.unit() < 0.15) delete rest[key];
  else rest[key] = bent(random, rest[key]);
  return rest;
}

/** The message as text, bent as a whole now and then: cut, doubled, a character made another. */
function text(random: SeededRandom, message: unknown): string {
  const bends = random.below(3);
  for (let bend = 0; bend < bends; bend++) message = bent(random, message);
  const whole = JSON.stringify(message) ?? "undefined";
  const at = random.below(whole.length + 1);
  switch (random.below(12)) {
    case 0:
      return whole.slice(0, at);
    case 1:
      return whole.slice(0, at) + whole;
    case 2:
      return whole.slice(0, at) + String.fromCharCode(random.below(65_536)) + whole.slice(at + 1);
    case 3:
      return "[".repeat(random.below(5_000)) + whole;
    default:
      return whole;
  }
}

Deno.test(`chat: after ${MESSAGES} bent messages every honest line is there as it was (seed ${SEED})`, async () => {
  const random = seededRandom(SEED);
  const room = new Table(random);
  const [ada, mallory] = [room.come("Ada"), room.come("Mallory")];
  const [ben, absent] = [room.come("Ben"), room.writer("Absent")];
  for (let n = 0; n < 20; n++) room.says(ada, await ada.line(`Ada ${n}`));
  for (let n = 0; n < 20; n++) room.says(ben, await ben.line(`Ben ${n}`));
  await room.heardAll(ada, ben);
  room.leave(ben);
  const absents = await Promise.all(
    Array.from({ length: 10 }, (_, n) => absent.line(`Absent ${n}`)),
  );
  room.passesOn(ada, ...absents);
  room.content.write("Self", "ours", null);
  await room.heardAll(ada);
  const honest = (line: { readonly author: string }) =>
    [ada, ben, absent, room.self].some(({ id }) => id === line.author);
  const before = structuredClone(room.content.lines.filter(honest));
  assert.equal(before.length, 54);

  const copies: SignedLine[] = [...absents, await ben.line("copied")];
  const authors = [ada.id, ben.id, absent.id, room.self.id, mallory.id];
  for (let sent = 0; sent < MESSAGES; sent++) {
    const own = await mallory.line(`Mallory ${sent}`, {
      author: random.unit() < 0.3 ? random.pick(authors) : mallory.id,
      clock: random.below(random.pick([100, 2 ** 40])),
      epoch: random.pick([0, 0, 1, 2]),
    });
    const line = random.pick([own, own, random.pick(copies)]);
    const { author: _, ...said } = line;
    const { seat: __, signature: ___, ...bare } = said;
    room.content.onText(
      mallory.id,
      text(
        random,
        random.pick<object>([
          { t: "chat", ...said },
          { t: "chat", ...bare, direct: true },
          { t: "history", lines: [line, random.pick(copies), line] },
          { t: "app", to: "room", data: { line } },
        ]),
      ),
    );
  }
  room.says(ada, await ada.line("the last"));
  await until("the last line is there", () => room.find("the last"), { every: 1 });
  room.says(mallory, await mallory.line("the end", { clock: CHAT_CLOCK_MAX }));
  await until("all of Mallory's is looked at", () => room.find("the end"), { every: 1 });
  const after = room.content.lines.filter(({ id }) => before.some((line) => line.id === id));
  assert.deepEqual(after, before);
  assert.equal(({} as { polluted?: number }).polluted, undefined);
  assert.ok(room.content.refused > 100, `${room.content.refused} were refused`);
  for (const line of room.content.lines) {
    new Date(line.at).toISOString();
    const shown = partsOf(line.text).map((part) => part.text).join("");
    assert.equal(shown, withoutDirections(line.text));
    assert.ok(line.name.length > 0 && line.name.length <= 40 && line.text.length <= 500);
    if (line.text.startsWith("Mallory ") && line.vouched !== "passed-on") {
      assert.equal(line.name, "Mallory", "whatever Mallory signed is Mallory's");
    }
  }
});

Deno.test(`files: after ${MESSAGES} bent messages every honest offer is there as it was (seed ${SEED})`, () => {
  const random = seededRandom(SEED);
  const [self, ada, mallory] = ["1", "2", "6"].map((digit) => digit.repeat(32));
  const exchange = new FileExchange({
    self,
    clock: { now: () => 0, after: () => () => {} },
    random: random.bytes,
    members: () => [ada, mallory],
    mayOffer: () => true,
    send: () => {},
    sendBytes: () => true,
    changed: () => {},
  });
  const offered = { t: "offer", name: "a.txt", size: 70_000, type: "image/png", to: "room" };
  const number = () => random.below(40).toString(16).padStart(16, "0");
  for (let n = 0; n < 5; n++) {
    exchange.onText(ada, JSON.stringify({ ...offered, id: n.toString(16).padStart(16, "0") }));
  }
  const ours = exchange.offer(fileOf(10), ada);
  const honest = () => structuredClone(exchange.list.filter(({ author }) => author !== mallory));
  const before = honest();
  assert.equal(before.length, 6);
  const [, oursOnWire] = ours.split(":");
  for (let sent = 0; sent < MESSAGES; sent++) {
    const id = random.unit() < 0.2 ? oursOnWire : number();
    const run = random.pick([0, 1, 2, 2 ** 32 - 1]);
    const message = random.pick<object>([
      { ...offered, id },
      { t: "accept", id, run, from: 0 },
      { t: "have", id, run, next: 1 },
      { t: "end", id, run, sha256: "0".repeat(64) },
      { t: "done", id },
      { t: "cancel", id, as: random.pick(["sender", "receiver"]), why: "cancelled" },
    ]);
    exchange.onText(mallory, text(random, message));
    const bytes = random.bytes(random.below(40));
    exchange.receiveBytes(
      mallory,
      random.unit() < 0.5 ? bytes : writeChunk({ id, run, index: random.below(3), bytes }),
    );
    const theirs = exchange.list.find(({ author }) => author === mallory);
    if (theirs !== undefined && random.unit() < 0.1) exchange.accept(theirs.id, new KeptFile());
  }
  assert.deepEqual(honest(), before);
  assert.ok(exchange.list.length > 6, "some of it was understood");
  exchange.close();
});

Deno.test(`ink: after ${MESSAGES} bent messages every honest line is there as it was (seed ${SEED})`, () => {
  const random = seededRandom(SEED);
  const [self, ada, mallory] = ["1", "2", "6"].map((digit) => digit.repeat(32));
  const exchange = new InkExchange({
    self,
    clock: { now: () => 0, after: () => () => {} },
    members: () => [ada, mallory],
    presents: (peer) => peer === self || peer === ada,
    mayDraw: () => true,
    send: () => {},
    changed: () => {},
  });
  const stroke = { t: "stroke", epoch: 1, colour: 0, from: 0, points: [[1, 1], [2, 2]] };
  exchange.onText(ada, JSON.stringify({ t: "wipe", epoch: 1 }));
  for (const board of [self, ada]) {
    exchange.onText(ada, JSON.stringify({ ...stroke, board, n: 0 }));
    exchange.pen(board, 1)([[3, 3]]);
  }
  const honest = () =>
    structuredClone(
      [self, ada].map((board) =>
        exchange.board(board).strokes.filter(({ author }) => author !== mallory)
      ),
    );
  const before = honest();
  assert.deepEqual(before.map((board) => board.length), [2, 2]);
  for (let sent = 0; sent < MESSAGES; sent++) {
    const board = random.pick([self, ada, mallory]);
    const [n, epoch] = [random.below(5), random.pick([0, 1, 2, 2 ** 31])];
    const message = random.pick<object>([
      { ...stroke, board, n, epoch },
      { t: "undo", board, n },
      { t: "laser", board, colour: 0, points: [[1, 1]] },
      { t: "wipe", epoch },
      { t: "mine", board, strokes: [n] },
    ]);
    exchange.onText(mallory, text(random, message));
  }
  assert.deepEqual(honest(), before);
  for (const board of [self, ada]) {
    for (const { points } of exchange.board(board).strokes) assert.ok(points.length <= 2_000);
  }
  exchange.close();
});
