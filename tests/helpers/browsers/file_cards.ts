import assert from "node:assert/strict";
import type { FileEnd } from "../../../lib/mod.ts";
import { sha256 } from "../files.ts";
import { type RoomPage, testid } from "./room_page.ts";
import { until } from "../until.ts";

/** Somebody whose page is used; the name is for messages. */
type Someone = Pick<RoomPage, "page" | "press"> & { readonly name: string };

/** A folder for one test; gone with the block. */
export async function scratch() {
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

export async function openChat(person: Someone): Promise<void> {
  if (await person.page.$(testid("chat-input")) === null) await person.press("chat-toggle");
  await until(`${person.name}'s chat is there`, () => person.page.$(testid("chat-input")));
}

/** Chooses a file as a person does, by the chat's own field. */
export async function send(person: Someone, path: string): Promise<void> {
  await openChat(person);
  const field = await person.page.$(testid("chat-files"));
  assert.ok(field !== null);
  await (field as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
}

/** What the cards say of each way of a file. */
export async function ways(person: Someone, name: string): Promise<string[]> {
  return await person.page.$$eval(
    `[data-file="${name}"] ${testid("file-way")}`,
    (ways) => ways.map((way) => way.getAttribute("data-state") ?? ""),
  );
}

export async function wayIs(
  person: Someone,
  name: string,
  state: string,
  within = 60_000,
): Promise<void> {
  await until(`${name} is ${state} for ${person.name}`, async () => {
    const now = await ways(person, name);
    if (!now.includes(state)) throw new Error(JSON.stringify([now, await ends(person)]));
    return true;
  }, { within });
}

async function ends({ page }: Someone): Promise<(FileEnd | null)[]> {
  return await page.evaluate(() =>
    globalThis.kibitz?.room?.files.list.flatMap((file) =>
      file.ways.map(({ state }) => state.name === "ended" ? state.why : null)
    ) ?? []
  );
}

/** The first file that this page knows: how much of it is through, and its digest once it is whole. */
export async function firstFile(
  { page }: Pick<RoomPage, "page">,
): Promise<{ done: number; sha256: string | null } | null> {
  return await page.evaluate(() => {
    const file = globalThis.kibitz?.room?.files.list[0];
    const state = file?.ways[0]?.state;
    if (file === undefined || state === undefined) return null;
    if (state.name === "finished") return { done: file.size, sha256: state.sha256 };
    return { done: state.name === "moving" ? state.done : 0, sha256: null };
  });
}

/** Downloads of this page go here, in a Chromium. */
export async function downloadsTo(person: Someone, path: string): Promise<void> {
  const session = await person.page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", {
    behavior: "allow",
    downloadPath: path,
    browserContextId: undefined,
  });
}

/**
 * Runs in a page before its scripts: nobody is there to answer the browser's own dialog, so large files
 * go to the site's private folder.
 */
export function saveWithoutAsking(): void {
  Object.assign(globalThis, {
    showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
      const folder = await navigator.storage.getDirectory();
      return await folder.getFileHandle(suggestedName, { create: true });
    },
  });
}
