/** Who says what, and how far: the door, the coordinator's list, and everything that counts. */
import assert from "node:assert/strict";
import { base64url, hex } from "../../../lib/env/bytes.ts";
import { systemClock, systemRandom } from "../../../lib/env/mod.ts";
import { BROKER } from "../../../lib/env/network.ts";
import { createLocalBus, type HostSetting, type Room } from "../../../lib/mod.ts";
import { makeCommand } from "../../../lib/room/policy/commands.ts";
import { takeSeat } from "../../../lib/room/policy/seat.ts";
import { maySay, type Speaker } from "../../../lib/room/signalling/may_say.ts";
import { createHostKey, createSealedCodec, platformSigning } from "../../../lib/trust/mod.ts";
import {
  controlSchema,
  type Hello,
  ORDER_MAX,
  REV_MAX,
  type Roster,
  type RosterMember,
  TERM_MAX,
} from "../../../lib/wire/control.ts";
import {
  chatOf,
  claimHeard,
  clientOn,
  dealtWith,
  describing,
  idOf,
  lastRoster,
  messages,
  names,
  outcomeOf,
  peerOf,
  severable,
  type Stage,
  stageOf,
  together,
  withId,
} from "../../helpers/attack/attacker.ts";
import { ghosts, rosterOf } from "../../helpers/attack/ghosts.ts";
import { until } from "../../helpers/until.ts";

const made = await createHostKey({ room: "r", password: "correct horse", random: systemRandom });
const HOST: HostSetting = { kind: "key", sealed: made.sealed };
const STATUS = { microphone: false, camera: false, screen: false };
const MALLORYS = "ab".repeat(32);

/** What everybody shows, but for who waits. */
function pictureOf(...rooms: Room[]): string {
  return JSON.stringify(rooms.map(({ state, session }: Room & { session?: unknown }) => [
    session,
    state.phase,
    state.peers.map(({ member, link, halted, trust }) => [member, link.name, halted, trust.state]),
    { ...state.governance, waiting: [], refusedCommands: 0 },
    state.coordinator,
    state.chat,
    state.key,
  ]));
}

/** A hosted call of three with the lobby on, and a guest who waits. */
async function withGuest() {
  const stage = await stageOf({ host: HOST });
  const guest = clientOn(stage.bus);
  const hal = await stage.join("Hal", { hostKey: made.key });
  const ada = await stage.join("Ada");
  const ben = await stage.join("Ben");
  await together(hal, ada, ben);
  await hal.host.setLobby(true);
  await until("all know", () => [ada, ben].every(({ state }) => state.governance.lobby));
  const gus = outcomeOf(stage.join("Gus", { transport: guest.transport }));
  await until("Gus waits", () => hal.state.governance.waiting.length === 1);
  return { stage, hal, ada, ben, guest, gus };
}

/** Everything that can be said on the `control` channel, as somebody would who wants to be believed. */
async function everything(stage: Stage, of: Room, src: string): Promise<unknown[]> {
  const signer = await platformSigning.newSigner();
  const members = await ghosts(3, signer, stage.scope);
  const roster = rosterOf(members, { term: 1 });
  const text = JSON.stringify({
    version: systemClock.now() + 1_000,
    session: roster.session,
    ends: systemClock.now() + 3_600_000,
    lobby: false,
    locked: false,
    seated: [],
    removed: [],
    roles: [],
    grants: [],
    reset: 1,
  });
  const forged = { policy: text, signature: await signer.sign(new TextEncoder().encode(text)) };
  const making = {
    room: stage.address,
    seat: signer.publicKey,
    by: null,
    clock: systemClock,
    random: systemRandom,
    signer,
  };
  const dst = of.state.self.id;
  return [
    { t: "welcome", roster, policy: forged },
    { t: "waiting" },
    { t: "refused", code: "removed" },
    { t: "roster", roster },
    { t: "roster", roster: { ...roster, session: lastSession(of), coordinator: src } },
    { t: "status", rev: 99, name: "Hal", status: { ...STATUS, camera: true } },
    { t: "relay", type: "OFFER", src, dst, payload: {} },
    { t: "pulse" },
    { t: "met", member: members[0], session: roster.session },
    { t: "governed", signed: forged },
    { t: "merge", roster, policy: forged },
    { t: "come", session: roster.session },
    { t: "come", session: lastSession(of) },
    { t: "stay", term: 5 },
    { t: "move" },
    { t: "policy", signed: forged },
    { t: "policy", signed: { ...forged, signature: null } },
    { t: "command", signed: await makeCommand({ do: "mute" }, making) },
    { t: "knocks", knocks: [{ id: src, name: "x", note: "", seat: signer.publicKey }] },
    { t: "halted", on: true },
    { t: "keyed", generation: 9 },
    { t: "leave", back: false },
  ];
}

