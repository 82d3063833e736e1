import assert from "node:assert/strict";
import { base64url, hex } from "../../../../lib/env/bytes.ts";
import { pairCommit } from "../../../../lib/trust/pair_code.ts";
import {
  createPairVerification,
  PAIR_ANSWER_MS,
  PAIR_RUNS_MAX,
  type PairVerification,
  type PairVerificationState,
} from "../../../../lib/trust/pair_verification.ts";
import type { PairMessage } from "../../../../lib/wire/verify.ts";
import { type ManualClock, manualClock, seededRandom } from "./trust_helpers.ts";

const fingerprint = (seed: number) => hex(seededRandom(seed)(32));
const ALICE = fingerprint(1);
const BOB = fingerprint(2);
const MALLORY = fingerprint(3);
const ROOM = "tuesday";

interface Side {
  readonly machine: PairVerification;
  readonly clock: ManualClock;
  /** What this side sent and nobody has been handed yet. */
  readonly outbox: PairMessage[];
  readonly states: PairVerificationState["name"][];
}

function side(self: string, peer: string, seed: number, epoch?: number): Side {
  const outbox: PairMessage[] = [];
  const states: PairVerificationState["name"][] = [];
  const clock = manualClock(0);
  const machine = createPairVerification({
    room: ROOM,
    epoch,
    self,
    peer,
    clock,
    random: seededRandom(seed),
    send: (message) => outbox.push(message),
    changed: (state) => states.push(state.name),
  });
  return { machine, clock, outbox, states };
}

/** Hands each side what the other sent, until both have nothing left to say. */
async function talk(one: Side, other: Side): Promise<void> {
  await Promise.all([one.machine.settled(), other.machine.settled()]);
  while (one.outbox.length || other.outbox.length) {
    for (const message of one.outbox.splice(0)) await other.machine.onMessage(message);
    for (const message of other.outbox.splice(0)) await one.machine.onMessage(message);
    await Promise.all([one.machine.settled(), other.machine.settled()]);
  }
}

function codeOf({ machine: { state } }: Side): string {
  assert.equal(state.name, "code");
  return state.name === "code" ? state.code.digits : "";
}

/** A side, the peer's machine it talks to, and the peer's first commit and reveal, not yet handed in. */
async function withPeersMessages() {
  const alice = side(ALICE, BOB, 11);
  const bob = side(BOB, ALICE, 12);
  await Promise.all([alice.machine.settled(), bob.machine.settled()]);
  const [aliceCommit] = alice.outbox;
  await bob.machine.onMessage(aliceCommit);
  const [commit, reveal] = bob.outbox;
  return { alice, bob, aliceCommit, commit, reveal };
}

function assertFailed({ machine: { state } }: Side, code: string): void {
  assert.equal(state.name, "failed");
  assert.equal(state.name === "failed" && state.code, code);
}

Deno.test("pair: two honest sides reach the same code, step by step", async () => {
  const alice = side(ALICE, BOB, 1);
  const bob = side(BOB, ALICE, 2);
  assert.equal(alice.machine.state.name, "waiting");
  await talk(alice, bob);
  assert.equal(codeOf(alice), codeOf(bob));
  assert.deepEqual(alice.states, ["committed", "revealed", "code"]);
  assert.equal(alice.clock.pending, 0);
  assert.equal(alice.machine.refused, 0);
});

Deno.test("pair: the nonce is not shown before the peer's commit is here", async () => {
  const { alice, commit } = await withPeersMessages();
  assert.deepEqual(alice.outbox.map((message) => message.t), ["pair-commit"]);
  await alice.machine.onMessage(commit);
  assert.deepEqual(alice.outbox.map((message) => message.t), ["pair-commit", "pair-reveal"]);
});

Deno.test("pair: a nonce that doesn't open the commit is refused", async () => {
  const { alice, commit } = await withPeersMessages();
  await alice.machine.onMessage(commit);
  const nonce = base64url(seededRandom(99)(32));
  await alice.machine.onMessage({ t: "pair-reveal", epoch: 1, nonce });
  assertFailed(alice, "mismatch");
  assert.deepEqual(alice.outbox.at(-1), { t: "pair-abort", epoch: 1, reason: "refused" });
});

