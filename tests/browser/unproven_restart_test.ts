/** Whoever carries the signals of a room without a key describes a link that stands anew. */
import assert from "node:assert/strict";
import { fingerprintOfDescription } from "../../lib/trust/mod.ts";
import { clearPayloadSchema } from "../../lib/wire/signal.ts";
import type { HostileBroker } from "../helpers/attack/hostile_broker.ts";
import {
  openUnprovenAttacker,
  type UnprovenAttacker,
} from "../helpers/attack/unproven/attacker.ts";
import { enterScene, settle, type Victim } from "../helpers/attack/unproven/call.ts";
import { type Strike, strikeAgain } from "../helpers/attack/unproven/strike.ts";
import { everyPairFlows } from "../helpers/browsers/call.ts";
import { allConnected } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";
import { type CrimeScene, openCrimeScene } from "../helpers/attack/mitm_stage.ts";

Deno.test("another certificate on the link that stands is refused, in whatever description it comes", async (t) => {
  await using scene = await openCrimeScene();
  await using attacker = await openUnprovenAttacker(scene);

  // One call stands through all three; on code that lets one through, the next needs another.
  let standing: Call | null = null;
  let calls = 0;
  const step = (name: string, attack: (call: Call) => Promise<void>) =>
    t.step(name, async () => {
      const call = standing ?? await callOf(scene, attacker, `unproven-restart-${++calls}`);
      standing = null;
      await attack(call);
      standing = call;
    });

  await step("an offer, at once", async (call) => {
    await strikeAgain("another certificate by an offer", {
      ...call.strike,
      make: async (run) => await attacker.offer(call.offer(run)),
    });
  });

  await step(
    "an offer that moves the path under the true certificate, and then one",
    async (call) => {
      await strikeAgain("another certificate by two offers", {
        ...call.strike,
        ...OVER_ANOTHER_PATH,
        make: async (run) => {
          await attacker.offer(call.offer(run, call.fingerprints));
          await until(
            "the path is the attacker's",
            async () => (await attacker.loot()).every(({ bytes }) => bytes > 0),
            { within: 1_000 },
          ).catch(() => {
            // It was refused, or moves nothing: the second step is made all the same.
          });
          await attacker.unmask();
        },
        after: () => call.recover(),
      });
    },
  );

  await step("an answer to one's own restart", async (call) => {
    await strikeAgain("another certificate by an answer", {
      ...call.strike,
      ...OVER_ANOTHER_PATH,
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
  });
});

/**
 * Whoever carries a restart knows what its ICE checks are proven by, and can answer them: he can lead
 * ciphertext astray, as anybody on the way can. He must not be able to read it, nor pass for anybody.
 */
const OVER_ANOTHER_PATH: Pick<Strike, "cuts" | "mayHappen"> = {
  cuts: true,
  mayHappen: ({ about, what }) => about === "link" && what.endsWith("reconnecting"),
};

type Call = Awaited<ReturnType<typeof callOf>>;

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
    /** Another restart, by whoever decides about the path, and this time nobody is in between. */
    async recover() {
      await restart(ben);
      await allConnected(victims);
      await everyPairFlows(victims);
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
