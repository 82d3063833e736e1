/** What one participant with a client of their own can do to the chat, the files and the ink of a room. */
import assert from "node:assert/strict";
import { signedText } from "../../../../lib/content/line_signature.ts";
import { hex } from "../../../../lib/env/bytes.ts";
import { systemRandom } from "../../../../lib/env/mod.ts";
import {
  createLocalBus,
  type HostSetting,
  type JoinOptions,
  joinRoom,
  type Room,
  RoomError,
  type Transport,
} from "../../../../lib/mod.ts";
import { createHostKey, type HostKey, platformSigning } from "../../../../lib/trust/mod.ts";
import { fileOf } from "../../../helpers/files.ts";
import { until } from "../../../helpers/until.ts";
import { loudOn } from "./content_helpers.ts";
import { FakeTrack } from "../../session/session_helpers.ts";

const made = await createHostKey({ room: "chat", password: "correct horse", random: systemRandom });
const host: HostSetting = { kind: "key", sealed: made.sealed };

/** A hosted room with Hal, Ada, and Mallory, who can say anything; `first` founds it. */
async function withMallory(first: "Hal" | "Mallory" = "Hal") {
  const bus = createLocalBus();
  const mallory = loudOn(bus);
  const join = (name: string, transport: Transport, more: Partial<JoinOptions> = {}) =>
    joinRoom("chat", { name, transport, host, ...more });
  const hostKey: { hostKey: HostKey } = { hostKey: made.key };
  const early = first === "Mallory" ? await join("Mallory", mallory.transport) : null;
  const hal = await join("Hal", bus, hostKey);
  const ada = await join("Ada", bus);
  const mal = early ?? await join("Mallory", mallory.transport);
  const all = [hal, ada, mal];
  await until(
    "all are connected",
    () =>
      all.every(({ state }) =>
        state.peers.length === 2 && state.peers.every(({ link }) => link.name === "connected")
      ),
  );
  return {
    hal,
    ada,
    mal,
    say: mallory.say,
    join: (name: string) => join(name, bus),
    idOf: (name: string) =>
      hal.state.peers.find(({ member }) => member.name === name)?.member.id ?? "",
    async [Symbol.asyncDispose]() {
      for (const room of all) await room.leave();
    },
  };
}

const texts = (room: Room) => room.state.chat.map(({ name, text }) => `${name}: ${text}`);

/** 500 lines that can't be shown, by an author who was never there. */
async function unseen(): Promise<object[]> {
  const signer = await platformSigning.newSigner();
  const author = hex(systemRandom(16));
  return await Promise.all(
    Array.from({ length: 500 }, async (_, n) => {
      const epoch = n % 2 === 0 ? 1 : Number.MAX_SAFE_INTEGER;
      const said = { author, seat: signer.publicKey, n, text: "x", name: "x", at: 0 };
      const line = { ...said, clock: 2 ** 40, epoch };
      return { ...line, signature: await signer.sign(signedText("chat?", line)) };
    }),
  );
}

for (const role of ["member", "removed member", "coordinator"] as const) {
  Deno.test(`a ${role} can't silently end the chat of the others`, async () => {
    await using room = await withMallory(role === "coordinator" ? "Mallory" : "Hal");
    const { hal, ada, mal, say } = room;
    assert.equal(mal.state.coordinator === mal.state.self.id, role === "coordinator");
    ada.chat("last words");
    await until("Hal reads Ada", () => texts(hal).includes("Ada: last words"));
    const lines = await unseen();
    for (let from = 0; from < lines.length; from += 50) {
      say("content", { t: "history", lines: lines.slice(from, from + 50) });
    }
    say("content", {
      t: "chat",
      n: 7,
      text: "mine",
      name: "x",
      at: 0,
      clock: 1,
      epoch: 0,
      direct: true,
    });
    await until(
      "all was heard",
      () => [hal, ada].every((one) => texts(one).includes("Mallory: mine")),
    );
    if (role === "removed member") {
      await hal.host.remove(mal.state.self.id);
      await until(
        "Mallory is out",
        () => [hal, ada].every(({ state }) => state.peers.length === 1),
      );
    }
    ada.chat("does anybody read me?");
    hal.chat("I do");
    for (const one of [hal, ada]) {
      await until(
        "both have all",
        () =>
          ["Ada: last words", "Ada: does anybody read me?", "Hal: I do"]
            .every((line) => texts(one).includes(line)),
      );
    }
    const dan = await room.join("Dan");
    await until(
      "a newcomer has all",
      () =>
        ["Ada: last words", "Ada: does anybody read me?", "Hal: I do"]
          .every((line) => texts(dan).includes(line)),
    );
    await hal.host.resetChat();
    await until(
      "it is cleared",
      () => [hal, ada, dan].every((one) => !texts(one).includes("Hal: I do")),
    );
    hal.chat("after it was cleared");
    for (const one of [hal, ada, dan]) {
      await until("it goes on", () => texts(one).includes("Hal: after it was cleared"));
    }
    await dan.leave();
  });
}

