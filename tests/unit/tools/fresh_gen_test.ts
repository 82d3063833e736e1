import assert from "node:assert/strict";
import { freshGenSource, ROOT } from "../../../tools/fresh_gen.ts";

Deno.test("fresh.gen.ts is what the islands and routes make of it", async () => {
  const kept = await Deno.readTextFile(new URL("fresh.gen.ts", ROOT));
  assert.equal(kept, await freshGenSource(), "fresh.gen.ts is stale: run `deno task build`");
});
