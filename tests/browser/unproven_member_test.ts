/** Somebody whom the host removed, and who still has the link, dials people in the names of others. */
import { systemRandom } from "../../lib/env/mod.ts";
import { canonicalSettings, createHostKey, type LinkSettings } from "../../lib/trust/mod.ts";
import { roomPath } from "../../session/link/room_link.ts";
import { becomeHost, governed } from "../helpers/browsers/hosted.ts";
import { allConnected, TEST_KEY } from "../helpers/browsers/room_page.ts";
import { openUnprovenAttacker } from "../helpers/attack/unproven/attacker.ts";
import { enterScene, settle } from "../helpers/attack/unproven/call.ts";
import { strikeAgain } from "../helpers/attack/unproven/strike.ts";
import { until } from "../helpers/until.ts";
import { openCrimeScene } from "../helpers/attack/mitm_stage.ts";

const ROOM = "unproven-member";
const PASSWORD = "kettle-otter-maple-lantern";

Deno.test("a removed person who takes ids of a locked room at the broker gets nothing, and the call goes on", async () => {
  await using scene = await openCrimeScene();
  await using attacker = await openUnprovenAttacker(scene);
  const lock = { room: ROOM, password: PASSWORD, random: systemRandom };
  const { sealed } = await createHostKey(lock);
  const settings: LinkSettings = { capacity: 8, host: { kind: "key", sealed }, hostFirst: false };
  const path = roomPath({ room: ROOM, key: TEST_KEY, settings });
  const hal = await enterScene(scene, path, "Hal");
  await becomeHost(hal, PASSWORD);
  const mallory = await enterScene(scene, path, "Mallory");
  const ben = await enterScene(scene, path, "Ben");
  await allConnected([hal, mallory, ben]);
  await hal.page.evaluate(async (id) => {
    await globalThis.kibitz?.room?.host.remove(id);
    await globalThis.kibitz?.room?.host.setLocked(true);
  }, mallory.id);
  await until("Mallory is told", async () => (await mallory.phase()).problem === "removed");
  await mallory.page.close();
  await until("the room is locked", () => governed(ben, ({ locked }) => locked));
  await settle([hal, ben]);
  await attacker.enter(ROOM, TEST_KEY, canonicalSettings(settings));

  await strikeAgain("offers by ids taken at the broker", {
    attacker,
    victims: [hal, ben],
    legs: 2,
    make: async (run) => {
      const silent = run % 2 === 0;
      await attacker.answerSilently(silent);
      await attacker.offer(
        { as: ben.id, to: hal.id, silent },
        { as: hal.id, to: ben.id, silent: !silent },
      );
    },
  });
});
