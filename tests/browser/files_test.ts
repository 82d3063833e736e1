import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { assertNoTrouble, openStage, startCall } from "../helpers/browsers/call.ts";
import {
  downloadsTo,
  firstFile,
  openChat,
  saveWithoutAsking,
  scratch,
  send,
  wayIs,
  ways,
} from "../helpers/browsers/file_cards.ts";
import { sha256 } from "../helpers/files.ts";
import { testid } from "../helpers/browsers/room_page.ts";
import { png } from "../helpers/pictures.ts";
import { until } from "../helpers/until.ts";

Deno.test("a file is offered, taken, checked and saved; who declines gets nothing", async () => {
  await using stage = await openStage();
  await using folder = await scratch();
  const people = await startCall(stage, "files", ["Ada", "Ben", "Cleo"]);
  const [ada, ben, cleo] = people;
  const { path, sha256: digest } = await folder.file("notes.bin", 3_000_001);
  await Deno.mkdir(`${folder.path}/saved`);
  await downloadsTo(ben, `${folder.path}/saved`);
  await send(ada, path);
  for (const person of [ben, cleo]) {
    await until(
      `${person.name} is told`,
      () =>
        person.page.$eval(testid("chat-toggle"), (button) => /1/.test(button.textContent ?? "")),
    );
    await openChat(person);
    await wayIs(person, "notes.bin", "offered");
  }
  await cleo.press("file-decline");
  await ben.press("file-accept");
  await wayIs(ben, "notes.bin", "finished");
  await wayIs(cleo, "notes.bin", "ended");
  await until("Ada knows of both", async () => {
    const now = await ways(ada, "notes.bin");
    return now.includes("finished") && now.includes("ended");
  });
  await until("the file is among the downloads", async () => {
    const bytes = await Deno.readFile(`${folder.path}/saved/notes.bin`);
    return sha256(bytes) === digest;
  });
  await assertNoTrouble(people);
});

/** The smallest picture of type PNG: one red pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
  "base64",
);

Deno.test("a small picture of a safe type shows by itself, and nothing else does", async () => {
  await using stage = await openStage();
  await using folder = await scratch();
  const people = await startCall(stage, "pictures", ["Ada", "Ben"]);
  const [ada, ben] = people;
  const names = ["red.png", "red.svg", "page.html", "bomb.png"];
  // 50,000 x 50,000 pixels: ten gigabytes, where a browser draws it.
  await Deno.writeFile(`${folder.path}/bomb.png`, png(50_000, 50_000));
  await Deno.writeFile(`${folder.path}/red.png`, PNG);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`;
  await Deno.writeTextFile(`${folder.path}/red.svg`, svg);
  await Deno.writeTextFile(`${folder.path}/page.html`, "<script>1</script>");
  await openChat(ben);
  for (const name of names) await send(ada, `${folder.path}/${name}`);
  for (const person of people) {
    await until(
      `${person.name} sees the picture`,
      () =>
        person.page.$eval(
          `[data-file="red.png"] img`,
          (img) => img instanceof HTMLImageElement && img.naturalWidth === 1,
        ),
    );
  }
  for (const name of ["red.svg", "page.html"]) {
    await wayIs(ben, name, "offered");
    assert.equal(await ben.page.$(`[data-file="${name}"] img`), null, name);
  }
  await until(
    "the bomb can be saved",
    () => ben.page.$(`[data-file="bomb.png"] ${testid("file-save")}`),
  );
  for (const { page } of people) assert.equal(await page.$(`[data-file="bomb.png"] img`), null);
  await assertNoTrouble(people);
});

Deno.test("a file goes on over a new connection, and is cancelled by either side", async () => {
  await using stage = await openStage({ beforePages: saveWithoutAsking });
  await using folder = await scratch();
  const people = await startCall(stage, "resumed", ["Ada", "Ben"]);
  const [ada, ben] = people;
  const size = 30_000_000;
  const { path, sha256: digest } = await folder.file("long.bin", size);
  await send(ada, path);
  await openChat(ben);
  await wayIs(ben, "long.bin", "offered");
  await ben.press("file-accept");
  const { done } = await until("some of it is there, and not all", async () => {
    const now = await firstFile(ben);
    if (now?.sha256) throw new Error("it was faster than this test");
    return now !== null && now.done > 0 && now;
  });
  assert.ok(done < size);
  const before = (await ada.watched()).connections.length;
  await ada.page.evaluate((peer) => globalThis.kibitz?.room?.redial(peer), ben.id);
  await wayIs(ben, "long.bin", "finished");
  await wayIs(ada, "long.bin", "finished");
  assert.ok((await ada.watched()).connections.length > before, "the connection is another");
  assert.equal((await firstFile(ben))?.sha256, digest);

  await send(ada, (await folder.file("other.bin", 4 * size)).path);
  await wayIs(ben, "other.bin", "offered");
  await ben.press("file-accept");
  await until("it moves", async () => (await ways(ben, "other.bin")).includes("moving"));
  await ben.page.locator(`[data-file="other.bin"] ${testid("file-cancel")}`).click();
  await wayIs(ada, "other.bin", "ended");
  await assertNoTrouble(people);
});