Deno.test("pair: our own commit sent back is refused", async () => {
  const { alice, aliceCommit } = await withPeersMessages();
  await alice.machine.onMessage(aliceCommit);
  assertFailed(alice, "equal-commit");
  assert(!alice.outbox.some((message) => message.t === "pair-reveal"));
});

Deno.test("pair: a second commit in an epoch is refused, the same one too", async () => {
  for (const seed of [0, 50]) {
    const { alice, commit } = await withPeersMessages();
    await alice.machine.onMessage(commit);
    const again = { ...commit, commit: base64url(seededRandom(seed)(32)) };
    await alice.machine.onMessage(seed ? again : commit);
    assertFailed(alice, "second-commit");
  }
});

Deno.test("pair: a reveal before the commit is refused", async () => {
  const { alice, reveal } = await withPeersMessages();
  await alice.machine.onMessage(reveal);
  assertFailed(alice, "early-reveal");
});

Deno.test("pair: once the code is known, no message changes it or is used", async () => {
  const { alice, commit, reveal } = await withPeersMessages();
  await alice.machine.onMessage(commit);
  await alice.machine.onMessage(reveal);
  const code = codeOf(alice);
  for (const more of [commit, reveal, { t: "pair-abort", epoch: 1, reason: "refused" }, "junk"]) {
    await alice.machine.onMessage(more);
  }
  assert.equal(codeOf(alice), code);
  assert.equal(alice.machine.refused, 4);
});

Deno.test("pair: a commit of an earlier run is refused in a later one", async () => {
  const { alice, commit } = await withPeersMessages();
  await alice.machine.onMessage(commit);
  await alice.machine.onMessage("junk");
  assertFailed(alice, "malformed");
  await alice.machine.onMessage({ ...commit, epoch: 2 });
  assertFailed(alice, "repeated-commit");
});

Deno.test("pair: after a failed run either side begins the next, and both get a new code", async () => {
  const first = side(ALICE, BOB, 21);
  const second = side(BOB, ALICE, 22);
  await Promise.all([first.machine.settled(), second.machine.settled()]);
  await first.machine.onMessage("junk");
  await talk(first, second);
  assertFailed(second, "peer-aborted");
  second.machine.restart();
  await talk(first, second);
  assert.equal(codeOf(first), codeOf(second));
  assert.equal(first.machine.state.epoch, 2);
  assert.equal(first.machine.state.aborted, 1);
});

Deno.test("pair: both sides may restart at once", async () => {
  const alice = side(ALICE, BOB, 31);
  const bob = side(BOB, ALICE, 32);
  await Promise.all([alice.machine.onMessage("junk"), bob.machine.onMessage("junk")]);
  alice.machine.restart();
  bob.machine.restart();
  await talk(alice, bob);
  assert.equal(codeOf(alice), codeOf(bob));
});

Deno.test("pair: a side that starts at a later epoch is followed, and that counts as nothing", async () => {
  const alice = side(ALICE, BOB, 41, 5);
  const bob = side(BOB, ALICE, 42);
  await talk(alice, bob);
  assert.equal(codeOf(alice), codeOf(bob));
  assert.equal(bob.machine.state.epoch, 5);
  assert.equal(bob.machine.state.aborted, 0);
});

Deno.test("pair: the peer's commit that waited for our restart is answered after our own", async () => {
  const alice = side(ALICE, BOB, 51);
  await alice.machine.onMessage("junk");
  const bob = side(BOB, ALICE, 52, 2);
  await bob.machine.settled();
  alice.outbox.length = 0;
  const handled = alice.machine.onMessage(bob.outbox.shift());
  alice.machine.restart();
  await handled;
  await alice.machine.settled();
  assert.deepEqual(alice.outbox.map((message) => message.t), ["pair-commit", "pair-reveal"]);
});

