/** Nobody puts words into somebody else's mouth: what is said, passed on, copied, or made up. */
import assert from "node:assert/strict";
import { signedText } from "../../../../lib/content/line_signature.ts";
import { createLocalBus, joinRoom } from "../../../../lib/mod.ts";
import { platformSigning } from "../../../../lib/trust/mod.ts";
import { ROOT } from "../../../helpers/paths.ts";
import { seededRandom } from "../../../helpers/simulation/random.ts";
import { until } from "../../../helpers/until.ts";
import { type SignedLine, Table } from "./content_helpers.ts";
import { settle } from "../../session/session_helpers.ts";

const table = () => new Table(seededRandom(7));

Deno.test("a line under the id of somebody who is here, or of ourselves, comes from them or not at all", async () => {
  const room = table();
  const [hal, mallory] = [room.come("Hal"), room.come("Mallory")];
  const [genuine, ours] = [await hal.line("genuine"), await room.self.line("ours")];
  room.passesOn(mallory, genuine, ours);
  room.passesOn(mallory, await mallory.line("invented", { author: hal.id }));
  await room.heardAll(mallory);
  assert.deepEqual(room.texts, []);
  room.says(hal, genuine);
  await room.heardAll(hal);
  assert.deepEqual(room.texts, ["genuine"]);
});

Deno.test("a line goes by what the roster calls its author, not by the name that stands in it", async () => {
  const room = table();
  const [hal, mallory] = [room.come("Hal"), room.come("Mallory")];
  room.says(mallory, await mallory.line("send the money", { name: hal.name }));
  room.hear(mallory, {
    t: "chat",
    n: 9,
    text: "for you alone",
    name: hal.name,
    at: 0,
    clock: 1,
    epoch: 0,
    direct: true,
  });
  await room.heardAll(mallory);
  for (const text of ["send the money", "for you alone"]) {
    assert.equal(room.find(text)?.name, "Mallory");
    assert.equal(room.find(text)?.author, mallory.id);
  }
  room.leave(mallory);
  assert.equal(room.find("send the money")?.name, "Mallory", "also once they left");
});

Deno.test("a signed line that was altered in any part, or said elsewhere, is dropped and counted", async () => {
  const room = table();
  const [ben, mallory] = [room.come("Ben"), room.come("Mallory")];
  const stranger = room.writer("Stranger");
  room.leave(ben);
  const line = await ben.line("I agree");
  const other = await ben.line("I don't");
  const forged: [what: string, line: SignedLine][] = [
    ["another room", await ben.line("I agree", {}, "harbour?cap=9")],
    ["other words", { ...line, text: "I agree to all of it" }],
    ["another name", { ...line, name: "Hal" }],
    ["another time", { ...line, at: line.at + 1 }],
    ["another number", { ...line, n: line.n + 40 }],
    ["another clock", { ...line, clock: line.clock + 1 }],
    ["another epoch", { ...line, epoch: 1 }],
    ["another author, unheard of", { ...line, author: stranger.id }],
    ["the seat of who passes it on", { ...line, seat: mallory.signer.publicKey }],
    ["the seat of nobody", { ...line, seat: stranger.signer.publicKey }],
    ["signed by who passes it on", await mallory.line("I agree", { author: ben.id })],
    ["… for the author's seat", {
      ...line,
      text: "so be it",
      signature: (await mallory.line("so be it", { ...line, text: "so be it" })).signature,
    }],
    ["the signature of another line", { ...line, signature: other.signature }],
    ["no signature that could be one", { ...line, signature: "A".repeat(86) }],
  ];
  for (const [at, [what, copy]] of forged.entries()) {
    room.passesOn(mallory, copy);
    await room.heardAll(mallory);
    assert.deepEqual(room.texts, [], what);
    assert.equal(room.content.refused, at + 1, what);
  }
  room.passesOn(mallory, line);
  await room.heardAll(mallory);
  assert.deepEqual(room.texts, ["I agree"], "as its author signed it");
  assert.equal(room.find("I agree")?.vouched, "signed");
});

