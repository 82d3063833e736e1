import assert from "node:assert/strict";
import { type Going, migrate } from "../helpers/migration.ts";
import { unnoticed } from "../helpers/pauses.ts";
import { startSite } from "../helpers/site.ts";

/** Until a fifth person is connected to everyone, in milliseconds, where a fourth takes a moment. */
const NEWCOMER: Record<Going, number> = { killed: 8_000, leaves: 2_000 };

for (const going of ["killed", "leaves"] as const) {
  Deno.test(`four browsers, the coordinator ${going}: the others see each other all along, and a fifth is in`, async () => {
    await using site = await startSite();
    const { newcomer, usual, gaps, quiet } = await migrate(site, `migration-${going}`, going);
    const pause = Math.max(...quiet.values());
    console.log(
      `fifth person in after ${newcomer} ms, the fourth after ${usual} ms; longest gaps ` +
        `${[...gaps.values()].join(", ")} ms, ${pause} ms while nothing happened`,
    );
    assert.equal(gaps.size, 3);
    const limit = unnoticed(pause);
    for (const [pair, gap] of gaps) assert.ok(gap < limit, `${pair}: ${gap} ms`);
    assert.ok(newcomer < Math.max(NEWCOMER[going], 3 * usual), `${newcomer} ms`);
  });
}
