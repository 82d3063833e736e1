import assert from "node:assert/strict";
import { createInput, type InputOptions } from "../../../../session/devices/input.ts";
import { openInput } from "../../../../session/devices/media.ts";
import type { Problem } from "../../../../session/notices/problems.ts";
import { FakeMedia, FakeTrack, settle } from "../session_helpers.ts";

function setUp(changes: Partial<InputOptions> = {}) {
  const media = new FakeMedia();
  const problems: Problem[] = [];
  const input = createInput({
    device: "camera",
    open: (id) => openInput(media.asMedia, "camera", id),
    keepOpen: false,
    deviceId: null,
    onProblem: (problem) => problems.push(problem),
    onOpened: () => {},
    ...changes,
  });
  const sent: (MediaStreamTrack | null)[] = [];
  const publish = (track: MediaStreamTrack | null) => {
    sent.push(track);
    return Promise.resolve();
  };
  return { media, input, problems, sent, publish };
}

Deno.test("a camera turned off lets go of the device; turned on again it opens it anew", async () => {
  const { media, input, sent, publish } = setUp();
  await input.attach(publish, null);
  await input.set(true);
  assert.equal(input.state.value.name, "on");
  assert.deepEqual(sent, [media.opened[0].asTrack]);
  await input.set(false);
  assert.equal(input.state.value.name, "off");
  assert.equal(input.track.value, null);
  assert.equal(media.opened[0].readyState, "ended");
  await input.set(true);
  assert.equal(media.opened.length, 2);
  assert.deepEqual(sent, [media.opened[0].asTrack, null, media.opened[1].asTrack]);
});

Deno.test("a microphone in a call is only silenced, so that it is back at once", async () => {
  const { media, input, sent, publish } = setUp({ keepOpen: true });
  await input.set(true);
  await input.attach(publish, input.track.value);
  await input.set(false);
  assert.equal(media.opened[0].readyState, "live");
  await input.set(true);
  assert.equal(media.opened.length, 1);
  assert.deepEqual(sent, [null, media.opened[0].asTrack]);
});

Deno.test("a microphone outside of a call is let go when it is turned off", async () => {
  const { media, input } = setUp({ keepOpen: true });
  await input.set(true);
  await input.set(false);
  assert.equal(media.opened[0].readyState, "ended");
});

Deno.test("however fast it is toggled, the last wish wins and nothing leaks", async () => {
  const { media, input, publish } = setUp();
  await input.attach(publish, null);
  for (let press = 0; press < 21; press++) void input.set(press % 2 === 0);
  await settle();
  assert.equal(input.state.value.name, "on");
  for (let press = 0; press < 20; press++) void input.set(press % 2 === 0);
  await settle();
  assert.equal(input.state.value.name, "off");
  assert.ok(media.opened.every((track) => track.readyState === "ended"));
});

Deno.test("switched off while the device opens, not a frame is sent", async () => {
  const opening = Promise.withResolvers<MediaStreamTrack>();
  const { input, sent, publish } = setUp({ open: () => opening.promise });
  await input.attach(publish, null);
  const on = input.set(true);
  assert.equal(input.state.value.name, "starting");
  void input.set(false);
  const track = new FakeTrack("video");
  opening.resolve(track.asTrack);
  await on;
  assert.deepEqual(sent.filter((one) => one !== null), []);
  assert.equal(track.readyState, "ended");
  assert.equal(input.state.value.name, "off");
});

Deno.test("each way to fail has its own words, and the next try starts clean", async () => {
  const cases = {
    NotAllowedError: "denied",
    NotFoundError: "missing",
    NotReadableError: "busy",
    TypeError: "unknown",
  };
  for (const [name, code] of Object.entries(cases)) {
    const { media, input } = setUp();
    media.failure = name;
    await input.set(true);
    const { value } = input.state;
    assert.ok(value.name === "failed");
    assert.equal(value.problem.code, code);
    assert.equal(input.wanted.value, false);
    media.failure = null;
    await input.set(true);
    assert.equal(input.state.value.name, "on");
  }
});

Deno.test("without any devices the reason is the address", async () => {
  const { input } = setUp({ open: (id) => openInput(null, "camera", id) });
  await input.set(true);
  const { value } = input.state;
  assert.ok(value.name === "failed");
  assert.equal(value.problem.code, "insecure");
});

