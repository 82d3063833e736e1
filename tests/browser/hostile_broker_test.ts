import assert from "node:assert/strict";
import { everyPairFlows, turnEverythingOn } from "../helpers/call.ts";
import { type RoomPage, TEST_KEY } from "../helpers/room_page.ts";
import { until } from "../helpers/until.ts";
import {
  type AttackerPage,
  type CrimeScene,
  isCode,
  joinAs,
  leave,
  openAttacker,
  openCrimeScene,
  type Sight,
  sightOf,
} from "../helpers/victims.ts";

const ATTACKS = 50;

Deno.test(`a full man in the middle with the link's key shows other codes, ${ATTACKS} times of ${ATTACKS}`, async () => {
  await using scene = await openCrimeScene();
  const attacker = await openAttacker(scene);
  scene.site.handOver();
  const ada = await scene.open("leaked");
  const ben = await scene.open("leaked");
  let differ = 0;
  for (let run = 0; run < ATTACKS; run++) {
    const [seen, shown] = await attack(scene, attacker, ada, ben);
    assert.notEqual(seen.pair, shown.pair, `the pair's codes in run ${run}`);
    assert.notEqual(seen.group, shown.group, `the group's codes in run ${run}`);
    differ++;
  }
  console.log(`both calls connected and the codes differed in ${differ} of ${ATTACKS} runs`);
  assert.equal(differ, ATTACKS);
});

/** One call through the middle: what each of the two sees, once all the codes are there. */
async function attack(
  scene: CrimeScene,
  attacker: AttackerPage,
  ada: RoomPage,
  ben: RoomPage,
): Promise<[Sight, Sight]> {
  await until("the room is free", () => scene.site.broker.held().length === 0);
  await attacker.wait("leaked", TEST_KEY, "takes-part");
  await joinAs(ada, "Ada");
  await joinAs(ben, "Ben");
  const sights = await until("both see a pair code and a group code", async () => {
    const both = [await sightOf(ada), await sightOf(ben)];
    const done = both.every((one) =>
      one?.link === "connected" && isCode(one.pair) && isCode(one.group)
    );
    if (!done) throw new Error(JSON.stringify(both));
    return both as [Sight, Sight];
  });
  const { legs, founder, newcomer } = await attacker.loot();
  // The attack is real: two connections, on each of which the attacker holds the victim's code.
  assert.deepEqual(legs, ["connected", "connected"]);
  assert.deepEqual(founder, { pair: sights[0].pair, group: sights[0].group });
  assert.deepEqual(newcomer, { pair: sights[1].pair, group: sights[1].group });
  assert.deepEqual(sights.map(({ name }) => name), ["Ben", "Ada"]);
  await leave(ben);
  await leave(ada);
  await attacker.stop();
  return sights;
}
