/** A room that changes its link: whoever was removed stays out, and those who stay don't notice. */
import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { deriveRoomKeys } from "../../lib/trust/mod.ts";
import { canonicalSettings } from "../../lib/trust/link_settings.ts";
import {
  everyPairFlows,
  openStage,
  type Person,
  turnEverythingOn,
} from "../helpers/browsers/call.ts";
import { becomeHost, hostedRoom, openActions, openPanel } from "../helpers/browsers/hosted.ts";
import { longestPause, unnoticed, watchPictures } from "../helpers/browsers/pauses.ts";
import {
  allConnected,
  openRoom,
  type RoomPage,
  TEST_KEY,
  testid,
} from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

Deno.test("re-key: the removed person comes back by no way, and the others notice nothing", async () => {
  await using stage = await openStage();
  const room = await hostedRoom(stage, "rekey");
  const people: Person[] = [];
  for (const name of ["Ada", "Hal", "Ben", "Cyd"]) {
    const page = await room.open();
    // Whatever Ben's page sends and gets is what Ben can try again.
    if (name === "Ben") await recordFrames(page.page);
    people.push(Object.assign(page, { id: await page.join(name), name }));
  }
  await allConnected(people);
  const [ada, hal, ben, cyd] = people;
  const stay = [ada, hal, cyd];
  await turnEverythingOn(people);
  await everyPairFlows(people);
  await becomeHost(hal, room.password);
  // So that Ben's page holds an offer of its own for every member, made under the old key.
  for (const to of stay) {
    await ben.page.evaluate((id) => globalThis.kibitz?.room?.redial(id), to.id);
  }
  await allConnected(people);
  const captured = await framesOf(ben.page);
  assert.ok(captured.some(({ type }) => type === "OFFER"), "an offer was captured");

  // What it costs this machine that a page is opened and joins, while nothing is wrong.
  await watchPictures([ada, cyd]);
  const dan = await room.open();
  await dan.join("Dan");
  await allConnected([...people, dan]);
  await dan.leave();
  await allConnected(people);
  const usual = await longestPause([ada, cyd]);

  await watchPictures([ada, cyd]);
  const toldBefore = await Promise.all([ada, cyd].map(warnings));
  const actions = await openActions(hal, ben.id);
  await actions.press("remove-person");
  assert.equal(
    await hal.page.$eval(testid("remove-rekey"), (box) => (box as HTMLInputElement).checked),
    true,
  );
  await actions.press("remove-yes");
  await until("Ben is out", async () => (await ben.phase()).problem === "removed");
  const keys = () => Promise.all(stay.map(linkKey));
  await until("everyone who stays has the new link", async () => {
    const [first, ...others] = await keys();
    return first !== TEST_KEY && others.every((key) => key === first);
  });
  const [key] = await keys();
  assert(key !== null);
  assert.equal(await linkKey(ben), TEST_KEY, "Ben's link is the old one");
  await openPanel(hal, "host");
  await hal.page.waitForSelector(testid("new-link"));
  assert.equal(
    await hal.page.$eval(testid("new-link"), (field) => (field as HTMLInputElement).value),
    room.link(key),
  );

  // By the link that he had: a room in which nobody is.
  const again = await room.open();
  await again.join("Ben");
  assert.deepEqual((await again.picture()).peers, []);
  const told = await Promise.all([ada, cyd].map(warnings));
  assert.deepEqual(told, toldBefore, "of the change itself nobody is told");
  // By the id that he had, with what he once sent: to the members, and to the room's new address.
  const settings = canonicalSettings({ capacity: 8, host: room.host, hostFirst: false });
  const { address } = await deriveRoomKeys(room.name, key, settings);
  const refusedBefore = await Promise.all(stay.map(refusedSignals));
  await replay(stage.site.broker, ben.id, captured, [address, ...stay.map(({ id }) => id)]);
  await until("the replayed signals were refused", async () => {
    const now = await Promise.all(stay.map(refusedSignals));
    return now.some((count, at) => count > refusedBefore[at]);
  });
  for (const person of stay) {
    const { peers, phase } = await person.picture();
    assert.equal(phase.name, "joined");
    assert.deepEqual(
      peers.map(({ name }) => name).sort(),
      stay.map(({ name }) => name).filter((name) => name !== person.name).sort(),
    );
  }
  // By the new link somebody else comes in, so the room is there.
  const eve = await openRoom(await stage.chromium.newPage(), room.link(key));
  await eve.join("Eve");
  await allConnected([...stay, eve]);

  const pause = await longestPause([ada, cyd]);
  console.log(
    `the longest pause between Ada and Cyd: ${pause} ms; ${usual} ms for a newcomer alone`,
  );
  assert.ok(pause < unnoticed(usual), `a pause of ${pause} ms`);
});

const linkKey = (person: RoomPage) =>
  person.page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get("k"));

const refusedSignals = (person: RoomPage) =>
  person.page.evaluate(() => globalThis.kibitz?.state?.refusedSignals ?? 0);

const warnings = (person: RoomPage) =>
  person.page.$$eval(".toast.warn", (toasts) => toasts.map(({ textContent }) => textContent));

interface Frame {
  readonly type: string;
  readonly payload: unknown;
}

const framesOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { framesSent: Frame[] }).framesSent);

/** Keeps what the page sends over its sockets from now on. */
async function recordFrames(page: Page): Promise<void> {
  const record = () => {
    const scope = globalThis as unknown as { framesSent: Frame[] };
    scope.framesSent = [];
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
      if (typeof data === "string" && data.includes("payload")) {
        scope.framesSent.push(JSON.parse(data));
      }
      return send.call(this, data);
    };
  };
  await page.evaluate(record);
}

/** Claims an id at the broker and sends every frame to each of these, as its owner once did. */
async function replay(
  broker: string,
  id: string,
  frames: readonly Frame[],
  to: readonly string[],
): Promise<void> {
  const socket = new WebSocket(`${broker}?id=${id}&token=${"0".repeat(32)}&key=peerjs`);
  const opened = Promise.withResolvers<void>();
  socket.onmessage = ({ data }) => {
    if (JSON.parse(data).type === "OPEN") opened.resolve();
  };
  socket.onclose = ({ code }) => opened.reject(new Error(`the broker closed with ${code}`));
  await opened.promise;
  const closed = Promise.withResolvers<void>();
  socket.onclose = () => closed.resolve();
  for (const dst of to) {
    for (const { type, payload } of frames) socket.send(JSON.stringify({ type, dst, payload }));
  }
  socket.close();
  await closed.promise;
}
