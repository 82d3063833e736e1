import assert from "node:assert/strict";
import {
  createLocalBus,
  type HostSetting,
  JoinError,
  type JoinOptions,
  joinRoom,
  type Room,
  RoomError,
} from "../../../lib/mod.ts";
import { systemRandom } from "../../../lib/env/mod.ts";
import { createHostKey } from "../../../lib/trust/mod.ts";
import { type Tap, tappedBus } from "../../helpers/simulation/tapped_bus.ts";
import { until } from "../../helpers/until.ts";

const KEY = "AAECAwQFBgcICQoLDA0ODw";
const made = await createHostKey({ room: "r", password: "correct horse", random: systemRandom });
const HOST: HostSetting = { kind: "key", sealed: made.sealed };

/** A room on one bus, where everyone's link says the same. */
function roomOf(host: HostSetting = HOST) {
  const transport = createLocalBus();
  const here: Room[] = [];
  const join = async (name: string, options: Partial<JoinOptions> = {}) => {
    const room = await joinRoom("r", { name, key: KEY, transport, host, ...options });
    here.push(room);
    return room;
  };
  const close = () => Promise.all(here.map((room) => room.leave()));
  return { transport, join, close };
}

function names(room: Room): string {
  return room.state.peers.map(({ member }) => member.name).sort().join();
}

function idOf(room: Room, name: string): string {
  const peer = room.state.peers.find(({ member }) => member.name === name);
  assert.ok(peer, `${name} is here`);
  return peer.member.id;
}

/** Somebody asks to come in; how that ended is known later. */
function asks(joining: Promise<Room>) {
  const outcome = { code: null as string | null, room: null as Room | null };
  joining.then((room) => outcome.room = room, (error) => {
    assert.ok(error instanceof JoinError);
    outcome.code = error.code;
  });
  return outcome;
}

function refuses(code: string) {
  return (error: unknown) => error instanceof RoomError && error.code === code;
}

Deno.test("host by key in a seat that is not the coordinator's: knock, admit, deny, lock, remove, and all holds when the coordinator leaves", async () => {
  const room = roomOf();
  const ada = await room.join("Ada");
  const hal = await room.join("Hal", { hostKey: made.key });
  const ben = await room.join("Ben");
  await until(
    "everyone sees the host",
    () => [ada, ben].every((one) => one.state.governance.present && names(one).includes("Hal")),
  );
  assert.equal(hal.state.coordinator, ada.state.self.id);
  assert.equal(ada.state.governance.open, false);
  await assert.rejects(ada.host.setLobby(true), refuses("not-host"));

  await hal.host.setLobby(true);
  await until("Ada, who keeps the door, knows", () => ada.state.governance.lobby);
  const cyd = asks(room.join("Cyd", { note: "It's me" }));
  await until("the host hears Cyd knock", () => hal.state.governance.waiting.length === 1);
  const dee = asks(room.join("Dee"));
  await until("the host hears both knock", () => hal.state.governance.waiting.length === 2);
  const knocks = hal.state.governance.waiting;
  assert.deepEqual(knocks.map(({ name, note }) => ({ name, note })), [
    { name: "Cyd", note: "It's me" },
    { name: "Dee", note: "" },
  ]);
  assert.deepEqual(ada.state.governance.waiting, [], "only the host knows who waits");
  assert.equal(names(ada), "Ben,Hal");

  await hal.host.admit([knocks[0].id]);
  await until("Cyd is in", () => cyd.room !== null);
  await hal.host.deny(knocks[1].id);
  await until("Dee is turned away", () => dee.code !== null);
  assert.equal(dee.code, "denied");
  await until(
    "everyone sees Cyd",
    () => [ada, ben, hal].every((one) => names(one).includes("Cyd")),
  );

  await hal.host.setLocked(true);
  await hal.host.remove(idOf(hal, "Ben"));
  await until("Ben is out", () => ben.state.phase.name === "left");
  assert.deepEqual(ben.state.phase, { name: "left", reason: "removed" });
  await until(
    "nobody shows Ben",
    () => [ada, hal, cyd.room].every((one) => one && !names(one).includes("Ben")),
  );

  await ada.leave();
  await until(
    "the host coordinates, and holds the address",
    () => hal.state.coordinator === hal.state.self.id && hal.state.broker === "connected",
  );
  const { lobby, locked } = hal.state.governance;
  assert.deepEqual({ lobby, locked }, { lobby: true, locked: true });
  const eve = asks(room.join("Eve"));
  await until("Eve is told", () => eve.code !== null);
  assert.equal(eve.code, "locked");
  await room.close();
});

