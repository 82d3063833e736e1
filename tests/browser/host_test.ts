/** The host's side and the guest's, in real browsers: by key, in a seat that is not the coordinator's. */
import assert from "node:assert/strict";
import { openStage } from "../helpers/browsers/call.ts";
import {
  becomeHost,
  governed,
  hostedRoom,
  knock,
  openActions,
  openPanel,
} from "../helpers/browsers/hosted.ts";
import { allConnected, type RoomPage, testid } from "../helpers/browsers/room_page.ts";
import { until } from "../helpers/until.ts";

const shownText = async (page: RoomPage, selector: string) =>
  await page.page.$eval(selector, (element) => element.textContent ?? "");

const stopped = (guest: RoomPage, problem: string) =>
  until(`the guest is told "${problem}"`, async () => {
    const now = await guest.phase();
    return now.phase === "failed" && now.problem === problem;
  });

Deno.test("a host who does not coordinate sees knocks, admits, turns away, locks and removes, and it holds when the coordinator has left", async () => {
  await using stage = await openStage();
  const room = await hostedRoom(stage, "board");
  const ada = await room.open();
  await ada.join("Ada");
  const hal = await room.open();
  await hal.join("Hal");
  const ben = await room.open();
  const benId = await ben.join("Ben");
  await allConnected([ada, hal, ben]);

  await becomeHost(hal, room.password);
  assert.notEqual((await hal.picture()).coordinator, (await hal.picture()).self.id);
  assert.equal(await ada.page.$(testid("host")), null, "nobody else has the host's button");
  await hal.press("lobby");
  await until("newcomers have to ask", () => governed(ada, ({ lobby }) => lobby));

  const cyd = await room.open();
  await knock(cyd, "Cyd", "from the choir");
  await cyd.page.waitForSelector(testid("waiting"));
  const dee = await room.open();
  await knock(dee, "Dee");
  await dee.page.waitForSelector(testid("waiting"));
  await hal.page.waitForSelector(testid("admit-all"));
  const knocks = await hal.page.$$eval(
    testid("knock"),
    (rows) => rows.map((row) => row.querySelector("p")?.textContent),
  );
  assert.deepEqual(knocks, ["Cydfrom the choir", "Dee"]);
  assert.equal(await shownText(hal, `${testid("host")} .badge`), "2");
  assert.deepEqual(await governed(ada, ({ waiting }) => waiting), []);
  assert.equal((await ada.picture()).peers.length, 2, "who waits is in no roster");

  await hal.page.locator(`${testid("knock")}:nth-child(2) ${testid("deny")}`).click();
  await stopped(dee, "denied");
  // With the panel closed, the same stands over the stage.
  await hal.page.keyboard.press("Escape");
  await until(
    "Cyd's knock is announced",
    async () => /Cyd asks to come in/.test(await shownText(hal, testid("knock-bar"))),
  );
  await hal.press("bar-admit");
  await until("Cyd is in", async () => (await cyd.phase()).phase === "in-call");
  await allConnected([ada, hal, ben, cyd]);

  await openPanel(hal, "host");
  await hal.press("lock");
  await until("the room is locked", () => governed(ben, ({ locked }) => locked));
  const seat = await ben.page.evaluate(() => globalThis.kibitz?.room?.keepSeat() ?? "");
  const actions = await openActions(hal, benId);
  await actions.press("remove-person");
  await actions.press("remove-rekey");
  await actions.press("remove-yes");
  await stopped(ben, "removed");
  assert.match(await shownText(ben, ".prejoin-stop"), /The host removed you/);
  await allConnected([ada, hal, cyd]);

  await ada.leave();
  await until("the coordinator is another", async () => {
    const { coordinator, peers } = await hal.picture();
    return peers.length === 1 && coordinator !== null;
  });
  assert.deepEqual(
    await governed(cyd, ({ lobby, locked }) => ({ lobby, locked })),
    { lobby: true, locked: true },
  );
  // Ben comes back with the seat that he had, as by a reload, and Eve as a stranger.
  const back = await room.open();
  await back.page.evaluate((seat) => {
    const text = { path: location.pathname + location.hash, seat };
    const entry = { page: "0".repeat(32), leftAt: Date.now(), text };
    sessionStorage.setItem("kibitz/v1/seat", JSON.stringify(entry));
  }, seat);
  await back.page.reload();
  await stopped(back, "removed");
  const eve = await room.open();
  await knock(eve, "Eve");
  await stopped(eve, "locked");
  assert.match(await shownText(eve, testid("problem")), /The room is locked/);
  assert.equal((await hal.picture()).peers.length, 1);
});