function lastSession(room: Room): string {
  const { session } = room as Room & { session?: string };
  return session ?? "0".repeat(32);
}

Deno.test("what somebody may say at all is decided by where they stand, before anything of it is looked at", () => {
  const nobody = { holder: null, guest: false, member: false } as const;
  const said = controlSchema.def.options.map((option) => option.shape.t.def.values[0]);
  const heard = (speaker: Partial<Speaker>) =>
    said.filter((t) => maySay(t, { ...nobody, ...speaker })).sort();
  assert.deepEqual(heard({}), []);
  assert.deepEqual(heard({ guest: true }), ["governed", "hello", "merge"]);
  assert.deepEqual(heard({ holder: "enters" }), ["refused", "waiting", "welcome"]);
  assert.deepEqual(heard({ holder: "meets" }), ["come", "governed", "met", "stay"]);
  const notAMembers = ["come", "governed", "hello", "met", "refused", "stay", "waiting", "welcome"];
  assert.deepEqual(
    heard({ member: true }),
    said.filter((t) => !notAMembers.includes(t)).sort(),
  );
});

Deno.test("a guest who waits changes nothing by anything that can be said, and hears only that it waits", async () => {
  const { stage, hal, ada, ben, guest, gus } = await withGuest();
  const before = pictureOf(hal, ada, ben);
  for (const message of await everything(stage, hal, idOf(hal, "Ada"))) {
    guest.say("control", message);
  }
  guest.say("content", { t: "chat", n: 0, text: "hi", name: "Gus", at: 0, clock: 1, epoch: 0 });
  guest.say("files", {
    t: "offer",
    id: "0f1e2d3c4b5a6978",
    name: "x",
    size: 1,
    type: "",
    to: "room",
  });
  guest.say("ink", { t: "wipe", epoch: 3 });
  guest.say("verify", { t: "pair-commit", epoch: 1, commit: base64url(systemRandom(32)) });
  await dealtWith(ada, hal, ben);
  assert.equal(pictureOf(hal, ada, ben), before);
  assert.equal(hal.files.list.length, 0);
  assert.deepEqual(guest.heard.map(({ text }) => text), ['{"t":"waiting"}']);
  assert.deepEqual(guest.links.flatMap(({ put }) => put), []);
  assert.equal(gus.room, null);
  await stage.close();
});

Deno.test("somebody whom the host removed changes nothing by anything that they go on saying", async () => {
  const stage = await stageOf({ host: HOST });
  const mallorys = clientOn(stage.bus);
  const hal = await stage.join("Hal", { hostKey: made.key });
  const ada = await stage.join("Ada");
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  await together(hal, ada, mallory);
  const id = mallory.state.self.id;
  // Her page does not leave, whatever it is told: the others close her connections a moment later.
  const said = await everything(stage, hal, id);
  const heard = mallorys.heard.length;
  await hal.host.remove(id);
  await until("she is out", () => names(hal) === "Ada" && names(ada) === "Hal");
  const before = pictureOf(hal, ada);
  for (const message of said) mallorys.say("control", message);
  hal.chat("without her");
  await dealtWith(ada, hal);
  hal.chat("still");
  await until("said", () => ada.state.chat.length === 2);
  assert.equal(JSON.parse(before)[0][0], JSON.parse(pictureOf(hal, ada))[0][0]);
  assert.deepEqual([names(hal), names(ada)], ["Ada", "Hal"]);
  const later = mallorys.heard.slice(heard);
  assert.ok(!later.some(({ text }) => text.includes("without her")));
  await stage.close();
});

