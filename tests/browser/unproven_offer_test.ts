/** Whoever carries the signals of a room without a key offers to people in each other's name. */
import { openUnprovenAttacker } from "../helpers/attack/unproven/attacker.ts";
import { enterScene, settle } from "../helpers/attack/unproven/call.ts";
import { strikeAgain } from "../helpers/attack/unproven/strike.ts";
import { openCrimeScene } from "../helpers/attack/mitm_stage.ts";

Deno.test("a broker that offers in the name of each of two who compared gets nothing, and their call goes on", async () => {
  await using scene = await openCrimeScene();
  await using attacker = await openUnprovenAttacker(scene);
  const ada = await enterScene(scene, "/r/unproven-offer", "Ada");
  const ben = await enterScene(scene, "/r/unproven-offer", "Ben");
  await settle([ada, ben]);
  await attacker.enter("unproven-offer", null);

  await strikeAgain("offers in each other's name", {
    attacker,
    victims: [ada, ben],
    legs: 2,
    // On one connection SCTP stays unanswered, on the other the channels can open.
    make: async (run) => {
      const silent = run % 2 === 0;
      await attacker.answerSilently(silent);
      await attacker.offer(
        { as: ben.id, to: ada.id, silent },
        { as: ada.id, to: ben.id, silent: !silent },
      );
    },
  });
});
