/** A policy is of its time, and seats those whom the host's own connections show. */
import assert from "node:assert/strict";
import { lengthPrefixed, utf8 } from "../../../lib/env/bytes.ts";
import { systemClock, systemRandom } from "../../../lib/env/mod.ts";
import { createLocalBus, type HostSetting, type Room } from "../../../lib/mod.ts";
import { makeCommand } from "../../../lib/room/policy/commands.ts";
import { NO_POLICY } from "../../../lib/room/policy/policy.ts";
import { takeSeat } from "../../../lib/room/policy/seat.ts";
import { createHostKey, keptSigner, newKeyPair, type Signer } from "../../../lib/trust/mod.ts";
import { parseJson } from "../../../lib/wire/json.ts";
import { type Policy, policySchema, type SignedPolicy } from "../../../lib/wire/policy.ts";
import type { RosterMember } from "../../../lib/wire/control.ts";
import {
  certificateOf,
  chatOf,
  claimHeard,
  type Client,
  clientOn,
  dealtWith,
  idOf,
  lastRoster,
  messages,
  names,
  outcomeOf,
  type Stage,
  stageOf,
  together,
  withId,
} from "../../helpers/attack/attacker.ts";
import { until } from "../../helpers/until.ts";
import { VirtualTime } from "../../helpers/simulation/virtual_time.ts";

const made = await createHostKey({ room: "r", password: "correct horse", random: systemRandom });
const HOST: HostSetting = { kind: "key", sealed: made.sealed };
const HOUR = 3_600_000;

/** What a client was told that the host decided, oldest first. */
function policiesHeard({ heard }: Client): { signed: SignedPolicy; policy: Policy }[] {
  const commands = messages(heard, "command").flatMap(({ signed }) => {
    const { act } = JSON.parse(signed.command);
    return act.do === "policy" ? [act.signed as SignedPolicy] : [];
  });
  const all = [...messages(heard, "policy").map(({ signed }) => signed), ...commands];
  return all.flatMap((signed) => {
    const policy = parseJson(policySchema, signed.policy);
    return policy === null ? [] : [{ signed, policy }];
  });
}

/** A policy with the host's own signature, whatever it says. */
async function signedBy(signer: Signer, { scope }: Stage, policy: Policy): Promise<SignedPolicy> {
  const text = JSON.stringify(policy);
  const signature = await signer.sign(
    lengthPrefixed(utf8("kibitz/v1/policy"), utf8(scope), utf8(text)),
  );
  return { policy: text, signature };
}

/** An evening last week, by the same link, of which a guest keeps what every member is told. */
async function lastWeek(decide: (hal: Room) => Promise<void>): Promise<SignedPolicy[]> {
  const stage = await stageOf({ host: HOST, bus: createLocalBus() });
  const mallorys = clientOn(stage.bus);
  const hal = await stage.join("Hal", { hostKey: made.key });
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  await together(hal, mallory);
  await decide(hal);
  await until(
    "Mallory heard",
    () => mallory.state.governance.version === hal.state.governance.version,
  );
  await stage.close();
  return policiesHeard(mallorys).map(({ signed }) => signed);
}

Deno.test("what the host decided in an earlier session lets no removed person into today's", async () => {
  const kept = await lastWeek(async (hal) => {
    for (const on of [true, false, true, false]) await hal.host.setLobby(on);
  });
  assert.ok(kept.length > 0);
  const stage = await stageOf({ host: HOST });
  const hal = await stage.join("Hal", { hostKey: made.key });
  const ada = await stage.join("Ada");
  const mallory = await stage.join("Mallory");
  await together(hal, ada, mallory);
  const seat = JSON.stringify({ ...JSON.parse(mallory.keepSeat()), policy: null });
  await hal.host.remove(idOf(hal, "Mallory"));
  await hal.host.setLocked(true);
  await until("out", () => names(hal) === "Ada" && names(ada) === "Hal");
  const { version } = hal.state.governance;
  // At the door, before she says who she is; under an id that was here, so on an open channel.
  const door = clientOn(stage.bus);
  door.alter((message) => {
    if (message.t === "hello") {
      for (const signed of kept) {
        door.say("control", { t: "policy", signed });
        door.say("control", { t: "governed", signed });
      }
    }
    return message;
  });
  const { transport } = door;
  const random = withId(mallory.state.self.id);
  const back = outcomeOf(stage.join("Mallory", { transport, seat, random }));
  await until("she is told", () => back.code !== null);
  assert.equal(back.code, "removed");
  assert.deepEqual([hal.state.governance.version, hal.state.governance.locked], [version, true]);
  const dan = outcomeOf(stage.join("Dan"));
  await until("Dan is told", () => dan.code !== null);
  assert.deepEqual([dan.code, names(hal)], ["locked", "Ada"]);
  await stage.close();
});

