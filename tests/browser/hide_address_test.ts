import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { everyPairFlows, turnEverythingOn } from "../helpers/browsers/call.ts";
import { type Chromium, launchChromium } from "../helpers/browsers/chromium.ts";
import { startCoturn } from "../helpers/servers/coturn.ts";
import { goes } from "../helpers/browsers/diagnoses.ts";
import { launchFirefox } from "../helpers/browsers/firefox.ts";
import { candidatesOf, ownAddresses, textsSent, watchRelays } from "../helpers/browsers/relays.ts";
import { allConnected, openRoom, type RoomPage, testid } from "../helpers/browsers/room_page.ts";
import { type Site, startSite } from "../helpers/servers/site.ts";
import { until } from "../helpers/until.ts";

/** Without a key in the link, what is told to the others can be read as it leaves. */
const ROOM = "/r/hidden";

/** Opens the room in a page that is watched from its first script. */
async function open(site: Site, page: Page): Promise<RoomPage> {
  await watchRelays(page);
  return await openRoom(page, site.origin + ROOM, { smallCamera: true });
}

async function enter(site: Site, page: Page, name: string, hidden: boolean) {
  const room = await open(site, page);
  if (hidden) await room.press("hide-address");
  return Object.assign(room, { id: await room.join(name), name });
}

/** Asserts that of all that this page told anybody, no candidate and no address is its own. */
async function toldNothing(room: RoomPage): Promise<void> {
  const texts = await textsSent(room);
  const candidates = texts.flatMap((text) => text.match(/candidate:[^"\\]+/g) ?? []);
  assert.ok(candidates.length > 0, "nothing was seen, so nothing is shown");
  for (const candidate of candidates) {
    assert.match(candidate, / 127\.0\.0\.1 \d+ typ relay( |$)/);
    assert.match(candidate, / raddr 0\.0\.0\.0 rport 0( |$)/);
  }
  const own = ownAddresses();
  assert.ok(own.length > 0, "this machine has an address to tell");
  for (const text of texts) {
    for (const address of own) assert.ok(!text.includes(address), `${address} in ${text}`);
    assert.doesNotMatch(text, /\.local /);
  }
}

/** Asserts that a page knows no way to somebody but their relay, and none of its own but relays. */
async function nothingDirect(hider: RoomPage, other: RoomPage): Promise<void> {
  const own = await candidatesOf(hider, "local-candidate");
  assert.ok(own.length > 0 && own.every(({ type }) => type === "relay"), JSON.stringify(own));
  const seen = await candidatesOf(other, "remote-candidate");
  assert.ok(seen.length > 0);
  for (const { type, address } of seen) {
    assert.ok(type === "relay" || type === "prflx", type);
    assert.equal(address, "127.0.0.1", "the relay's address, which is not the machine's own");
  }
}

const HIDERS = {
  Chromium: () => launchChromium(),
  // Firefox takes no relay on the same machine unless it is told to.
  Firefox: () => launchFirefox({ prefs: { "media.peerconnection.ice.loopback": true } }),
} as const;

for (const [browser, launch] of Object.entries(HIDERS)) {
  Deno.test(`a hidden address leaves in no signal and shows in no statistics, in ${browser}`, async () => {
    await using coturn = await startCoturn();
    await using site = await startSite({
      env: { TURN_URLS: coturn.url, TURN_SECRET: coturn.secret },
    });
    await using chromium = await launchChromium();
    await using hiders: Pick<Chromium, "newPage"> & AsyncDisposable = await launch();
    const ada = await enter(site, await chromium.newPage(), "Ada", false);
    const ben = await enter(site, await hiders.newPage(), "Ben", true);
    await allConnected([ada, ben]);
    assert.ok(await ben.page.$(testid("address-hidden")), "the call says so");
    assert.equal(await ada.page.$(testid("address-hidden")), null);
    await turnEverythingOn([ada, ben]);
    await goes(ada, ben.id, "relayed");
    await goes(ben, ada.id, "relayed");
    await everyPairFlows([ada, ben]);
    await toldNothing(ben);
    await nothingDirect(ben, ada);
    assert.ok(
      (await candidatesOf(ada, "local-candidate")).some(({ type }) => type === "host"),
      "and who does not hide is as before",
    );
  });
}

Deno.test("hiding in mid-call dials everybody anew, and leaves nothing direct", async () => {
  await using coturn = await startCoturn();
  await using site = await startSite({
    env: { TURN_URLS: coturn.url, TURN_SECRET: coturn.secret },
  });
  await using chromium = await launchChromium();
  const ada = await enter(site, await chromium.newPage(), "Ada", false);
  const ben = await enter(site, await chromium.newPage(), "Ben", false);
  const cleo = await enter(site, await chromium.newPage(), "Cleo", false);
  const people = [ada, ben, cleo];
  await allConnected(people);
  for (const other of [ada, cleo]) await goes(ben, other.id, "direct");
  const told = (await textsSent(ben)).length;
  await ben.press("more");
  await ben.press("menu-address");
  await until(
    "the call says that Ben's address is hidden",
    async () => await ben.page.$(testid("address-hidden")) !== null,
  );
  await allConnected(people);
  for (const other of [ada, cleo]) {
    await goes(ben, other.id, "relayed");
    await goes(other, ben.id, "relayed");
  }
  const own = await candidatesOf(ben, "local-candidate");
  assert.ok(own.length > 0 && own.every(({ type }) => type === "relay"), JSON.stringify(own));
  const since = (await textsSent(ben)).slice(told).join("\n");
  assert.match(since, / typ relay /);
  assert.doesNotMatch(since, / typ (?:host|srflx|prflx)/);
  await goes(ada, cleo.id, "direct");
  await turnEverythingOn([ben, ada]);
  await everyPairFlows([ben, ada]);
});

Deno.test("without a relay a hidden join fails before anything is dialled, and a call says why", async () => {
  await using site = await startSite();
  await using chromium = await launchChromium();
  const ada = await enter(site, await chromium.newPage(), "Ada", false);
  await ada.press("more");
  await ada.press("menu-address");
  await until(
    "it is said that there is no relay",
    async () =>
      (await ada.page.$eval(".notices", (list) => list.textContent ?? "")).includes(
        "can't be hidden",
      ),
  );
  assert.equal(await ada.page.$(testid("address-hidden")), null);

  const ben = await open(site, await chromium.newPage());
  await ben.press("hide-address");
  await until(
    "the switch says why it can't be",
    async () =>
      (await ben.page.$eval("#hide-address-hint", (hint) => hint.textContent ?? ""))
        .includes("You can't join like this"),
  );
  await ben.page.locator(testid("name")).fill("Ben");
  await ben.press("join");
  await until("the join fails", async () => (await ben.phase()).problem === "no-relay");
  // What was made ready for the click is gone, and was never described: nobody learned of it.
  for (const { state, localDescriptions } of (await ben.watched()).connections) {
    assert.deepEqual([state, localDescriptions], ["closed", 0]);
  }
  await ben.press("hide-address");
  await ben.join("Ben");
  await allConnected([ada, ben]);
});