Deno.test("a policy outlives its host: with only members left, the lock and the removal hold", async () => {
  const room = roomOf();
  const hal = await room.join("Hal", { hostKey: made.key });
  const ada = await room.join("Ada");
  const ben = await room.join("Ben");
  await until("all are there", () => names(hal) === "Ada,Ben" && names(ada) === "Ben,Hal");
  const kept = ben.keepSeat();
  await hal.host.remove(idOf(hal, "Ben"));
  await until("Ben is out", () => ben.state.phase.name === "left" && names(ada) === "Hal");
  await hal.leave();
  await until("Ada coordinates", () => ada.state.broker === "connected" && names(ada) === "");
  assert.equal(ada.state.governance.present, false);
  const back = asks(room.join("Ben", { seat: kept }));
  await until("Ben's seat is known", () => back.code !== null);
  assert.equal(back.code, "removed");
  await room.close();
});

Deno.test("a reload comes back into the same seat, by its place in line, through a lock", async () => {
  const room = roomOf();
  const hal = await room.join("Hal", { hostKey: made.key });
  const ada = await room.join("Ada");
  await room.join("Ben");
  await until("all are there", () => names(hal) === "Ada,Ben");
  await hal.host.setLocked(true);
  await until("Ada knows", () => ada.state.governance.locked);
  const [kept, { order, id }] = [ada.keepSeat(), ada.state.self];
  await ada.leave({ back: true });
  const again = await room.join("Ada", { seat: kept });
  assert.equal(again.state.self.order, order);
  assert.notEqual(again.state.self.id, id);
  await until("everyone sees Ada again", () => names(hal) === "Ada,Ben");
  // The same seat, but not by its holder: the key is another.
  const stolen = JSON.stringify({ ...JSON.parse(kept), key: "nonsense" });
  const eve = asks(room.join("Eve", { seat: stolen }));
  await until("Eve is told", () => eve.code !== null);
  assert.equal(eve.code, "locked");
  await room.close();
});

Deno.test("a host alone who reloads finds the room as it was, and those who wait still wait", async () => {
  const room = roomOf();
  const hal = await room.join("Hal", { hostKey: made.key });
  await hal.host.setLobby(true);
  const cyd = asks(room.join("Cyd"));
  await until("Cyd knocks", () => hal.state.governance.waiting.length === 1);
  const kept = hal.keepSeat();
  await hal.leave({ back: true });
  const again = await room.join("Hal", { seat: kept, hostKey: made.key });
  assert.equal(again.state.governance.lobby, true);
  await until("Cyd knocks again", () => again.state.governance.waiting.length === 1, {
    within: 20_000,
  });
  assert.equal(cyd.room, null);
  await again.host.admit(again.state.governance.waiting.map(({ id }) => id));
  await until("Cyd is in", () => cyd.room !== null);
  await room.close();
});

Deno.test("re-key: those who stay go on at a new address, and the old link leads to an empty room", async () => {
  const room = roomOf();
  const ada = await room.join("Ada");
  const hal = await room.join("Hal", { hostKey: made.key });
  const ben = await room.join("Ben");
  await until("all are there", () => names(hal) === "Ada,Ben" && names(ben) === "Ada,Hal");
  const told: string[] = [];
  ada.on("rekeyed", ({ key }) => told.push(key));
  await hal.host.remove(idOf(hal, "Ben"));
  const key = await hal.host.rekey();
  await until("Ada has the new key, too", () => told.length === 1 && ada.state.key === key);
  assert.equal(told[0], key);
  assert.notEqual(key, KEY);
  await until("Ada holds the new address", () => ada.state.broker === "connected");
  const cyd = await room.join("Cyd", { key });
  await until("all see Cyd", () => names(ada) === "Cyd,Hal" && names(hal) === "Ada,Cyd");
  assert.deepEqual(cyd.state.governance.version, hal.state.governance.version);
  const lost = await room.join("Ben");
  assert.equal(names(lost), "", "the old link leads to a room of one");
  assert.equal(names(hal), "Ada,Cyd");
  await room.close();
});

