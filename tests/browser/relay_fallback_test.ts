import assert from "node:assert/strict";
import { everyPairFlows, turnEverythingOn } from "../helpers/browsers/call.ts";
import { startCoturn } from "../helpers/servers/coturn.ts";
import { goes } from "../helpers/browsers/diagnoses.ts";
import { openNetwork, whyNoNamespaces } from "../helpers/servers/namespaces.ts";
import { allConnected, openRoom, TEST_KEY } from "../helpers/browsers/room_page.ts";
import { startSite } from "../helpers/servers/site.ts";
import { until } from "../helpers/until.ts";

const impossible = await whyNoNamespaces();
if (impossible !== null) console.log(`Skipped: ${impossible}`);

Deno.test({
  name: "two machines that reach only the TURN host fall back to it by themselves, and say so",
  ignore: impossible !== null,
  async fn() {
    await using network = await openNetwork();
    const [left, right] = network.namespaces;
    await left.cut(right.address);
    await right.cut(left.address);
    await using coturn = await startCoturn({ host: network.host });
    await using site = await startSite({
      host: network.host,
      env: { TURN_URLS: coturn.url, TURN_SECRET: coturn.secret },
    });
    const people = [];
    await using stack = new AsyncDisposableStack();
    for (const [where, name] of [[left, "Ada"], [right, "Ben"]] as const) {
      const chromium = stack.use(await where.launchChromium({ secure: site.origin }));
      const room = await openRoom(
        await chromium.newPage(),
        `${site.origin}/r/fallback#k=${TEST_KEY}`,
        { smallCamera: true },
      );
      people.push(Object.assign(room, { id: await room.join(name), name }));
    }
    const [ada, ben] = people;
    const since = performance.now();
    await allConnected(people);
    console.log(`connected ${Math.round(performance.now() - since)} ms after both were in`);
    await turnEverythingOn(people);
    await everyPairFlows(people);
    for (const [one, other] of [[ada, ben], [ben, ada]]) {
      const { protocol } = await goes(one, other.id, "relayed");
      assert.equal(protocol, "udp");
      assert.equal((await one.picture()).addressHidden, false);
      await until(
        "the tile says so",
        async () => await one.page.$(`[data-peer="${other.id}"][data-way="relayed"]`) !== null,
      );
    }
    // The way that was closed opens: it was the firewall that did it, and nothing else.
    await left.heal();
    await right.heal();
    await ada.page.evaluate((id) => globalThis.kibitz?.room?.redial(id), ben.id);
    await goes(ada, ben.id, "direct");
    await goes(ben, ada.id, "direct");
  },
});