Deno.test("on an author's own connection, a line has to be signed by the author's own seat", async () => {
  const room = table();
  const [ben, mallory] = [room.come("Ben"), room.come("Mallory")];
  const copied = await ben.line("I agree");
  room.says(mallory, copied);
  room.says(mallory, { ...await mallory.line("mine"), signature: copied.signature });
  room.says(mallory, { ...copied, seat: mallory.signer.publicKey });
  room.says(mallory, { ...await mallory.line("mine"), seat: ben.signer.publicKey });
  room.passesOn(mallory, { ...copied, author: mallory.id });
  await room.heardAll(mallory);
  assert.deepEqual(room.texts, []);
  assert.equal(room.content.refused, 5);
});

Deno.test("lines without a signature, as an older Kibitz sent them, are dropped; so are signed private ones", async () => {
  const room = table();
  const [ben, mallory] = [room.come("Ben"), room.come("Mallory")];
  room.leave(ben);
  const { signature: _, seat: __, ...bare } = await ben.line("unsigned");
  room.passesOn(mallory, bare);
  const { signature: ___, seat: ____, ...own } = await mallory.line("unsigned as well");
  room.hear(mallory, { t: "chat", ...own });
  room.passesOn(mallory, { ...bare, text: "private, by another", direct: true });
  room.passesOn(mallory, { ...await ben.line("both"), direct: true });
  await room.heardAll(mallory);
  assert.deepEqual(room.texts, []);
});

Deno.test("a number that an author used already brings no other words", async () => {
  const room = table();
  const mallory = room.come("Mallory");
  room.says(mallory, await mallory.line("first", { n: 5 }));
  await room.heardAll(mallory);
  room.says(mallory, await mallory.line("second", { n: 5 }));
  await room.heardAll(mallory);
  assert.deepEqual(room.texts, ["first"]);
});

Deno.test("what is passed on is marked where nobody here can vouch for its author", async () => {
  const room = table();
  const [ada, ben] = [room.come("Ada"), room.come("Ben")];
  const notary = room.writer("Notary");
  const [known, unknown] = [await ben.line("I was here"), await notary.line("I agreed to it")];
  room.leave(ben);
  room.passesOn(ada, known, unknown);
  await room.heardAll(ada);
  const shown = (text: string) => {
    const { name, vouched, passedOnBy } = room.find(text) ?? {};
    return { name, vouched, passedOnBy };
  };
  assert.deepEqual(shown("I was here"), { name: "Ben", vouched: "signed", passedOnBy: null });
  assert.deepEqual(shown("I agreed to it"), {
    name: "Notary",
    vouched: "passed-on",
    passedOnBy: "Ada",
  });
  const named = await notary.line("by another's name", { name: "Ben" });
  room.passesOn(ada, named);
  await room.heardAll(ada);
  assert.equal(shown("by another's name").vouched, "passed-on");
  room.leave(notary);
  assert.deepEqual(shown("by another's name"), {
    name: "Notary",
    vouched: "signed",
    passedOnBy: null,
  }, "a seat that the roster showed since, by the name that it has there");
});

Deno.test("who lies about an author keeps out none of what the author really wrote", async () => {
  const room = table();
  const [ada, mallory] = [room.come("Ada"), room.come("Mallory")];
  const ben = room.writer("Ben");
  const genuine = await ben.line("what I said", { n: 0 });
  const liar = room.writer("Ben");
  room.passesOn(mallory, await liar.line("what I never said", { author: ben.id, n: 0 }));
  await room.heardAll(mallory);
  room.passesOn(ada, genuine);
  await room.heardAll(ada);
  assert.deepEqual(room.texts.toSorted(), ["what I never said", "what I said"]);
  assert.deepEqual([...new Set(room.content.lines.map(({ id }) => id))].length, 4);
});

Deno.test("whether a line may be there is judged by its author, not by who passes it on", async () => {
  const room = table();
  const [ada, ben, mallory] = [room.come("Ada"), room.come("Ben"), room.come("Mallory")];
  const early = await ben.line("by Ben");
  room.muted.add(mallory.signer.publicKey);
  room.leave(ben);
  room.passesOn(mallory, early, await mallory.line("by history"));
  room.says(mallory, await mallory.line("by chat"));
  await room.heardAll(ada);
  await until("what Mallory passed on is there", () => room.texts.length === 1, { every: 1 });
  assert.deepEqual(room.texts, ["by Ben"]);
  room.muted.add(ben.signer.publicKey);
  room.passesOn(ada, await ben.line("by Ben, muted"));
  await room.heardAll(ada);
  assert.deepEqual(room.texts, ["by Ben"]);
});

