/** The page's side of governance: becoming the host, who waits, what the host's decisions do here. */
import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { systemRandom } from "../../../../lib/env/mod.ts";
import { createLocalBus, type HostSetting, joinRoom, type Room } from "../../../../lib/mod.ts";
import { createHostKey } from "../../../../lib/trust/mod.ts";
import type { SessionOptions } from "../../../../session/session.ts";
import { engineHostKeys } from "../../../../session/joining/engine.ts";
import { createHosting } from "../../../../session/host/hosting.ts";
import { DECISIONS_KEPT_MS, openDecisions } from "../../../../session/storage/decisions.ts";
import { openKeptHostKey } from "../../../../session/storage/host_key.ts";
import { createNotices } from "../../../../session/notices/notices.ts";
import { readPlace, type RoomLink, roomPath } from "../../../../session/link/room_link.ts";
import { createSession, type Session } from "../../../../session/session.ts";
import { openPreferences } from "../../../../session/storage/preferences.ts";
import { until } from "../../../helpers/until.ts";
import { fakePage, keptText, KEY } from "../session_helpers.ts";

const ROOM = "blue-river";
/** Where a tab keeps the host's key of it. */
const KEPT = "kibitz/v1/host/blue-river";
const PASSWORD = "kettle-otter-maple";
const { sealed, key } = await createHostKey({
  room: ROOM,
  password: PASSWORD,
  random: systemRandom,
});
const HOST: HostSetting = { kind: "key", sealed };
/** The same room, where nobody is in before the host. */
const FIRST = { room: ROOM, key: KEY, settings: { capacity: 8, host: HOST, hostFirst: true } };
const LINK = { room: ROOM, key: KEY, settings: { capacity: 8, host: HOST, hostFirst: false } };

function page(
  transport: SessionOptions["joinRoom"],
  changes: Partial<SessionOptions> = {},
  link: RoomLink = LINK,
) {
  const path = roomPath(link);
  const { env, ...rest } = fakePage();
  const address = { ...env.address, hash: path.slice(path.indexOf("#")) };
  return { ...rest, session: createSession({ ...env, address, joinRoom: transport, ...changes }) };
}

/** A room in memory that pages and engines share. */
function shared() {
  const transport = createLocalBus();
  const rooms: Room[] = [];
  const join: SessionOptions["joinRoom"] = (room, { broker: _, ...options }) =>
    joinRoom(room, { ...options, transport });
  return {
    join,
    async host(name = "Hal"): Promise<Room> {
      const room = await joinRoom(ROOM, { name, key: KEY, host: HOST, hostKey: key, transport });
      rooms.push(room);
      return room;
    },
    async close() {
      for (const room of rooms) await room.leave();
    },
  };
}

function enter(session: Session, name: string): void {
  session.start(name);
  void session.join();
}

const entered = (session: Session) => () => session.phase.value.name === "in-call";

Deno.test("a guest waits at the door with a line for the host, and hears that they were let in", async () => {
  const room = shared();
  const hal = await room.host();
  await hal.host.setLobby(true);
  const { session } = page(room.join);
  session.start("Gus");
  assert.equal(session.note.value, "", "a room with a host takes a line");
  session.setNote("  from the choir ");
  void session.join();
  await until("Gus waits", () => {
    const phase = session.phase.value;
    return phase.name === "joining" && phase.waiting;
  });
  const [knock] = hal.state.governance.waiting;
  assert.deepEqual([knock.name, knock.note], ["Gus", "from the choir"]);
  await hal.host.admit([knock.id]);
  await until("Gus is in", entered(session));
  assert.match(session.notices.shown.value[0]?.title ?? "", /let you in/);
  await session.leave();
  await room.close();
});

