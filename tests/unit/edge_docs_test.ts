import assert from "node:assert/strict";
import { BROKER_CLOSE, ROUTED_TYPES } from "../../lib/wire/broker.ts";
import { limitVariable } from "../../signal/limits.ts";
import { DEFAULT_LIMITS } from "../../signal/mod.ts";
import { ROOT } from "../helpers/paths.ts";

/** The documents that describe the edge; both may be parts of a larger one some day. */
async function documents(): Promise<string> {
  let all = "";
  for await (const { name } of Deno.readDir(new URL("docs/", ROOT))) {
    if (name.endsWith(".md")) all += await Deno.readTextFile(new URL(`docs/${name}`, ROOT));
  }
  // Tables are padded with spaces.
  return all.replace(/ +/g, " ");
}

Deno.test("the documents name every close code with its reason, every type and every limit", async () => {
  const text = await documents();
  for (const { code, reason } of Object.values(BROKER_CLOSE)) {
    assert.ok(text.includes(`| ${code} | ${reason} |`), `${code} ${reason}`);
  }
  for (const type of ROUTED_TYPES) assert.ok(text.includes(type));
  for (const name of Object.keys(DEFAULT_LIMITS)) assert.ok(text.includes(name), name);
});

Deno.test("the documents name every setting that the code reads", async () => {
  const text = await documents();
  const limits = new Set(
    (Object.keys(DEFAULT_LIMITS) as (keyof typeof DEFAULT_LIMITS)[]).map(limitVariable),
  );
  const read = new Set<string>();
  for await (const path of sources(new URL("signal/", ROOT))) {
    for (
      const [, name] of (await Deno.readTextFile(path)).matchAll(/env(?:, "|\.)([A-Z][A-Z_]+)/g)
    ) {
      read.add(name);
    }
  }
  assert.ok(read.size > 10, "the search for settings finds none: mend it");
  for (const name of read) {
    // Deno Deploy sets its own variables itself.
    if (!limits.has(name) && !name.startsWith("DENO_")) {
      assert.ok(text.includes(`\`${name}\``), name);
    }
  }
});

async function* sources(folder: URL): AsyncGenerator<URL> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* sources(new URL(`${name}/`, folder));
    else if (name.endsWith(".ts")) yield new URL(name, folder);
  }
}
