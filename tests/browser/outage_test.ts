import assert from "node:assert/strict";
import type { Person } from "../helpers/browsers/call.ts";
import { openApart } from "../helpers/browsers/apart.ts";
import { firstFrameAfter } from "../helpers/browsers/frames.ts";
import { type Network, openNetwork, whyNoNamespaces } from "../helpers/servers/namespaces.ts";
import {
  longestPause,
  morePictures,
  unnoticed,
  usualPause,
  watchPictures,
} from "../helpers/browsers/pauses.ts";
import { allConnected } from "../helpers/browsers/room_page.ts";
import { type Site, startSite } from "../helpers/servers/site.ts";
import { tileStory, watchTile } from "../helpers/browsers/tile_watch.ts";
import { until } from "../helpers/until.ts";

/** How long the traffic is cut, in milliseconds. */
const OUTAGE = 10_000;
/** How long after it, and after a change of address, pictures may take to run again, in milliseconds. */
const HEALED_WITHIN = 10_000;
const MOVED_WITHIN = 4_000;
/** How long pictures that were under way when the address changed may still be shown, in milliseconds. */
const IN_FLIGHT = 500;

const impossible = await whyNoNamespaces();
if (impossible !== null) console.log(`Skipped: ${impossible}`);

/** Ada, who coordinates, and Ben on one machine, Cleo on another: everyone sees everyone. */
async function callAcross(
  stack: AsyncDisposableStack,
  network: Network,
  site: Site,
): Promise<[Person, Person, Person]> {
  const [here, there] = network.namespaces;
  const people: Person[] = [];
  for (const [name, where] of [["Ada", here], ["Ben", here], ["Cleo", there]] as const) {
    const launch = () => where.launchChromium({ secure: site.origin });
    const { room } = stack.use(await openApart(site, "outage", launch));
    people.push(Object.assign(room, { id: await room.join(name), name }));
  }
  await allConnected(people);
  for (const person of people) await person.turn("camera", true);
  await watchPictures(people);
  await morePictures(people);
  const [ada, ben, cleo] = people;
  return [ada, ben, cleo];
}

/** Milliseconds from `moment` until pictures run again between one person and each of the others. */
async function picturesBack(one: Person, others: readonly Person[], moment: number) {
  const seen = async (viewer: Person, of: Person) =>
    await until(
      `${viewer.name} sees ${of.name} again`,
      () => firstFrameAfter(viewer, of.id, moment),
      { within: 40_000, every: 50 },
    );
  const back = await Promise.all(
    others.flatMap((other) => [seen(one, other), seen(other, one)]),
  );
  return Math.max(...back) - moment;
}

Deno.test({
  name:
    "ten seconds behind a firewall: the call recovers by itself, and meanwhile the tile says so",
  ignore: impossible !== null,
  async fn() {
    await using stack = new AsyncDisposableStack();
    const network = stack.use(await openNetwork());
    const site = stack.use(await startSite({ host: network.host }));
    const [ada, ben, cleo] = await callAcross(stack, network, site);
    const [, there] = network.namespaces;
    const usual = await usualPause([ada, ben]);
    await watchPictures([ada, ben, cleo]);
    // The shield says that Cleo's certificate has to be looked at again.
    await watchTile(ada, cleo.id, ["shield"]);

    const cut = Date.now();
    await there.cut();
    await until("ten seconds have passed", () => Date.now() - cut >= OUTAGE, {
      within: 2 * OUTAGE,
      every: 50,
    });
    const { said, moved } = await tileStory(ada);
    const healed = Date.now();
    await there.heal();
    const back = await picturesBack(cleo, [ada, ben], healed);
    await allConnected([ada, ben, cleo]);
    const undisturbed = await longestPause([ada, ben]);
    console.log(
      `outage of ${healed - cut} ms: the tile said so after ${(said[0]?.at ?? NaN) - cut} ms, ` +
        `pictures ran again ${Math.round(back)} ms after it; ` +
        `longest gap between the others ${undisturbed} ms`,
    );
    assert.ok(said.length > 1, "the tile says nothing, or not for how long");
    assert.match(said[0].text, /^Reconnecting/);
    assert.ok(said.slice(1).every(({ text }) => /^Reconnecting.*\d+/.test(text)), `${said}`);
    assert.deepEqual(moved, []);
    assert.ok(back < HEALED_WITHIN, `${back} ms`);
    assert.ok(undisturbed < unnoticed(usual), `${undisturbed} ms between the others`);
    assert.equal((await cleo.picture()).coordinator, ada.id);
  },
});

Deno.test({
  name: "a machine whose address changes is back in the call at once",
  ignore: impossible !== null,
  async fn() {
    await using stack = new AsyncDisposableStack();
    const network = stack.use(await openNetwork());
    const site = stack.use(await startSite({ host: network.host }));
    const [ada, ben, cleo] = await callAcross(stack, network, site);
    const [, there] = network.namespaces;
    await watchPictures([ada, ben, cleo]);
    const address = await there.moveAddress(() =>
      until(
        "the browser says that it is offline",
        () => cleo.page.evaluate(() => !navigator.onLine),
      )
    );
    const moved = Date.now();
    const back = await picturesBack(cleo, [ada, ben], moved + IN_FLIGHT) + IN_FLIGHT;
    console.log(`pictures ran again ${Math.round(back)} ms after the address became ${address}`);
    assert.ok(back < MOVED_WITHIN, `${back} ms`);
    await allConnected([ada, ben, cleo]);
  },
});
