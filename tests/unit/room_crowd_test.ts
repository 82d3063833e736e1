import assert from "node:assert/strict";
import { createLocalBus, joinRoom, type Room } from "../../lib/mod.ts";

/** A small seeded generator (mulberry32): the same seed gives the same run. */
function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function roster(room: Room): string {
  const { self, peers } = room.state;
  return [self.id, ...peers.map((peer) => peer.member.id)].sort().join();
}

for (const seed of [1, 2, 3]) {
  Deno.test(`50 people join and leave in random order (seed ${seed}): the rosters converge`, async () => {
    const next = seeded(seed);
    const transport = createLocalBus();
    const here = new Set<Room>();
    const joining: Promise<void>[] = [];
    let joined = 0;
    while (joined < 50) {
      if (here.size > 2 && next() < 0.3) {
        const rooms = [...here];
        const leaver = rooms[Math.floor(next() * rooms.length)];
        here.delete(leaver);
        await leaver.leave();
      } else {
        const name = `p${joined++}`;
        joining.push(
          joinRoom("crowd", { name, transport, capacity: 64 }).then((room) => void here.add(room)),
        );
      }
      if (next() < 0.5) await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await Promise.all(joining);
    const all = () => [...here];
    const expected = () => all().map((room) => room.state.self.id).sort().join();
    await until(() => all().every((room) => roster(room) === expected()), "equal rosters");
    await until(
      () => all().every((room) => room.state.peers.every((peer) => peer.link.name === "connected")),
      "everyone connected",
    );
    assert.equal(new Set(all().map((room) => room.state.coordinator)).size, 1);
    for (const room of all()) await room.leave();
  });
}
