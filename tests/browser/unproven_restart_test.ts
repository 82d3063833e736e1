/** Whoever carries the signals of a room without a key describes a link that stands anew. */
import assert from "node:assert/strict";
import { fingerprintOfDescription } from "../../lib/trust/mod.ts";
import { clearPayloadSchema } from "../../lib/wire/signal.ts";
import type { HostileBroker } from "../helpers/hostile_broker.ts";
import { openUnprovenAttacker, type UnprovenAttacker } from "../helpers/unproven/attacker.ts";
import { enterScene, settle, type Victim } from "../helpers/unproven/call.ts";
import { type Strike, strikeAgain } from "../helpers/unproven/strike.ts";
import { everyPairFlows } from "../helpers/call.ts";
import { until } from "../helpers/until.ts";
import { type CrimeScene, openCrimeScene } from "../helpers/victims.ts";

Deno.test("another certificate on the link that stands is refused, in whatever description it comes", async (t) => {
  await using scene = await openCrimeScene();
  await using attacker = await openUnprovenAttacker(scene);

  await t.step("an offer, at once", async () => {
    const call = await callOf(scene, attacker, "at-once");
    await strikeAgain("another certificate by an offer", {
      ...call.strike,
      make: async (run) => await attacker.offer(...call.offers(run)),
    });
    await call.end();
  });

  await t.step(
    "an offer that moves the path under the true certificate, and then one",
    async () => {
      const call = await callOf(scene, attacker, "in-two-steps");
      await strikeAgain("another certificate by two offers", {
        ...call.strike,
        make: async (run) => {
          await attacker.offer(...call.offers(run, call.fingerprints));
          await until(
            "the path is the attacker's",
            async () => (await attacker.loot()).every(({ reached }) => reached === "ice"),
            { within: 2_000 },
          ).catch(() => {
            // It was refused: the second step is made all the same.
          });
          await attacker.unmask();
        },
        cuts: true,
        mayHappen: ({ about, what }) => about === "link" && what.endsWith("reconnecting"),
        after: () => call.recover(),
      });
      await call.end();
    },
  );

  await t.step("an answer to one's own restart", async () => {
    const call = await callOf(scene, attacker, "by-answer");
    await strikeAgain("another certificate by an answer", {
      ...call.strike,
      make: async (run) => {
        await attacker.answerSilently(run % 2 === 0);
        for (const { page } of call.strike.victims) {
          await page.evaluate(() => void dispatchEvent(new Event("online")));
        }
        await until(
          "both have offered, and were answered",
          async () => (await attacker.loot()).length === 2,
        );
      },
      after: () => call.recover(),
    });
    await call.end();
  });
});

/** A call of two in a room of its own, and what its broker knows of their link. */
async function callOf(scene: CrimeScene, attacker: UnprovenAttacker, room: string) {
  const ada = await enterScene(scene, `/r/${room}`, "Ada");
  const ben = await enterScene(scene, `/r/${room}`, "Ben");
  const victims: readonly Victim[] = [ada, ben];
  await settle(victims);
  await attacker.enter(room, null);
  const { link, fingerprints } = knownOf(scene.site.broker, ada.id, ben.id);
  const strike: Pick<Strike, "attacker" | "victims" | "legs"> = { attacker, victims, legs: 2 };
  return {
    strike,
    fingerprints,
    offers: (run: number, mask?: { readonly ada: string; readonly ben: string }) => [
      { as: ben.id, to: ada.id, link, silent: run % 2 === 0, mask: mask?.ben },
      { as: ada.id, to: ben.id, link, silent: run % 2 === 1, mask: mask?.ada },
    ],
    /** The network changes once more, and this time nobody is in between. */
    async recover() {
      for (const { page } of victims) {
        await page.evaluate(() => void dispatchEvent(new Event("online")));
      }
      await everyPairFlows(victims);
    },
    async end() {
      for (const { page } of victims) await page.close();
    },
  };
}

/** The link between two, and the certificates at its ends, as they passed the broker in the clear. */
function knownOf(broker: HostileBroker, ada: string, ben: string) {
  const fingerprints = new Map<string, string>();
  let link = "";
  for (const { src, dst, payload } of broker.routed) {
    const signal = clearPayloadSchema.safeParse(payload).data?.signal;
    if (signal === undefined || signal.kind === "candidate" || signal.kind === "bye") continue;
    if (signal.kind === "offer" && src === ben) link = signal.link;
    if (signal.link !== link) continue;
    // What comes from the room's address is Ada's: she founded it.
    const whose = src === ben ? "ben" : dst === ben ? "ada" : null;
    const fingerprint = fingerprintOfDescription(signal.sdp);
    if (whose !== null && fingerprint !== null) fingerprints.set(whose, fingerprint);
  }
  const found = { ada: fingerprints.get("ada") ?? "", ben: fingerprints.get("ben") ?? "" };
  assert.ok(link !== "" && found.ada !== "" && found.ben !== "", `nothing known of ${ada}`);
  return { link, fingerprints: found };
}