Deno.test("who may not write writes in no other way: history, files, ink; and can still take back", async () => {
  await using room = await withMallory();
  const { hal, ada, mal, say } = room;
  await Promise.all([ada, mal].map((one) => one.ink.prepare()));
  await ada.setTrack("screen", new FakeTrack("video").asTrack);
  const screen = ada.state.self.id;
  await until(
    "Mallory sees the screen",
    () => mal.state.peers.some(({ member }) => member.id === screen && member.status.screen),
  );
  mal.ink.pen(screen, 1)([[1, 1]]);
  await until("it is drawn", () => ada.ink.board(screen).strokes.length === 1);
  const before = await mal.files.offer(fileOf(10), "room");
  await until("the file is offered", () => ada.files.list.length === 1);
  mal.chat("early");
  await until("it is read", () => texts(ada).includes("Mallory: early"));

  await hal.host.withhold(room.idOf("Mallory"), ["send-chat"]);
  await until("both know", () =>
    mal.state.self.without.includes("send-chat") &&
    ada.state.peers.some(({ member }) => member.without.includes("send-chat")));
  const over = (files: Room["files"]) =>
    files.list.find(({ id }) => id === before)?.ways.every(({ state }) => state.name === "ended");
  await until("the file is over on both sides", () => over(ada.files) && over(mal.files));
  const notAllowed = (error: unknown) => error instanceof RoomError && error.code === "not-allowed";
  assert.throws(() => mal.chat("no"), notAllowed);
  await assert.rejects(mal.files.offer(fileOf(10), "room"), notAllowed);
  mal.ink.pen(screen, 1)([[2, 2]]);
  mal.ink.laser(screen, 1, [[3, 3]]);
  assert.equal(mal.ink.board(screen).strokes.length, 1);
  assert.deepEqual(mal.ink.board(screen).lasers, []);

  // And by a client that does not hold to it.
  const offer = {
    t: "offer",
    id: "00112233445566aa",
    name: "words.png",
    size: 3,
    type: "image/png",
  };
  say("files", { ...offer, to: "room" });
  const stroke = { t: "stroke", board: screen, epoch: 1, n: 40, colour: 0, from: 0 };
  say("ink", { ...stroke, points: [[4, 4]] });
  say("ink", { t: "laser", board: screen, colour: 0, points: [[5, 5]] });
  const [own] = mal.state.chat;
  assert.equal(own.text, "early");
  say("content", { t: "app", to: "room", data: "all was said" });
  await until("Ada heard it all", () =>
    new Promise<boolean>((resolve) => {
      const stop = ada.on("message", () => {
        stop();
        resolve(true);
      });
      say("content", { t: "app", to: "room", data: "again" });
    }));
  assert.deepEqual(ada.files.list.map(({ id }) => id), [before]);
  assert.deepEqual(ada.ink.board(screen).lasers, []);
  assert.deepEqual(ada.ink.board(screen).strokes.map(({ points }) => points), [[[1, 1]]]);
  mal.ink.undo(screen);
  await until(
    "what was drawn before can be taken back",
    () => ada.ink.board(screen).strokes.length === 0,
  );
});
