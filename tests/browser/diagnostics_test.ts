import assert from "node:assert/strict";
import { enter, openStage, turnEverythingOn } from "../helpers/browsers/call.ts";
import { diagnosis, goes } from "../helpers/browsers/diagnoses.ts";
import { launchFirefox } from "../helpers/browsers/firefox.ts";
import { allConnected } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

Deno.test("Chromium and Firefox both tell what their connection is like", async () => {
  await using stage = await openStage();
  await using firefox = await launchFirefox();
  const ada = await enter(stage, "figures", "Ada");
  const fox = await enter({ ...stage, chromium: firefox }, "figures", "Fox");
  await allConnected([ada, fox]);
  await turnEverythingOn([ada, fox]);
  for (const [one, other] of [[ada, fox], [fox, ada]] as const) {
    const first = await goes(one, other.id, "direct");
    assert.equal(first.protocol, "udp");
    const figures = await until(`${one.name} reads moving figures`, async () => {
      const found = await diagnosis(one, other.id);
      const { camera } = found?.video ?? {};
      if (found?.bitrate && found.roundTrip !== null && found.loss !== null && camera) {
        if (camera.framesPerSecond > 5 && found.bitrate.in > 20 && found.bitrate.out > 20) {
          return found;
        }
      }
      throw new Error(JSON.stringify(found));
    }, { every: 600, within: 30_000 });
    console.log(`${one.name}: ${JSON.stringify(figures)}`);
    assert.deepEqual([figures.video.camera?.width, figures.video.camera?.height], [320, 180]);
    assert.ok(figures.video.camera && figures.video.camera.framesPerSecond < 40);
    assert.ok(figures.bitrate && figures.bitrate.in < 5_000 && figures.bitrate.out < 5_000);
    assert.ok(figures.loss !== null && figures.loss < 50);
    assert.ok(figures.roundTrip !== null && figures.roundTrip < 2_000);
    assert.equal(figures.video.screen, undefined);
  }
  // A camera that is off sends no more pictures.
  await ada.turn("camera", false);
  await until(
    "Fox reads that Ada's pictures have ended",
    async () => (await diagnosis(fox, ada.id))?.video.camera?.framesPerSecond === 0,
    { every: 700 },
  );
  await ada.leave();
  assert.equal(await diagnosis(fox, ada.id), null);
});
