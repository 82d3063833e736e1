import assert from "node:assert/strict";
import { createLocalBus, joinRoom, type Room } from "../../../lib/mod.ts";

const KEY = "AAECAwQFBgcICQoLDA0ODw";

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let turn = 0; turn < 2_000; turn++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  throw new Error(`never came true: ${what}`);
}

function pairCode(room: Room, peer: Room): string | null {
  const view = room.state.peers.find(({ member }) => member.id === peer.state.self.id);
  return view?.trust.pair?.name === "code" ? view.trust.pair.code.digits : null;
}

function groupCode(room: Room): string | null {
  return room.state.group?.name === "code" ? room.state.group.code.digits : null;
}

async function three(): Promise<[Room, Room, Room]> {
  const transport = createLocalBus();
  const ada = await joinRoom("r", { name: "Ada", key: KEY, transport });
  const ben = await joinRoom("r", { name: "Ben", key: KEY, transport });
  const cyd = await joinRoom("r", { name: "Cyd", key: KEY, transport });
  await until(
    () => [ada, ben, cyd].every((room) => room.state.group?.name === "code"),
    "a group code everywhere",
  );
  return [ada, ben, cyd];
}

Deno.test("each pair gets one code, the group gets one code, and a match by group verifies everyone", async () => {
  const [ada, ben, cyd] = await three();
  await until(
    () =>
      [[ada, ben], [ben, ada], [ben, cyd], [cyd, ben]].every(([a, b]) => pairCode(a, b) !== null),
    "the pairs' codes",
  );
  assert.equal(pairCode(ada, ben), pairCode(ben, ada));
  assert.equal(pairCode(cyd, ben), pairCode(ben, cyd));
  assert.notEqual(pairCode(ada, ben), pairCode(ada, cyd));
  assert.equal(groupCode(ada), groupCode(ben));
  assert.equal(groupCode(ada), groupCode(cyd));
  assert.equal(ada.state.peers[0].trust.state.name, "sealed");
  const group = ada.state.group;
  assert.ok(group?.name === "code");
  ada.compareGroup(group.epoch);
  assert.deepEqual(ada.state.peers.map((peer) => peer.trust.state.name), ["compared", "compared"]);
  for (const room of [ada, ben, cyd]) await room.leave();
});

Deno.test("a newcomer brings a new group code, and earlier comparisons of others still hold", async () => {
  const [ada, ben, cyd] = await three();
  const before = groupCode(ada);
  assert.ok(ada.state.group?.name === "code");
  ada.compareGroup(ada.state.group.epoch);
  await cyd.leave();
  await until(
    () => groupCode(ada) !== null && groupCode(ada) !== before && groupCode(ada) === groupCode(ben),
    "a code for two",
  );
  assert.equal(ada.state.peers[0].trust.state.name, "compared");
  for (const room of [ada, ben]) await room.leave();
});

Deno.test("a match said of a certificate that is not in use verifies nobody", async () => {
  const [ada, ben, cyd] = await three();
  ada.compare(ben.state.self.id, "match", "0".repeat(64));
  assert.equal(ada.state.peers[0].trust.state.name, "sealed");
  for (const room of [ada, ben, cyd]) await room.leave();
});

Deno.test("a connection dialled anew under the same certificate stays compared", async () => {
  const [ada, ben, cyd] = await three();
  const seen = ada.state.peers[0].trust.state;
  assert.ok(seen.name === "sealed");
  ada.compare(ben.state.self.id, "match", seen.fingerprint);
  const before = ada.state.peers[0].link;
  ada.redial(ben.state.self.id);
  await until(
    () => ada.state.peers[0].link.name === "connected" && ada.state.peers[0].link !== before,
    "a new connection",
  );
  await until(() => ada.state.peers[0].trust.state.name === "compared", "still compared");
  assert.equal(ben.state.peers.length, 2);
  for (const room of [ada, ben, cyd]) await room.leave();
});

Deno.test("they differ: what is written no longer goes there, nor when it is taken back", async () => {
  const [ada, ben, cyd] = await three();
  const seen = (room: Room) => room.state.chat.map(({ text }) => text).join();
  const view = () => ada.state.peers.find(({ member }) => member.id === ben.state.self.id);
  const state = view()?.trust.state;
  assert.ok(state !== undefined && "fingerprint" in state && state.fingerprint !== null);
  ada.compare(ben.state.self.id, "differ", state.fingerprint);
  const heard: unknown[] = [];
  ben.on("message", ({ data }) => heard.push(data));
  cyd.on("message", ({ data }) => heard.push(data));
  ada.chat("a secret");
  ada.broadcast("a secret");
  await until(() => seen(cyd) === "a secret" && heard.length > 0, "Cyd reads it");
  cyd.chat("after it");
  await until(() => seen(ben) === "after it", "Ben reads what others write");
  assert.deepEqual(heard, ["a secret"], "Cyd alone got the message");
  assert.deepEqual(ada.state.chat[0].unsent, [ben.state.self.id]);
  ada.compare(ben.state.self.id, "withdraw", state.fingerprint);
  ada.chat("for all again");
  await until(() => seen(ben) === "after it,for all again", "Ben reads what is written now");
  for (const room of [ada, ben, cyd]) await room.leave();
});