Deno.test("a lock of an earlier session, said by a member today, throws nobody out", async () => {
  const kept = await lastWeek((hal) => hal.host.setLocked(true));
  const stage = await stageOf({ host: HOST });
  const mallorys = clientOn(stage.bus);
  const ada = await stage.join("Ada");
  const ben = await stage.join("Ben");
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  await together(ada, ben, mallory);
  for (const signed of kept) mallorys.say("control", { t: "policy", signed });
  await dealtWith(mallory, ada, ben);
  for (const { state } of [ada, ben]) {
    assert.deepEqual([state.phase.name, state.governance.locked], ["joined", false]);
  }
  assert.deepEqual([names(ada), names(ben)], ["Ben,Mallory", "Ada,Mallory"]);
  await stage.close();
});

Deno.test("a policy from the future, one that ended, and one of another session count for nothing, whichever way they come", async () => {
  const stage = await stageOf({ host: HOST });
  const [hals, mallorys] = [clientOn(stage.bus), clientOn(stage.bus)];
  const hal = await stage.join("Hal", { hostKey: made.key, transport: hals.transport });
  const ada = await stage.join("Ada");
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  await together(hal, ada, mallory);
  await hal.host.setLobby(true);
  await until("all know", () => [ada, mallory].every(({ state }) => state.governance.lobby));
  const genuine = policiesHeard(mallorys).at(-1)?.policy;
  assert.ok(genuine);
  const now = systemClock.now();
  const open = { ...genuine, lobby: false, seated: [] };
  const [soon, later] = [now + HOUR, now + 12 * HOUR];
  const wrong: Policy[] = [
    { ...open, version: now + 25 * HOUR, ends: now + 37 * HOUR },
    { ...open, version: soon, ends: now - 1 },
    { ...open, version: soon, ends: later, session: "e".repeat(32) },
    { ...open, version: genuine.version - 1, ends: later },
  ];
  const { version } = hal.state.governance;
  for (const policy of wrong) {
    const signed = await signedBy(made.key, stage, policy);
    const roster = lastRoster(mallorys);
    const command = (name: string) =>
      makeCommand({ do: "policy", signed }, {
        room: stage.address,
        seat: roster.members.find((member) => member.name === name)?.seat ?? "",
        by: certificateOf(ada, name),
        clock: systemClock,
        random: systemRandom,
        signer: made.key,
      });
    mallorys.say("control", { t: "policy", signed });
    mallorys.say("control", { t: "governed", signed });
    mallorys.say("control", { t: "welcome", roster, policy: signed });
    mallorys.say("control", { t: "merge", roster, policy: signed });
    mallorys.say("control", { t: "command", signed: await command("Mallory") });
    // And over the host's own connections, as a replay there would be.
    hals.say("control", { t: "command", signed: await command("Hal") });
    hals.say("control", { t: "policy", signed });
  }
  await dealtWith(mallory, hal, ada);
  await dealtWith(hal, ada, mallory);
  for (const { state } of [hal, ada, mallory]) {
    assert.deepEqual([state.governance.version, state.governance.lobby], [version, true]);
  }
  // What fits is taken: the signature was not what was wrong.
  const fits = await signedBy(made.key, stage, { ...open, version: soon, ends: later });
  mallorys.say("control", { t: "policy", signed: fits });
  await until("it is taken", () => !ada.state.governance.lobby && !hal.state.governance.lobby);
  await stage.close();
});