Deno.test("whoever is turned away, or stops waiting, is told in words and gone from the list", async () => {
  const room = shared();
  const hal = await room.host();
  await hal.host.setLobby(true);
  const { session } = page(room.join);
  enter(session, "Gus");
  await until("Gus knocks", () => hal.state.governance.waiting.length === 1);
  await hal.host.deny(hal.state.governance.waiting[0].id);
  await until("Gus is told", () => session.phase.value.name === "failed");
  const phase = session.phase.value;
  assert(phase.name === "failed");
  assert.equal(phase.problem.code, "denied");
  assert.equal(phase.problem.retry, true);
  void session.join();
  await until("Gus knocks again", () => hal.state.governance.waiting.length === 1);
  session.cancelJoin();
  await until("nobody waits", () => hal.state.governance.waiting.length === 0);
  assert.equal(session.phase.value.name, "ready");
  await room.close();
});

Deno.test("a removed person is told, and can't try again on this page", async () => {
  const room = shared();
  const hal = await room.host();
  const { session } = page(room.join);
  enter(session, "Gus");
  await until("Gus is in", entered(session));
  await until("Hal sees Gus", () => hal.state.peers.length === 1);
  await hal.host.remove(hal.state.peers[0].member.id);
  await until("Gus is out", () => session.phase.value.name === "failed");
  const phase = session.phase.value;
  assert(phase.name === "failed");
  assert.deepEqual([phase.problem.code, phase.problem.retry], ["removed", false]);
  await room.close();
});

Deno.test("another link key: the link, the address bar and what is kept follow without a word", async () => {
  const room = shared();
  const hal = await room.host();
  const shown: string[] = [];
  const kept = keptText();
  const { session } = page(room.join, { showPath: (path) => shown.push(path), keptText: kept });
  enter(session, "Gus");
  await until("Gus is in", entered(session));
  await until("Hal sees Gus", () => hal.state.peers.length === 1);
  const before = session.notices.shown.value.length;
  const newKey = await hal.host.rekey();
  await until("the link is another", () => session.link.value.includes(newKey));
  const path = roomPath({ ...LINK, key: newKey });
  assert.deepEqual(shown, [path]);
  assert.equal(session.link.value, `https://kibitz.test${path}`);
  assert.ok(kept.text?.includes(newKey) && !kept.text.includes(KEY), "the dead link is forgotten");
  assert.equal(session.notices.shown.value.length, before);
  await session.leave();
  await room.close();
});

Deno.test("a host's wish for quiet mutes, and says who wished it", async () => {
  const room = shared();
  const hal = await room.host();
  const { session } = page(room.join);
  enter(session, "Gus");
  await until("Gus is in", entered(session));
  await session.devices.microphone.set(true);
  await until("Hal hears that Gus speaks", () => hal.state.peers[0]?.member.status.microphone);
  await hal.host.askToMute(hal.state.peers[0].member.id);
  await until("Gus is muted", () => !session.devices.microphone.wanted.value);
  await until("Hal sees it", () => !hal.state.peers[0]?.member.status.microphone);
  assert.ok(session.notices.shown.value.some(({ title }) => title === "Hal muted you"));
  await session.leave();
  await room.close();
});

Deno.test("the password makes somebody the host; another one is told, and the tab keeps the key", async () => {
  const room = shared();
  const tabText = keptText();
  const { session, clock } = page(room.join, { tabText });
  enter(session, "Hal");
  await until("Hal is in", entered(session));
  const hosting = createHosting({
    room: session.room,
    state: session.state,
    place: session.place,
    notices: createNotices(clock),
    keys: engineHostKeys,
    kept: openKeptHostKey(tabText),
    enter: () => Promise.resolve(),
  });
  assert.equal(hosting.view.value?.open, false);
  assert.equal(await hosting.unlock(""), false);
  assert.equal(hosting.unlocking.value, "empty");
  assert.equal(await hosting.unlock("wrong"), false);
  assert.equal(hosting.unlocking.value, "wrong-password");
  assert.equal(tabText.getItem(KEPT), null);
  assert.equal(await hosting.unlock(PASSWORD), true);
  await until("Hal is the host", () => hosting.view.value?.open === true);
  assert.equal(tabText.getItem(KEPT), key.keptText());
  await hosting.setLobby(true);
  await until("newcomers ask first", () => hosting.view.value?.lobby === true);
  const guest = page(room.join).session;
  enter(guest, "Gus");
  await until("Gus knocks", () => hosting.view.value?.waiting.length === 1);
  await hosting.admit(hosting.view.value?.waiting.map(({ id }) => id) ?? []);
  await until("Gus is in", entered(guest));
  await session.leave();
  assert.equal(hosting.view.value, null);

  // The same tab later: no password is asked for.
  const again = page(room.join, { tabText }).session;
  enter(again, "Hal");
  await until("Hal is back as the host", () => again.state.value?.governance.open === true);
  await again.leave();
  await guest.leave();
});

