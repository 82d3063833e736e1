import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { assertNoTrouble, openStage, type Person, startCall } from "../helpers/call.ts";
import { sha256 } from "../helpers/files.ts";
import { testid } from "../helpers/room_page.ts";
import { until } from "../helpers/until.ts";

/** A folder for one test; gone with the block. */
async function scratch() {
  const path = await Deno.makeTempDir({ prefix: "kibitz-files-" });
  return {
    path,
    /** A file of random bytes, and what it is. */
    async file(name: string, size: number) {
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) {
        crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)));
      }
      await Deno.writeFile(`${path}/${name}`, bytes);
      return { path: `${path}/${name}`, sha256: sha256(bytes) };
    },
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

async function openChat(person: Person): Promise<void> {
  if (await person.page.$(testid("chat-input")) === null) await person.press("chat-toggle");
  await until(`${person.name}'s chat is there`, () => person.page.$(testid("chat-input")));
}

/** Chooses a file as a person does, by the chat's own field. */
async function send(person: Person, path: string): Promise<void> {
  await openChat(person);
  const field = await person.page.$(testid("chat-files"));
  assert.ok(field !== null);
  await (field as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
}

/** What the cards say of each way of a file. */
async function ways(person: Person, name: string): Promise<string[]> {
  return await person.page.$$eval(
    `[data-file="${name}"] ${testid("file-way")}`,
    (ways) => ways.map((way) => way.getAttribute("data-state") ?? ""),
  );
}

async function wayIs(person: Person, name: string, state: string): Promise<void> {
  await until(`${name} is ${state} for ${person.name}`, async () => {
    const now = await ways(person, name);
    if (!now.includes(state)) throw new Error(JSON.stringify(now));
    return true;
  }, { within: 60_000 });
}

/** Downloads of this page go here. */
async function downloadsTo(person: Person, path: string): Promise<void> {
  const session = await person.page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", {
    behavior: "allow",
    downloadPath: path,
    browserContextId: undefined,
  });
}

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
  const names = ["red.png", "red.svg", "page.html"];
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
  const done = await until("some of it is there, and not all", () =>
    ben.page.evaluate(() => {
      const state = globalThis.kibitz?.room?.files.list[0]?.ways[0]?.state;
      if (state?.name === "finished") throw new Error("it was faster than this test");
      return state?.name === "moving" ? state.done : 0;
    }));
  assert.ok(done < size);
  const before = (await ada.watched()).connections.length;
  await ada.page.evaluate((peer) => globalThis.kibitz?.room?.redial(peer), ben.id);
  await wayIs(ben, "long.bin", "finished");
  await wayIs(ada, "long.bin", "finished");
  assert.ok((await ada.watched()).connections.length > before, "the connection is another");
  const got = await ben.page.evaluate(() => {
    const state = globalThis.kibitz?.room?.files.list[0]?.ways[0]?.state;
    return state?.name === "finished" ? state.sha256 : null;
  });
  assert.equal(got, digest);

  await send(ada, (await folder.file("other.bin", 4 * size)).path);
  await wayIs(ben, "other.bin", "offered");
  await ben.press("file-accept");
  await until("it moves", async () => (await ways(ben, "other.bin")).includes("moving"));
  await ben.page.locator(`[data-file="other.bin"] ${testid("file-cancel")}`).click();
  await wayIs(ada, "other.bin", "ended");
  await assertNoTrouble(people);
});

// What follows runs in the page, and travels there as source text.

/** Nobody is there to answer the browser's own dialog: large files go to the site's private folder. */
function saveWithoutAsking(): void {
  Object.assign(globalThis, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
      const folder = await navigator.storage.getDirectory();
      return await folder.getFileHandle(suggestedName, { create: true });
    },
  });
}