Deno.test("a member who does not coordinate moves nobody, lists nobody and tells the host of no guests", async () => {
  const stage = await stageOf({ host: HOST });
  const mallorys = clientOn(stage.bus);
  const hal = await stage.join("Hal", { hostKey: made.key });
  const ada = await stage.join("Ada");
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  await together(hal, ada, mallory);
  const roster = lastRoster(mallorys);
  const alike = roster.members.map((member) => ({ ...member, name: "y" }));
  const others = (await everything(stage, hal, idOf(hal, "Ada"))).filter((message) =>
    !["leave", "status", "halted", "roster"].includes((message as { t: string }).t)
  );
  const before = pictureOf(hal, ada);
  for (
    const message of [
      ...others,
      // In the coordinator's name; of the same term; and with a place of her own that she has not.
      { t: "roster", roster: { ...roster, rev: roster.rev + 9, members: alike } },
      { t: "roster", roster: { ...roster, coordinator: mallory.state.self.id, members: alike } },
      { t: "knocks", knocks: [{ id: "e".repeat(32), name: "x", note: "", seat: alike[0].seat }] },
    ]
  ) {
    mallorys.say("control", message);
  }
  await dealtWith(mallory, hal, ada);
  assert.equal(pictureOf(hal, ada), before);
  assert.deepEqual(hal.state.governance.waiting, []);
  await stage.close();
});

Deno.test("of another room at the address nothing is believed that comes from the door without its coordinator's proof", async () => {
  const { stage, hal, ada, ben, guest } = await withGuest();
  const signer = await platformSigning.newSigner();
  const coordinator = hal.state.coordinator;
  for (const term of [0, 5_000, Number.MAX_SAFE_INTEGER]) {
    for (const members of [await ghosts(1, null, ""), await ghosts(8, signer, stage.scope)]) {
      const roster = rosterOf(members, { term });
      guest.say("control", { t: "merge", roster, policy: null });
      const { seat, certificate, proof } = members[0];
      const hello = { v: 1, name: "x", status: STATUS, seat, certificate, proof };
      guest.say("control", { t: "hello", hello: { ...hello, meets: roster.session } });
      guest.say("control", { t: "merge", roster, policy: null });
    }
  }
  await dealtWith(ada, hal, ben);
  assert.deepEqual(messages(guest.heard, "stay"), []);
  assert.deepEqual(messages(guest.heard, "come"), []);
  assert.equal(hal.state.coordinator, coordinator);
  await hal.host.setLobby(false);
  const cyd = await stage.join("Cyd");
  await until(
    "everybody sees who comes",
    () => [hal, ada, ben].every((room) => names(room).includes("Cyd")),
  );
  assert.ok(names(cyd).includes("Ada"));
  await stage.close();
});

/** Mallory, who was in the room and knows its session, holds its address: the host's own way to it is cut. */
async function heldByMallory() {
  const { network, cut, mend } = severable();
  const stage = await stageOf({ host: HOST, bus: createLocalBus({ network }) });
  const [mallorys, adas] = [clientOn(stage.bus), clientOn(stage.bus)];
  const hal = await stage.join("Hal", { hostKey: made.key }); // place 1
  const ada = await stage.join("Ada", { transport: adas.transport });
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  await together(hal, ada, mallory);
  const session = lastRoster(mallorys).session;
  await hal.host.remove(idOf(hal, "Mallory"));
  await hal.host.setLocked(true);
  await until("she is out", () => names(hal) === "Ada" && names(ada) === "Hal");
  return { stage, hal, ada, adas, cut, mend, session };
}