Deno.test("a key of another room that a tab kept makes nobody a host, and keeps nobody out", async () => {
  const room = shared();
  const other = await createHostKey({ room: ROOM, password: "another", random: systemRandom });
  const { session } = page(room.join, {
    tabText: { ...keptText(), getItem: () => other.key.keptText() },
  });
  enter(session, "Eve");
  await until("Eve is in", entered(session));
  assert.equal(session.state.value?.governance.open, false);
  await session.leave();
});

Deno.test("a decision that comes too late is told and changes nothing", async () => {
  const room = shared();
  const hal = await room.host();
  const notices = createNotices(fakePage().clock);
  const hosting = createHosting({
    room: signal(hal),
    state: signal(hal.state),
    place: signal(readPlace({ ...fakePage().env.address })),
    notices,
    keys: engineHostKeys,
    kept: openKeptHostKey(null),
    enter: () => Promise.resolve(),
  });
  await hosting.remove("f".repeat(32), true);
  assert.equal(notices.shown.value[0]?.text, "They left meanwhile.");
  assert.equal(hosting.newLink.value, false);
  assert.equal(hal.state.key, KEY);
  await hosting.label(hal.state.self.id, "x".repeat(25));
  assert.match(notices.shown.value[1]?.text ?? "", /1 to 24/);
  await hosting.rekey();
  assert.equal(hosting.newLink.value, true);
  await room.close();
});

Deno.test("a host who waits at the door comes in by the password", async () => {
  const room = shared();
  const hal = await room.host();
  await hal.host.setLobby(true);
  const tabText = keptText();
  const { session } = page(room.join, { tabText });
  const hosting = createHosting({
    room: session.room,
    state: session.state,
    place: session.place,
    notices: session.notices,
    keys: engineHostKeys,
    kept: openKeptHostKey(tabText),
    enter: session.joinAnew,
  });
  enter(session, "Hilda");
  await until(
    "Hilda waits",
    () => session.phase.value.name === "joining" && session.phase.value.waiting,
  );
  assert.equal(hosting.atTheDoor.value, true);
  assert.equal(await hosting.unlock("another one"), false);
  assert.equal(hosting.unlocking.value, "wrong-password");
  assert.equal(await hosting.unlock(PASSWORD), true);
  await until(
    "Hilda is in, as the host",
    () => entered(session)() && session.state.value?.governance.open === true,
  );
  assert.equal(hosting.atTheDoor.value, false);
  await session.leave();
  await room.close();
});

Deno.test("a guest before the host is told so, and the host comes in from that very page by the password", async () => {
  const room = shared();
  const guest = page(room.join, {}, FIRST).session;
  enter(guest, "Gus");
  await until("Gus waits for the host", () => {
    const phase = guest.phase.value;
    return phase.name === "joining" && phase.waiting === "host";
  });
  const tabText = keptText();
  const { session } = page(room.join, { tabText }, FIRST);
  const hosting = createHosting({
    room: session.room,
    state: session.state,
    place: session.place,
    notices: session.notices,
    keys: engineHostKeys,
    kept: openKeptHostKey(tabText),
    enter: session.joinAnew,
  });
  enter(session, "Hal");
  await until("Hal waits as well", () => {
    const phase = session.phase.value;
    return phase.name === "joining" && phase.waiting === "host";
  });
  assert.equal(hosting.atTheDoor.value, true);
  assert.equal(await hosting.unlock(PASSWORD), true);
  await until("Hal is in, as the host", () => session.state.value?.governance.open === true);
  await until("Gus is in", entered(guest));
  assert.deepEqual(guest.notices.shown.value, [], "nobody had to let Gus in");
  await guest.leave();
  await session.leave();
});

