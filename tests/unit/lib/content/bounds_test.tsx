/** Nobody takes the others' places, ends the chat, or breaks the page: numbers, times, floods. */
import assert from "node:assert/strict";
import { renderToString } from "npm:preact-render-to-string@^6.6.3";
import { signal } from "@preact/signals";
import { ChatLog } from "../../../../components/chat/ChatLog.tsx";
import { withoutDirections } from "../../../../lib/wire/shown_text.ts";
import { partsOf } from "../../../../lib/content/links/mod.ts";
import type { ChatLine, RoomState } from "../../../../lib/mod.ts";
import {
  APP_MAX,
  CHAT_CLOCK_LEAP,
  CHAT_CLOCK_MAX,
  CHAT_KEPT,
  contentSchema,
} from "../../../../lib/wire/content.ts";
import { createChat } from "../../../../session/chat/chat.ts";
import { entriesOf } from "../../../../session/chat/files/mod.ts";
import { seededRandom } from "../../../helpers/simulation/random.ts";
import { until } from "../../../helpers/until.ts";
import { type SignedLine, Table, type Writer } from "./content_helpers.ts";

const table = () => new Table(seededRandom(11));
const HOURS = 3_600_000;

/** What the page draws of these lines. */
function drawn(lines: readonly ChatLine[]): string {
  const state = { chat: lines, self: { id: "", without: [] }, peers: [] } as unknown as RoomState;
  const chat = createChat(signal(state), () => null, signal(true));
  const entries = entriesOf(chat.lines.value, []);
  return renderToString(<ChatLog entries={entries} onAccept={() => {}} onCancel={() => {}} />);
}

async function lines(writer: Writer, count: number, changes: Partial<SignedLine> = {}) {
  return await Promise.all(
    Array.from({ length: count }, (_, at) => writer.line(`${writer.name} ${at}`, changes)),
  );
}

Deno.test("a number that no honest line has, is no line", async () => {
  const room = table();
  const mallory = room.come("Mallory");
  const { author: _, ...line } = await mallory.line("x");
  const takes = (changes: object) =>
    contentSchema.safeParse(JSON.parse(JSON.stringify({ t: "chat", ...line, ...changes }))).success;
  assert.ok(takes({}));
  for (const at of [8.64e15, -8.64e15, 0, -0]) assert.ok(takes({ at }), `at ${at}`);
  for (
    const changes of [
      ...[1e300, -1e300, 1e20, 8.64e15 + 1, -8.64e15 - 1, 0.5, NaN, "0", null].map((at) => ({
        at,
      })),
      ...[-1, 2 ** 53, 2 ** 32 + 1, 1e300, 0.5].map((n) => ({ n })),
      ...[-1, 2 ** 52 + 1, 2 ** 53 - 1, 1e300, 0.5].map((clock) => ({ clock })),
      ...[-1, 2 ** 53, 1e300, 0.5].map((epoch) => ({ epoch })),
    ]
  ) assert.ok(!takes(changes), JSON.stringify(changes));
});

Deno.test("a time that can't be is shown as the time when the line came, and the page draws every line", async () => {
  const room = table();
  const mallory = room.come("Mallory");
  const now = room.clock.now() + 1_000 * 24 * HOURS;
  room.clock.advance(now - room.clock.now());
  const times: [at: number, shown: number][] = [
    [now - HOURS, now - HOURS],
    [now + 11 * HOURS, now + 11 * HOURS],
    [now + 13 * HOURS, now],
    [8.64e15, now],
    [-8.64e15, now],
    [0, now],
  ];
  for (const [at, shown] of times) {
    room.says(mallory, await mallory.line(`at ${at}`, { at }));
    await room.heardAll(mallory);
    assert.equal(room.find(`at ${at}`)?.at, shown);
  }
  const texts = [
    "\u202e\u0000\u001f",
    "👩‍👩‍👧‍👦".repeat(40),
    "https://[::1]:99999/ https://a:b@c/ https://%zz/ bitcoin:? upi://pay?pa=%ff lightning:ln",
    "e" + "\u0301".repeat(499),
    "https://xn--" + "a".repeat(400),
  ];
  for (const text of texts) {
    assert.equal(partsOf(text).map((part) => part.text).join(""), withoutDirections(text));
    room.says(mallory, await mallory.line(text));
  }
  await room.heardAll(mallory);
  const page = drawn(room.content.lines);
  assert.equal(page.match(/data-testid="chat-line"/g)?.length, room.content.lines.length);
  const [line] = room.content.lines;
  for (const at of [1e300, -1e300, NaN, 8.64e15 + 1]) {
    assert.match(drawn([{ ...line, at, text: "\ud800" }]), /chat-line/, "even if it got this far");
  }
});

