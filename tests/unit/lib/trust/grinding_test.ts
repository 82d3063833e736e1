/**
 * Why a code needs a commitment. Somebody in the middle may choose certificates after seeing both
 * ends; here at 16 bits, so that a test can afford to be the attacker. The figures are in
 * docs/security.md.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { base64url, hex } from "../../../../lib/env/bytes.ts";
import { pairCode, pairCommit, type PairEnd } from "../../../../lib/trust/pair_code.ts";
import { createPairVerification, PAIR_RUNS_MAX } from "../../../../lib/trust/pair_verification.ts";
import type { SafetyCode } from "../../../../lib/trust/safety_code.ts";
import type { PairMessage } from "../../../../lib/wire/verify.ts";
import { manualClock, seededRandom } from "./trust_helpers.ts";

const ROOM = "tuesday";
const BITS = 16;

/** A stand-in for a certificate that somebody made for the purpose: what counts is its hash. */
function certificate(seed: number, count: number): Uint8Array {
  return createHash("sha256").update(`certificate ${seed} ${count}`).digest();
}

/** The kind of code that this test warns of: nothing but the two certificates goes in. */
function certificateOnlyCode(one: Uint8Array, other: Uint8Array): number {
  const ordered = [one, other].sort((a, b) => hex(a) < hex(b) ? -1 : 1);
  return createHash("sha256").update(ordered[0]).update(ordered[1]).digest().readUInt32BE() >>>
    (32 - BITS);
}

/** Certificates made until one for each side gives both the same code. */
function grind(seed: number): number {
  const [alice, bob] = [certificate(seed, -1), certificate(seed, -2)];
  const towardsAlice = new Set<number>();
  const towardsBob = new Set<number>();
  for (let made = 0;; made += 2) {
    const left = certificateOnlyCode(alice, certificate(seed, made));
    towardsAlice.add(left);
    if (towardsBob.has(left)) return made + 1;
    const right = certificateOnlyCode(bob, certificate(seed, made + 1));
    towardsBob.add(right);
    if (towardsAlice.has(right)) return made + 2;
  }
}

/** The first bits of a real code. */
function truncated(code: SafetyCode, bits: number): number {
  const [first, second, third] = code.emoji;
  return ((first << 12) | (second << 6) | third) >> (18 - bits);
}

interface Victim {
  readonly fingerprint: string;
  /** The victim's nonce in a run, once the attacker has sent its commit; null when it runs no more. */
  run(epoch: number, commit: string): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** The real machine, with the attacker at the other end. */
function victim(fingerprint: string, attacker: string, seed: number): Victim {
  const sent: PairMessage[] = [];
  const machine = createPairVerification({
    room: ROOM,
    self: fingerprint,
    peer: attacker,
    clock: manualClock(0),
    random: seededRandom(seed),
    send: (message) => sent.push(message),
    changed: () => {},
  });
  return {
    fingerprint,
    async run(epoch, commit) {
      await machine.onMessage({ t: "pair-commit", epoch, commit });
      const reveal = sent.findLast((message) => message.t === "pair-reveal");
      if (reveal?.t !== "pair-reveal" || reveal.epoch !== epoch) return null;
      return Uint8Array.from(
        atob(reveal.nonce.replaceAll("-", "+").replaceAll("_", "/")),
        (char) => {
          return char.charCodeAt(0);
        },
      );
    },
  };
}

/**
 * One attack on two people: the code with Alice first, then as many runs with Bob as he takes, each
 * given up when the code is not Alice's. Answers how many runs Bob took, and whether one fitted.
 */
async function attack(seed: number, bits: number): Promise<{ tries: number; won: boolean }> {
  const random = seededRandom(seed);
  const mine: PairEnd = { fingerprint: hex(random(32)), nonce: random(32) };
  const alice = victim(hex(random(32)), mine.fingerprint, seed + 1);
  const bob = victim(hex(random(32)), mine.fingerprint, seed + 2);
  const wanted = await codeWith(alice, mine, 1, bits);
  for (let epoch = 1;; epoch++) {
    const got = await codeWith(bob, { ...mine, nonce: random(32) }, epoch, bits);
    if (got === null) return { tries: epoch - 1, won: false };
    if (got === wanted) return { tries: epoch, won: true };
  }
}

async function codeWith(who: Victim, mine: PairEnd, epoch: number, bits: number) {
  const commit = base64url(await pairCommit(ROOM, epoch, mine, who.fingerprint));
  const nonce = await who.run(epoch, commit);
  if (!nonce) return null;
  return truncated(await pairCode(ROOM, epoch, mine, { ...who, nonce }), bits);
}

async function attacks(games: number, bits: number) {
  let won = 0;
  for (let game = 0; game < games; game++) {
    const { tries, won: fitted } = await attack(1_000_000 + game * 10, bits);
    assert(tries <= PAIR_RUNS_MAX);
    if (fitted) won++;
    else assert.equal(tries, PAIR_RUNS_MAX);
  }
  return won;
}

Deno.test("grinding: a 16-bit code of certificates alone falls in some hundred tries", () => {
  const tries = Array.from({ length: 100 }, (_, seed) => grind(seed));
  const mean = tries.reduce((sum, one) => sum + one, 0) / tries.length;
  // Two pools that share a value of 2^16 take about 2^9 in all.
  assert.equal(mean, 418.9);
  assert(Math.max(...tries) < 2_000);
});

Deno.test("grinding: with commit and reveal an attacker gets three guesses, at 16 bits none of 1,000 fits", async () => {
  const won = await attacks(1_000, BITS);
  assert.equal(won, 0);
});

Deno.test("grinding: with commit and reveal each run is one guess and no more (8 bits)", async () => {
  const won = await attacks(2_000, 8);
  // By chance about 2,000 * 3 / 256 = 23, with a standard deviation of 4.8.
  assert.equal(won, 15);
});
