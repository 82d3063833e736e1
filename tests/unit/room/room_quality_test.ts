/** What a room sends to each of those who are there, from the first moment on. */
import assert from "node:assert/strict";
import type { Quality } from "../../../lib/link/mod.ts";
import { createLocalBus, joinRoom, type Room, type Transport } from "../../../lib/mod.ts";
import { qualityFor } from "../../../lib/quality/mod.ts";
import { together } from "../../helpers/attack/attacker.ts";

/** Notes what each connection may send by the time when its certificate is the right one. */
function notingQuality(bus: Transport, proven: Quality[]): Transport {
  return {
    async attach() {
      const { broker, links } = await bus.attach();
      const create: typeof links.create = (options) => {
        const link = links.create(options);
        const { setQuality, prove } = link;
        let last: Quality | null = null;
        link.setQuality = (quality) => {
          last = quality;
          setQuality.call(link, quality);
        };
        link.prove = () => {
          if (last !== null) proven.push(last);
          prove.call(link);
        };
        return link;
      };
      return { broker, links: Object.create(links, { create: { value: create } }) };
    },
  };
}

Deno.test("who comes to three others sends each what four may send, from the first connection on", async () => {
  const bus = createLocalBus();
  const proven: Quality[] = [];
  const rooms: Room[] = [];
  for (const name of ["Ada", "Ben", "Cleo"]) {
    rooms.push(await joinRoom("r", { name, transport: bus }));
  }
  await together(...rooms);
  rooms.push(await joinRoom("r", { name: "Dan", transport: notingQuality(bus, proven) }));
  await together(...rooms);
  // The one to the coordinator is proven before anybody says who else is there.
  const [, ...others] = proven.map(({ microphone }) => microphone.kilobits);
  const four = qualityFor(4, 0, false).microphone.kilobits;
  assert.deepEqual(others, [four, four]);
  await Promise.all(rooms.map((room) => room.leave()));
});
