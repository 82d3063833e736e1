import assert from "node:assert/strict";
import { everyPairFlows, turnEverythingOn } from "../helpers/browsers/call.ts";
import { launchChromium } from "../helpers/browsers/chromium.ts";
import { startCoturn } from "../helpers/servers/coturn.ts";
import { goes } from "../helpers/browsers/diagnoses.ts";
import { firstIceServers, generations, watchRelays } from "../helpers/browsers/relays.ts";
import { allConnected, openRoom, TEST_KEY } from "../helpers/browsers/room_page.ts";
import { startSite } from "../helpers/servers/site.ts";
import { gather } from "../helpers/browsers/turn.ts";
import { until } from "../helpers/until.ts";

/** Seconds for which credentials hold here; they are fetched again at half of that. */
const LIFE = 20;

Deno.test("a relayed call outlives its first credentials, and finds a new path with later ones", async () => {
  await using coturn = await startCoturn();
  await using site = await startSite({
    env: {
      TURN_URLS: coturn.url,
      TURN_SECRET: coturn.secret,
      TURN_TTL_SECONDS: String(LIFE),
    },
  });
  await using one = await launchChromium();
  await using other = await launchChromium();
  const people = [];
  for (const [chromium, name] of [[one, "Ada"], [other, "Ben"]] as const) {
    const page = await chromium.newPage();
    await watchRelays(page);
    const room = await openRoom(page, `${site.origin}/r/refresh#k=${TEST_KEY}`, {
      smallCamera: true,
    });
    await room.press("hide-address");
    people.push(Object.assign(room, { id: await room.join(name), name }));
  }
  const [ada, ben] = people;
  await allConnected(people);
  await turnEverythingOn(people);
  await goes(ada, ben.id, "relayed");
  await goes(ben, ada.id, "relayed");
  await everyPairFlows(people);

  // The first connection's credentials are those of the page that was opened last, at the latest.
  const servers = [...await firstIceServers(ada), ...await firstIceServers(ben)];
  const expiries = servers.map(({ username }) => 1000 * Number(username?.split(":")[0]));
  const last = Math.max(...expiries);
  assert.ok(last > Date.now(), "the call began with credentials that held");
  await until("the first credentials have expired", () => Date.now() > last + 1_000, {
    every: 250,
    within: 2 * LIFE * 1000,
  });
  const [ownPage] = await one.browser.pages();
  await ownPage.goto(`${site.origin}/api/health`);
  for (const server of servers) {
    const { candidates, errors } = await gather(ownPage, server);
    assert.deepEqual([candidates, errors.includes(401)], [0, true], "coturn takes them no more");
  }
  await everyPairFlows(people);

  const before = [await generations(ada), await generations(ben)].flat();
  assert.equal(before.length, 2);
  await ada.page.evaluate(() => globalThis.kibitz?.room?.networkChanged());
  await until("both ends use a path of another generation", async () => {
    const now = [await generations(ada), await generations(ben)].flat();
    if (now.length === 2 && now.every((ufrag, index) => ufrag !== before[index])) return true;
    throw new Error(JSON.stringify({ before, now }));
  }, { every: 200 });
  await allConnected(people);
  await goes(ada, ben.id, "relayed");
  await everyPairFlows(people);
});
