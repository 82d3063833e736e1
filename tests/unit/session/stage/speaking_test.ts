import assert from "node:assert/strict";
import { computed, signal } from "@preact/signals";
import { createLocalBus, joinRoom, type Room } from "../../../../lib/mod.ts";
import { levelToRms, loudness } from "../../../../session/devices/microphone_level.ts";
import {
  createSpeaking,
  LISTEN_HOLD_MS,
  LISTEN_PERIOD_MS,
  LOUD,
} from "../../../../session/stage/speaking.ts";
import { createTicker } from "../../../../session/stage/ticker.ts";
import { FakeTrack, HandClock, settle } from "../session_helpers.ts";

async function twoPeople(): Promise<[Room, Room]> {
  const transport = createLocalBus();
  const ada = await joinRoom("r", { name: "Ada", transport });
  const ben = await joinRoom("r", { name: "Ben", transport });
  await settle();
  return [ada, ben];
}

/** The room, with everyone else as loud as `level` says. */
function heard(room: Room, level: () => number): Room {
  return new Proxy(room, {
    get: (target, key) => {
      if (key === "audioLevel") return level;
      const value = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

Deno.test("a loud person counts as speaking for a moment after the last word, a muted one never", async () => {
  const [ada, ben] = await twoPeople();
  const benId = ben.state.self.id;
  const clock = new HandClock();
  let level = LOUD * 2;
  const speaking = createSpeaking(clock, () => 1);
  const stop = speaking.watch(heard(ada, () => level));
  assert.deepEqual([...speaking.speakers.value], [], "both are muted");
  await ben.setTrack("microphone", new FakeTrack("audio").asTrack);
  await settle();
  clock.advance(LISTEN_PERIOD_MS);
  assert.deepEqual([...speaking.speakers.value], [benId]);
  level = 0;
  clock.advance(LISTEN_PERIOD_MS);
  assert.deepEqual([...speaking.speakers.value], [benId], "a breath between two words");
  for (let waited = 0; waited <= LISTEN_HOLD_MS; waited += LISTEN_PERIOD_MS) {
    clock.advance(LISTEN_PERIOD_MS);
  }
  assert.deepEqual([...speaking.speakers.value], []);
  stop();
  assert.equal(clock.pending, 0);
  await ben.leave();
  await ada.leave();
});

Deno.test("somebody who is heard in a beat is seen to speak, wherever the readings fall in it", async () => {
  const [ada, ben] = await twoPeople();
  await ben.setTrack("microphone", new FakeTrack("audio").asTrack);
  await settle();
  for (const beat of [250, 400, 500, 600, 1_000]) {
    for (let phase = 0; phase < beat; phase += 10) {
      const clock = new HandClock();
      // What a click of a metronome leaves: it is loud for some 80 ms.
      const level = () => (clock.now() + phase) % beat < 80 ? LOUD * 2 : 0;
      const speaking = createSpeaking(clock, () => 0);
      const stop = speaking.watch(heard(ada, level));
      for (let ms = 0; ms < 5_000 && speaking.speakers.value.size === 0; ms += 10) {
        clock.advance(10);
      }
      assert.deepEqual([...speaking.speakers.value], [ben.state.self.id], `${phase} of ${beat} ms`);
      stop();
    }
  }
  await ben.leave();
  await ada.leave();
});

Deno.test("the meter is silent at silence, full at a shout, and goes back to the same loudness", () => {
  assert.equal(loudness(new Float32Array(64)), 0);
  assert.equal(loudness(new Float32Array(64).fill(1)), 1);
  assert.equal(loudness(new Float32Array(0)), 0);
  const level = loudness(new Float32Array(64).fill(0.1));
  assert.ok(level > 0.3 && level < 0.9);
  assert.ok(Math.abs(levelToRms(level) - 0.1) < 1e-6);
});

Deno.test("the ticker moves each second while it is needed, and then costs nothing", () => {
  const clock = new HandClock();
  const needed = signal(false);
  const ticker = createTicker(clock, computed(() => needed.value));
  const stop = ticker.watch();
  assert.equal(clock.pending, 0);
  needed.value = true;
  const first = ticker.now.value;
  assert.equal(first, clock.now());
  clock.advance(999);
  assert.equal(ticker.now.value, first);
  clock.advance(1);
  assert.equal(ticker.now.value, first + 1000);
  needed.value = false;
  assert.equal(clock.pending, 0);
  needed.value = true;
  stop();
  assert.equal(clock.pending, 0);
});