for (const t of ["come", "stay"] as const) {
  Deno.test(`whoever takes the address of a locked room ends the call by no "${t}" before they showed who they are`, async () => {
    const { stage, hal, ada, adas, cut, mend, session } = await heldByMallory();
    const heard: string[] = [];
    const { broker, links } = await stage.bus.attach();
    let link: ReturnType<typeof links.create> | null = null;
    cut(1, BROKER);
    const mailbox = await broker.open(stage.address, {
      async signal(envelope, payload) {
        const signal = await stage.unwrap(envelope, payload);
        if (signal.kind !== "offer" || mailbox === "taken") return;
        const signer = await platformSigning.newSigner();
        link = links.create({
          id: signal.link,
          role: "answerer",
          listener: {
            async signal(answer) {
              if (answer.kind !== "answer") return;
              const to = { type: "ANSWER", src: stage.address, dst: envelope.src } as const;
              const signed = await stage.signed(signer, to, answer);
              mailbox.send("ANSWER", to.dst, await stage.wrap(to, signed));
            },
            state: () => {},
            certificate: () => {},
            opened() {
              const message = t === "come" ? { t, session } : { t, term: 900 };
              link?.send("control", JSON.stringify(message));
            },
            refused: () => {},
            wayChanged: () => {},
            message: (_, text) => heard.push(text),
            bytes: () => {},
            drained: () => {},
          },
        });
        link.start();
        link.accept(signal);
      },
      expired() {},
      state() {},
    });
    assert.notEqual(mailbox, "taken");
    mend(1, BROKER);
    await until("the host's page asks who holds it", () => heard.length > 0);
    await dealtWith(ada, hal);
    assert.deepEqual(messages(adas.heard, "move"), []);
    assert.deepEqual(hal.state.phase, { name: "joined", role: "coordinator" });
    assert.equal(lastRoster(adas).term, 0);
    await stage.close();
  });
}

/** A hosted call of four in which Mallory is a member, and takes the list over by a roster of the next term. */
async function withMallory() {
  const stage = await stageOf({ host: HOST });
  const mallorys = clientOn(stage.bus);
  const hal = await stage.join("Hal", { hostKey: made.key });
  const ada = await stage.join("Ada");
  const ben = await stage.join("Ben");
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  await together(hal, ada, ben, mallory);
  const lists = (change: (roster: Roster) => Partial<Roster>) => {
    const roster = lastRoster(mallorys);
    const over = { term: roster.term + 1, rev: 0, coordinator: mallory.state.self.id };
    mallorys.say("control", { t: "roster", roster: { ...roster, ...over, ...change(roster) } });
  };
  return { stage, hal, ada, ben, mallory, mallorys, lists };
}

for (const who of ["a guest who waits", "a member"] as const) {
  Deno.test(`seats that ${who} brings by the thousand push no proof out of those who are here`, async () => {
    const scene = who === "a member" ? await withMallory() : await withGuest();
    const { stage, hal, ada, ben } = scene;
    const client = "guest" in scene ? scene.guest : scene.mallorys;
    const left: string[] = [];
    for (const room of [hal, ada, ben]) room.on("peer-left", ({ name }) => left.push(name));
    const signer = await platformSigning.newSigner();
    for (let message = 0; message < 18; message++) {
      const members = await ghosts(64, signer, stage.scope);
      client.say("control", { t: "roster", roster: rosterOf(members) });
    }
    await dealtWith(ada, hal, ben);
    hal.chat("does anybody read the coordinator?");
    await until("they do", () => [ada, ben].every(({ state }) => state.chat.length === 1));
    await dealtWith(hal, ada, ben);
    assert.deepEqual(left, []);
    await stage.close();
  });
}

Deno.test("a coordinator's list renames nobody, says nobody's status and turns no private line to another", async () => {
  const { stage, hal, ada, ben, mallory, lists } = await withMallory();
  const swapped: Record<string, string> = { Ada: "Ben", Ben: "Ada" };
  const status = { microphone: true, camera: true, screen: true };
  lists(({ members }) => ({
    members: members.map((member) =>
      member.name in swapped
        ? { ...member, name: swapped[member.name], status, rev: Number.MAX_SAFE_INTEGER }
        : member
    ),
  }));
  await until("Mallory coordinates", () => hal.state.coordinator === mallory.state.self.id);
  for (const one of [ada, ben]) {
    const { id, name } = one.state.self;
    const seen = hal.state.peers.find(({ member }) => member.id === id)?.member;
    assert.deepEqual([seen?.name, seen?.status], [name, STATUS]);
  }
  await dealtWith(ada, hal);
  hal.chat("for Ada alone", idOf(hal, "Ada"));
  await until("she reads it", () => chatOf(ada).join() === "Hal: for Ada alone");
  assert.deepEqual(chatOf(ben), []);
  await stage.close();
});