Deno.test("a policy of before, said again once the host has reloaded, undoes nothing", async () => {
  const stage = await stageOf({ host: HOST });
  const mallorys = clientOn(stage.bus);
  const ada = await stage.join("Ada");
  const hal = await stage.join("Hal", { hostKey: made.key });
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  await together(ada, hal, mallory);
  await hal.host.setLobby(true);
  await hal.host.setLobby(false);
  const old = await until("Mallory has it", () => policiesHeard(mallorys).at(-1));
  await hal.host.setLocked(true);
  await until("all know", () => [ada, mallory].every(({ state }) => state.governance.locked));
  const { version } = hal.state.governance;
  // With what it had kept, and with nothing: the others know.
  const kept = hal.keepSeat();
  await hal.leave({ back: true });
  for (const seat of [kept, undefined]) {
    await until("the host went", () => names(ada) === "Mallory");
    const again = await stage.join("Hal", {
      hostKey: made.key,
      ...seat === undefined ? {} : { seat },
    });
    await together(ada, again, mallory);
    mallorys.say("control", { t: "policy", signed: old.signed });
    await dealtWith(mallory, ada, again);
    for (const { state } of [ada, again]) {
      assert.ok(state.governance.locked);
      assert.ok(state.governance.version >= version);
    }
    await again.leave({ back: true });
  }
  await stage.close();
});

Deno.test("a policy ends twelve hours after the host's last decision", async () => {
  const clock = new VirtualTime();
  const stage = await stageOf({ host: HOST, clock });
  const hal = await stage.join("Hal", { hostKey: made.key });
  const since = clock.now();
  await passing(clock, hal.host.setLocked(true));
  assert.ok(hal.state.governance.version >= since, "its version is the time of the decision");
  await clock.pass(11 * HOUR);
  assert.ok(hal.state.governance.locked);
  await clock.pass(HOUR);
  hal.setName("Hal.");
  assert.ok(!hal.state.governance.locked);
  await stage.close();
});

/** Lets virtual time pass until something is done. */
async function passing<T>(clock: VirtualTime, work: Promise<T>): Promise<T> {
  let done = false;
  const end = () => void (done = true);
  work.then(end, end);
  await until("it is done", async () => {
    await clock.pass(100);
    return done;
  });
  return await work;
}

/** Mallory takes the room over, and lists what she likes. */
function takesOver(
  mallorys: Client,
  mallory: Room,
  change: { vacant?: { seat: string; order: number }[]; members?: RosterMember[] },
): void {
  const roster = lastRoster(mallorys);
  const { members = [], vacant = [] } = change;
  mallorys.say("control", {
    t: "roster",
    roster: {
      ...roster,
      term: roster.term + 1,
      rev: 0,
      coordinator: mallory.state.self.id,
      nextOrder: roster.nextOrder + members.length + vacant.length,
      vacant,
      members: [...roster.members, ...members],
    },
  });
}

