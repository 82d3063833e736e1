import assert from "node:assert/strict";
import { encodingOf, SenderParameters } from "../../../../lib/link/sender_parameters.ts";
import { withPtime } from "../../../../lib/link/audio_ptime.ts";
import { qualityFor } from "../../../../lib/quality/mod.ts";

const AUDIO = [
  "m=audio 9 UDP/TLS/RTP/SAVPF 111 63",
  "a=mid:0",
  "a=rtpmap:111 opus/48000/2",
  "a=fmtp:111 minptime=10;useinbandfec=1",
  "a=rtpmap:63 red/48000/2",
  "",
].join("\r\n");
const VIDEO = ["m=video 9 UDP/TLS/RTP/SAVPF 96", "a=mid:1", "a=rtpmap:96 VP8/90000", ""].join(
  "\r\n",
);
const MUSIC = AUDIO.replace("a=mid:0", "a=mid:3");

Deno.test("sound frames are asked for on the microphone's lane alone, and once", () => {
  const sdp = `v=0\r\n${AUDIO}${VIDEO}${MUSIC}`;
  const wanted = withPtime(sdp, 60);
  assert.ok(wanted.endsWith(VIDEO + MUSIC));
  assert.match(wanted, /^a=fmtp:111 usedtx=1;minptime=10;useinbandfec=1\r$/m);
  assert.equal(wanted.match(/^a=ptime:60\r$/gm)?.length, 1);
  assert.equal(withPtime(wanted, 60), wanted);
  assert.equal(withPtime(wanted, 20).match(/^a=ptime:.*$/gm)?.join(), "a=ptime:20");
});

Deno.test("a description without Opus, or without sound, stays as it is", () => {
  for (const sdp of ["", `v=0\r\n${VIDEO}`, `v=0\r\nm=audio 9 RTP/AVP 0\r\n${VIDEO}`]) {
    assert.equal(withPtime(sdp, 40), sdp);
  }
});

Deno.test("a picture is scaled by its shorter side, and never made larger", () => {
  const quality = qualityFor(4, 0, false);
  const lines = quality.camera.lines;
  assert.ok(lines !== null);
  const scale = (width: number, height: number) =>
    encodingOf("camera", quality, { width, height })?.scaleResolutionDownBy;
  assert.equal(scale(16 * lines, 2 * lines), 2);
  assert.equal(scale(2 * lines, 16 * lines), 2);
  assert.equal(scale(lines, lines), 1);
  assert.equal(scale(160, 90), 1);
  assert.equal(
    encodingOf("screen", quality, { width: 3840, height: 2160 })?.scaleResolutionDownBy,
    1,
  );
  assert.equal(encodingOf("screen-audio", quality, {}), null);
});

/** A sender that takes its time, and tells what was set. */
function fakeSender(refuse: () => boolean = () => false) {
  const set: RTCRtpEncodingParameters[] = [];
  let busy = 0;
  let most = 0;
  let encoding: RTCRtpEncodingParameters = {};
  const sender = {
    getParameters: () => ({ encodings: [{ ...encoding }] }),
    async setParameters({ encodings }: RTCRtpSendParameters) {
      most = Math.max(most, ++busy);
      await Promise.resolve();
      busy--;
      if (refuse()) throw new DOMException("no", "InvalidModificationError");
      encoding = encodings[0];
      set.push(encoding);
    },
  };
  return { sender: sender as unknown as RTCRtpSender, set, most: () => most };
}

function fakeTrack(width: number, height: number): MediaStreamTrack {
  return { getSettings: () => ({ width, height }) } as unknown as MediaStreamTrack;
}

/** Lets everything that is under way come to its end. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("parameters are set one after another, the last wish wins, and nothing is set twice", async () => {
  const { sender, set, most } = fakeSender();
  const sending = new SenderParameters();
  sending.use("camera", sender);
  await settled();
  assert.equal(set.length, 0, "nothing is known to be wanted");
  sending.expect("camera", fakeTrack(1280, 720));
  for (const people of [2, 4, 6]) sending.setQuality(qualityFor(people, 0, false));
  await settled();
  assert.equal(most(), 1);
  assert.equal(set.at(-1)?.maxBitrate, qualityFor(6, 0, false).camera.kilobits * 1000);
  const times = set.length;
  sending.setQuality(qualityFor(6, 0, false));
  await settled();
  assert.equal(set.length, times);
  // A track of another size is scaled otherwise.
  sending.expect("camera", fakeTrack(320, 180));
  await settled();
  assert.equal(set.at(-1)?.scaleResolutionDownBy, 1);
  sending.stop();
  sending.setQuality(qualityFor(2, 0, false));
  await settled();
  assert.equal(set.length, times + 1);
});

Deno.test("what a browser refused is set with the next change", async () => {
  let refusing = true;
  const { sender, set } = fakeSender(() => refusing);
  const sending = new SenderParameters();
  sending.use("microphone", sender);
  sending.expect("microphone", fakeTrack(0, 0));
  sending.setQuality(qualityFor(3, 0, false));
  await settled();
  assert.equal(set.length, 0);
  refusing = false;
  sending.update("microphone");
  await settled();
  assert.equal(set.at(-1)?.priority, "high");
});

Deno.test("a track that is held is inactive before it is said to be held, and active once it is expected", async () => {
  const { sender, set } = fakeSender();
  const sending = new SenderParameters();
  sending.setQuality(qualityFor(2, 0, false));
  sending.use("camera", sender);
  const camera = fakeTrack(1280, 720);
  assert.equal(await sending.hold("camera", camera), true);
  assert.deepEqual(set.map(({ active }) => active), [false]);
  sending.setQuality(qualityFor(6, 0, false));
  await settled();
  assert.equal(set.at(-1)?.active, false, "whatever else is set meanwhile");
  sending.expect("camera", camera);
  await settled();
  assert.equal(set.at(-1)?.active, true);
});

Deno.test("a sender that was made inactive stays so until its track is expected", async () => {
  const { sender, set } = fakeSender();
  const sending = new SenderParameters();
  const camera = fakeTrack(1280, 720);
  sending.setQuality(qualityFor(2, 0, false));
  sending.use("camera", sender, { active: false });
  assert.equal(await sending.hold("camera", camera), true);
  assert.deepEqual(set, [], "it sends nothing, so that its limits can wait");
  sending.expect("camera", camera);
  await settled();
  assert.deepEqual(set.map(({ active, maxBitrate }) => [active, maxBitrate]), [[true, 1_500_000]]);
});

Deno.test("no track is held where the browser refuses, or where it is expected meanwhile", async () => {
  const { sender } = fakeSender(() => true);
  const refused = new SenderParameters();
  refused.use("camera", sender);
  assert.equal(await refused.hold("camera", fakeTrack(1280, 720)), false);
  const { sender: other, set } = fakeSender();
  const sending = new SenderParameters();
  sending.use("camera", other);
  const camera = fakeTrack(1280, 720);
  const held = sending.hold("camera", camera);
  sending.expect("camera", camera);
  assert.equal(await held, false);
  await settled();
  assert.notEqual(set.at(-1)?.active, false);
});
