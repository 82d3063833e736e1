import assert from "node:assert/strict";
import { type Going, migrate } from "../helpers/browsers/migration.ts";
import { unnoticed } from "../helpers/browsers/pauses.ts";
import { startSite } from "../helpers/servers/site.ts";

/** Until a fifth person is connected to everyone, in milliseconds, where it usually takes a moment. */
const NEWCOMER: Record<Going, number> = { killed: 8_000, leaves: 2_000 };

/**
 * Above the pauses, in milliseconds, that five browsers on two cores make by themselves when one of
 * them joins: forty joins made pauses of 170 to 1,110. After a kill, a picture that stood still until
 * somebody else coordinates would do so for longer. Whether a connection lives on shows by its track.
 */
const UNDER_LOAD_MS = 2_000;

for (const going of ["killed", "leaves"] as const) {
  Deno.test(`four browsers, the coordinator ${going}: the others see each other all along, and a fifth is in`, async () => {
    await using site = await startSite();
    const { usual, migrating, alone } = await migrate(site, `migration-${going}`, going);
    const pause = Math.max(...usual.gaps.values());
    console.log(
      `fifth person in after ${migrating.after} ms, ${usual.after} ms while nothing else happened; ` +
        `longest gaps ${[...migrating.gaps.values()].join(", ")} ms, ${pause} ms; ` +
        `with nobody coming ${alone.pause} ms, ${alone.usual} ms before`,
    );
    assert.ok(alone.pause < unnoticed(alone.usual), `with nobody coming: ${alone.pause} ms`);
    assert.equal(migrating.gaps.size, 3);
    const limit = Math.max(UNDER_LOAD_MS, unnoticed(pause));
    for (const [pair, gap] of migrating.gaps) assert.ok(gap < limit, `${pair}: ${gap} ms`);
    assert.ok(
      migrating.after < Math.max(NEWCOMER[going], 3 * usual.after),
      `${migrating.after} ms`,
    );
  });
}