Deno.test("a camera that is pulled out silences its lane and says so", async () => {
  const { media, input, problems, sent, publish } = setUp();
  await input.attach(publish, null);
  await input.set(true);
  media.failure = "NotFoundError";
  media.opened[0].unplug();
  await settle();
  assert.equal(sent.at(-1), null);
  assert.equal(problems[0]?.code, "unplugged");
  assert.equal(input.wanted.value, false);
  assert.equal(input.state.value.name, "failed");
});

Deno.test("another device is taken at once while on, and at the next start while off", async () => {
  const { media, input } = setUp();
  await input.use("cam-2");
  assert.equal(media.opened.length, 0);
  await input.set(true);
  assert.equal(media.opened[0].device, "cam-2");
  await input.use("cam-3");
  assert.equal(media.opened[1].device, "cam-3");
  assert.equal(media.opened[0].readyState, "ended");
  assert.equal(input.track.value, media.opened[1].asTrack);
});

Deno.test("a remembered device that is gone gives way to the browser's choice", async () => {
  const { media, input } = setUp({ deviceId: "cam-9" });
  media.gone.add("cam-9");
  await input.set(true);
  assert.equal(input.state.value.name, "on");
  assert.equal(media.opened[0].device, null);
});

Deno.test("closed while the device opens, the late track is stopped", async () => {
  const opening = Promise.withResolvers<MediaStreamTrack>();
  const { input } = setUp({ open: () => opening.promise });
  const on = input.set(true);
  input.close();
  const track = new FakeTrack("video");
  opening.resolve(track.asTrack);
  await on;
  assert.equal(track.readyState, "ended");
  assert.equal(input.state.value.name, "off");
});

Deno.test("when a camera goes away another one takes its place by itself", async () => {
  const { media, input, problems, sent, publish } = setUp({ deviceId: "cam-1" });
  await input.attach(publish, null);
  await input.set(true);
  media.gone.add("cam-1");
  media.opened[0].unplug();
  await settle();
  assert.equal(input.state.value.name, "on");
  assert.deepEqual(sent, [media.opened[0].asTrack, null, media.opened[1].asTrack]);
  assert.deepEqual(problems, []);
});

Deno.test("a camera that went away comes back by itself, and is asked for without a word", async () => {
  const { media, input, problems, publish } = setUp();
  await input.attach(publish, null);
  await input.set(true);
  media.failure = "NotReadableError";
  media.opened[0].unplug();
  await settle();
  assert.deepEqual(problems.map(({ code }) => code), ["busy"], "another app has it");
  await input.recover();
  assert.equal(input.state.value.name, "failed");
  assert.equal(problems.length, 1, "it is said once");
  media.failure = null;
  await input.recover();
  assert.equal(input.state.value.name, "on");
  assert.equal(input.wanted.value, true);
});

Deno.test("what the person turned off does not come back by itself", async () => {
  const { media, input, publish } = setUp();
  await input.attach(publish, null);
  await input.set(true);
  media.failure = "NotFoundError";
  media.opened[0].unplug();
  await settle();
  await input.set(false);
  media.failure = null;
  await input.recover();
  assert.equal(input.state.value.name, "off");
  assert.equal(media.opened.length, 1);
});

Deno.test("a microphone that the system silences is told of, and opened anew when the page is back", async () => {
  const { media, input, problems } = setUp({ device: "microphone" });
  await input.set(true);
  const [first] = media.opened;
  first.muted = true;
  first.dispatchEvent(new Event("mute"));
  assert.deepEqual(problems.map(({ code }) => code), ["interrupted"]);
  await input.recover();
  assert.equal(media.opened.length, 2);
  assert.equal(first.readyState, "ended");
  assert.equal(input.track.value, media.opened[1].asTrack);
  await input.recover();
  assert.equal(media.opened.length, 2, "one that works is left alone");
});

Deno.test("opened again, a device takes the place of itself; off, it waits for its next start", async () => {
  const { media, input, sent, publish } = setUp({ device: "microphone", keepOpen: true });
  await input.attach(publish, null);
  await input.set(true);
  await input.reopen();
  assert.deepEqual(sent, media.opened.map((track) => track.asTrack));
  assert.deepEqual(media.opened.map((track) => track.readyState), ["ended", "live"]);
  await input.set(false);
  await input.reopen();
  assert.equal(media.opened.length, 2);
  assert.equal(media.opened[1].readyState, "ended");
});
