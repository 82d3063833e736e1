import assert from "node:assert/strict";
import { deriveRoomKeys } from "../../../../lib/trust/link_key.ts";
import { createSealedCodec, SEAL_LEEWAY_MS } from "../../../../lib/trust/sealed_codec.ts";
import { SealMemory } from "../../../../lib/trust/seal_memory.ts";
import { pad, unpad } from "../../../../lib/trust/padding.ts";
import { base64url, fromBase64url } from "../../../../lib/env/bytes.ts";
import { sealedPayloadSchema } from "../../../../lib/wire/sealed.ts";
import {
  type Envelope,
  type RefusalCode,
  type Signal,
  type SignalCodec,
  SignalRefused,
} from "../../../../lib/signal/types.ts";
import { manualClock, seededRandom } from "./trust_helpers.ts";

const ALICE = "a".repeat(32);
const BOB = "b".repeat(32);
const EVE = "e".repeat(32);
const OFFER: Signal = { kind: "offer", link: "0123456789abcdef", sdp: "v=0\r\n" };
const TO_BOB: Envelope = { type: "OFFER", src: ALICE, dst: BOB };

async function twoCodecs(key = "AAAAAAAAAAAAAAAAAAAAAA", bobKey = key) {
  const clock = manualClock(1_000_000_000);
  const codec = async (of: string, seed: number, id: string) => {
    const { signalKey } = await deriveRoomKeys("tuesday", of);
    assert(signalKey);
    return createSealedCodec({
      key: signalKey,
      random: seededRandom(seed),
      clock,
      self: (other) => other === id,
    });
  };
  return { clock, alice: await codec(key, 1, ALICE), bob: await codec(bobKey, 2, BOB) };
}

async function refusal(
  codec: SignalCodec,
  envelope: Envelope,
  payload: unknown,
  code: RefusalCode,
) {
  await assert.rejects(
    codec.decode(envelope, payload),
    (error) => error instanceof SignalRefused && error.code === code,
    `expected ${code}`,
  );
}

/** Changes one bit of a sealed payload. */
function flip(payload: unknown, bit: number): unknown {
  const bytes = fromBase64url(sealedPayloadSchema.parse(payload).sealed);
  assert(bytes);
  bytes[bit >> 3] ^= 1 << (bit & 7);
  return { v: 1, sealed: base64url(bytes) };
}

Deno.test("sealed codec: what one seals the other opens, and nothing readable is outside", async () => {
  const { alice, bob } = await twoCodecs();
  const candidate: Signal = {
    kind: "candidate",
    link: OFFER.link,
    candidate: {
      candidate: "candidate:1 1 udp 1 192.0.2.7 5 typ host",
      sdpMid: "0",
      sdpMLineIndex: 0,
    },
  };
  for (const [type, signal] of [["OFFER", OFFER], ["CANDIDATE", candidate]] as const) {
    const envelope: Envelope = { type, src: ALICE, dst: BOB };
    const payload = await alice.encode(envelope, signal);
    assert.deepEqual(await bob.decode(envelope, payload), signal);
    assert.deepEqual(Object.keys(sealedPayloadSchema.parse(payload)).sort(), ["sealed", "v"]);
  }
});

Deno.test("sealed codec: unsealed and malformed payloads are refused by name", async () => {
  const { bob } = await twoCodecs();
  await refusal(bob, TO_BOB, { v: 1, signal: OFFER }, "unsealed");
  const odd = [null, 7, "x", [], {}, { v: 2, sealed: "AAAA" }, { v: 1, sealed: "" }];
  for (
    const payload of [...odd, { v: 1, sealed: "A".repeat(38) }, { v: 1, sealed: "é".repeat(99) }]
  ) {
    await refusal(bob, TO_BOB, payload, "malformed");
  }
});

Deno.test("sealed codec: another key, or any altered bit, is a bad seal", async () => {
  const { alice, bob } = await twoCodecs();
  const stranger = (await twoCodecs("BBBBBBBBBBBBBBBBBBBBBA")).alice;
  await refusal(bob, TO_BOB, await stranger.encode(TO_BOB, OFFER), "bad-seal");
  const payload = await alice.encode(TO_BOB, OFFER);
  for (let bit = 0; bit < 8 * 120; bit += 13) {
    await refusal(bob, TO_BOB, flip(payload, bit), "bad-seal");
  }
  assert.deepEqual(await bob.decode(TO_BOB, payload), OFFER);
});

Deno.test("sealed codec: a swap of type, src or dst is a bad seal", async () => {
  const { alice, bob } = await twoCodecs();
  const payload = await alice.encode(TO_BOB, OFFER);
  await refusal(bob, { ...TO_BOB, type: "ANSWER" }, payload, "bad-seal");
  await refusal(bob, { ...TO_BOB, src: EVE }, payload, "bad-seal");
  await refusal(bob, { ...TO_BOB, dst: EVE }, payload, "bad-seal");
  const toEve = { ...TO_BOB, dst: EVE };
  const forEve = await alice.encode(toEve, OFFER);
  await refusal(bob, TO_BOB, forEve, "bad-seal");
  await refusal(bob, toEve, forEve, "bad-seal");
});

