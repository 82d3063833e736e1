import assert from "node:assert/strict";
import {
  everyPairFlows,
  openStage,
  startCall,
  turnEverythingOn,
} from "../helpers/browsers/call.ts";
import { until } from "../helpers/until.ts";

Deno.test("leaving leaves nothing behind: connections, sockets, tracks, audio", async () => {
  await using stage = await openStage();
  const people = await startCall(stage, "leaving", ["Ada", "Ben"]);
  const [ada, ben] = people;
  await turnEverythingOn(people);
  await everyPairFlows(people);

  await ada.leave();

  await until("everything that Ada's page made is closed", async () => {
    const { connections, sockets, tracks, audioContexts } = await ada.watched();
    const left = {
      connections: connections.filter(({ state }) => state !== "closed").length,
      sockets: sockets.filter((state) => state !== WebSocket.CLOSED).length,
      tracks: tracks.filter(({ state }) => state !== "ended").map(({ label }) => label),
      audioContexts: audioContexts.filter((state) => state !== "closed").length,
    };
    assert.deepEqual(left, { connections: 0, sockets: 0, tracks: [], audioContexts: 0 });
    return true;
  });
  const made = await ada.watched();
  assert.ok(made.connections.length > 0 && made.sockets.length > 0 && made.tracks.length > 0);

  await until("Ben is alone", async () => (await ben.picture()).peers.length === 0);
  const open = (await ben.watched()).connections.filter(({ state }) => state !== "closed");
  assert.equal(open.length, 0, "Ben's side of the connection is closed as well");
});

Deno.test("a page that is closed has left at once, for everyone", async () => {
  await using stage = await openStage();
  const [ada, ben, cleo] = await startCall(stage, "closing", ["Ada", "Ben", "Cleo"]);
  await ben.page.goto("about:blank");
  for (const person of [ada, cleo]) {
    await until(
      `${person.name} sees that Ben has left`,
      async () => (await person.picture()).peers.length === 1,
      { within: 3000 },
    );
  }
});

Deno.test("one who left can come back to the same room", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "again", ["Ada", "Ben"]);
  await ada.leave();
  await until("Ben is alone", async () => (await ben.picture()).peers.length === 0);
  await ada.page.reload({ waitUntil: "load" });
  await until("Ada can join again", async () => (await ada.phase()).phase === "ready");
  await ada.join("Ada");
  await until("both are connected", async () => {
    const { peers } = await ben.picture();
    return peers.length === 1 && peers[0].link === "connected";
  });
});

Deno.test("whoever reloads the page in a call is back in it, in the same seat", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "reload", ["Ada", "Ben"]);
  const seatOf = () =>
    ada.page.evaluate(() => {
      const self = globalThis.kibitz?.state?.self;
      return { id: self?.id, order: self?.order };
    });
  const before = await seatOf();
  await ada.page.reload({ waitUntil: "load" });
  await until("Ada is back by herself", async () => (await ada.phase()).phase === "in-call");
  const self = await seatOf();
  assert.equal(self.order, before.order);
  assert.notEqual(self.id, before.id);
  await until("Ben sees her once", async () => {
    const { peers } = await ben.picture();
    return peers.length === 1 && peers[0].id === self.id && peers[0].link === "connected";
  });
});