Deno.test("pair: three runs given up and the machine says that it could not verify, for good", async () => {
  const alice = side(ALICE, BOB, 61);
  for (let run = 1; run <= PAIR_RUNS_MAX; run++) {
    await alice.machine.settled();
    await alice.machine.onMessage("junk");
    alice.machine.restart();
  }
  await alice.machine.settled();
  assert.equal(alice.machine.state.name, "could-not-verify");
  const bob = side(BOB, ALICE, 62, 9);
  await talk(alice, bob);
  assert.equal(alice.machine.state.name, "could-not-verify");
  assert.equal(bob.machine.state.name, "waiting");
});

Deno.test("pair: a peer who begins again whenever it has seen our nonce is stopped at three", async () => {
  const alice = side(ALICE, MALLORY, 71);
  const random = seededRandom(72);
  for (let epoch = 1; epoch <= 10; epoch++) {
    await alice.machine.onMessage({ t: "pair-commit", epoch, commit: base64url(random(32)) });
  }
  assert.equal(alice.machine.state.name, "could-not-verify");
  const shown = alice.outbox.filter((message) => message.t === "pair-reveal");
  assert.equal(shown.length, PAIR_RUNS_MAX);
});

Deno.test("pair: a peer who keeps its nonce to itself runs out of time", async () => {
  const { alice, commit } = await withPeersMessages();
  await alice.machine.onMessage(commit);
  alice.clock.set(PAIR_ANSWER_MS - 1);
  assert.equal(alice.machine.state.name, "revealed");
  alice.clock.set(PAIR_ANSWER_MS);
  assertFailed(alice, "timeout");
  assert.deepEqual(alice.outbox.at(-1), { t: "pair-abort", epoch: 1, reason: "timeout" });
});

Deno.test("pair: a replaced channel begins a half-done run again and leaves a known code alone", async () => {
  const { alice, bob, commit, reveal } = await withPeersMessages();
  await alice.machine.onMessage(commit);
  await alice.machine.onMessage(reveal);
  const code = codeOf(alice);
  alice.machine.reconnected();
  assert.equal(codeOf(alice), code);
  // Alice's reveal went down with the channel: Bob is still waiting for it.
  alice.outbox.length = 0;
  bob.outbox.length = 0;
  bob.machine.reconnected();
  await talk(alice, bob);
  assert.equal(codeOf(alice), codeOf(bob));
  assert.notEqual(codeOf(alice), code);
});

Deno.test("pair: beginning again counts from the moment that our nonce was shown", async () => {
  const { alice, commit } = await withPeersMessages();
  alice.machine.reconnected();
  await alice.machine.settled();
  assert.deepEqual(alice.machine.state, { name: "waiting", epoch: 2, aborted: 0 });
  await alice.machine.onMessage({ ...commit, epoch: 2 });
  alice.machine.reconnected();
  assert.deepEqual(alice.machine.state, { name: "waiting", epoch: 3, aborted: 1 });
});

Deno.test("pair: an abort is not answered with an abort", async () => {
  const { alice, commit } = await withPeersMessages();
  await alice.machine.onMessage(commit);
  const said = alice.outbox.length;
  await alice.machine.onMessage({ t: "pair-abort", epoch: 1, reason: "timeout" });
  assertFailed(alice, "peer-aborted");
  assert.equal(alice.outbox.length, said);
});

Deno.test("pair: our own certificate at the other end is no verification", () => {
  const alice = side(ALICE, ALICE, 81);
  assert.equal(alice.machine.state.name, "could-not-verify");
});

Deno.test("pair: closing stops it and releases the timer", async () => {
  const { alice, commit, reveal } = await withPeersMessages();
  await alice.machine.onMessage(commit);
  assert.equal(alice.clock.pending, 1);
  alice.machine.close();
  assert.equal(alice.clock.pending, 0);
  await alice.machine.onMessage(reveal);
  assert.equal(alice.machine.state.name, "revealed");
});

