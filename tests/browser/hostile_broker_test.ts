import assert from "node:assert/strict";
import { systemClock, systemRandom } from "../../lib/env/mod.ts";
import { base64url, fromBase64url } from "../../lib/env/bytes.ts";
import { sealedPayloadSchema } from "../../lib/wire/sealed.ts";
import { createSealedCodec, deriveRoomKeys, SEAL_LEEWAY_MS } from "../../lib/trust/mod.ts";
import { everyPairFlows, turnEverythingOn } from "../helpers/browsers/call.ts";
import type { Routed } from "../helpers/attack/hostile_broker.ts";
import { leaksIn } from "../helpers/browsers/leaks.ts";
import { allConnected, type RoomPage, TEST_KEY, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";
import {
  type AttackerPage,
  type CrimeScene,
  isCode,
  joinAs,
  leave,
  openAttacker,
  openCrimeScene,
  putClockAhead,
  refusedBy,
  type Sight,
  sightOf,
} from "../helpers/attack/mitm_stage.ts";

const ATTACKS = 50;
/** How long somebody tries to come in, in milliseconds. */
const JOIN_MS = 40_000;

Deno.test("a broker that reads everything learns no address, fingerprint, name or room", async () => {
  await using scene = await openCrimeScene();
  const { broker } = scene.site;
  const room = "the-three-owls";
  const people = [];
  for (const name of ["Adelheid", "Benedikta", "Cyprian"]) {
    const page = await scene.open(room);
    people.push(Object.assign(page, { id: await page.join(name), name }));
    if (people.length !== 2) continue;
    await allConnected(people);
    await turnEverythingOn(people);
    await everyPairFlows(people);
  }
  await allConnected(people);
  const [adelheid, benedikta] = people;
  await adelheid.say("the password is swordfish");
  // Between members, signals to the coordinator take the broker's way.
  const before = broker.routed.length;
  await benedikta.page.evaluate((to) => globalThis.kibitz?.room?.redial(to), adelheid.id);
  await until(
    "an introduction between members passed",
    () =>
      broker.routed.slice(before).some((frame) =>
        frame.type === "OFFER" && frame.dst === adelheid.id
      ),
  );
  await allConnected(people);

  const types = new Set(broker.routed.map(({ type }) => type));
  assert.ok(["OFFER", "ANSWER", "CANDIDATE"].every((type) => types.has(type)), [...types].join());
  const fingerprints = [];
  for (const person of people) fingerprints.push(...await fingerprintsSeenBy(person));
  assert.equal(new Set(fingerprints).size, 3, "each page sees the certificates of the others");
  const words = [room, TEST_KEY, "swordfish", ...people.map(({ name }) => name)];
  assert.deepEqual(leaksIn(broker.seen, { fingerprints, words }), []);
});

Deno.test("of a room without a key, the same reader learns addresses and fingerprints", async () => {
  await using scene = await openCrimeScene();
  const { broker } = scene.site;
  const [ada, ben] = [
    await scene.open("open-door", { sealed: false }),
    await scene.open("open-door", { sealed: false }),
  ];
  // Long names: "Ada" alone is to be found in any id.
  await ada.join("Adelheid");
  await ben.join("Benedikta");
  await allConnected([ada, ben]);
  const fingerprints = [...await fingerprintsSeenBy(ada), ...await fingerprintsSeenBy(ben)];
  assert.deepEqual(
    leaksIn(broker.seen, { fingerprints, words: ["open-door", "Adelheid", "Benedikta"] }),
    [
      "a candidate",
      "a description",
      "a fingerprint",
      "a person's fingerprint",
      "an address",
    ],
  );
});

Deno.test("without the key, a broker that offers itself on both legs gets nobody, and both are told", async () => {
  await using scene = await openCrimeScene();
  const attacker = await openAttacker(scene);
  const ada = await scene.open("forged");
  const ben = await scene.open("forged");
  const bait = { offer: await attacker.bait("offer"), answer: await attacker.bait("answer") };
  await ada.join("Ada");
  scene.site.broker.tamper = await forger(bait);
  await ben.page.locator(testid("name")).fill("Ben");
  await ben.press("join");

  await until(
    "Ada is told",
    async () =>
      (await ada.page.$$eval(".toast.warn", (all) => all.map((one) => one.textContent).join()))
        .includes("refused"),
  );
  await until("Ben is told", async () => (await ben.phase()).problem === "tampered", {
    within: 30_000,
  });
  const said = await ben.page.$eval(testid("problem"), (one) => one.textContent);
  assert.match(said, /tampered with.*connected to nobody.*Try another network/s);
  // Her page never answered anybody, and his never took an answer.
  assert.ok(await refusedBy(ada) >= 3);
  assert.deepEqual((await ada.picture()).peers, []);
  for (const page of [ada, ben]) {
    for (const connection of (await page.watched()).connections) {
      assert.deepEqual([connection.state, connection.remoteDescriptions], ["closed", 0]);
    }
  }
});

/** Alters what is sealed, and puts the attacker's own descriptions beside it, to both sides. */
async function forger(bait: { readonly offer: string; readonly answer: string }) {
  const { signalKey } = await deriveRoomKeys("forged", "ZmVkY2JhOTg3NjU0MzIxMA");
  assert.ok(signalKey);
  const guess = createSealedCodec({ key: signalKey, random: systemRandom, clock: systemClock });
  const link = "0".repeat(16);
  return async (frame: Routed): Promise<Routed[]> => {
    const { src, dst } = frame;
    if (frame.type !== "OFFER") return [];
    const offer = { kind: "offer", link, sdp: bait.offer } as const;
    const answer = { kind: "answer", link, sdp: bait.answer } as const;
    const there = { type: "OFFER", src, dst } as const;
    const back = { type: "ANSWER", src: dst, dst: src } as const;
    return [
      { ...there, payload: withBitFlipped(frame.payload) },
      { ...there, payload: { v: 1, signal: offer } },
      { ...there, payload: await guess.encode(there, offer) },
      { ...back, payload: { v: 1, signal: answer } },
      { ...back, payload: await guess.encode(back, answer) },
    ];
  };
}

/** The same sealed payload with one bit of its middle changed, where a fingerprint may well be. */
function withBitFlipped(payload: unknown): unknown {
  const { v, sealed } = sealedPayloadSchema.parse(payload);
  const bytes = fromBase64url(sealed);
  assert.ok(bytes);
  bytes[bytes.length >> 1] ^= 1;
  return { v, sealed: base64url(bytes) };
}

Deno.test("what is replayed, reflected or relabelled is refused, counted, and changes nothing", async () => {
  await using scene = await openCrimeScene();
  const { broker } = scene.site;
  const { address } = await deriveRoomKeys("again", TEST_KEY);
  const ada = await scene.open("again");
  const ben = await scene.open("again");
  const people = [
    Object.assign(ada, { id: await ada.join("Ada"), name: "Ada" }),
    Object.assign(ben, { id: await ben.join("Ben"), name: "Ben" }),
  ];
  await allConnected(people);
  const first = (type: string, src: RoomPage) => {
    const own = src === ben ? people[1].id : address;
    const frame = broker.routed.find((one) => one.type === type && one.src === own);
    assert.ok(frame, `${type} was sent`);
    return frame;
  };
  const refuses = async (what: string, by: RoomPage, frame: Routed) => {
    const before = await refusedBy(by);
    broker.inject(frame);
    await until(`${what} is refused`, async () => await refusedBy(by) === before + 1);
  };
  const connections = async () => [
    (await ada.watched()).connections.length,
    (await ben.watched()).connections.length,
  ];
  const before = await connections();
  const stranger = "f".repeat(32);
  const offer = first("OFFER", ben);
  const answer = first("ANSWER", ada);

  await refuses("an offer again", ada, offer);
  await refuses("a candidate again", ada, first("CANDIDATE", ben));
  await refuses("an answer again", ben, answer);
  await refuses("one's own offer, as from the room", ben, {
    ...offer,
    src: offer.dst,
    dst: offer.src,
  });
  await refuses("one's own offer, as from oneself", ben, { ...offer, dst: offer.src });
  await refuses("one's own answer, as from the other", ada, {
    ...answer,
    src: answer.dst,
    dst: answer.src,
  });

  // Frames that were never opened, so that no memory of them can be what refuses them.
  let fresh: Routed | null = null;
  broker.tamper = (frame) => {
    if (fresh === null && frame.type === "OFFER") fresh = frame;
    return [];
  };
  await ben.page.evaluate((to) => globalThis.kibitz?.room?.redial(to), people[0].id);
  const held: Routed = await until("a new offer is held back", () => fresh);
  await refuses("another's offer", ada, { ...held, src: stranger });
  await refuses("an offer to another", ada, { ...held, dst: offer.dst });
  await refuses("an offer as an answer", ada, { ...held, type: "ANSWER" });
  await refuses("an offer as a candidate", ada, { ...held, type: "CANDIDATE" });
  await refuses("an offer as a goodbye", ada, { ...held, type: "LEAVE" });
  assert.deepEqual(
    await connections(),
    [before[0], before[1] + 1],
    "Ben's redial, and nothing else",
  );

  // The same offer under its true envelope is good: it was the label that was refused.
  broker.tamper = (frame) => [frame];
  broker.inject(held);
  await until("Ada answers it", async () => (await connections())[0] === before[0] + 1);
  await allConnected(people);
  await ada.say("still here");
  await until("Ben reads it", async () => (await ben.picture()).chat.length === 1);

  // Ben coordinates now, at the same address.
  await leave(ada);
  await until("the address is Ben's", () =>
    ben.page.evaluate((id) => {
      const state = globalThis.kibitz?.state;
      return state?.coordinator === id && state.broker === "connected";
    }, people[1].id));
  const settled = await connections();
  broker.inject(offer);
  await refuses("an answer again, after one's own offer at the room's address", ben, answer);
  assert.deepEqual(await connections(), settled);
  await leave(ben);
  await until("the room is empty", () => !broker.held().includes(address));

  const late = await scene.open("again", { ahead: SEAL_LEEWAY_MS + 60_000 });
  await late.join("Late");
  await refuses("an offer beyond the leeway", late, offer);
  assert.deepEqual((await late.picture()).peers, []);
  await leave(late);
  await until("the room is empty again", () => !broker.held().includes(address));

  // Within the leeway somebody new can't know it for old. It is answered, but nobody holds its keys.
  const soon = await scene.open("again");
  await soon.join("Soon");
  const made = (await soon.watched()).connections.length;
  broker.inject(offer);
  const connection = await until(
    "an answer for nobody",
    async () => (await soon.watched()).connections[made],
  );
  assert.notEqual(connection.state, "connected");
  assert.deepEqual((await soon.picture()).peers, []);
});

/** The certificates that a page sees at the other ends of its connections. */
async function fingerprintsSeenBy({ page }: RoomPage): Promise<string[]> {
  return await until("every certificate is seen", async () => {
    const seen = await page.evaluate(() =>
      (globalThis.kibitz?.state?.peers ?? []).map(({ trust }) =>
        trust.state.name === "connecting" ? null : trust.state.fingerprint
      )
    );
    const known = seen.filter((one) => one !== null);
    return known.length === seen.length && known;
  });
}

Deno.test("a full man in the middle who has the link's key is caught by the codes", async (t) => {
  await using scene = await openCrimeScene();
  const attacker = await openAttacker(scene);
  scene.site.handOver();
  const victims = [await scene.open("leaked"), await scene.open("leaked")] as const;

  await t.step("when he passes on what they claim: he gets nobody", async () => {
    const [ada] = victims;
    const ben = await scene.open("leaked");
    await joinAs(ada, "Ada");
    await ada.page.evaluate(noteWhoComes);
    await attacker.wait("leaked", TEST_KEY, "passes-on");
    await ben.page.locator(testid("name")).fill("Ben");
    await ben.press("join");
    // Ben tries again and again, and each time she refuses who is at the other end.
    await until("Ada refuses him twice", async () => await refusedBy(ada) >= 2);
    await putClockAhead(ben, JOIN_MS);
    const problem = await until("Ben gives up", async () => (await ben.phase()).problem);
    assert.equal(problem, "no-answer");

    assert.deepEqual((await ada.picture()).peers, []);
    assert.deepEqual(await ada.page.evaluate(() => (globalThis as Noting).cameForTests), []);
    const { overheard } = await attacker.loot();
    const heard = new Set(overheard.map((text) => JSON.parse(text).t));
    assert.deepEqual([...heard], ["hello"], overheard.join());
    await attacker.stop();
    await leave(ada);
    await ben.page.close();
  });

  await t.step(`when he takes part: other codes, ${ATTACKS} times of ${ATTACKS}`, async () => {
    let differ = 0;
    for (let run = 0; run < ATTACKS; run++) {
      const [ada, ben] = await attack(scene, attacker, victims);
      if (ada.pair !== ben.pair && ada.group !== ben.group) differ++;
    }
    console.log(`both calls connected and the codes differed in ${differ} of ${ATTACKS} runs`);
    assert.equal(differ, ATTACKS);
  });
});

/** One call through the middle: what each of the two sees of the other once both have their codes. */
async function attack(
  scene: CrimeScene,
  attacker: AttackerPage,
  [ada, ben]: readonly [RoomPage, RoomPage],
): Promise<[Sight, Sight]> {
  const { address } = await deriveRoomKeys("leaked", TEST_KEY);
  await until("the room is free", () => !scene.site.broker.held().includes(address));
  await joinAs(ada, "Ada");
  await attacker.wait("leaked", TEST_KEY, "takes-part");
  await joinAs(ben, "Ben");
  const sights = await until("both see a code", async () => {
    const both = [await sightOf(ada), await sightOf(ben)];
    if (both.every((one) => one?.link === "connected" && isCode(one.pair) && isCode(one.group))) {
      return both as [Sight, Sight];
    }
    throw new Error(JSON.stringify(both));
  });
  const { legs, certificates, founder, newcomer, overheard } = await attacker.loot();
  // The attack is real: two connections, both read, and on each the victim takes him for the other.
  assert.deepEqual(legs, ["connected", "connected"]);
  assert.ok(overheard.some((text) => text.includes('"Ben"')), overheard.join());
  assert.deepEqual(sights.map(({ name }) => name), ["Ben", "Ada"]);
  const ids = [(await ben.picture()).self.id, (await ada.picture()).self.id];
  assert.deepEqual(sights.map(({ id }) => id), ids);
  assert.deepEqual(sights.map(({ fingerprint }) => fingerprint), certificates);
  assert.deepEqual(founder, { pair: sights[0].pair, group: sights[0].group });
  assert.deepEqual(newcomer, { pair: sights[1].pair, group: sights[1].group });
  await leave(ben);
  await leave(ada);
  await attacker.stop();
  return sights;
}

type Noting = typeof globalThis & { cameForTests: string[] };

/** Runs in the page: notes everybody who is listed, however short. */
function noteWhoComes(): void {
  const came: string[] = [];
  (globalThis as Noting).cameForTests = came;
  globalThis.kibitz?.room?.on("peer-joined", ({ name }) => came.push(name));
}
