/** Who waits goes on waiting: for the host's word, and for the host, whatever order people leave in. */
import assert from "node:assert/strict";
import type { Channel, LinkFactory } from "../../../lib/link/mod.ts";
import type { SignedPolicy } from "../../../lib/wire/policy.ts";
import { GovernedSimulation } from "../../helpers/simulation/governed_simulation.ts";
import { type Participant, Simulation } from "../../helpers/simulation/simulation.ts";

/** How somebody goes: for good, as for a reload, or with a page that ends at once. */
const MANNERS = ["leaves", "goes away", "is killed"] as const;
type Manner = (typeof MANNERS)[number];

/** A quarter of an hour in which nobody is there. */
const EMPTY_MS = 15 * 60_000;
/** In this time somebody who waits has noticed that the host is there. */
const NOTICED_MS = 6_500;

let seed = 0;

function room(hostFirst: boolean): GovernedSimulation {
  const simulation = new GovernedSimulation(++seed);
  simulation.hostFirst = hostFirst;
  return simulation;
}

function go(simulation: GovernedSimulation, one: Participant, manner: Manner): void {
  if (manner === "is killed") return simulation.kill(one);
  one.standing = "out";
  void one.engine.leave({ back: manner === "goes away" });
}

/** Every step that somebody's join took, each once in a row. */
function stepsOf(one: Participant): string[] {
  const steps: string[] = [];
  one.engine.on("state", ({ phase }) => {
    const step = phase.name === "joining" ? phase.step : phase.name;
    if (steps.at(-1) !== step) steps.push(step);
  });
  return steps;
}

/** Links whose owner tells everybody at its door to wait. */
function sayingWaiting(links: LinkFactory): LinkFactory {
  return {
    ...links,
    create(options) {
      const link = links.create(options);
      const send = link.send.bind(link);
      return Object.assign(link, {
        send: (channel: Channel, text: string) =>
          send(channel, /"t":"(?:welcome|refused)"/.test(text) ? '{"t":"waiting"}' : text),
      });
    },
  };
}

function step({ engine: { state: { phase } } }: Participant): string {
  return phase.name === "joining" ? phase.step : phase.name;
}

function names({ engine }: Participant, simulation: GovernedSimulation): string {
  return engine.state.peers.map(({ member }) => simulation.nameOf(member.id)).sort().join();
}

function knocks({ engine }: Participant) {
  return engine.state.governance.waiting.map(({ id, note }) => ({ id, note }))
    .sort((one, other) => one.note < other.note ? -1 : 1);
}

function keptPolicy({ engine }: Participant): SignedPolicy {
  const text = engine.host.keepPolicy();
  assert.ok(text, "the host decided something");
  return JSON.parse(text);
}

function orders<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, at) =>
    orders(items.filter((_, other) => other !== at)).map((rest) => [first, ...rest])
  );
}

/** Every way in which three people can go. */
function combinations(): Manner[][] {
  return MANNERS.flatMap((one) =>
    MANNERS.flatMap((other) => MANNERS.map((third) => [one, other, third]))
  );
}

/** A host, two members and two guests, who knocked. */
async function withGuests(hostFirst: boolean) {
  const simulation = room(hostFirst);
  const { time } = simulation;
  const hal = await simulation.joinAsHost();
  await time.pass(1_000);
  const ada = await simulation.join();
  const ben = await simulation.join();
  await time.pass(3_000);
  await hal.engine.host.setLobby(true);
  const cyd = await simulation.join(undefined, undefined, { note: "from the choir" });
  const dee = await simulation.join(undefined, undefined, { note: "the plumber" });
  const guests = [cyd, dee];
  const steps = guests.map(stepsOf);
  await time.pass(3_000);
  assert.deepEqual(guests.map(step), ["waiting", "waiting"]);
  assert.equal(knocks(hal).length, 2);
  return { simulation, time, hal, ada, ben, cyd, dee, guests, steps };
}