Deno.test("the host's lock seats nobody whom only a coordinator lists, as vacant or as here", async () => {
  const clock = new VirtualTime();
  const stage = await stageOf({ host: HOST, clock });
  const mallorys = clientOn(stage.bus);
  const hal = await passing(clock, stage.join("Hal", { hostKey: made.key }));
  const ada = await passing(clock, stage.join("Ada"));
  const { transport } = mallorys;
  const mallory = await passing(clock, stage.join("Mallory", { transport }));
  await passing(clock, together(hal, ada, mallory));
  const [eve, gus] = [await keptSigner(await newKeyPair()), await keptSigner(await newKeyPair())];
  const id = "d".repeat(32);
  const { nextOrder } = lastRoster(mallorys);
  takesOver(mallorys, mallory, {
    vacant: [{ seat: eve.publicKey, order: nextOrder }],
    members: [{
      id,
      order: nextOrder + 1,
      name: "Gus",
      status: { microphone: false, camera: false, screen: false },
      rev: 0,
      ...await takeSeat(gus, stage.scope, id, "ab".repeat(32)),
    }],
  });
  await passing(clock, until("he is listed", () => names(hal).includes("Gus")));
  await passing(clock, hal.host.setLocked(true));
  await passing(clock, until("all know", () => ada.state.governance.locked));
  const { policy } = JSON.parse(hal.keepSeat());
  const { seated } = JSON.parse(policy.policy) as Policy;
  assert.equal(seated.length, 3);
  assert.ok(!seated.includes(eve.publicKey) && !seated.includes(gus.publicKey));
  await passing(clock, until("he is listed no more", () => names(hal) === "Ada,Mallory"));
  await passing(clock, mallory.leave());
  await passing(
    clock,
    until("an honest coordinator", () => names(hal) === "Ada" && names(ada) === "Hal"),
  );
  for (const signer of [eve, gus]) {
    const seat = JSON.stringify({ key: signer.keptText(), policy: null });
    const asked = outcomeOf(stage.join("Eve", { seat }));
    await passing(clock, until("they are told", () => asked.code ?? asked.room));
    assert.equal(asked.code, "locked");
  }
  await passing(clock, stage.close());
});

Deno.test("a seat that is kept opens a locked room for ninety seconds, and not for whoever finds it later", async () => {
  for (const [after, told] of [[80_000, null], [91_000, "locked"], [3 * HOUR, "locked"]] as const) {
    const clock = new VirtualTime();
    const stage = await stageOf({ host: HOST, clock });
    const hal = await passing(clock, stage.join("Hal", { hostKey: made.key }));
    const ada = await passing(clock, stage.join("Ada"));
    await passing(clock, together(hal, ada));
    await passing(clock, hal.host.setLocked(true));
    await passing(clock, until("Ada knows", () => ada.state.governance.locked));
    const seat = ada.keepSeat();
    await passing(clock, ada.leave({ back: true }));
    await clock.pass(after);
    const back = outcomeOf(stage.join("Eve", { seat }));
    await passing(clock, until("it is answered", () => back.code ?? back.room));
    assert.equal(back.code, told, `after ${after / 1_000} s`);
    await passing(clock, stage.close());
  }
});

Deno.test("the id of a host who left opens no locked room to another seat, and makes nobody the host", async () => {
  const stage = await stageOf({ host: HOST });
  const hal = await stage.join("Hal", { hostKey: made.key });
  const ada = await stage.join("Ada");
  await together(hal, ada);
  hal.chat("for us two");
  await hal.host.setLocked(true);
  await until("Ada knows", () => ada.state.governance.locked && chatOf(ada).length === 1);
  const { id } = hal.state.self;
  await hal.leave();
  await until("Ada coordinates", () => names(ada) === "" && ada.state.broker === "connected");
  const eves = clientOn(stage.bus);
  const eve = outcomeOf(
    stage.join("Eve", { random: withId(id), transport: eves.transport }),
  );
  await until("Eve is answered", () => eve.code ?? eves.heard.at(0));
  assert.deepEqual(messages(eves.heard, "welcome"), []);
  await until("Eve is told", () => eve.code === "locked");
  assert.deepEqual([names(ada), ada.state.governance.present], ["", false]);
  await stage.close();
});