Deno.test("lines go out signed, in the order in which they were written, and none once we left", async () => {
  const room = table();
  const ada = room.come("Ada");
  let slow = () => {};
  room.sign = async (message) => {
    await new Promise<void>((resolve) => slow = resolve);
    return room.self.signer.sign(message);
  };
  const line = room.content.write("Self", "one", null);
  room.sign = (message) => room.self.signer.sign(message);
  room.content.write("Self", "two", null);
  room.content.write("Self", "for Ada", ada.id);
  assert.equal(line.text, "one", "it stands here at once");
  assert.deepEqual(room.texts, ["one", "two", "for Ada"]);
  const cyd = room.come("Cyd");
  room.content.catchUp(cyd.id, false);
  await settle();
  assert.equal(room.said.length, 1, "the first is not signed yet");
  slow();
  await until("all went out", () => room.said.length === 5, { every: 1 });
  const went = room.said.map(({ to, text }) => ({ to, ...JSON.parse(text) }));
  assert.deepEqual(went.map(({ text }) => text), ["for Ada", "one", "one", "two", "two"]);
  assert.deepEqual(went.slice(1).map(({ to }) => to), [ada.id, cyd.id, ada.id, cyd.id]);
  for (const { t: _, to: __, signature, ...said } of went.slice(1)) {
    const bytes = signedText("harbour?", { ...said, author: room.self.id });
    assert.ok(await room.signing.verify(said.seat, bytes, signature));
  }
  assert.equal(went[0].signature, undefined, "what is for one person, nobody can show to others");
  room.content.write("Self", "too late", null);
  room.content.close();
  await settle();
  assert.equal(room.said.length, 5);
});

Deno.test("half of a surrogate pair is signed and sent as nothing that could stand for another", async () => {
  const room = table();
  const mallory = room.come("Mallory");
  assert.equal(room.content.write("Self", "a\ud800", null).text, "a\ufffd");
  const line = await mallory.line("\ufffd");
  room.says(mallory, { ...line, text: "\ud800" });
  room.says(mallory, { ...line, name: "\udfff" });
  await room.heardAll(mallory);
  assert.deepEqual(room.texts, ["a\ufffd"]);
});

Deno.test("people over a bus: earlier lines reach whoever comes later, by the names of those who are here", async () => {
  const transport = createLocalBus();
  const join = (name: string) => joinRoom("history", { name, transport });
  const [ada, ben] = [await join("Ada"), await join("Ben")];
  await until("they are connected", () => ben.state.peers[0]?.link.name === "connected");
  ada.chat("by Ada");
  ben.chat("by Ben");
  await until("both have both", () => [ada, ben].every(({ state }) => state.chat.length === 2));
  const cyd = await join("Cyd");
  await until("Cyd has them", () => cyd.state.chat.length === 2);
  assert.deepEqual(cyd.state.chat.map(({ vouched }) => vouched), ["author", "author"]);
  await ben.leave();
  await until("Ben is gone", () => ada.state.peers.length === 1);
  ada.setName("Ada L.");
  const dee = await join("Dee");
  await until("Dee has them", () => dee.state.chat.length === 2);
  assert.deepEqual(
    dee.state.chat.map(({ name, vouched, passedOnBy }) => [name, vouched, passedOnBy]).toSorted(),
    [["Ada L.", "author", null], ["Ben", "passed-on", "Ada L."]],
  );
  await until(
    "Cyd's line of Ada has her new name",
    () => cyd.state.chat.map(({ name }) => name).toSorted().join() === "Ada L.,Ben",
  );
  for (const room of [ada, cyd, dee]) await room.leave();
});

Deno.test("protocol.md: the line in its example is signed by the seat beside it", async () => {
  const text = await Deno.readTextFile(new URL("docs/protocol.md", ROOT));
  const examples = [...text.matchAll(/^```json content\n([^]*?)^```$/gm)]
    .map(([, body]) => JSON.parse(body));
  const history = examples.find(({ t }) => t === "history");
  const [line] = history.lines;
  const bytes = signedText("amber-otter-41?", line);
  assert.ok(await platformSigning.verify(line.seat, bytes, line.signature));
  const { author: _, ...said } = line;
  assert.deepEqual(examples.find(({ t }) => t === "chat"), { t: "chat", ...said });
});