Deno.test("the host clears the chat, mutes, labels and withholds; everyone sees the same", async () => {
  const room = roomOf();
  const ada = await room.join("Ada");
  const hal = await room.join("Hal", { hostKey: made.key });
  const ben = await room.join("Ben");
  await until("all are there", () => names(hal) === "Ada,Ben" && names(ben) === "Ada,Hal");
  ada.chat("old");
  await until(
    "the line is everywhere",
    () => [hal, ben].every((one) => one.state.chat.length === 1),
  );
  await hal.host.resetChat();
  await until(
    "it is gone everywhere",
    () => [ada, hal, ben].every((one) => one.state.chat.length === 0),
  );
  ben.chat("new");
  await until("new lines are there", () => [ada, hal].every((one) => one.state.chat.length === 1));
  const dee = await room.join("Dee");
  await until(
    "a newcomer has the new line alone",
    () => dee.state.chat.map(({ text }) => text).join() === "new",
  );

  const asked: string[] = [];
  ada.on("mute-asked", ({ name }) => asked.push(name));
  await hal.host.askToMute(ada.state.self.id);
  await until("Ada hears it", () => asked.length === 1);
  assert.deepEqual(asked, ["Hal"]);

  await hal.host.label(ada.state.self.id, "Speaker");
  await until(
    "Ben sees the label",
    () => ben.state.peers.some(({ member }) => member.name === "Ada" && member.role === "Speaker"),
  );
  assert.ok(ben.state.peers.some(({ member }) => member.name === "Hal" && member.host));
  await assert.rejects(hal.host.label(ada.state.self.id, "x".repeat(25)), refuses("bad-label"));

  await hal.host.withhold(ben.state.self.id, ["send-chat"]);
  await until("Ben knows", () => ben.state.self.without.includes("send-chat"));
  assert.throws(() => ben.chat("no"), refuses("not-allowed"));
  await room.close();
});

Deno.test("a host by name governs under that name, and nobody else does", async () => {
  const room = roomOf({ kind: "name", name: "Hal" });
  const ada = await room.join("Ada");
  const hal = await room.join("hal");
  await until("all are there", () => names(ada) === "hal" && names(hal) === "Ada");
  await assert.rejects(ada.host.setLocked(true), refuses("not-host"));
  await hal.host.setLobby(true);
  await until("Ada knows", () => ada.state.governance.lobby);
  const cyd = asks(room.join("Cyd"));
  await until("Hal hears the knock", () => hal.state.governance.waiting.length === 1);
  await hal.host.admit(hal.state.governance.waiting.map(({ id }) => id));
  await until("Cyd is in", () => cyd.room !== null);
  await room.close();
});

Deno.test("a room without a host has no moderation", async () => {
  const room = roomOf({ kind: "none" });
  const ada = await room.join("Ada");
  assert.equal(ada.state.governance.host, "none");
  await assert.rejects(ada.host.setLocked(true), refuses("not-host"));
  await assert.rejects(ada.host.unlock(made.key), refuses("not-host"));
  await room.close();
});

Deno.test("a seat opens to nobody who lacks its key, whatever they captured of it", async () => {
  const bus = tappedBus();
  const [halTap, eveTap] = [bus.tap(), bus.tap()];
  const join = (name: string, { transport }: Tap, options: Partial<JoinOptions> = {}) =>
    joinRoom("r", { name, transport, host: HOST, ...options });
  const hal = await join("Hal", halTap, { hostKey: made.key });
  const cyd = await join("Cyd", bus.tap());
  await until("Cyd is here", () => names(hal) === "Cyd");
  await hal.host.setLocked(true);
  await cyd.leave({ back: true });
  const rosters = halTap.sent.map((text) => JSON.parse(text)).filter(({ t }) => t === "roster");
  const captured = rosters.flatMap(({ roster }) => roster.members)
    .find(({ name }) => name === "Cyd");
  assert.ok(captured);
  eveTap.alter((text) => {
    const message = JSON.parse(text);
    const { seat, certificate, proof } = captured;
    return message.t !== "hello"
      ? text
      : JSON.stringify({ ...message, hello: { ...message.hello, seat, certificate, proof } });
  });
  const giveUp = new AbortController();
  const eve = asks(join("Eve", eveTap, { signal: giveUp.signal }));
  await until("Eve asked", () => eveTap.sent.length > 0);
  // Whoever asks after her is answered, and so was she by then.
  const dan = asks(join("Dan", bus.tap()));
  await until("Dan is told", () => dan.code === "locked");
  assert.deepEqual(eve, { code: null, room: null });
  assert.equal(names(hal), "");
  giveUp.abort();
  await until("Eve gives up", () => eve.code === "aborted");
  await hal.leave();
});
