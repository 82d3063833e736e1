import assert from "node:assert/strict";
import { type HostSetting, joinRoom, type Room } from "../../../../../lib/mod.ts";
import { systemClock, systemRandom } from "../../../../../lib/env/mod.ts";
import {
  CommandGate,
  type CommandRefusal,
  CommandRefused,
  makeCommand,
} from "../../../../../lib/room/policy/commands.ts";
import { createHostKey, platformSigning, type Signer } from "../../../../../lib/trust/mod.ts";
import type { Act, Command } from "../../../../../lib/wire/command.ts";
import type { Seated } from "../../../../../lib/room/policy/policy.ts";
import { type Tap, tappedBus } from "../../../../helpers/simulation/tapped_bus.ts";
import { until } from "../../../../helpers/until.ts";

const made = await createHostKey({ room: "r", password: "correct horse", random: systemRandom });
const HOST: HostSetting = { kind: "key", sealed: made.sealed };
const HALF_HOUR = 30 * 60_000;

interface Scene {
  readonly ada: Room;
  readonly ben: Room;
  readonly cyd: Room;
  readonly hal: Room;
  /** Hal is the host; Ben lies, and coordinates. */
  readonly halTap: Tap;
  readonly benTap: Tap;
  close(): Promise<unknown>;
}

async function scene(): Promise<Scene> {
  const bus = tappedBus();
  const [benTap, halTap] = [bus.tap(), bus.tap()];
  const join = (name: string, { transport }: Tap, hostKey?: Signer) =>
    joinRoom("r", { name, transport, host: HOST, ...hostKey && { hostKey } });
  const ben = await join("Ben", benTap);
  const hal = await join("Hal", halTap, made.key);
  const ada = await join("Ada", bus.tap());
  const cyd = await join("Cyd", bus.tap());
  const all = [ada, ben, cyd, hal];
  await until(
    "all are connected, and know the host",
    () =>
      all.every(({ state: { peers, governance } }) =>
        peers.length === 3 && peers.every(({ link }) => link.name === "connected") &&
        governance.present
      ),
  );
  return {
    ada,
    ben,
    cyd,
    hal,
    halTap,
    benTap,
    close: () => Promise.all(all.map((one) => one.leave())),
  };
}

/** The newest command that went out. */
function lastCommand({ sent }: Tap): string {
  const text = sent.findLast((one) => JSON.parse(one).t === "command");
  assert.ok(text);
  return text;
}

/** Says something; everybody who hears it refuses, and nothing about the room changes. */
async function allRefuse(hearers: readonly Room[], say: () => void): Promise<void> {
  const picture = ({ state: { governance: { refusedCommands: _, ...rest }, peers } }: Room) =>
    JSON.stringify([rest, peers.map(({ member }) => member)]);
  const before = hearers.map((room) => ({
    picture: picture(room),
    count: room.state.governance.refusedCommands,
  }));
  let asked = 0;
  const stop = hearers.map((room) => room.on("mute-asked", () => asked++));
  say();
  await until(
    "everybody refused",
    () => hearers.every(({ state }, at) => state.governance.refusedCommands > before[at].count),
  );
  hearers.forEach((room, at) => assert.equal(picture(room), before[at].picture));
  assert.equal(asked, 0);
  stop.forEach((one) => one());
}

/** What a command of Hal's is made with; parts of it can be put otherwise. */
function commandOf(tap: Tap, act: Act, change: Partial<Command>, signer: Signer | null = made.key) {
  const genuine: Command = JSON.parse(JSON.parse(lastCommand(tap)).signed.command);
  return makeCommand(act, {
    room: change.room ?? genuine.room,
    seat: change.seat ?? genuine.seat,
    by: change.by === undefined ? genuine.by : change.by,
    clock: { ...systemClock, now: () => change.at ?? systemClock.now() },
    random: systemRandom,
    signer,
  });
}

const say = (tap: Tap, signed: unknown) => () => tap.say(JSON.stringify({ t: "command", signed }));

Deno.test("a forged command is refused by every peer", async () => {
  const { ada, ben, cyd, hal, halTap, benTap, close } = await scene();
  const forger = await platformSigning.newSigner();
  const forged = await commandOf(halTap, { do: "mute" }, {}, forger);
  await allRefuse([ada, cyd, hal], say(benTap, forged));
  await allRefuse([ada, cyd, hal], say(benTap, { ...forged, signature: null }));
  // Altered on the way, in one letter.
  const genuine = await commandOf(halTap, { do: "mute" }, {});
  const altered = { ...genuine, command: genuine.command.replace('"mute"', '"host"') };
  await allRefuse([ada, ben, cyd], say(halTap, altered));
  await close();
});