Deno.test("numbers that would leave no next one are not taken from a coordinator: term, revision, place in line", async () => {
  const { stage, hal, ada, ben, mallory, mallorys, lists } = await withMallory();
  const before = pictureOf(hal, ada, ben);
  const [term, rev] = [lastRoster(mallorys).term, 0];
  const far = Number.MAX_SAFE_INTEGER;
  for (
    const leap of [
      { term: term + 65 },
      { term: term + 1_001 },
      { term: TERM_MAX },
      { term: TERM_MAX + 1 },
      { term: far },
      { rev: REV_MAX + 1 },
      { rev: far },
      { nextOrder: ORDER_MAX },
      { nextOrder: far },
    ]
  ) {
    lists(() => leap);
  }
  // The last place, taken by somebody; and a place that is still to be given.
  lists(({ members, nextOrder }) => ({
    members: members.map((member) => ({ ...member, order: member.order + nextOrder })),
  }));
  lists(({ nextOrder }) => ({ vacant: [{ seat: "A".repeat(86), order: nextOrder }] }));
  lists(() => ({ session: "e".repeat(32) }));
  await dealtWith(mallory, hal, ada, ben);
  assert.equal(pictureOf(hal, ada, ben), before);
  lists(() => ({ rev }));
  await until(
    "without a leap she is believed",
    () => hal.state.coordinator === mallory.state.self.id,
  );
  await hal.host.remove(idOf(hal, "Mallory"));
  await until(
    "an honest coordinator",
    () =>
      names(hal) === "Ada,Ben" &&
      [hal, ada, ben].some(({ state }) =>
        state.coordinator === state.self.id && state.broker === "connected"
      ),
  );
  await stage.join("Dan");
  await until(
    "everybody sees who comes",
    () => [hal, ada, ben].every((room) => names(room).includes("Dan")),
  );
  await stage.close();
});

Deno.test("an id that was somebody's stays theirs: no list gives it to another seat, at once or after they went", async () => {
  const { stage, hal, ada, ben, mallory, mallorys, lists } = await withMallory();
  const { id } = ben.state.self;
  const signer = await platformSigning.newSigner();
  const stolen = await takeSeat(signer, stage.scope, id, MALLORYS);
  const given = (members: readonly RosterMember[]) =>
    members.map((member) => member.id === id ? { ...member, ...stolen } : member);
  const genuine = claimHeard(mallorys, "Ben");
  // The host's word about somebody names their seat, as the host's page knows it.
  const seatOf = async (room: Room, label: string) => {
    await room.host.label(id, label);
    const { policy } = JSON.parse(room.keepSeat());
    return JSON.parse(policy.policy).roles.find((role: { label: string }) => role.label === label)
      .seat;
  };
  lists(({ members }) => ({ members: given(members) }));
  await dealtWith(mallory, hal, ada);
  assert.equal(await seatOf(hal, "One"), genuine.seat);
  assert.equal(peerOf(ada, "Ben").link.name, "connected");
  const without = (members: readonly RosterMember[]) => members.filter((one) => one.id !== id);
  lists(({ term, members }) => ({ term: term + 2, members: without(members) }));
  await until("Ben is listed no more", () => !names(hal).includes("Ben"));
  lists(({ term, members }) => ({
    term: term + 3,
    members: given([...without(members), genuine]),
  }));
  await until("he is listed again", () => names(hal).includes("Ben"));
  assert.equal(await seatOf(hal, "Two"), genuine.seat);
  await stage.close();
});

