import assert from "node:assert/strict";
import { createLocalBus, joinRoom, type Room } from "../../../lib/mod.ts";
import { seededRandom } from "../../helpers/simulation/random.ts";
import { until } from "../../helpers/until.ts";

function roster(room: Room): string {
  const { self, peers } = room.state;
  return [self.id, ...peers.map((peer) => peer.member.id)].sort().join();
}

for (const seed of [1, 2, 3]) {
  Deno.test(`50 people join and leave in random order (seed ${seed}): the rosters converge`, async () => {
    const chance = seededRandom(seed);
    const transport = createLocalBus();
    const here = new Set<Room>();
    const joining: Promise<void>[] = [];
    let joined = 0;
    while (joined < 50) {
      if (here.size > 2 && chance.unit() < 0.3) {
        const leaver = chance.pick([...here]);
        here.delete(leaver);
        await leaver.leave();
      } else {
        const name = `p${joined++}`;
        joining.push(
          joinRoom("crowd", { name, transport, capacity: 64 }).then((room) => void here.add(room)),
        );
      }
      if (chance.unit() < 0.5) await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await Promise.all(joining);
    const all = () => [...here];
    const expected = () => all().map((room) => room.state.self.id).sort().join();
    await until("the rosters are equal", () => all().every((room) => roster(room) === expected()));
    await until(
      "everyone is connected",
      () => all().every((room) => room.state.peers.every((peer) => peer.link.name === "connected")),
    );
    assert.equal(new Set(all().map((room) => room.state.coordinator)).size, 1);
    for (const room of all()) await room.leave();
  });
}