async function allLeave(
  hostFirst: boolean,
  order: readonly ("hal" | "ada" | "ben")[],
  manners: readonly Manner[],
  pause: number,
): Promise<void> {
  const scene = await withGuests(hostFirst);
  const { simulation, time, hal, cyd, dee, guests, steps } = scene;
  const policy = keptPolicy(hal);
  const what = order.map((name, at) => `${name} ${manners[at]}`).join(", ");
  for (const [at, name] of order.entries()) {
    go(simulation, scene[name], manners[at]);
    await time.pass(pause);
  }
  await time.pass(EMPTY_MS);
  assert.deepEqual(guests.map(step), ["waiting-host", "waiting-host"], what);
  assert.ok(steps.every((taken) => !taken.includes("joined")), `${what}: ${steps.join(" ")}`);
  assert.ok(guests.every(({ engine }) => !engine.holdsAddress), what);

  const back = await simulation.joinAsHost(policy);
  await time.pass(NOTICED_MS);
  assert.equal(back.engine.state.governance.lobby, true, what);
  const asked = knocks(back);
  assert.deepEqual(
    asked,
    [
      { id: cyd.engine.options.self, note: "from the choir" },
      { id: dee.engine.options.self, note: "the plumber" },
    ],
    what,
  );
  await back.engine.host.admit([asked[0].id]);
  await time.pass(NOTICED_MS);
  assert.deepEqual(guests.map(step), ["joined", "waiting"], what);
  assert.equal(names(back, simulation), cyd.name, what);
  assert.equal(simulation.broken, null, what);
}

for (const hostFirst of [false, true]) {
  const link = hostFirst ? "where the host is first" : "where anybody may be first";
  Deno.test(`everybody leaves, in every order and manner, and guests who knocked wait through it until the host is back (${link})`, async () => {
    for (const order of orders(["hal", "ada", "ben"] as const)) {
      for (const [at, manners] of combinations().entries()) {
        await allLeave(hostFirst, order, manners, [0, 500, 4_000, 15_000][at % 4]);
      }
    }
  });
}

Deno.test("the host leaves, and members stay: guests go on waiting, and a member brings nobody in", async () => {
  const { simulation, time, hal, ada, ben, cyd, guests } = await withGuests(false);
  const policy = keptPolicy(hal);
  simulation.leave(hal);
  await time.pass(60_000);
  assert.deepEqual(guests.map(step), ["waiting", "waiting"]);
  assert.deepEqual([names(ada, simulation), names(ben, simulation)], [ben.name, ada.name]);
  const back = await simulation.joinAsHost(policy);
  await time.pass(NOTICED_MS);
  assert.equal(knocks(back).length, 2);
  await back.engine.host.admit([cyd.engine.options.self]);
  await time.pass(NOTICED_MS);
  assert.deepEqual(guests.map(step), ["joined", "waiting"]);
});

Deno.test("a member whom the policy seats begins the empty room again, and applies what the host decided", async () => {
  const { simulation, time, hal, ada, ben, guests } = await withGuests(false);
  const seat = ada.engine.keepSeat();
  for (const one of [hal, ben, ada]) simulation.leave(one);
  await time.pass(60_000);
  assert.deepEqual(guests.map(step), ["waiting-host", "waiting-host"]);
  const again = await simulation.join(undefined, undefined, {
    policy: JSON.parse(seat).policy,
    signer: ada.signer,
  });
  await time.pass(NOTICED_MS);
  assert.equal(step(again), "joined");
  assert.equal(again.engine.state.governance.lobby, true);
  assert.deepEqual(guests.map(step), ["waiting", "waiting"]);
});

Deno.test("who knows a policy that does not seat them founds no room, and waits for as long as it takes", async () => {
  const { simulation, time, hal, ada, ben, cyd, dee } = await withGuests(false);
  const policy = keptPolicy(hal);
  for (const one of [hal, ada, ben, cyd, dee]) simulation.leave(one);
  const eve = await simulation.join(undefined, undefined, { policy });
  await time.pass(EMPTY_MS);
  assert.equal(step(eve), "waiting-host");
  const back = await simulation.joinAsHost(policy);
  await time.pass(NOTICED_MS);
  assert.deepEqual(knocks(back).map(({ id }) => id), [eve.engine.options.self]);
});

