/** What every roster says of a member is shown by somebody else, to a coordinator who never saw them. */
import assert from "node:assert/strict";
import { hex } from "../../lib/env/bytes.ts";
import { systemRandom } from "../../lib/env/mod.ts";
import { parseJson } from "../../lib/wire/json.ts";
import { controlSchema, type RosterMember } from "../../lib/wire/control.ts";
import {
  canonicalSettings,
  createHostKey,
  deriveRoomKeys,
  type LinkSettings,
} from "../../lib/trust/mod.ts";
import { roomPath } from "../../session/link/room_link.ts";
import { becomeHost, governed } from "../helpers/browsers/hosted.ts";
import { allConnected, TEST_KEY } from "../helpers/browsers/room_page.ts";
import { openUnprovenAttacker } from "../helpers/attack/unproven/attacker.ts";
import { enterScene, settle, type Victim } from "../helpers/attack/unproven/call.ts";
import { strikeAgain } from "../helpers/attack/unproven/strike.ts";
import { until } from "../helpers/until.ts";
import { type CrimeScene, openCrimeScene } from "../helpers/attack/mitm_stage.ts";

const ROOM = "unproven-claim";
const PASSWORD = "kettle-otter-maple-lantern";

Deno.test("a captured claim under its own id opens nothing of a locked room, whatever certificate the offer names", async (t) => {
  await using scene = await openCrimeScene();
  await using attacker = await openUnprovenAttacker(scene);
  const { sealed } = await createHostKey({ room: ROOM, password: PASSWORD, random: systemRandom });
  const settings: LinkSettings = { capacity: 8, host: { kind: "key", sealed }, hostFirst: false };
  const canonical = canonicalSettings(settings);
  const path = roomPath({ room: ROOM, key: TEST_KEY, settings });
  const { claims, cyd, dora } = await afterTwoLeft(scene, path);
  await attacker.enter(ROOM, TEST_KEY, canonical);
  const { address } = await deriveRoomKeys(ROOM, TEST_KEY, canonical);

  await t.step("by the same hand, a stranger in a seat of their own is told no", async () => {
    const { order: _order, rev: _rev, id: _id, ...said } = claims[0];
    const as = hex(systemRandom(16));
    const hello = { v: 1, ...said, name: "Eve" };
    attacker.takeBroker();
    await attacker.offer({ as, to: address, silent: false, hello, ownSeat: true });
    await until("there is a refusal, and nothing else", async () => {
      const [{ replies, heard }] = await attacker.loot();
      return [...replies, ...heard].join() === "refused" || heard.join() === "control/refused";
    });
    await attacker.stop();
  });

  await t.step("two claims, under their owner's certificate and under the attacker's", async () => {
    const [bens, beas] = claims.map(({ order: _order, rev: _rev, ...claim }) => claim);
    const asks = ({ id, ...said }: typeof bens) => ({
      ...{ as: id, to: address },
      hello: { v: 1, ...said },
    });
    await strikeAgain("captured claims", {
      attacker,
      victims: [cyd, dora],
      mustHear: () => [cyd],
      legs: 4,
      make: async (run) => {
        const silent = run % 2 === 0;
        await attacker.answerSilently(silent);
        await attacker.offer(
          { ...asks(bens), silent, mask: bens.certificate ?? undefined },
          { ...asks(beas), silent: !silent },
          // Whoever is let in is in every roster, and could dial the others then.
          { as: bens.id, to: dora.id, silent: !silent },
          { as: beas.id, to: dora.id, silent },
        );
      },
    });
  });
});

/**
 * A locked room of Cyd, who coordinates, and Dora. They came after Ben and Bea had left: their seats
 * are kept for them, nobody here ever saw their ids, and Mallory, who was removed, has what the rosters
 * said of them.
 */
async function afterTwoLeft(scene: CrimeScene, path: string) {
  const hal = await enterScene(scene, path, "Hal");
  await becomeHost(hal, PASSWORD);
  const mallory = await enterScene(scene, path, "Mallory", { before: keepControl });
  const leaving = [await enterScene(scene, path, "Ben"), await enterScene(scene, path, "Bea")];
  await allConnected([hal, mallory, ...leaving]);
  const claims: RosterMember[] = [];
  for (const { id, page } of leaving) {
    claims.push(await until("a roster says who they are", () => claimOf(mallory, id)));
    await page.evaluate(() => globalThis.kibitz?.room?.leave({ back: true }));
    await page.close();
  }
  await until("both went", async () => (await hal.picture()).peers.length === 1);
  await hal.page.evaluate((id) => globalThis.kibitz?.room?.host.remove(id), mallory.id);
  await until("Mallory went", async () => (await hal.picture()).peers.length === 0);
  await mallory.page.close();

  const cyd = await enterScene(scene, path, "Cyd");
  const dora = await enterScene(scene, path, "Dora");
  await allConnected([hal, cyd, dora]);
  await hal.page.evaluate(() => globalThis.kibitz?.room?.host.setLocked(true));
  for (const one of [cyd, dora]) {
    await until("the room is locked", () => governed(one, ({ locked }) => locked));
  }
  await hal.page.evaluate(() => globalThis.kibitz?.room?.leave());
  await hal.page.close();
  await until("Cyd coordinates", () =>
    cyd.page.evaluate(() => {
      const { coordinator, self, broker, peers } = globalThis.kibitz?.state ?? {};
      return coordinator === self?.id && broker === "connected" && peers?.length === 1;
    }));
  await settle([cyd, dora]);
  return { claims, cyd, dora };
}

/** What a roster that came to this page says of a member. */
async function claimOf({ page }: Victim, id: string): Promise<RosterMember | undefined> {
  const texts = await page.evaluate(() => (globalThis as unknown as Keeping).controlForTests);
  const rosters = texts.flatMap((text) => {
    const message = parseJson(controlSchema, text);
    return message?.t === "roster" || message?.t === "welcome" ? [message.roster] : [];
  });
  assert.ok(texts.length > 0, "nothing came on the control channel");
  return rosters.flatMap(({ members }) => members).find((member) => member.id === id);
}

interface Keeping {
  controlForTests: string[];
}

/** Runs in a page, before its scripts: keeps what comes on control channels. */
function keepControl(): void {
  const kept: string[] = [];
  (globalThis as unknown as Keeping).controlForTests = kept;
  const { prototype } = globalThis.RTCPeerConnection;
  const create = prototype.createDataChannel;
  prototype.createDataChannel = function (label, options) {
    const channel = create.call(this, label, options);
    if (label === "control") {
      channel.addEventListener("message", ({ data }) => {
        if (typeof data === "string") kept.push(data);
      });
    }
    return channel;
  };
}