Deno.test("sealed codec: each of type, src and dst is in the seal itself, also where any id is ours", async () => {
  const { alice, clock } = await twoCodecs();
  const { signalKey: key } = await deriveRoomKeys("tuesday", "AAAAAAAAAAAAAAAAAAAAAA");
  assert(key);
  const anyone = createSealedCodec({ key, random: seededRandom(4), clock });
  const payload = await alice.encode(TO_BOB, OFFER);
  await refusal(anyone, { ...TO_BOB, type: "ANSWER" }, payload, "bad-seal");
  await refusal(anyone, { ...TO_BOB, src: EVE }, payload, "bad-seal");
  await refusal(anyone, { ...TO_BOB, dst: EVE }, payload, "bad-seal");
  assert.deepEqual(await anyone.decode(TO_BOB, payload), OFFER);
});

Deno.test("sealed codec: a signal is taken once, also when it comes twice at the same time", async () => {
  const { alice, bob } = await twoCodecs();
  const payload = await alice.encode(TO_BOB, OFFER);
  const both = await Promise.allSettled([bob.decode(TO_BOB, payload), bob.decode(TO_BOB, payload)]);
  assert.deepEqual(both.map((one) => one.status).sort(), ["fulfilled", "rejected"]);
  await refusal(bob, TO_BOB, payload, "replayed");
});

Deno.test("sealed codec: a signal that others pushed out of the memory opens no second time, nor does one with a clock set back", async () => {
  const { alice, bob, clock } = await twoCodecs();
  const first = await alice.encode(TO_BOB, OFFER);
  assert.deepEqual(await bob.decode(TO_BOB, first), OFFER);
  const envelope: Envelope = { type: "LEAVE", src: ALICE, dst: BOB };
  const bye: Signal = { kind: "bye", link: OFFER.link };
  for (let n = 0; n < 1_100; n++) {
    clock.set(clock.now() + 1);
    await bob.decode(envelope, await alice.encode(envelope, bye));
  }
  await refusal(bob, TO_BOB, first, "stale");
  clock.set(clock.now() - 10_000);
  await refusal(bob, TO_BOB, first, "stale");
});

Deno.test("sealed codec: the same bytes written otherwise, or with something in the clear beside them, are not taken", async () => {
  const { alice, bob } = await twoCodecs();
  const { sealed } = sealedPayloadSchema.parse(await alice.encode(TO_BOB, OFFER));
  for (const other of [sealed + "A", sealed + "=", `${sealed} `, sealed.slice(0, -1)]) {
    await assert.rejects(bob.decode(TO_BOB, { v: 1, sealed: other }), SignalRefused);
  }
  await assert.rejects(bob.decode(TO_BOB, { v: 1, sealed, signal: OFFER }), SignalRefused);
  assert.deepEqual(await bob.decode(TO_BOB, { v: 1, sealed }), OFFER);
});

Deno.test("sealed codec: what comes back to its sender is refused under every envelope", async () => {
  const { alice } = await twoCodecs();
  const payload = await alice.encode(TO_BOB, OFFER);
  await refusal(alice, TO_BOB, payload, "reflected");
  await refusal(alice, { type: "OFFER", src: BOB, dst: ALICE }, payload, "reflected");
});

Deno.test("sealed codec: reflection is known by its nonce where the ids are not", async () => {
  const { signalKey } = await deriveRoomKeys("tuesday", "AAAAAAAAAAAAAAAAAAAAAA");
  assert(signalKey);
  const clock = manualClock(5_000_000);
  const codec = createSealedCodec({ key: signalKey, random: seededRandom(3), clock });
  await refusal(codec, TO_BOB, await codec.encode(TO_BOB, OFFER), "reflected");
});

Deno.test("sealed codec: too old or too far ahead is stale, for a later holder of the id too", async () => {
  const { alice, bob, clock } = await twoCodecs();
  const payload = await alice.encode(TO_BOB, OFFER);
  clock.set(clock.now() + SEAL_LEEWAY_MS + 1);
  await refusal(bob, TO_BOB, payload, "stale");
  const ahead = await alice.encode(TO_BOB, OFFER);
  clock.set(clock.now() - SEAL_LEEWAY_MS - 1);
  await refusal(bob, TO_BOB, ahead, "stale");
  clock.set(clock.now() + 1);
  assert.deepEqual(await bob.decode(TO_BOB, ahead), OFFER);
});

Deno.test("sealed codec: what is inside must fit the envelope's type", async () => {
  const { alice, bob } = await twoCodecs();
  const envelope: Envelope = { type: "LEAVE", src: ALICE, dst: BOB };
  await refusal(bob, envelope, await alice.encode(envelope, OFFER), "wrong-type");
});