Deno.test("a signal that a coordinator passes on in somebody's name is theirs or refused", async () => {
  const { stage, ada, ben, mallory, mallorys, lists } = await withMallory();
  lists(() => ({}));
  await until("Mallory coordinates", () => ada.state.coordinator === mallory.state.self.id);
  const [src, dst] = [ben.state.self.id, ada.state.self.id];
  const signer = await platformSigning.newSigner();
  const envelope = { type: "OFFER", src, dst } as const;
  const offer = { kind: "offer", link: "1".repeat(16), sdp: describing(MALLORYS) } as const;
  for (const signal of [offer, await stage.signed(signer, envelope, offer, 99)]) {
    const { refusedSignals } = ada.state;
    const payload = await stage.wrap(envelope, signal);
    mallorys.say("control", { t: "relay", ...envelope, payload });
    await until("Ada refuses", () => ada.state.refusedSignals > refusedSignals);
  }
  assert.equal(peerOf(ada, "Ben").link.name, "connected");
  await stage.close();
});

Deno.test("somebody with the link who dates their signals ahead shuts nobody else's out", async () => {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  let now = 1_790_000_000_000;
  const clock = { now: () => now, after: () => () => {} };
  const [address, honest, evil] = ["a", "b", "c"].map((digit) => digit.repeat(32));
  const codec = (ahead: number, self?: string) =>
    createSealedCodec({
      key,
      random: systemRandom,
      clock: { ...clock, now: () => now + ahead },
      ...self === undefined ? {} : { self: (id: string) => id === self },
    });
  const [receiver, sender, insider] = [codec(0, address), codec(0), codec(299_000)];
  const from = (src: string) => ({ type: "LEAVE", src, dst: address }) as const;
  const bye = { kind: "bye", link: "0123456789abcdef" } as const;
  // Under one id, and under as many as they like.
  for (let n = 0; n < 1_500; n++) {
    const src = n % 2 === 0 ? evil : n.toString(16).padStart(32, "d");
    const sealed = await insider.encode(from(src), bye);
    await receiver.decode(from(src), sealed).catch((error) => assert.equal(error.code, "stale"));
  }
  for (const later of [1_000, 60_000, 200_000]) {
    now += later;
    assert.deepEqual(
      await receiver.decode(from(honest), await sender.encode(from(honest), bye)),
      bye,
    );
  }
});

Deno.test("a guest who invents a larger room moves nobody out of a call", async () => {
  const stage = await stageOf({ key: null });
  const [hal, ada, ben] = [
    await stage.join("Hal"),
    await stage.join("Ada"),
    await stage.join("Ben"),
  ];
  await together(hal, ada, ben);
  const door = clientOn(stage.bus);
  const session = hex(systemRandom(16));
  const claims: Hello[] = [];
  door.alter((message) => {
    if (message.t !== "hello") return message;
    claims.push(message.hello);
    return { ...message, hello: { ...message.hello, meets: session } };
  });
  const id = "e".repeat(32);
  const gaveUp = new AbortController();
  const eve = outcomeOf(
    stage.join("Eve", { random: withId(id), transport: door.transport, signal: gaveUp.signal }),
  );
  await until("Eve is met", () => messages(door.heard, "met").length > 0);
  const [{ seat, certificate, proof }] = claims;
  const self = { id, order: 0, name: "Eve", status: STATUS, rev: 0, seat, certificate, proof };
  const signer = await platformSigning.newSigner();
  const [, ...invented] = await ghosts(8, signer, stage.scope);
  const roster = rosterOf([self, ...invented], { session });
  door.say("control", { t: "merge", roster, policy: null });
  await until(
    "Eve is answered",
    () => door.heard.some(({ text }) => /"t":"(?:come|stay)"/.test(text)),
  );
  assert.deepEqual(messages(door.heard, "stay"), []);
  assert.deepEqual([hal, ada, ben].map(names), ["Ada,Ben", "Ben,Hal", "Ada,Hal"]);
  assert.equal(hal.state.phase.name, "joined");
  gaveUp.abort();
  await until("Eve has given up", () => eve.code);
  await stage.close();
});
