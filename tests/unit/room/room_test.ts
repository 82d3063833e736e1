import assert from "node:assert/strict";
import { createLocalBus, JoinError, joinRoom, type Room } from "../../../lib/mod.ts";
import { until } from "../../helpers/until.ts";

/** Lets every delivery of the local bus happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
}

function names(room: Room): string[] {
  const { self, peers } = room.state;
  return [self, ...peers.map((peer) => peer.member)].sort((a, b) => a.order - b.order)
    .map((member) => member.name);
}

Deno.test("three people meet, write and leave over the local bus", async () => {
  const transport = createLocalBus();
  const ada = await joinRoom("Blue River", { name: "Ada", transport });
  const ben = await joinRoom("blue-river", { name: "Ben", transport });
  const cyd = await joinRoom("blue-river", { name: "Cyd", transport });
  await until(
    "everyone is connected to everyone",
    () =>
      [ada, ben, cyd].every(({ state: { peers } }) =>
        peers.length === 2 && peers.every(({ link }) => link.name === "connected")
      ),
  );
  for (const room of [ada, ben, cyd]) assert.deepEqual(names(room), ["Ada", "Ben", "Cyd"]);
  ben.chat("hello");
  const got: unknown[] = [];
  cyd.on("message", (message) => got.push(message));
  ada.on("message", (message) => got.push(message));
  ben.sendTo(cyd.state.self.id, { secret: 1 });
  await settle();
  assert.deepEqual(got, [{ from: ben.state.self.id, data: { secret: 1 }, to: "self" }]);
  await until(
    "everyone reads it",
    () => [ada, ben, cyd].every((room) => room.state.chat[0]?.text === "hello"),
  );
  await ada.leave();
  await settle();
  assert.deepEqual(names(ben), ["Ben", "Cyd"]);
  assert.equal(cyd.state.coordinator, ben.state.self.id);
  await until("Ben holds the address", () => ben.state.broker === "connected");
  const dee = await joinRoom("blue-river", { name: "Dee", transport });
  await settle();
  for (const room of [ben, cyd, dee]) assert.deepEqual(names(room), ["Ben", "Cyd", "Dee"]);
  await until("Dee reads what was said", () => dee.state.chat[0]?.text === "hello");
  for (const room of [ben, cyd, dee]) await room.leave();
});

Deno.test("a full room refuses the next one and says why", async () => {
  const transport = createLocalBus();
  const ada = await joinRoom("r", { name: "Ada", transport, capacity: 2 });
  const ben = await joinRoom("r", { name: "Ben", transport, capacity: 2 });
  await assert.rejects(
    joinRoom("r", { name: "Cyd", transport, capacity: 2 }),
    (error) => error instanceof JoinError && error.code === "room-full",
  );
  await settle();
  assert.deepEqual(names(ada), ["Ada", "Ben"]);
  await ada.leave();
  await ben.leave();
});

Deno.test("links that differ in their settings lead to different rooms", async () => {
  const transport = createLocalBus();
  const key = "AAECAwQFBgcICQoLDA0ODw";
  const host = { kind: "name", name: "Ada" } as const;
  const ada = await joinRoom("r", { name: "Ada", key, transport, host });
  const ben = await joinRoom("r", { name: "Ben", key, transport, host: { ...host } });
  const others = [
    await joinRoom("r", { name: "Cyd", key, transport }),
    await joinRoom("r", { name: "Dee", key, transport, capacity: 3, host }),
    await joinRoom("r", { name: "Eve", key, transport, host: { kind: "name", name: "Eve" } }),
    await joinRoom("r", { name: "Fay", transport, host }),
    await joinRoom("r", { name: "Ada", key, transport, host, hostFirst: true }),
  ];
  await settle();
  assert.deepEqual(names(ada), ["Ada", "Ben"]);
  for (const room of others) assert.deepEqual(names(room), [room.state.self.name]);
  for (
    const bad of [{ capacity: 65 }, { host: { kind: "name", name: " " } as const }, {
      hostFirst: true,
    }]
  ) {
    await assert.rejects(
      joinRoom("r", { name: "Gil", key, transport, ...bad }),
      (error) => error instanceof JoinError && error.code === "bad-settings",
    );
  }
  for (const room of [ada, ben, ...others]) await room.leave();
});

Deno.test("people with the same key meet; those with another key, or none, are in another room", async () => {
  const transport = createLocalBus();
  const key = "AAECAwQFBgcICQoLDA0ODw";
  const ada = await joinRoom("r", { name: "Ada", key, transport });
  const ben = await joinRoom("r", { name: "Ben", key, transport });
  const cyd = await joinRoom("r", { name: "Cyd", transport });
  const dee = await joinRoom("r", { name: "Dee", key: "_wECAwQFBgcICQoLDA0ODw", transport });
  await settle();
  assert.deepEqual(names(ada), ["Ada", "Ben"]);
  assert.equal(ada.state.sealed, true);
  assert.deepEqual(names(cyd), ["Cyd"]);
  assert.equal(cyd.state.sealed, false);
  assert.deepEqual(names(dee), ["Dee"]);
  for (const room of [ada, ben, cyd, dee]) await room.leave();
});
