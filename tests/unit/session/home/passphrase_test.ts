import assert from "node:assert/strict";
import { makePassphrase, PASSPHRASE_BITS } from "../../../../session/home/passphrase.ts";
import { PASSPHRASE_WORDS } from "../../../../session/home/passphrase_words.ts";
import {
  PASSWORD_MIN,
  passwordBits,
  passwordProblem,
  strengthOf,
} from "../../../../session/home/password_strength.ts";
import { systemRandom } from "../../../../lib/env/mod.ts";
import { seededRandom } from "../../lib/trust/trust_helpers.ts";

Deno.test("passphrase: 1,024 words, each once, none the beginning of another", () => {
  assert.equal(PASSPHRASE_WORDS.length, 1024);
  assert.equal(new Set(PASSPHRASE_WORDS).size, 1024);
  const sorted = PASSPHRASE_WORDS.toSorted();
  for (const [at, word] of sorted.entries()) {
    assert.match(word, /^[a-z]{3,9}$/);
    assert.ok(!sorted[at + 1]?.startsWith(word), `${word} begins ${sorted[at + 1]}`);
  }
});

Deno.test("passphrase: six words of the list, worth 60 bits, and every word can come up", () => {
  assert.equal(PASSPHRASE_BITS, 60);
  const seen = new Set<string>();
  const random = seededRandom(7);
  for (let n = 0; n < 3000; n++) {
    const words = makePassphrase(random).split("-");
    assert.equal(words.length, 6);
    for (const word of words) seen.add(word);
  }
  assert.deepEqual(seen, new Set(PASSPHRASE_WORDS));
  assert.equal(passwordProblem(makePassphrase(systemRandom)), null);
});

Deno.test("password: too short is refused, and what is leaked or repeated counts for little", async () => {
  assert.match(passwordProblem("   ") ?? "", /Type a password/);
  assert.match(passwordProblem("x".repeat(PASSWORD_MIN - 1)) ?? "", /at least 8/);
  assert.equal(passwordProblem("x".repeat(PASSWORD_MIN)), null);
  const levels = async (password: string) =>
    strengthOf(await passwordBits(password, ["kibitz", "amber-otter-41"]));
  assert.equal(await levels("password1"), 1);
  assert.equal(await levels("aaaaaaaaaaaa"), 1);
  assert.equal(await levels("amber-otter-41"), 1, "the room's name is the first thing to try");
  assert.equal(await levels("tr0ub4dor"), 2);
  assert.equal(await levels("q7!fKz92mWx"), 3);
  assert.equal(await levels(makePassphrase(systemRandom)), 4);
});