Deno.test("a host's seat and pass of an earlier visit open no locked room, and make nobody the host", async () => {
  const before = await stageOf({ key: null, host: HOST, bus: createLocalBus() });
  const seen = clientOn(before.bus);
  const early = await before.join("Hal", { hostKey: made.key });
  await together(early, await before.join("Mallory", { transport: seen.transport }));
  const { pass } = claimHeard(seen, "Hal");
  assert.ok(pass !== undefined);
  // What somebody finds later on the host's disk, without the host's key.
  const seat = JSON.stringify({ ...JSON.parse(early.keepSeat()), policy: null });
  await before.close();

  const stage = await stageOf({ key: null, host: HOST, bus: createLocalBus() });
  const hal = await stage.join("Hal", { hostKey: made.key });
  const ada = await stage.join("Ada");
  await together(hal, ada);
  await hal.host.setLocked(true);
  await until("Ada knows", () => ada.state.governance.locked);
  const eves = clientOn(stage.bus);
  eves.alter((m) => m.t === "hello" ? { ...m, hello: { ...m.hello, pass } } : m);
  const eve = outcomeOf(stage.join("Eve", { seat, transport: eves.transport }));
  await until("Eve is answered", () => eve.code ?? eve.room);
  assert.equal(eve.code, "locked");
  assert.deepEqual(messages(eves.heard, "welcome"), []);
  assert.deepEqual([names(hal), names(ada)], ["Ada", "Hal"]);
  await stage.close();
});

Deno.test("a welcome whose sender is not shown to be who it names decides nothing for a newcomer", async () => {
  const clock = new VirtualTime();
  const stage = await stageOf({ key: null, host: { kind: "name", name: "Hal" }, clock });
  const mallorys = clientOn(stage.bus);
  let lies = 0;
  mallorys.alter((message) => {
    if (message.t !== "welcome" || lies > 0) return message;
    lies++;
    const now = clock.now();
    const session = "a".repeat(32);
    const { coordinator, members } = message.roster;
    const others = members.map((one) =>
      one.id === coordinator ? { ...one, certificate: "0".repeat(64) } : one
    );
    const policy = { ...NO_POLICY, version: now, session, ends: now + HOUR, locked: true };
    return {
      ...message,
      roster: { ...message.roster, session, members: others },
      policy: { policy: JSON.stringify(policy), signature: null },
    };
  });
  const joining = stage.join("Mallory", { transport: mallorys.transport });
  const mallory = await passing(clock, joining);
  const ada = outcomeOf(stage.join("Ada"));
  // Her next attempt is answered as it should be, and she is bound by nothing.
  const isIn = () => ada.room?.state.phase.name === "joined" && names(mallory) === "Ada";
  await passing(clock, until("Ada is in", isIn));
  assert.equal(lies, 1);
  assert.equal(ada.room?.state.governance.locked, false);
  await passing(clock, stage.close());
});

Deno.test("who was removed hears at the door what removed them, and nothing that was decided afterwards", async () => {
  const clock = new VirtualTime();
  const stage = await stageOf({ key: null, host: HOST, clock });
  const mallorys = clientOn(stage.bus);
  const hal = await passing(clock, stage.join("Hal", { hostKey: made.key }));
  const ada = await passing(clock, stage.join("Ada"));
  const joining = stage.join("Mallory", { transport: mallorys.transport });
  const mallory = await passing(clock, joining);
  await passing(clock, together(hal, ada, mallory));
  const { session } = lastRoster(mallorys);
  const seat = JSON.stringify({ ...JSON.parse(mallory.keepSeat()), policy: null });
  await passing(clock, hal.host.remove(idOf(hal, "Mallory")));
  await passing(clock, until("she is out", () => names(hal) === "Ada"));
  /** How many decisions she is told who says that she coordinates the other half of the room. */
  const told = async () => {
    const door = clientOn(stage.bus);
    door.alter((message) =>
      message.t === "hello" ? { ...message, hello: { ...message.hello, meets: session } } : message
    );
    const gaveUp = new AbortController();
    const { transport } = door;
    const again = outcomeOf(stage.join("Mallory", { seat, transport, signal: gaveUp.signal }));
    await passing(
      clock,
      until("she says so", () => door.sent.some(({ text }) => /meets/.test(text))),
    );
    for (let n = 0; n < 20; n++) await clock.pass(100);
    gaveUp.abort();
    await passing(clock, until("she gave up", () => again.code));
    return messages(door.heard, "governed").length;
  };
  assert.equal(await told(), 1);
  await passing(clock, hal.host.label(idOf(hal, "Ada"), "Speaker"));
  assert.equal(await told(), 0);
  await passing(clock, stage.close());
});
