import assert from "node:assert/strict";
import { computed, signal } from "@preact/signals";
import {
  ACTIVE_AFTER_MS,
  ACTIVE_HOLD_MS,
  createActiveSpeaker,
  nextActive,
} from "../../../../session/stage/active_speaker.ts";
import { HandClock } from "../session_helpers.ts";

const ADA = "ada";
const BEN = "ben";
const CYD = "cyd";

function follow(people = [ADA, BEN, CYD]) {
  const clock = new HandClock();
  const speakers = signal<ReadonlySet<string>>(new Set());
  const here = signal<readonly string[]>(people);
  const active = createActiveSpeaker(clock, here, computed(() => speakers.value));
  const stop = active.watch();
  const speak = (...names: string[]) => speakers.value = new Set(names);
  return { clock, active, here, speak, stop };
}

Deno.test("before anybody spoke the first person is large; the first to speak follows", () => {
  const { clock, active, speak, stop } = follow();
  assert.equal(active.peer.value, ADA);
  speak(BEN);
  clock.advance(ACTIVE_HOLD_MS);
  assert.equal(active.peer.value, BEN);
  stop();
  assert.equal(clock.pending, 0);
});

Deno.test("a cough makes nobody large", () => {
  const { clock, active, speak, stop } = follow();
  clock.advance(ACTIVE_HOLD_MS);
  speak(BEN);
  clock.advance(ACTIVE_AFTER_MS - 1);
  speak();
  clock.advance(ACTIVE_HOLD_MS);
  assert.equal(active.peer.value, ADA);
  stop();
});

Deno.test("whoever is large and goes on speaking is not interrupted", () => {
  const { clock, active, speak, stop } = follow();
  speak(ADA);
  clock.advance(ACTIVE_HOLD_MS);
  speak(ADA, BEN);
  clock.advance(ACTIVE_HOLD_MS * 4);
  assert.equal(active.peer.value, ADA);
  speak(BEN);
  assert.equal(active.peer.value, BEN, "Ada stopped, and Ben has been speaking for long");
  stop();
});

Deno.test("however fast two people take turns, nobody flickers", () => {
  const { clock, active, speak, stop } = follow();
  const changes: number[] = [];
  let before = active.peer.value;
  for (let turn = 0; turn < 400; turn++) {
    speak(turn % 2 === 0 ? BEN : CYD);
    // Turns of 0.2 to 1.2 seconds, some longer and some shorter than what makes somebody large.
    for (let step = 0; step < 2 + (turn * 7) % 11; step++) {
      clock.advance(100);
      if (active.peer.value !== before) changes.push(clock.now());
      before = active.peer.value;
    }
  }
  assert.ok(changes.length > 5, "it does follow");
  for (const [index, at] of changes.slice(1).entries()) {
    assert.ok(
      at - changes[index] >= ACTIVE_HOLD_MS,
      `two changes within ${at - changes[index]} ms`,
    );
  }
  stop();
});

Deno.test("in a silence nothing moves, and who leaves is not large any more", () => {
  const { clock, active, here, speak, stop } = follow();
  speak(CYD);
  clock.advance(ACTIVE_HOLD_MS);
  speak();
  clock.advance(60_000);
  assert.equal(active.peer.value, CYD);
  here.value = [ADA, BEN];
  assert.equal(active.peer.value, ADA);
  here.value = [];
  assert.equal(active.peer.value, null);
  stop();
});

Deno.test("of two who spoke meanwhile, the one who began first is next", () => {
  const speaking = new Map([[CYD, 1_000], [BEN, 1_200]]);
  const { active } = nextActive({ peer: ADA, since: 0 }, [ADA, BEN, CYD], speaking, 9_000);
  assert.equal(active?.peer, CYD);
});
