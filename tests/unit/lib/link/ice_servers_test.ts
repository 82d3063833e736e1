import assert from "node:assert/strict";
import { type IceConfiguration, IceServers } from "../../../../lib/link/ice_servers.ts";
import { VirtualTime } from "../../../helpers/simulation/virtual_time.ts";

const HOUR = 3_600_000;
const turn = (credential: string) => ({ urls: "turn:a", username: "u", credential });

/** A supply over time that passes by hand, whose edge answers as the test says. */
function supplied(
  answer: (asked: number) => Omit<IceConfiguration, "expiresAt"> & {
    life: number | null;
  },
) {
  const time = new VirtualTime();
  let asked = 0;
  const random = (length: number) => new Uint8Array(length);
  const supply = new IceServers({
    clock: time,
    random,
    // deno-lint-ignore require-await -- a throw has to become a rejection, as it would with fetch
    async ask() {
      const { iceServers, life } = answer(++asked);
      return { iceServers, expiresAt: life === null ? null : time.now() + life };
    },
  });
  const told: string[] = [];
  supply.watch(() => told.push(supply.iceServers[0]?.credential ?? "none"));
  return { time, supply, told, asked: () => asked };
}

Deno.test("servers are fetched again at half their life, and whoever uses them is told", async () => {
  const { time, supply, told, asked } = supplied((n) => ({
    iceServers: [turn(`${n}`)],
    life: HOUR,
  }));
  await supply.refresh();
  assert.deepEqual(told, ["1"]);
  await time.pass(HOUR / 2 - 1);
  assert.equal(asked(), 1);
  await time.pass(1);
  assert.deepEqual(told, ["1", "2"]);
  await time.pass(HOUR);
  assert.deepEqual(told, ["1", "2", "3", "4"]);
  supply.close();
  await time.pass(10 * HOUR);
  assert.equal(asked(), 4, "nothing is asked for after the end");
});

Deno.test("the same servers again are no news, and what holds for good is not fetched again", async () => {
  const again = supplied(() => ({ iceServers: [turn("same")], life: HOUR }));
  await again.supply.refresh();
  await again.time.pass(HOUR);
  assert.equal(again.asked(), 3);
  assert.deepEqual(again.told, ["same"]);
  again.supply.close();
  const forGood = supplied(() => ({ iceServers: [turn("same")], life: null }));
  await forGood.supply.refresh();
  await forGood.time.pass(100 * HOUR);
  assert.equal(forGood.asked(), 1);
});

Deno.test("a failure leaves the servers as they are, and is tried again with longer waits", async () => {
  const { time, supply, told, asked } = supplied((n) => {
    if (n > 1 && n < 6) throw new TypeError("the network is away");
    return { iceServers: [turn(`${n}`)], life: HOUR };
  });
  await supply.refresh();
  await time.pass(HOUR / 2);
  const waits = [5_000, 15_000, 60_000, 60_000];
  for (const [index, wait] of waits.entries()) {
    assert.deepEqual([asked(), supply.iceServers[0].credential], [2 + index, "1"]);
    await time.pass(wait);
  }
  assert.deepEqual(told, ["1", "6"]);
  await time.pass(HOUR / 2);
  assert.equal(asked(), 7, "after a success it is the half life again");
  supply.close();
});

Deno.test("a first answer that fails is followed by one that brings relays", async () => {
  const { time, supply } = supplied((n) => {
    if (n === 1) throw new TypeError("the network is away");
    return { iceServers: [turn("late")], life: HOUR };
  });
  await supply.refresh();
  assert.equal(supply.canRelay, false);
  await time.pass(5_000);
  assert.equal(supply.canRelay, true);
  supply.close();
});

Deno.test("a life that is over already does not make it ask without end", async () => {
  const { time, supply, asked } = supplied(() => ({ iceServers: [], life: -HOUR }));
  await supply.refresh();
  await time.pass(30_000);
  assert.equal(asked(), 11);
  supply.close();
});

Deno.test("a machine that slept fetches on waking what fell due", async () => {
  let now = 0;
  let asked = 0;
  // Timers stand still while a machine sleeps; its clock does not.
  const clock = { now: () => now, after: () => () => {} };
  const supply = new IceServers({
    clock,
    random: (length) => new Uint8Array(length),
    ask: () => Promise.resolve({ iceServers: [], expiresAt: (asked++, now) + HOUR }),
  });
  await supply.refresh();
  now += HOUR / 2 - 1;
  supply.wake();
  assert.equal(asked, 1);
  now += 1;
  supply.wake();
  assert.equal(asked, 2);
});

Deno.test("who asks at once shares one answer, and an answer after the end is let go", async () => {
  const { time, supply, asked } = supplied(() => ({ iceServers: [], life: HOUR }));
  await Promise.all([supply.refresh(), supply.refresh()]);
  assert.equal(asked(), 1);
  const late = supply.refresh();
  supply.close();
  await late;
  await supply.refresh();
  await time.pass(HOUR);
  assert.equal(asked(), 2);
});