Deno.test("a host whose tab was closed finds the waiting room as it was, by the password alone", async () => {
  const room = shared();
  const device = keptText();
  const first = keptText();
  openKeptHostKey(first).keep(ROOM, key.keptText());
  const { session } = page(room.join, { keptText: device, tabText: first });
  enter(session, "Hal");
  await until("Hal is the host", () => session.state.value?.governance.open === true);
  await session.room.value?.host.setLobby(true);
  await until("newcomers ask first", () => session.state.value?.governance.lobby === true);
  const guest = page(room.join).session;
  enter(guest, "Gus");
  await until("Gus waits", () => {
    const phase = guest.phase.value;
    return phase.name === "joining" && phase.waiting === "word";
  });
  await session.leave();

  const second = keptText();
  openKeptHostKey(second).keep(ROOM, key.keptText());
  const again = page(room.join, { keptText: device, tabText: second }).session;
  enter(again, "Hal");
  await until("Hal is back", () => again.state.value?.governance.open === true);
  assert.equal(again.state.value?.governance.lobby, true);
  await until(
    "Gus knocks again",
    () => again.state.value?.governance.waiting.some(({ name }) => name === "Gus"),
    { within: 20_000 },
  );
  assert.equal(guest.phase.value.name, "joining");
  guest.cancelJoin();
  await again.leave();

  // Another tab without the password holds to it as well: it begins no room with an open door.
  const third = page(room.join, { keptText: device }).session;
  enter(third, "Hal");
  await until("it waits", () => {
    const phase = third.phase.value;
    return phase.name === "joining" && phase.waiting === "host";
  });
  third.cancelJoin();
});

Deno.test("what a host decided is kept for half a day, of few rooms, and goes with the list of rooms", () => {
  const storage = keptText();
  const decisions = () => openDecisions(storage);
  decisions().keep(LINK, "one", 1_000);
  assert.equal(decisions().read(LINK, 1_000 + DECISIONS_KEPT_MS - 1), "one");
  assert.equal(decisions().read({ ...LINK, key: null }, 2_000), "one", "the link key may change");
  assert.equal(decisions().read(FIRST, 2_000), null, "another link is another room");
  decisions().keep(LINK, "one", 5_000);
  assert.equal(decisions().read(LINK, 1_000 + DECISIONS_KEPT_MS), null, "it was decided at 1,000");
  decisions().keep(LINK, "two", 6_000);
  assert.equal(decisions().read(LINK, 6_000), "two");
  for (const room of ["a", "b", "c", "d"]) decisions().keep({ ...LINK, room }, room, 7_000);
  assert.equal(decisions().read(LINK, 7_000), null);
  assert.equal(decisions().read({ ...LINK, room: "a" }, 7_000), "a");
  openPreferences(storage).forgetRooms();
  assert.equal(decisions().read({ ...LINK, room: "a" }, 7_000), null);
  const long = JSON.stringify([{ room: "r?", policy: "x".repeat(200_000), at: 1 }]);
  for (const text of ["{", "7", '[{"room":1}]', long]) {
    assert.equal(openDecisions({ ...keptText(), getItem: () => text }).read(LINK, 1), null);
  }
  assert.equal(openDecisions(null).read(LINK, 1), null);
});

Deno.test("a page that goes away keeps its seat, and the reload comes back into it", async () => {
  const room = shared();
  const hal = await room.host();
  const { tabText, seatStore } = fakePage().env;
  const { session } = page(room.join, { tabText, seatStore });
  enter(session, "Gus");
  await until("Gus is in", entered(session));
  const order = session.state.value?.self.order;
  await hal.host.setLocked(true);
  await until("Gus knows", () => session.state.value?.governance.locked === true);
  session.goAway();
  const again = page(room.join, { tabText, seatStore, reloaded: true }).session;
  again.start("Gus");
  await until("Gus is back through the lock", entered(again));
  assert.equal(again.state.value?.self.order, order);
  await again.leave();
  await room.close();
});
