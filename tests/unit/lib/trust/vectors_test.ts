/** Holds every derivation to the vectors that tests/vectors/make.py computed on its own. */
import assert from "node:assert/strict";
import { base64url, type Bytes, hex } from "../../../../lib/env/bytes.ts";
import { groupCode, groupCommit, rosterHash } from "../../../../lib/trust/group_code.ts";
import { deriveRoomKeys, LINK_KEY_PATTERN, newLinkKey } from "../../../../lib/trust/link_key.ts";
import { longCode } from "../../../../lib/trust/long_code.ts";
import { pairCode, pairCommit } from "../../../../lib/trust/pair_code.ts";
import { createSealedCodec } from "../../../../lib/trust/sealed_codec.ts";
import { safetyCode } from "../../../../lib/trust/safety_code.ts";
import { SAS_EMOJI } from "../../../../lib/trust/emoji.ts";
import type { Envelope, SignalType } from "../../../../lib/signal/types.ts";
import groupCodes from "../../../vectors/group_codes.json" with { type: "json" };
import linkKeys from "../../../vectors/link_keys.json" with { type: "json" };
import longCodes from "../../../vectors/long_codes.json" with { type: "json" };
import pairCodes from "../../../vectors/pair_codes.json" with { type: "json" };
import sealedSignals from "../../../vectors/sealed_signals.json" with { type: "json" };
import { manualClock, seededRandom } from "./trust_helpers.ts";

function unhex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** A zero block under AES-GCM: two keys that seal it alike are one key. */
async function probe(key: CryptoKey): Promise<string> {
  const iv = new Uint8Array(12);
  return hex(
    new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new Uint8Array(32))),
  );
}

Deno.test("vectors: the room's address and signal key", async () => {
  assert(linkKeys.length >= 10);
  for (const { room, key, settings, address, signalKey } of linkKeys) {
    const keys = await deriveRoomKeys(room, key, settings);
    assert.equal(keys.address, address);
    if (signalKey === null) {
      assert.equal(keys.signalKey, null);
      continue;
    }
    assert(keys.signalKey);
    const raw = unhex(signalKey);
    const expected = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
    assert.equal(await probe(keys.signalKey), await probe(expected));
    assert.equal(keys.signalKey.extractable, false);
  }
});

Deno.test("link key: 22 characters; anything else is refused", async () => {
  const key = newLinkKey(seededRandom(1));
  assert.match(key, /^[A-Za-z0-9_-]{22}$/);
  await deriveRoomKeys("tuesday", key);
  for (
    const bad of ["", "A".repeat(21), "A".repeat(21) + "B", "A".repeat(23), "A".repeat(21) + "="]
  ) {
    await assert.rejects(deriveRoomKeys("tuesday", bad), TypeError);
    assert.doesNotMatch(bad, LINK_KEY_PATTERN, "whoever asks by the pattern is told before that");
  }
});

Deno.test("vectors: sealed signals open, and sealing makes the same bytes", async () => {
  assert.equal(sealedSignals.length, 4);
  for (const { room, key, type, src, dst, at, signal, nonce, payload } of sealedSignals) {
    const { signalKey } = await deriveRoomKeys(room, key);
    assert(signalKey);
    const clock = manualClock(at);
    const envelope: Envelope = { type: type as SignalType, src, dst };
    const receiver = createSealedCodec({ key: signalKey, random: seededRandom(1), clock });
    const opened = await receiver.decode(envelope, payload);
    assert.deepEqual(opened, signal);
    const sender = createSealedCodec({ key: signalKey, random: () => unhex(nonce), clock });
    assert.deepEqual(await sender.encode(envelope, opened), payload);
  }
});

Deno.test("vectors: the commits and the code of a pair, from either end", async () => {
  assert(pairCodes.length >= 4);
  for (const { room, epoch, ends, code } of pairCodes) {
    const [one, other] = ends.map(({ fingerprint, nonce }) => ({
      fingerprint,
      nonce: unhex(nonce),
    }));
    const commits = [
      await pairCommit(room, epoch, one, other.fingerprint),
      await pairCommit(room, epoch, other, one.fingerprint),
    ];
    assert.deepEqual(commits.map(base64url), ends.map((end) => end.commit));
    for (
      const made of [
        await pairCode(room, epoch, one, other),
        await pairCode(room, epoch, other, one),
      ]
    ) {
      assert.deepEqual([...made.emoji], code.emoji);
      assert.equal(made.digits, code.digits);
    }
  }
});

Deno.test("vectors: the long code, in either order", async () => {
  assert(longCodes.length >= 3);
  for (const { room, fingerprints: [one, other], code } of longCodes) {
    assert.deepEqual(await longCode(room, one, other), code);
    assert.deepEqual(await longCode(room, other, one), code);
  }
});

Deno.test("vectors: the commits and the code of a group, in any order", async () => {
  assert(groupCodes.length >= 4);
  for (const { room, epoch, roster, members, code } of groupCodes) {
    const ends = members.map(({ fingerprint, nonce }) => ({ fingerprint, nonce: unhex(nonce) }));
    const hash = await rosterHash(ends.map((end) => end.fingerprint));
    assert.equal(hex(hash), roster);
    for (const [at, end] of ends.entries()) {
      assert.equal(base64url(await groupCommit(room, epoch, hash, end)), members[at].commit);
    }
    for (const order of [ends, ends.toReversed()]) {
      const made = await groupCode(room, epoch, hash, order);
      assert.deepEqual([...made.emoji], code.emoji);
      assert.equal(made.digits, code.digits);
    }
  }
});

Deno.test("safety code: emoji and digits show the same 42 bits, and the last 6 bits are not used", () => {
  const all = safetyCode(new Uint8Array(6).fill(255));
  assert.deepEqual([...all.names], Array(7).fill("Pin"));
  assert.equal(all.digits, "439 804 651 1103");
  const none = safetyCode(Uint8Array.of(0, 0, 0, 0, 0, 63));
  assert.deepEqual([...none.symbols], Array(7).fill("🐶"));
  assert.equal(none.digits, "000 000 000 0000");
  assert.throws(() => safetyCode(new Uint8Array(5)), TypeError);
});

Deno.test("emoji: 64 of them, every symbol and every name once", () => {
  assert.equal(SAS_EMOJI.length, 64);
  assert.equal(new Set(SAS_EMOJI.map(([symbol]) => symbol)).size, 64);
  assert.equal(new Set(SAS_EMOJI.map(([, name]) => name)).size, 64);
});
