/** Who says what, and how far: the door, the coordinator's list, and everything that counts. */
import assert from "node:assert/strict";
import { base64url, hex } from "../../lib/env/bytes.ts";
import { systemClock, systemRandom } from "../../lib/env/mod.ts";
import { BROKER } from "../../lib/env/network.ts";
import { createLocalBus, type HostSetting, type Room } from "../../lib/mod.ts";
import { makeCommand } from "../../lib/room/commands.ts";
import { takeSeat } from "../../lib/room/seat.ts";
import {
  createHostKey,
  createSealedCodec,
  platformSigning,
  type Signer,
} from "../../lib/trust/mod.ts";
import type { Roster, RosterMember } from "../../lib/wire/presence.ts";
import { ORDER_MAX, REV_MAX, TERM_MAX } from "../../lib/wire/presence.ts";
import {
  aTrack,
  chatOf,
  claimHeard,
  type Client,
  clientOn,
  dealtWith,
  describing,
  idOf,
  lastRoster,
  mailOf,
  messages,
  names,
  outcomeOf,
  peerOf,
  severable,
  type Stage,
  stageOf,
  together,
} from "../helpers/attacker.ts";
import { until } from "../helpers/until.ts";

const made = await createHostKey({ room: "r", password: "correct horse", random: systemRandom });
const HOST: HostSetting = { kind: "key", sealed: made.sealed };
const STATUS = { microphone: false, camera: false, screen: false };
const MALLORYS = "ab".repeat(32);

/** Somebody who is not there; with a seat, if anybody's, that signed for them. */
async function ghost(order: number, signer: Signer | null, scope: string): Promise<RosterMember> {
  const id = hex(systemRandom(16));
  const claim = signer === null
    ? { seat: base64url(systemRandom(64)), certificate: null, proof: base64url(systemRandom(64)) }
    : await takeSeat(signer, scope, id, null);
  return { id, order, name: "x", status: STATUS, rev: 0, ...claim };
}

async function ghosts(count: number, signer: Signer | null, scope: string) {
  return await Promise.all(Array.from({ length: count }, (_, at) => ghost(at, signer, scope)));
}

function rosterOf(members: RosterMember[], change: Partial<Roster> = {}): Roster {
  const session = hex(systemRandom(16));
  const coordinator = members[0].id;
  const nextOrder = members.length;
  return { session, term: 0, rev: 0, coordinator, nextOrder, vacant: [], members, ...change };
}

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
