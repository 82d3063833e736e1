import assert from "node:assert/strict";
import { createLocalBus, joinRoom, RoomError } from "../../../../lib/mod.ts";
import { until } from "../../../helpers/until.ts";

Deno.test("a line for one person is theirs alone, now and for whoever comes later", async () => {
  const transport = createLocalBus();
  const join = (name: string) => joinRoom("direct", { name, transport });
  const [ada, ben, cyd] = [await join("Ada"), await join("Ben"), await join("Cyd")];
  const texts = (room: typeof ada) => room.state.chat.map(({ text }) => text).sort();
  await until(
    "everyone is connected",
    () =>
      [ada, ben, cyd].every(({ state }) =>
        state.peers.length === 2 && state.peers.every(({ link }) => link.name === "connected")
      ),
  );
  ada.chat("to Ben", ben.state.self.id);
  ben.chat("to Ada", ada.state.self.id);
  ada.chat("to all");
  await until("Cyd has what is for all", () => cyd.state.chat.length > 0);
  assert.deepEqual(texts(cyd), ["to all"]);
  for (const room of [ada, ben]) assert.deepEqual(texts(room), ["to Ada", "to Ben", "to all"]);
  assert.equal(ben.state.chat.find(({ text }) => text === "to Ben")?.to, ben.state.self.id);
  assert.equal(ben.state.chat.find(({ text }) => text === "to all")?.to, null);

  const benId = ben.state.self.id;
  await ben.leave();
  const dee = await join("Dee");
  await until("Dee has what is for all", () => dee.state.chat.length > 0);
  assert.deepEqual(texts(dee), ["to all"], "neither author nor reader passes on what was for one");
  assert.throws(
    () => ada.chat("too late", benId),
    (error) => error instanceof RoomError && error.code === "no-such-peer",
  );
  assert.throws(() => ada.chat("", cyd.state.self.id), RoomError);
  for (const room of [ada, cyd, dee]) await room.leave();
});
