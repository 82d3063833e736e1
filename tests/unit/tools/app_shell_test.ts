import { deepEqual, equal, notEqual } from "node:assert/strict";
import { shellOf } from "../../../tools/app_shell.ts";
import { KeptShell } from "../../../worker/shell.ts";

const BUILT = ["assets/a-1.js", "assets/islands/b-2.js", "assets/c-3.css", "assets/texts.de-4.js"];

Deno.test("the app's files are its scripts, styles and icons, and no language", () => {
  const { files } = shellOf([...BUILT, "sw.js", ".vite/manifest.json"]);
  deepEqual(files.filter((path) => path.startsWith("/assets/")), [
    "/assets/a-1.js",
    "/assets/c-3.css",
    "/assets/islands/b-2.js",
  ]);
});

Deno.test("a build's version follows every name in it, whatever their order", () => {
  const { version } = shellOf(BUILT);
  deepEqual(shellOf(BUILT.toReversed()).version, version);
  notEqual(shellOf(BUILT.with(3, "assets/texts.de-5.js")).version, version);
});

Deno.test("a page that was fetched, a room's among them, is not kept, and only the build's files are answered for", async () => {
  const kept = new Map<string, Response>();
  const cache = {
    addAll: () => Promise.resolve(),
    put(request: Request | string, answer: Response) {
      kept.set(typeof request === "string" ? request : request.url, answer);
      return Promise.resolve();
    },
  };
  const caches = {
    open: () => Promise.resolve(cache),
    match: () => Promise.resolve(undefined),
    keys: () => Promise.resolve([]),
    delete: () => Promise.resolve(false),
  } as unknown as CacheStorage;
  const served = () => Promise.resolve(new Response("served"));
  const shell = new KeptShell({ version: "1", files: ["/icon.svg"] }, caches, served);
  const page = await shell.page(
    new Request("https://h.example/r/secret-room"),
    Promise.resolve(undefined),
  );
  equal(await page.text(), "served");
  equal(kept.size, 0);
  deepEqual(
    ["/r/secret-room", "/api/turn", "/assets/a.js"].map((path) => shell.covers(path)),
    [false, false, true],
  );
});
