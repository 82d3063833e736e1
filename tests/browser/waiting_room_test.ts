/** Who waits goes on waiting, in real browsers: through everybody's leaving, and until the host is there. */
import assert from "node:assert/strict";
import { openStage, type Stage } from "../helpers/browsers/call.ts";
import {
  becomeHost,
  governed,
  type HostedRoom,
  hostedRoom,
  knock,
} from "../helpers/browsers/hosted.ts";
import { allConnected, openRoom, type RoomPage, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

/** Dials that somebody makes in vain, each of some six seconds, before we call a room empty. */
const VAIN_DIALS = 2;

/** A page on a device of its own, which keeps nothing of what others keep. */
async function elsewhere(stage: Stage, room: HostedRoom): Promise<RoomPage> {
  const device = await stage.chromium.browser.createBrowserContext();
  return await openRoom(await device.newPage(), room.link());
}

/** The card that somebody at the door sees: what they wait for. */
async function waitsFor(guest: RoomPage, what: "word" | "host", within = 15_000): Promise<void> {
  await guest.page.bringToFront();
  await guest.page.waitForSelector(`${testid("waiting")}[data-for="${what}"]`, { timeout: within });
}

async function dials(guest: RoomPage): Promise<number> {
  return (await guest.watched()).connections.length;
}

async function phase(guest: RoomPage): Promise<string> {
  return (await guest.phase()).phase;
}

/** A tab that ends without a word, as one that crashes. */
async function kill({ page }: RoomPage): Promise<void> {
  const killer = await page.createCDPSession();
  // The renderer is gone before it could answer: that the command fails is what it is for.
  killer.send("Page.crash").catch(() => {});
}

const close = ({ page }: RoomPage) => page.close();
const leave = (person: RoomPage) => person.leave();

interface Scene {
  readonly room: HostedRoom;
  readonly hal: RoomPage;
  readonly ada: RoomPage;
  readonly ben: RoomPage;
  /** Two who knocked. */
  readonly guests: readonly RoomPage[];
}

async function scene(stage: Stage, name: string): Promise<Scene> {
  const room = await hostedRoom(stage, name);
  const ada = await room.open({});
  await ada.join("Ada");
  const hal = await room.open({});
  await hal.join("Hal");
  const ben = await room.open({});
  await ben.join("Ben");
  await allConnected([ada, hal, ben]);
  await becomeHost(hal, room.password);
  await hal.press("lobby");
  await until("newcomers have to ask", () => governed(ada, ({ lobby }) => lobby));
  await until("Ben knows as well", () => governed(ben, ({ lobby }) => lobby));
  const cyd = await elsewhere(stage, room);
  await knock(cyd, "Cyd", "from the choir");
  const dee = await elsewhere(stage, room);
  await knock(dee, "Dee");
  await waitsFor(cyd, "word");
  await waitsFor(dee, "word");
  await until("the host hears both", () => governed(hal, ({ waiting }) => waiting.length === 2));
  return { room, hal, ada, ben, guests: [cyd, dee] };
}

/** Everybody has left: the guests are told so, and nothing of it lets them in. */
async function staysShut({ guests }: Scene): Promise<void> {
  for (const guest of guests) await waitsFor(guest, "host", 30_000);
  const before = await Promise.all(guests.map(dials));
  await until("they asked in vain for a while", async () => {
    const now = await Promise.all(guests.map(dials));
    return now.every((count, at) => count >= before[at] + VAIN_DIALS);
  }, { within: 60_000 });
  assert.deepEqual(await Promise.all(guests.map(phase)), ["joining", "joining"]);
}

/** The host comes back in a new tab, by the password alone, and finds the knocks. */
async function hostReturns(stage: Stage, { room, guests: [cyd, dee] }: Scene): Promise<void> {
  const hal = await openRoom(await stage.chromium.newPage(), room.link());
  await hal.page.locator(testid("name")).fill("Hal");
  await hal.page.locator(testid("host-door")).click();
  await hal.page.locator(testid("unlock-password")).fill(room.password);
  await hal.press("unlock");
  await until("Hal is back, as the host", () => governed(hal, ({ open, lobby }) => open && lobby));
  const heard = () =>
    governed(
      hal,
      ({ waiting }) => waiting.map(({ name, note }) => `${name}:${note}`).sort().join(),
    );
  await until(
    "both knock again",
    async () => await heard() === "Cyd:from the choir,Dee:",
    { within: 10_000 },
  );
  await waitsFor(dee, "word");
  await hal.press("host");
  await hal.page.locator(`${testid("knock")} ${testid("admit")}`).click();
  const admitted = await until("one of them is in", async () => {
    if (await phase(cyd) === "in-call") return { one: cyd, other: dee };
    return await phase(dee) === "in-call" ? { one: dee, other: cyd } : null;
  });
  await allConnected([hal, admitted.one]);
  await waitsFor(admitted.other, "word");
  assert.equal((await hal.picture()).peers.length, 1);
}

Deno.test("host and members leave, close their tabs and crash in different orders: guests wait through all of it, and the host who is back finds their knocks", async () => {
  await using stage = await openStage();
  const evening = await scene(stage, "evening");
  const morning = await scene(stage, "morning");
  const goings: (() => Promise<void>)[] = [
    // The coordinator's page is killed, while the host and the other stay.
    () => kill(evening.ada),
    () => leave(morning.hal),
    () => leave(evening.hal),
    () => close(morning.ben),
    () => close(evening.ben),
    () => kill(morning.ada),
  ];
  for (const going of goings) {
    await going();
    const guests = [...evening.guests, ...morning.guests];
    assert.deepEqual(await Promise.all(guests.map(phase)), Array(4).fill("joining"));
  }
  await Promise.all([staysShut(evening), staysShut(morning)]);
  await hostReturns(stage, evening);
  await hostReturns(stage, morning);
});

Deno.test("nobody is in before the host: a guest is told that the host isn't here, and comes in when they are", async () => {
  await using stage = await openStage();
  const room = await hostedRoom(stage, "first", { hostFirst: true });
  const gus = await elsewhere(stage, room);
  await knock(gus, "Gus");
  await waitsFor(gus, "host");
  const card = await gus.page.$eval(testid("waiting"), (element) => element.textContent ?? "");
  assert.match(card, /The host isn't here yet/);

  // The host opens the same link on another device, and is taken for a guest until the password.
  const hal = await elsewhere(stage, room);
  await knock(hal, "Hal");
  await waitsFor(hal, "host");
  await hal.page.locator(testid("host-door")).click();
  await hal.page.locator(testid("unlock-password")).fill(room.password);
  await hal.press("unlock");
  await until("Hal is in", async () => await phase(hal) === "in-call");
  const since = Date.now();
  await until("Gus is in", async () => await phase(gus) === "in-call");
  const took = Date.now() - since;
  console.log(`a guest was in ${took} ms after the host`);
  assert.ok(took < 8_000, `Gus was in ${took} ms after the host`);
  await allConnected([hal, gus]);

  // The host goes. Who is in goes on, and lets newcomers in; a guest who knocks later finds nobody.
  await hal.leave();
  const ida = await elsewhere(stage, room);
  await ida.join("Ida");
  await allConnected([gus, ida]);
  await gus.leave();
  await ida.leave();
  const kim = await elsewhere(stage, room);
  await knock(kim, "Kim");
  await waitsFor(kim, "host");
  await kim.press("cancel");
  await until("Kim gave up", async () => await phase(kim) === "ready");
  assert.deepEqual(kim.trouble, { errors: [], foreign: [] });
});
