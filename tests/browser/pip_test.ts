import assert from "node:assert/strict";
import { openStage, type Person, type Stage } from "../helpers/browsers/call.ts";
import { allConnected, openRoom } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

Deno.test("a small window of our own shows who speaks, and mutes", async () => {
  await using stage = await openStage();
  const [ada, ben] = await two(stage, "pip-window", () => {});
  await ada.press("more");
  await ada.press("menu-pip");
  const inside = (script: string) =>
    ada.page.evaluate(`(() => {
      const { document } = globalThis.documentPictureInPicture.window ?? {};
      return document ? (${script}) : null;
    })()`);
  await until(
    "Ben is seen in it",
    () => inside(`document.querySelector("video")?.videoWidth === 320`),
  );
  await inside(`document.querySelector('[data-testid="pip-mic"]').click()`);
  await until("Ada speaks", async () => (await ada.picture()).self.status.microphone);
  assert.equal(await inside(`document.querySelector(".tile").dataset.peer`), ben.id);
  await ada.press("more");
  await ada.press("menu-pip");
  await until("it is gone", async () => await inside("true") === null);
});

Deno.test("where there are no such windows, the video of who speaks leaves the page", async () => {
  await using stage = await openStage();
  const [ada] = await two(stage, "pip-video", () => {
    Reflect.deleteProperty(globalThis, "documentPictureInPicture");
  });
  const away = () => ada.page.evaluate(() => document.pictureInPictureElement !== null);
  await ada.press("more");
  await ada.press("menu-pip");
  await until("the video is away", away);
  await ada.leave();
  await until("it came back with the end of the call", async () => !await away());
});

/** Ada, whose page `prepare` changes before its first script, and Ben with his camera on. */
async function two(stage: Stage, room: string, prepare: () => void): Promise<Person[]> {
  const people: Person[] = [];
  for (const name of ["Ada", "Ben"]) {
    const page = await stage.chromium.newPage();
    await page.evaluateOnNewDocument(prepare);
    const opened = await openRoom(page, stage.link(room), { smallCamera: true });
    people.push(Object.assign(opened, { id: await opened.join(name), name }));
  }
  await allConnected(people);
  await people[1].turn("camera", true);
  await until("Ben is seen", () => people[0].page.$('.tile video[data-live="yes"]'));
  return people;
}
