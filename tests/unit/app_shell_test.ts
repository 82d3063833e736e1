import { deepEqual, notEqual } from "node:assert/strict";
import { shellOf } from "../../tools/app_shell.ts";

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
