import assert from "node:assert/strict";
import {
  everyPairFlows,
  openStage,
  type Person,
  startCall,
  turnEverythingOn,
} from "../helpers/browsers/call.ts";
import { launchChromium } from "../helpers/browsers/chromium.ts";
import { allConnected, openRoom, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

Deno.test("microphone, camera and speaker are changed in a call, and what the sound goes through", async () => {
  await using stage = await openStage();
  await using chromium = await launchChromium({
    // Of Chromium's fake cameras the second is a depth camera, whose pictures can't be sent.
    args: ["--use-fake-device-for-media-stream=device-count=3"],
  });
  const people: Person[] = [];
  for (const name of ["Ada", "Ben"]) {
    const page = await chromium.newPage();
    await page.evaluateOnNewDocument(keepTracks);
    const room = await openRoom(page, stage.link("devices"), { smallCamera: true });
    people.push(Object.assign(room, { id: await room.join(name), name }));
  }
  await allConnected(people);
  await turnEverythingOn(people);
  await everyPairFlows(people);
  const [ada] = people;
  await ada.press("more");
  await ada.press("menu-settings");
  await until("the level is shown", () => ada.page.$(`${testid("level")} .lit`));
  const negotiated = async () =>
    (await ada.watched()).connections.map((one) => one.signalingChanges);
  const before = await negotiated();

  for (const kind of ["microphone", "camera"] as const) {
    const other = await otherOption(ada, kind);
    await ada.page.select(testid(`choose-${kind}`), other);
    await until(`the ${kind} is another`, async () => {
      const live = await liveTracks(ada);
      const flag = kind === "camera" ? "video" : "audio";
      const of = live.filter((track) => track.kind === flag);
      return of.length === 1 && of[0].device === other;
    });
  }
  for (const name of ["noiseSuppression", "echoCancellation", "autoGainControl"] as const) {
    await ada.page.locator(testid(name)).click();
    await until(`${name} is off`, async () => {
      const [microphone] = (await liveTracks(ada)).filter(({ kind }) => kind === "audio");
      return microphone?.[name] === false;
    });
  }
  const speaker = await otherOption(ada, "speaker");
  await ada.page.select(testid("choose-speaker"), speaker);
  await until("sound comes out of the other speaker", async () => {
    const sinks = await ada.page.$$eval(
      testid("sound"),
      (all) => all.map((audio) => audio instanceof HTMLAudioElement ? audio.sinkId : ""),
    );
    return sinks.length > 0 && sinks.every((sink) => sink === speaker);
  });
  await everyPairFlows(people);
  assert.deepEqual(await negotiated(), before, "nothing was negotiated anew");

  // What a browser does when a device is pulled out: the track ends, and devices have changed.
  await ada.page.evaluate(() => {
    const scope = globalThis as unknown as { tracksForTests: MediaStreamTrack[] };
    const camera = scope.tracksForTests.findLast(({ kind, readyState }) =>
      kind === "video" && readyState === "live"
    );
    camera?.stop();
    camera?.dispatchEvent(new Event("ended"));
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
  });
  await until(
    "another camera took its place",
    async () => (await liveTracks(ada)).filter(({ kind }) => kind === "video").length === 1,
  );
  await everyPairFlows(people);
});

Deno.test("an emoji chosen in the call stands for the person on every screen", async () => {
  await using stage = await openStage();
  const [ada, ben] = await startCall(stage, "avatar", ["Ada", "Ben"]);
  await ada.press("more");
  await ada.press("menu-settings");
  await ada.press("avatar-🦉");
  await until("Ben sees the owl", async () => {
    const avatar = `${testid("tile")}[data-peer="${ada.id}"] .avatar`;
    return await ben.page.$eval(avatar, (one) => one.textContent) === "🦉";
  });
  assert.equal((await ben.picture()).peers[0].name, "🦉 Ada");
});

/** A device of this kind that is not the chosen one, nor a name for "whatever the system says". */
async function otherOption({ page }: Person, kind: string): Promise<string> {
  return await page.$eval(testid(`choose-${kind}`), (select) => {
    if (!(select instanceof HTMLSelectElement)) throw new Error("no choice");
    const named = [...select.options].map(({ value }) => value)
      .filter((value) => value !== "default" && value !== "communications");
    const other = named.findLast((value) => value !== select.value);
    if (other === undefined) throw new Error("nothing else to choose");
    return other;
  });
}

async function liveTracks({ page }: Person) {
  return await page.evaluate(() => {
    const scope = globalThis as unknown as { tracksForTests: MediaStreamTrack[] };
    return scope.tracksForTests.filter(({ readyState }) => readyState === "live").map((track) => {
      const { deviceId, noiseSuppression, echoCancellation, autoGainControl } = track.getSettings();
      const treatment = { noiseSuppression, echoCancellation, autoGainControl };
      return { kind: track.kind, device: deviceId, ...treatment };
    });
  });
}

/** Runs in the page, before any script: keeps every track that a device gave. */
function keepTracks(): void {
  const scope = globalThis as unknown as { tracksForTests: MediaStreamTrack[] };
  scope.tracksForTests = [];
  const devices = MediaDevices.prototype;
  const original = devices.getUserMedia;
  devices.getUserMedia = async function (constraints) {
    const stream = await original.call(this, constraints);
    scope.tracksForTests.push(...stream.getTracks());
    return stream;
  };
}