Deno.test("a wrong password is told; the right one lasts through a reload, which comes back into the same seat", async () => {
  await using stage = await openStage();
  const room = await hostedRoom(stage, "seat");
  const ada = await room.open();
  await ada.join("Ada");
  const hal = await room.open();
  await hal.join("Hal");
  await allConnected([ada, hal]);
  await hal.press("more");
  await hal.press("menu-host");
  await hal.page.locator(testid("unlock-password")).fill("wrong");
  await hal.press("unlock");
  await until(
    "it is told",
    async () => /not this room's password/.test(await shownText(hal, "#unlock-problem")),
  );
  assert.equal(await governed(hal, ({ open }) => open), false);
  await hal.page.keyboard.press("Escape");
  await becomeHost(hal, room.password);
  await hal.press("lock");
  await until("the room is locked", () => governed(ada, ({ locked }) => locked));
  const order = () => hal.page.evaluate(() => globalThis.kibitz?.state?.self.order);
  const before = await order();
  await hal.page.reload();
  await until("Hal is back", async () => (await hal.phase()).phase === "in-call");
  await until("Hal hosts again", () => governed(hal, ({ open, locked }) => open && locked));
  assert.equal(await order(), before);
  await allConnected([ada, hal]);
});

Deno.test("muted by the host, given a role, the chat cleared: each is seen where it belongs", async () => {
  await using stage = await openStage();
  const room = await hostedRoom(stage, "order");
  const ada = await room.open();
  const adaId = await ada.join("Ada");
  const hal = await room.open();
  await hal.join("Hal");
  await allConnected([ada, hal]);
  await becomeHost(hal, room.password);
  await ada.turn("mic", true);
  await ada.say("old news");
  await until("Hal has the line", async () => (await hal.picture()).chat.length === 1);

  const actions = await openActions(hal, adaId);
  await hal.page.waitForSelector(`${testid("mute-person")}:not([disabled])`);
  await actions.press("mute-person");
  await until("Ada is muted", async () => !(await ada.picture()).self.status.microphone);
  await until(
    "Ada is told by whom",
    async () => /Hal muted you/.test(await shownText(ada, ".notices")),
  );
  await actions.fill("role", "Speaker");
  await actions.press("set-role");
  await until(
    "Ada has the role",
    () => ada.page.evaluate(() => globalThis.kibitz?.state?.self.role === "Speaker"),
  );

  await openPanel(hal, "host");
  await hal.press("clear-chat");
  await hal.press("clear-chat-yes");
  await until(
    "the chat is empty for all",
    async () => (await ada.picture()).chat.length === 0 && (await hal.picture()).chat.length === 0,
  );
});

Deno.test("a room without a host shows no moderation, and asks for no line", async () => {
  await using stage = await openStage();
  const page = await stage.chromium.newPage();
  await page.goto(stage.link("open"), { waitUntil: "load" });
  await page.waitForFunction(() => globalThis.kibitz?.phase === "ready");
  assert.equal(await page.$(testid("note")), null);
  await page.evaluate(() => globalThis.kibitz?.join("Ada"));
  await page.waitForSelector(testid("more"));
  await page.locator(testid("more")).click();
  await page.waitForSelector(testid("menu"));
  assert.equal(await page.$(testid("menu-host")), null);
  assert.equal(await page.$(testid("host")), null);
});