Deno.test("pair: a peer who sends faster than we can hash is cut off", async () => {
  const alice = side(ALICE, BOB, 91);
  const commit = { t: "pair-commit", epoch: 1, commit: base64url(seededRandom(1)(32)) };
  await Promise.all(Array.from({ length: 100 }, () => alice.machine.onMessage(commit)));
  assertFailed(alice, "flooded");
});

Deno.test("pair: somebody in the middle who holds both connections gets two different codes", async () => {
  const codes = new Set<string>();
  for (let run = 0; run < 50; run++) {
    const alice = side(ALICE, MALLORY, 1_000 + run);
    const towardsAlice = side(MALLORY, ALICE, 2_000 + run);
    const bob = side(BOB, MALLORY, 3_000 + run);
    const towardsBob = side(MALLORY, BOB, 4_000 + run);
    await talk(alice, towardsAlice);
    await talk(bob, towardsBob);
    assert.notEqual(codeOf(alice), codeOf(bob));
    codes.add(codeOf(alice)).add(codeOf(bob));
  }
  assert.equal(codes.size, 100);
});

Deno.test("pair: passing the other one's commits on through the middle gives no code", async () => {
  const alice = side(ALICE, MALLORY, 1);
  const bob = side(BOB, MALLORY, 2);
  await talk(alice, bob);
  assertFailed(alice, "mismatch");
  assert.notEqual(bob.machine.state.name, "code");
});

Deno.test("pair: 10,000 random or mutated messages leave it in a named state, without a code", async () => {
  const random = seededRandom(5);
  const names = new Set<string>();
  let handed = 0;
  for (let game = 0; game < 500; game++) {
    const alice = side(ALICE, BOB, 10_000 + game);
    await alice.machine.settled();
    for (let step = 0; step < 20; step++, handed++) {
      await alice.machine.onMessage(hostile(random(4), alice.outbox, random));
      const [dice] = random(1);
      if (dice < 60) alice.machine.restart();
      if (dice > 250) alice.machine.reconnected();
      names.add(alice.machine.state.name);
    }
    alice.machine.close();
    assert.equal(alice.clock.pending, 0);
  }
  assert.equal(handed, 10_000);
  assert.deepEqual([...names].sort(), ["could-not-verify", "failed", "revealed", "waiting"]);
});

/** A message that is random, nearly right, or one of ours sent back. */
function hostile(
  dice: Uint8Array,
  sent: readonly PairMessage[],
  random: (n: number) => Uint8Array,
) {
  const [kind, low, field, flip] = dice;
  const epoch = low % 4 ? 1 + (low % 5) : [0, -1, 1.5, 1e9, NaN, "1"][low % 6];
  const bytes = base64url(random(32));
  const mirrored = { ...(sent[low % (sent.length || 1)] ?? {}), ...(flip % 2 ? { epoch } : {}) };
  const shapes: unknown[] = [
    { t: "pair-commit", epoch, commit: bytes },
    { t: "pair-reveal", epoch, nonce: bytes },
    mirrored,
    { t: "pair-commit", epoch, commit: bytes.slice(field % 44) },
    { t: "pair-abort", epoch, reason: field % 2 ? "refused" : "" },
    { t: "pair-reveal", epoch, nonce: bytes, more: 1 },
    [null, undefined, 7, "", [], {}, { t: "pair-commit" }][field % 7],
  ];
  // Mostly well formed: a run that fails at once shows nothing of the later steps.
  return shapes[kind < 200 ? kind % 3 : kind % shapes.length];
}

Deno.test("pair: what the fuzzing can't guess, the right answer, does give a code", async () => {
  const alice = side(ALICE, BOB, 7);
  const nonce = seededRandom(8)(32);
  const commit = await pairCommit(ROOM, 1, { fingerprint: BOB, nonce }, ALICE);
  await alice.machine.onMessage({ t: "pair-commit", epoch: 1, commit: base64url(commit) });
  await alice.machine.onMessage({ t: "pair-reveal", epoch: 1, nonce: base64url(nonce) });
  assert.equal(alice.machine.state.name, "code");
});