Deno.test("where the host is first nobody founds the room; they come in when the host is there, and say nothing before", async () => {
  const simulation = room(true);
  const { time } = simulation;
  const early = [await simulation.join(), await simulation.join(), await simulation.join()];
  const steps = early.map(stepsOf);
  await time.pass(EMPTY_MS);
  assert.deepEqual(early.map(step), Array(3).fill("waiting-host"));
  assert.ok(early.every(({ engine }) => !engine.holdsAddress && engine.state.peers.length === 0));
  assert.ok(steps.every((taken) => !taken.includes("claiming")), steps.join(" "));
  const hal = await simulation.joinAsHost();
  await time.pass(NOTICED_MS);
  assert.deepEqual(early.map(step), Array(3).fill("joined"));
  await simulation.comeToRest();

  // The host goes: those inside go on, and newcomers come in to them.
  simulation.leave(hal);
  await time.pass(10_000);
  const late = await simulation.join();
  await time.pass(NOTICED_MS);
  assert.equal(step(late), "joined");
  await simulation.comeToRest();

  // Everybody goes: whoever comes then, or comes back, waits.
  for (const one of [...early, late]) go(simulation, one, "goes away");
  await time.pass(1_000);
  const after = await simulation.join();
  const former = await simulation.join(undefined, undefined, { signer: early[0].signer });
  await time.pass(EMPTY_MS);
  assert.deepEqual([step(after), step(former)], ["waiting-host", "waiting-host"]);
  await simulation.joinAsHost();
  await time.pass(NOTICED_MS);
  assert.deepEqual([step(after), step(former)], ["joined", "joined"]);
});

Deno.test("where the host is first, the host is in at once, and each who waits asks the broker no more than every few seconds", async () => {
  const simulation = room(true);
  const { time } = simulation;
  const early = await simulation.join();
  await time.pass(60_000);
  const before = early.dials;
  await time.pass(600_000);
  const dials = early.dials - before;
  assert.ok(dials >= 600 / 5 && dials <= 600 / 3, `${dials} dials in ten minutes`);
  const hal = await simulation.joinAsHost();
  await time.pass(500);
  assert.equal(step(hal), "joined");
});

Deno.test("somebody else's room at the address is not the host's: where the host is first nobody comes in to it", async () => {
  const simulation = room(false);
  const { time } = simulation;
  // A client that does not keep to the link.
  const mallory = await simulation.join();
  await time.pass(2_000);
  assert.equal(step(mallory), "joined");
  simulation.hostFirst = true;
  const ada = await simulation.join();
  const steps = stepsOf(ada);
  await time.pass(60_000);
  assert.ok(!steps.includes("joined"), steps.join(" "));
  const hal = await simulation.joinAsHost();
  await time.pass(2 * NOTICED_MS);
  assert.equal(step(ada), "joined");
  assert.ok(names(ada, simulation).includes(hal.name));
});

Deno.test("what the host decided in an earlier room makes nobody enter a stranger's, where the host is first", async () => {
  const simulation = room(true);
  const { time } = simulation;
  const hal = await simulation.joinAsHost();
  await time.pass(1_000);
  const ada = await simulation.join();
  await time.pass(3_000);
  const policy = keptPolicy(ada);
  for (const one of [ada, hal]) simulation.leave(one);
  await time.pass(EMPTY_MS);
  // A client that does not keep to the link, of somebody who was never inside.
  simulation.hostFirst = false;
  await simulation.join();
  await time.pass(2_000);
  simulation.hostFirst = true;
  const again = await simulation.join(undefined, undefined, { policy, signer: ada.signer });
  const steps = stepsOf(again);
  await time.pass(60_000);
  assert.ok(!steps.includes("joined"), steps.join(" "));
});

for (const first of [true, false]) {
  Deno.test(`whoever holds the address for a moment does not make the host wait for itself (first=${first})`, async () => {
    const simulation = room(false);
    const { time } = simulation;
    const eve = await simulation.join(sayingWaiting);
    await time.pass(3_000);
    simulation.hostFirst = first;
    const hal = await simulation.joinAsHost();
    await time.pass(4_000);
    simulation.kill(eve);
    await time.pass(15_000);
    assert.equal(step(hal), "joined");
    assert.ok(hal.engine.holdsAddress);
  });
}