Deno.test("a replayed command is refused by every peer", async () => {
  const { ada, ben, cyd, halTap, hal, close } = await scene();
  await hal.host.setLocked(true);
  await until("all know", () => [ada, ben, cyd].every(({ state }) => state.governance.locked));
  const lock = lastCommand(halTap);
  await allRefuse([ada, ben, cyd], () => halTap.say(lock));
  await hal.host.setLocked(false);
  await until("all know", () => [ada, ben, cyd].every(({ state }) => !state.governance.locked));
  await allRefuse([ada, ben, cyd], () => halTap.say(lock));
  await close();
});

Deno.test("a stale command, and one from the future, is refused by every peer", async () => {
  const { ada, ben, cyd, halTap, close } = await scene();
  for (const off of [-121_000, 61_000, -HALF_HOUR, HALF_HOUR]) {
    const at = systemClock.now() + off;
    await allRefuse([ada, ben, cyd], say(halTap, await commandOf(halTap, { do: "mute" }, { at })));
  }
  await close();
});

Deno.test("a command for another room is refused by every peer", async () => {
  const { ada, ben, cyd, halTap, close } = await scene();
  const signed = await commandOf(halTap, { do: "mute" }, { room: "0".repeat(32) });
  await allRefuse([ada, ben, cyd], say(halTap, signed));
  await close();
});

Deno.test("a command captured by another member, or of another certificate, is refused by every peer", async () => {
  const { ada, ben, cyd, hal, halTap, benTap, close } = await scene();
  // As Hal said it, unused as far as the others know, but over Ben's connections.
  const captured = await commandOf(halTap, { do: "mute" }, {});
  await allRefuse([ada, cyd, hal], say(benTap, captured));
  const other = await commandOf(halTap, { do: "mute" }, { by: "f".repeat(64) });
  await allRefuse([ada, ben, cyd], say(halTap, other));
  await close();
});

Deno.test("a coordinator that passes on an old policy, or one of its own, changes nothing for anybody", async () => {
  const { ada, ben, cyd, hal, halTap, benTap, close } = await scene();
  await hal.host.setLobby(true);
  const old = JSON.parse(JSON.parse(lastCommand(halTap)).signed.command).act.signed;
  await hal.host.setLocked(true);
  await until(
    "all know",
    () => [ada, ben, cyd].every(({ state }) => state.governance.locked),
  );
  const { version } = hal.state.governance;
  const pings: unknown[] = [];
  ada.on("message", ({ data }) => pings.push(data));
  const forger = await platformSigning.newSigner();
  const own = JSON.stringify({ ...JSON.parse(old.policy), version: version + 9 });
  const signature = await forger.sign(new TextEncoder().encode(own));
  for (
    const signed of [old, { policy: own, signature }, { policy: own, signature: null }, {
      policy: own,
      signature: old.signature,
    }]
  ) {
    benTap.say(JSON.stringify({ t: "policy", signed }));
  }
  // What is said after it arrives after it.
  ben.broadcast("after");
  await until("all of it arrived", () => pings.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 0));
  for (const { state } of [ada, cyd, hal]) {
    assert.deepEqual([state.governance.version, state.governance.locked], [version, true]);
  }
  await close();
});

Deno.test("the gate names why it refuses: each reason once", async () => {
  const clock = { ...systemClock, now: () => 1_000_000_000 };
  const [room, by, seat] = ["a".repeat(32), "b".repeat(64), made.key.publicKey];
  const gate = new CommandGate({
    room: () => room,
    key: made.key.publicKey,
    signing: platformSigning,
    clock,
  });
  const making = { room, seat, by, clock, random: systemRandom, signer: made.key };
  const act: Act = { do: "mute" };
  const genuine = await makeCommand(act, making);
  assert.deepEqual(await gate.read(genuine, { seat, certificate: by }), act);
  const at = (now: number) => ({ ...making, clock: { ...clock, now: () => now } });
  const another = (await platformSigning.newSigner()).publicKey;
  const cases: [CommandRefusal, unknown, Partial<Seated>?][] = [
    ["replayed", genuine],
    ["malformed", { ...genuine, command: "{}" }],
    ["bad-signature", { ...genuine, signature: null }],
    ["wrong-room", await makeCommand(act, { ...making, room: "c".repeat(32) })],
    ["wrong-certificate", await makeCommand(act, making), { certificate: "d".repeat(64) }],
    ["wrong-seat", await makeCommand(act, making), { seat: another }],
    ["stale", await makeCommand(act, at(clock.now() - 120_001))],
    ["stale", await makeCommand(act, at(clock.now() + 60_001))],
  ];
  for (const [code, signed, from] of cases) {
    await assert.rejects(
      gate.read(signed as Awaited<ReturnType<typeof makeCommand>>, {
        seat,
        certificate: by,
        ...from,
      }),
      (error) => error instanceof CommandRefused && error.code === code,
      code,
    );
  }
  for (const edge of [clock.now() - 120_000, clock.now() + 60_000]) {
    assert.deepEqual(
      await gate.read(await makeCommand(act, at(edge)), { seat, certificate: by }),
      act,
    );
  }
});