Deno.test("the page says of a line that nobody vouches for who passed it on, once for those under one name", async () => {
  const room = table();
  const [ada, notary] = [room.come("Ada"), room.writer("Notary")];
  room.passesOn(ada, await notary.line("one"), await notary.line("two"));
  room.says(ada, await ada.line("three", { clock: 9 }));
  await until("all are there", () => room.texts.length === 3, { every: 1 });
  const page = drawn(room.content.lines).replaceAll(/[\u2068\u2069]/g, "");
  assert.equal(page.match(/Passed on by Ada. Kibitz can't check who wrote it./g)?.length, 1);
  assert.ok(page.indexOf("Passed on") < page.indexOf("one"), "a reader hears it before the words");
  assert.ok(page.indexOf("Passed on") > page.indexOf("Notary"));
});

Deno.test("lines of a later clearing wait for it, one ahead and no further, and take no place of others", async () => {
  const room = table();
  const [ada, mallory] = [room.come("Ada"), room.come("Mallory")];
  room.says(ada, await ada.line("good morning"));
  await room.heardAll(ada);
  for (const epoch of [2, 3, 2 ** 53 - 1]) {
    room.says(mallory, await mallory.line(`of epoch ${epoch}`, { epoch }));
  }
  room.says(ada, await ada.line("after it was cleared", { epoch: 1 }));
  await room.heardAll(mallory, ada);
  assert.equal(room.content.refused, 3);
  assert.deepEqual(room.texts, ["good morning"]);
  room.epoch = 1;
  room.content.reset();
  assert.deepEqual(room.texts, ["after it was cleared"]);
});

Deno.test("a clock that leaps is believed for a leap, and silences nobody: not its author, not who heard it", async () => {
  const [atBen, atAda] = [new Table(seededRandom(1)), new Table(seededRandom(2))];
  const mallory = atAda.come("Mallory");
  for (let at = 0; at < 3; at++) {
    atAda.says(mallory, await mallory.line(`push ${at}`, { clock: CHAT_CLOCK_MAX }));
  }
  await atAda.heardAll(mallory);
  atAda.content.write("Ada", "as I was saying", null);
  const { t: _, ...ours } = await until("it goes out", () => JSON.parse(atAda.said[0].text), {
    every: 1,
  });
  assert.ok(ours.clock > 3 * CHAT_CLOCK_LEAP && ours.clock < 5 * CHAT_CLOCK_LEAP, `${ours.clock}`);

  // Ben heard nothing of the pushing: to him it is Ada's clock that leaps.
  const ada = atBen.come("Ada");
  const same = await ada.line(ours.text, { clock: ours.clock });
  atBen.says(ada, same);
  await until("Ben reads Ada", () => atBen.texts.length === 1, { every: 1 });
  atBen.content.write("Self", "and I", null);
  assert.deepEqual(
    atBen.texts,
    ["as I was saying", "and I"],
    "in the order in which they were said",
  );
});

Deno.test("a room of many lines is in order for whoever comes late, however far its clock went", async () => {
  const room = table();
  const [ada, ben] = [room.come("Ada"), room.writer("Ben")];
  const said = [];
  for (let at = 0; at < 200; at++) {
    const writer = at % 2 === 0 ? ada : ben;
    said.push(await writer.line(`${at}`, { clock: 900_000 + at }));
  }
  room.passesOn(ada, ...said.filter(({ author }) => author === ben.id));
  room.passesOn(ada, ...said.filter(({ author }) => author === ada.id));
  await until("all are there", () => room.texts.length === 200, { every: 1 });
  assert.deepEqual(room.texts, Array.from({ length: 200 }, (_, at) => `${at}`));
});

Deno.test("lines of one author without end push out none of the others', and leave the newest of their own", async () => {
  const room = table();
  const [ada, ben, mallory] = [room.come("Ada"), room.come("Ben"), room.come("Mallory")];
  for (const line of await lines(ada, 3)) room.says(ada, line);
  room.passesOn(ben, ...await lines(ben, 100));
  await room.heardAll(ada, ben);
  const before = room.texts;
  const heard = () => room.told.filter(({ author }) => author === mallory.id).length;
  for (let batch = 1; batch <= 16; batch++) {
    room.passesOn(mallory, ...await lines(mallory, 50, { clock: 1_000 + batch }));
    await until("the batch was looked at", () => heard() === 50 * batch, { every: 1 });
  }
  const kept = room.content.lines;
  assert.ok(kept.length <= CHAT_KEPT);
  assert.deepEqual(
    kept.filter(({ name, text }) => name !== "Mallory" && before.includes(text)).map(({ text }) =>
      text
    ),
    before,
  );
  assert.ok(kept.some(({ text, name }) => name === "Mallory" && text === "Mallory 49"));
  room.says(ada, await ada.line("does anybody read me?"));
  await until("Ada is read", () => room.find("does anybody read me?"), { every: 1 });
  room.content.write("Self", "I do", null);
  assert.ok(room.find("I do"));
});

Deno.test("authors whom somebody makes up share one account of who passes them on", async () => {
  const room = table();
  const [ada, ben, mallory] = [room.come("Ada"), room.come("Ben"), room.come("Mallory")];
  const absent = room.writer("Absent");
  for (const line of await lines(ada, 40)) room.says(ada, line);
  room.passesOn(ben, ...await lines(absent, 60));
  await room.heardAll(ada, ben);
  const before = room.texts;
  assert.equal(before.length, 100);
  for (let batch = 0; batch < 12; batch++) {
    const invented = Array.from(
      { length: 50 },
      () => room.writer("Ghost").line("boo", { clock: 5_000 }),
    );
    room.passesOn(mallory, ...await Promise.all(invented));
  }
  await room.heardAll(mallory);
  assert.equal(room.content.lines.length, CHAT_KEPT);
  assert.deepEqual(room.texts.filter((text) => text !== "boo"), before);
});

Deno.test("who floods with lines to be checked holds up nobody, and loses lines of their own alone", async () => {
  const room = table();
  const [ada, mallory] = [room.come("Ada"), room.come("Mallory")];
  const line = await mallory.line("flood");
  for (let n = 0; n < 3_000; n++) {
    room.says(mallory, { ...line, n, signature: "B".repeat(85) + "A" });
  }
  room.says(ada, await ada.line("hello"));
  await until("Ada is read", () => room.texts.length === 1, { every: 1 });
  await until("all of the flood was refused", () => room.content.refused === 3_000, { every: 1 });
});

Deno.test("an application's message is taken up to the size that may be sent", () => {
  const room = table();
  const mallory = room.come("Mallory");
  const sizes: number[] = [];
  room.events.on("message", ({ data }) => void sizes.push(String(data).length));
  const empty = JSON.stringify({ t: "app", to: "room", data: "" }).length;
  const app = (data: string) => room.hear(mallory, { t: "app", to: "room", data });
  app("x".repeat(APP_MAX - empty));
  app("x".repeat(APP_MAX - empty + 1));
  app("é".repeat(APP_MAX / 2));
  app("x".repeat(3 * APP_MAX));
  assert.deepEqual(sizes, [APP_MAX - empty]);
  assert.throws(() => room.content.sendApp("room", "é".repeat(APP_MAX / 2)), /at most/);
});