/** A room that the host locked while two more were in it. */
async function lockedRoom(hostFirst: boolean) {
  const simulation = room(hostFirst);
  const { time } = simulation;
  const hal = await simulation.joinAsHost();
  await time.pass(1_000);
  const [ada, mallory] = [await simulation.join(), await simulation.join()];
  await time.pass(3_000);
  await hal.engine.host.setLocked(true);
  await time.pass(2_000);
  return { simulation, time, hal, ada, mallory };
}

Deno.test("a host who is back puts its decisions back, and opens the room to no seat that went hours ago", async () => {
  const { simulation, time, hal, ada, mallory } = await lockedRoom(true);
  const policy = keptPolicy(hal);
  for (const one of [mallory, ada, hal]) simulation.leave(one);
  await time.pass(5 * 3_600_000);
  const back = await simulation.joinAsHost(policy);
  await time.pass(2_000);
  assert.ok(back.engine.state.governance.locked);
  const found = await simulation.join(undefined, undefined, { signer: mallory.signer });
  await time.pass(6_000);
  assert.notEqual(step(found), "joined");
  assert.equal(names(back, simulation), "");
});

Deno.test("a member who reloaded remembers no seat as here that said goodbye hours ago", async () => {
  const { simulation, time, hal, ada, mallory } = await lockedRoom(false);
  simulation.leave(mallory);
  await time.pass(3 * 3_600_000);
  const policy = keptPolicy(ada);
  void ada.engine.leave({ back: true });
  ada.standing = "out";
  await time.pass(500);
  const again = await simulation.join(undefined, undefined, { policy, signer: ada.signer });
  await time.pass(3_000);
  simulation.kill(hal);
  await time.pass(20_000);
  assert.equal(again.engine.state.coordinator, again.engine.options.self);
  const found = await simulation.join(undefined, undefined, { signer: mallory.signer });
  await time.pass(5_000);
  assert.notEqual(step(found), "joined");
  assert.equal(names(again, simulation), "");
});

Deno.test("who brings along a policy that removes them is told so, and not that they gave up", async () => {
  const log: string[] = [];
  const simulation = new GovernedSimulation(++seed, (line) => log.push(line));
  const { time } = simulation;
  const hal = await simulation.joinAsHost();
  const ben = await simulation.join();
  await time.pass(2_000);
  await hal.engine.host.remove(ben.engine.options.self);
  await simulation.join(undefined, undefined, { policy: keptPolicy(hal), signer: ben.signer });
  await time.pass(2_000);
  assert.ok(log.some((line) => /is not let in: removed/.test(line)), log.join("\n"));
});

Deno.test("giving up while nobody is there ends the wait at once", async () => {
  const log: string[] = [];
  const simulation = new GovernedSimulation(++seed, (line) => log.push(line));
  simulation.hostFirst = true;
  const early = await simulation.join();
  await simulation.time.pass(60_000);
  void early.engine.leave();
  await simulation.time.pass(0);
  assert.match(log.at(-1) ?? "", /is not let in: aborted/);
});

Deno.test("in a room without a host nobody can be made to wait: 'waiting' is not heard there", async () => {
  const simulation = new Simulation(++seed);
  const { time } = simulation;
  const liar = await simulation.join((links) => ({
    ...links,
    create(options) {
      const link = links.create(options);
      const send = link.send.bind(link);
      return Object.assign(link, {
        send: (channel: Channel, text: string) =>
          send(channel, /"t":"welcome"/.test(text) ? '{"t":"waiting"}' : text),
      });
    },
  }));
  await time.pass(2_000);
  const ada = await simulation.join();
  const steps: string[] = [];
  ada.engine.on("state", () => steps.push(step(ada)));
  await time.pass(20_000);
  simulation.leave(liar);
  await time.pass(30_000);
  assert.ok(!steps.includes("waiting"), steps.join(" "));
  assert.equal(step(ada), "joined", "the room is empty, and nobody governs it");
});
