import assert from "node:assert/strict";
import { createLocalBus, joinRoom, type Room, RoomError } from "../../../../lib/mod.ts";
import { CHUNK_BYTES, WINDOW_CHUNKS } from "../../../../lib/wire/files.ts";
import { fileOf, firstFile, KeptFile, sha256, wayIs } from "../../../helpers/files.ts";
import { until } from "../../../helpers/until.ts";

/** People in one room in memory, each connected to each; they leave with the block. */
async function meet(...names: string[]) {
  const transport = createLocalBus();
  const join = (name: string) => joinRoom("files", { name, transport });
  const rooms: Room[] = [];
  for (const name of names) rooms.push(await join(name));
  await until(
    "everyone is connected",
    () =>
      rooms.every(({ state }) =>
        state.peers.length === names.length - 1 &&
        state.peers.every(({ link }) => link.name === "connected")
      ),
  );
  return {
    rooms,
    async join(name: string): Promise<Room> {
      const room = await join(name);
      rooms.push(room);
      return room;
    },
    async [Symbol.asyncDispose]() {
      for (const room of rooms) await room.leave();
    },
  };
}

for (const size of [0, 1, CHUNK_BYTES, 3 * CHUNK_BYTES + 1, 40 * CHUNK_BYTES - 1]) {
  Deno.test(`a file of ${size} bytes arrives as it was, for whoever accepts it`, async () => {
    await using call = await meet("Ada", "Ben", "Cyd");
    const [ada, ben, cyd] = call.rooms;
    const file = fileOf(size);
    const id = await ada.files.offer(file, "room");
    assert.equal((await firstFile(ben)).id, id);
    assert.equal((await firstFile(cyd)).size, size);
    const kept = new KeptFile();
    ben.files.accept(id, kept);
    const state = await wayIs(ben, id, "finished");
    assert.equal(kept.ended, "closed");
    assert.equal(sha256(await kept.bytes()), file.sha256);
    assert.deepEqual(state, { name: "finished", sha256: file.sha256 });
    await wayIs(ada, id, "finished", ben.state.self.id);
    await wayIs(ada, id, "offered", cyd.state.self.id);
  });
}

Deno.test("a file for one person is offered to that person alone", async () => {
  await using call = await meet("Ada", "Ben", "Cyd");
  const [ada, ben, cyd] = call.rooms;
  const id = await ada.files.offer(fileOf(10), ben.state.self.id);
  assert.equal((await firstFile(ben)).to, ben.state.self.id);
  ben.files.accept(id, new KeptFile());
  await wayIs(ada, id, "finished");
  assert.deepEqual(cyd.files.list, []);
  await assert.rejects(
    ada.files.offer(fileOf(1), "0".repeat(32)),
    (error) => error instanceof RoomError && error.code === "no-such-peer",
  );
});

Deno.test("who comes later is offered what is still on offer", async () => {
  await using call = await meet("Ada", "Ben");
  const [ada] = call.rooms;
  const file = fileOf(5 * CHUNK_BYTES);
  const kept = await ada.files.offer(file, "room");
  const withdrawn = await ada.files.offer(fileOf(3), "room");
  ada.files.cancel(withdrawn);
  const cyd = await call.join("Cyd");
  assert.equal((await firstFile(cyd)).id, kept);
  const sink = new KeptFile();
  cyd.files.accept(kept, sink);
  await wayIs(cyd, kept, "finished");
  assert.equal(sha256(await sink.bytes()), file.sha256);
  assert.equal(cyd.files.list.length, 1, "what was withdrawn is not offered");
});

Deno.test("a file goes on after its connection was replaced, from what has arrived", async () => {
  await using call = await meet("Ada", "Ben");
  const [ada, ben] = call.rooms;
  const size = 200 * CHUNK_BYTES + 17;
  const file = fileOf(size);
  let read = 0;
  const id = await ada.files.offer({
    ...file,
    read: (start, end) => {
      read += end - start;
      return file.read(start, end);
    },
  }, "room");
  await firstFile(ben);
  let writes = 0;
  let opened = () => {};
  const gate = new Promise<void>((resolve) => opened = resolve);
  // The fourth write waits until the connection has been replaced.
  const kept = new KeptFile(() => ++writes === 4 ? gate : Promise.resolve());
  ben.files.accept(id, kept);
  await until("the fourth block is being written", () => writes === 4);
  const before = ada.state.peers[0].link;
  ada.redial(ben.state.self.id);
  await until("the connection is another", () => {
    const { link } = ada.state.peers[0];
    return link !== before && link.name === "connected";
  });
  opened();
  await wayIs(ben, id, "finished");
  await wayIs(ada, id, "finished");
  assert.equal(kept.size, size, "nothing was written twice");
  assert.equal(sha256(await kept.bytes()), file.sha256);
  assert.ok(read < size + 2 * WINDOW_CHUNKS * CHUNK_BYTES, `read ${read} of ${size}`);
});

