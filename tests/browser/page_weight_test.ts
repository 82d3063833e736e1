import assert from "node:assert/strict";
import { openStage } from "../helpers/browsers/call.ts";
import { openRoom } from "../helpers/browsers/room_page.ts";
import { ROOM_LIMIT, weighing } from "../helpers/browsers/weight.ts";

// English is part of the code; another language is a file more, and the longest of them is Hindi.
for (const [language, more] of [["en", 0], ["hi", 13]] as const) {
  Deno.test(`a room's page is within its budget before the call, in "${language}"`, async () => {
    await using stage = await openStage();
    const page = await stage.chromium.newPage();
    await page.setExtraHTTPHeaders({ "accept-language": language });
    const weigh = weighing(page);
    await openRoom(page, stage.link("light"));
    await page.waitForNetworkIdle();
    const { script, style } = await weigh();
    assert.ok(script > 20 && style > 1, "script and style were seen");
    assert.ok(
      script + style <= ROOM_LIMIT + more,
      `${script.toFixed(1)} kB of script and ${style.toFixed(1)} kB of style`,
    );
  });
}
