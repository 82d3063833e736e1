/** Whoever carries the signals of a room without a key describes a link that stands anew. */
import assert from "node:assert/strict";
import { fingerprintOfDescription } from "../../lib/trust/mod.ts";
import { clearPayloadSchema } from "../../lib/wire/signal.ts";
import type { HostileBroker } from "../helpers/hostile_broker.ts";
import { openUnprovenAttacker, type UnprovenAttacker } from "../helpers/unproven/attacker.ts";
import { enterScene, settle, type Victim } from "../helpers/unproven/call.ts";
import { type Strike, strikeAgain } from "../helpers/unproven/strike.ts";
import { everyPairFlows } from "../helpers/call.ts";
import { allConnected } from "../helpers/room_page.ts";
import { until } from "../helpers/until.ts";
import { type CrimeScene, openCrimeScene } from "../helpers/victims.ts";

Deno.test("another certificate on the link that stands is refused, in whatever description it comes", async (t) => {
  await using scene = await openCrimeScene();
  await using attacker = await openUnprovenAttacker(scene);

  await t.step("an offer, at once", async () => {
    const call = await callOf(scene, attacker, "at-once");
    await strikeAgain("another certificate by an offer", {
      ...call.strike,
      make: async (run) => await attacker.offer(call.offer(run)),
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
          await attacker.offer(call.offer(run, call.fingerprints));
          await until(
            "the path is the attacker's",
            async () => (await attacker.loot()).every(({ bytes }) => bytes > 0),
            { within: 1_500 },
          ).catch(() => {
            // It was refused, or moves nothing: the second step is made all the same.
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
        await attacker.answerSilently(isSilent(run));
        await restart(call.attacked(run));
        await until(
          "it was offered, and answered",
          async () => (await attacker.loot()).length === 1,
        );
      },
      after: () => call.recover(),
    });
    await call.end();
  });
});

/** Two runs leave SCTP unanswered, two let the channels open, and so on. */
function isSilent(run: number): boolean {
  return (run >> 1) % 2 === 0;
}

/** The network changes, as far as this page knows: it looks for another path to everybody. */
async function restart({ page }: Victim): Promise<void> {
  await page.evaluate(() => void dispatchEvent(new Event("online")));
}

/** A call of two in a room of its own, and what its broker knows of their link. */
async function callOf(scene: CrimeScene, attacker: UnprovenAttacker, room: string) {
  const ada = await enterScene(scene, `/r/${room}`, "Ada");
  const ben = await enterScene(scene, `/r/${room}`, "Ben");
  const victims: readonly Victim[] = [ada, ben];
  await settle(victims);
  await attacker.enter(room, null);
  const { link, fingerprints } = knownOf(scene.site.broker, ada, ben);
  /** In turns: who decides about the path between the two, and who follows. */
  const attacked = (run: number) => run % 2 === 0 ? ben : ada;
  const strike: Pick<Strike, "attacker" | "victims" | "legs" | "mustHear"> = {
    attacker,
    victims,
    legs: 1,
    mustHear: (run) => [attacked(run)],
  };
  return {
    strike,
    fingerprints,
    attacked,
    /** The link between them described anew to one of them, in the name of the other. */
    offer(run: number, masks?: ReadonlyMap<Victim, string>) {
      const to = attacked(run);
      const as = to === ben ? ada : ben;
      return { as: as.id, to: to.id, link, silent: isSilent(run), mask: masks?.get(as) };
    },
    /** The network changes once more, and this time nobody is in between. */
    async recover() {
      for (const victim of victims) await restart(victim);
      await allConnected(victims);
      await everyPairFlows(victims);
    },
    async end() {
      for (const { page } of victims) await page.close();
    },
  };
}

/** The link between two, and the certificates at its ends, as they passed the broker in the clear. */
function knownOf(broker: HostileBroker, ada: Victim, ben: Victim) {
  const fingerprints = new Map<Victim, string>();
  let link = "";
  for (const { src, dst, payload } of broker.routed) {
    const signal = clearPayloadSchema.safeParse(payload).data?.signal;
    if (signal?.kind !== "offer" && signal?.kind !== "answer") continue;
    // Ben came last: it is he who dialled, and what comes back to him is Ada's.
    if (signal.kind === "offer" && src === ben.id) link = signal.link;
    if (signal.link !== link) continue;
    const whose = src === ben.id ? ben : dst === ben.id ? ada : null;
    const fingerprint = fingerprintOfDescription(signal.sdp);
    if (whose !== null && fingerprint !== null) fingerprints.set(whose, fingerprint);
  }
  assert.equal(fingerprints.size, 2, "what the broker knows of the link between them");
  return { link, fingerprints };
}