Deno.test("sealed codec: a key holder who seals nonsense gets a refusal, not a crash", async () => {
  const { signalKey: key } = await deriveRoomKeys("tuesday", "AAAAAAAAAAAAAAAAAAAAAA");
  assert(key);
  const { bob } = await twoCodecs();
  const random = seededRandom(9);
  const { lengthPrefixed, utf8 } = await import("../../../../lib/env/bytes.ts");
  const additionalData = lengthPrefixed(
    ...["kibitz/signal/v1", TO_BOB.type, TO_BOB.src, TO_BOB.dst].map(utf8),
  );
  for (const plain of [utf8(""), utf8("\xff\xff\xff\xff"), pad(utf8("{")), pad(utf8('{"at":1}'))]) {
    const iv = random(12);
    const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, plain);
    const sealed = base64url(new Uint8Array([...iv, ...new Uint8Array(text)]));
    await refusal(bob, TO_BOB, { v: 1, sealed }, "malformed");
  }
});

Deno.test("sealed codec: lengths fall into few sizes", async () => {
  const { alice } = await twoCodecs();
  const lengths = new Set<number>();
  for (let length = 1; length < 3_900; length += 97) {
    const payload = await alice.encode(TO_BOB, {
      ...OFFER,
      kind: "offer",
      sdp: "x".repeat(length),
    });
    lengths.add(sealedPayloadSchema.parse(payload).sealed.length);
  }
  assert.equal(lengths.size, 2);
});

Deno.test("sealed codec: 10,000 random or mutated payloads are refused, each by name", async () => {
  const { alice, bob } = await twoCodecs();
  const random = seededRandom(77);
  const good = await alice.encode(TO_BOB, OFFER);
  const bits = 8 * (fromBase64url(sealedPayloadSchema.parse(good).sealed)?.length ?? 0);
  const codes = new Set<string>();
  for (let run = 0; run < 10_000; run++) {
    const [dice, low, high] = random(3);
    const junk = [null, dice, [], { v: 1 }, { v: 1, sealed: base64url(random(dice)) }, good];
    const payload = dice % 2 ? flip(good, (low + high * 256) % bits) : junk[low % junk.length];
    const envelope = payload === good ? { ...TO_BOB, src: EVE } : TO_BOB;
    const code = await bob.decode(envelope, payload).then(
      () => "opened",
      (error) => error instanceof SignalRefused ? error.code : `threw ${error}`,
    );
    codes.add(code);
  }
  assert.deepEqual([...codes].sort(), ["bad-seal", "malformed"]);
});

Deno.test("seal memory: when full it forgets the oldest and refuses what is as old", () => {
  const memory = new SealMemory(4);
  for (let at = 1; at <= 4; at++) assert.equal(memory.remember("ada", `n${at}`, at, 0, 50), "new");
  assert.equal(memory.remember("ada", "n5", 5, 0, 50), "new");
  assert.equal(memory.size, 3);
  assert.equal(memory.remember("ada", "n1", 1, 0, 50), "forgotten");
  assert.equal(memory.remember("ada", "n4", 4, 0, 50), "seen");
});

Deno.test("seal memory: what is past the leeway makes room first, and stays refused", () => {
  const memory = new SealMemory(5);
  for (const at of [10, 20, 30, 31, 32]) memory.remember("ada", `n${at}`, at, 0, 50);
  assert.equal(memory.remember("ada", "n40", 40, 25, 50), "new");
  assert.equal(memory.size, 4);
  assert.equal(memory.remember("ada", "n20", 20, 0, 50), "forgotten");
});

Deno.test("padding: comes off again, and refuses a length that lies", () => {
  for (const length of [0, 1, 507, 508, 509, 4_092, 4_093, 60_000]) {
    const text = new Uint8Array(length).fill(7);
    const padded = pad(text);
    assert(padded.length === 512 || padded.length % 4_096 === 0);
    assert.deepEqual(unpad(padded), text);
  }
  assert.equal(unpad(new Uint8Array([0, 0, 0, 9, 1])), null);
  assert.equal(unpad(new Uint8Array(3)), null);
  assert.throws(() => pad(new Uint8Array(128 * 1024)), RangeError);
});

Deno.test("sealed codec: an offer from before our time, or from the future, introduces nobody", async () => {
  const { clock, alice } = await twoCodecs();
  const status = { microphone: false, camera: false, screen: false };
  const seated = { seat: "A".repeat(86), certificate: null, proof: "A".repeat(86) };
  const hello = { v: 1, name: "Alice", status, ...seated } as const;
  const helloIn = async (codec: SignalCodec, payload: unknown) => {
    const signal = await codec.decode(TO_BOB, payload);
    return signal.kind === "offer" ? signal.hello : assert.fail(signal.kind);
  };
  const recorded = await alice.encode(TO_BOB, { ...OFFER, hello });
  clock.set(clock.now() + 1_000);
  const { signalKey } = await deriveRoomKeys("tuesday", "AAAAAAAAAAAAAAAAAAAAAA");
  assert(signalKey);
  const later = (at = clock) =>
    createSealedCodec({ key: signalKey, random: seededRandom(3), clock: at });
  assert.equal(await helloIn(later(), recorded), undefined);

  const codec = later();
  assert.deepEqual(await helloIn(codec, await alice.encode(TO_BOB, { ...OFFER, hello })), hello);
  const ahead = later(manualClock(clock.now() + 6_000));
  assert.equal(await helloIn(codec, await ahead.encode(TO_BOB, { ...OFFER, hello })), undefined);
});