Deno.test("either side can end a file's way, and the other is told", async () => {
  await using call = await meet("Ada", "Ben", "Cyd");
  const [ada, ben, cyd] = call.rooms;
  const id = await ada.files.offer(fileOf(300 * CHUNK_BYTES), "room");
  const [stuck, free] = [new KeptFile(() => new Promise(() => {})), new KeptFile()];
  await firstFile(ben);
  await firstFile(cyd);
  ben.files.accept(id, stuck);
  cyd.files.accept(id, free);
  await wayIs(ada, id, "moving", ben.state.self.id);
  ben.files.cancel(id);
  assert.deepEqual(await wayIs(ada, id, "ended", ben.state.self.id), {
    name: "ended",
    why: "cancelled-there",
  });
  await wayIs(cyd, id, "finished");
  const second = await ada.files.offer(fileOf(300 * CHUNK_BYTES), "room");
  const taken = new KeptFile(() => new Promise((resolve) => setTimeout(resolve, 1)));
  await until("Cyd is offered the second", () => cyd.files.list.length === 2);
  cyd.files.accept(second, taken);
  await until("some of it is there", () => taken.size > 0);
  ada.files.cancel(second);
  assert.deepEqual(await wayIs(cyd, second, "ended"), { name: "ended", why: "cancelled-there" });
  await until("what came was thrown away", () => taken.ended === "aborted");
});

Deno.test("a receiver that can't write holds the sender up, and is sent no more than fits", async () => {
  await using call = await meet("Ada", "Ben");
  const [ada, ben] = call.rooms;
  let read = 0;
  const size = 4 * WINDOW_CHUNKS * CHUNK_BYTES;
  const file = fileOf(size);
  const id = await ada.files.offer({
    ...file,
    read: (start, end) => {
      read = Math.max(read, end);
      return file.read(start, end);
    },
  }, "room");
  await firstFile(ben);
  let opened = () => {};
  const gate = new Promise<void>((resolve) => opened = resolve);
  ben.files.accept(id, new KeptFile(() => gate));
  await until("the window is full", () => read >= WINDOW_CHUNKS * CHUNK_BYTES);
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(read <= (WINDOW_CHUNKS + 32) * CHUNK_BYTES, `${read / CHUNK_BYTES} chunks were read`);
  opened();
  await wayIs(ben, id, "finished");
});

Deno.test("what can't be read or stored ends the way of the file on both sides", async () => {
  await using call = await meet("Ada", "Ben");
  const [ada, ben] = call.rooms;
  const gone = await ada.files.offer({
    ...fileOf(100),
    read: () => Promise.reject(new DOMException("", "NotReadableError")),
  }, "room");
  await firstFile(ben);
  const kept = new KeptFile();
  ben.files.accept(gone, kept);
  for (const room of [ada, ben]) {
    assert.deepEqual(await wayIs(room, gone, "ended"), { name: "ended", why: "not-readable" });
  }
  await until("nothing is left of it", () => kept.ended === "aborted");
  const full = await ada.files.offer(fileOf(100), "room");
  await until("Ben is offered the second", () => ben.files.list.length === 2);
  ben.files.accept(full, new KeptFile(() => Promise.reject(new Error("the disk is full"))));
  for (const room of [ada, ben]) {
    assert.deepEqual(await wayIs(room, full, "ended"), { name: "ended", why: "not-stored" });
  }
});

Deno.test("files of somebody who left say so", async () => {
  await using call = await meet("Ada", "Ben", "Cyd");
  const [ada, ben] = call.rooms;
  const id = await ada.files.offer(fileOf(100), "room");
  const back = await ben.files.offer(fileOf(100), "room");
  await firstFile(ben);
  const adaId = ada.state.self.id;
  await ada.leave();
  assert.deepEqual(await wayIs(ben, id, "ended"), { name: "ended", why: "left" });
  assert.deepEqual(await wayIs(ben, back, "ended", adaId), { name: "ended", why: "left" });
});
