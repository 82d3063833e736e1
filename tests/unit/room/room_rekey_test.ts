import assert from "node:assert/strict";
import {
  createLocalBus,
  type HostSetting,
  type JoinOptions,
  joinRoom,
  type Room,
} from "../../../lib/mod.ts";
import { systemClock, systemRandom } from "../../../lib/env/mod.ts";
import { LinkKeys, type RoomLock } from "../../../lib/room/link_keys.ts";
import { type Envelope, type Signal, SignalRefused } from "../../../lib/signal/mod.ts";
import {
  createHostKey,
  createSealedCodec,
  deriveRoomKeys,
  newLinkKey,
} from "../../../lib/trust/mod.ts";
import { tappedBus } from "../../helpers/simulation/tapped_bus.ts";
import { until } from "../../helpers/until.ts";

const KEY = "AAECAwQFBgcICQoLDA0ODw";
const made = await createHostKey({ room: "r", password: "correct horse", random: systemRandom });
const host: HostSetting = { kind: "key", sealed: made.sealed };
const [HAL, BEN, EVE] = ["a", "b", "c"].map((digit) => digit.repeat(32));
const OFFER: Signal = { kind: "offer", link: "0123456789abcdef", sdp: "v=0\r\n" };

function names(room: Room): string {
  return room.state.peers.map(({ member }) => member.name).sort().join();
}

function isConnected(room: Room, name: string): boolean {
  return room.state.peers.some(({ member, link }) =>
    member.name === name && link.name === "connected"
  );
}

async function lockOf(key: string): Promise<RoomLock> {
  const { address, signalKey } = await deriveRoomKeys("r", key);
  assert.ok(signalKey);
  const codec = createSealedCodec({ key: signalKey, random: systemRandom, clock: systemClock });
  return { address, codec, key };
}

const from = (src: string): Envelope => ({ type: "OFFER", src, dst: HAL });

/** Somebody's offer to Hal, sealed under the key that there was first. */
async function sealedBefore(src: string): Promise<unknown> {
  return await (await lockOf(KEY)).codec.encode(from(src), OFFER);
}

function isBadSeal(error: unknown): boolean {
  return error instanceof SignalRefused && error.code === "bad-seal";
}

Deno.test("a key that was changed opens nothing but what comes from members who have yet to change", async () => {
  const [old, fresh] = [await lockOf(KEY), await lockOf(newLinkKey(systemRandom))];
  const keys = new LinkKeys(old);
  keys.change(fresh, 1, [BEN]);
  assert.equal(keys.address, fresh.address);
  assert.deepEqual(await keys.decode(from(BEN), await sealedBefore(BEN)), OFFER);
  await assert.rejects(keys.decode(from(EVE), await sealedBefore(EVE)), isBadSeal);
  keys.onGeneration(BEN, 1);
  await assert.rejects(keys.decode(from(BEN), await sealedBefore(BEN)), isBadSeal);
});

Deno.test("a member who seals under the new key is spoken to under it, also if they never said so", async () => {
  const [old, fresh] = [await lockOf(KEY), await lockOf(newLinkKey(systemRandom))];
  const keys = new LinkKeys(old);
  keys.change(fresh, 1, [BEN]);
  const theirs = await lockOf(fresh.key ?? "");
  const to: Envelope = { type: "OFFER", src: HAL, dst: BEN };
  await assert.rejects(theirs.codec.decode(to, await keys.encode(to, OFFER)), SignalRefused);
  await keys.decode(from(BEN), await theirs.codec.encode(from(BEN), OFFER));
  assert.deepEqual(await theirs.codec.decode(to, await keys.encode(to, OFFER)), OFFER);
});

Deno.test("the key before is for those alone whom the room still lists", async () => {
  const [old, fresh] = [await lockOf(KEY), await lockOf(newLinkKey(systemRandom))];
  const keys = new LinkKeys(old);
  keys.change(fresh, 1, [BEN, EVE]);
  keys.keep(new Set([BEN]));
  assert.deepEqual(await keys.decode(from(BEN), await sealedBefore(BEN)), OFFER);
  await assert.rejects(keys.decode(from(EVE), await sealedBefore(EVE)), isBadSeal);
});

Deno.test("a member who missed the new key is still spoken to, and gets it with the next connection", async () => {
  const bus = tappedBus();
  const [halTap, benTap] = [bus.tap(), bus.tap()];
  const join = (name: string, options: Partial<JoinOptions>) =>
    joinRoom("r", { name, key: KEY, host, ...options });
  const ben = await join("Ben", { transport: benTap.transport });
  const hal = await join("Hal", { transport: halTap.transport, hostKey: made.key });
  const ada = await join("Ada", { transport: bus.tap().transport });
  await until(
    "all are connected",
    () =>
      ["Ben", "Ada"].every((name) => isConnected(hal, name)) && isConnected(ben, "Hal") &&
      ben.state.governance.present,
  );
  halTap.loseTo(benTap, (text) => text.includes("rekey"));
  const key = await hal.host.rekey();
  await until("Ada has it", () => ada.state.key === key);
  assert.equal(ben.state.key, KEY, "Ben did not hear of it");
  halTap.loseTo(benTap, () => false);
  // Sealed under the key before, and passed on by Ben, who coordinates: it arrives nevertheless.
  ben.redial(hal.state.self.id);
  await until("Ben has the new key", () => ben.state.key === key);
  await until("Ben holds the new address", () => ben.state.broker === "connected");
  const cyd = await join("Cyd", { transport: bus.tap().transport, key });
  await until("a newcomer finds all by the new link", () => names(cyd) === "Ada,Ben,Hal");
  await Promise.all([ada, ben, cyd, hal].map((room) => room.leave()));
});

Deno.test("an inherited id skips neither the lobby nor the lock", async () => {
  const transport = createLocalBus();
  const join = (name: string, options: Partial<JoinOptions> = {}) =>
    joinRoom("r", { name, key: KEY, host, transport, ...options });
  const hal = await join("Hal", { hostKey: made.key });
  const cyd = await join("Cyd");
  await until("Cyd is here", () => names(hal) === "Cyd");
  await hal.host.setLobby(true);
  const id = cyd.state.self.id;
  await cyd.leave({ back: true });
  // The first 16 random bytes of a join are its id.
  let first = true;
  const random: typeof systemRandom = (length) => {
    if (!first || length !== 16) return systemRandom(length);
    first = false;
    return Uint8Array.from({ length }, (_, at) => parseInt(id.slice(2 * at, 2 * at + 2), 16));
  };
  const giveUp = new AbortController();
  const eve = join("Eve", { random, signal: giveUp.signal });
  await until(
    "Eve has to wait",
    () => hal.state.governance.waiting.some(({ name }) => name === "Eve"),
  );
  assert.equal(hal.state.governance.waiting[0].id, id);
  assert.equal(names(hal), "");
  giveUp.abort();
  await assert.rejects(eve);
  await hal.leave();
});

Deno.test("a guest who waits while the link is changed is turned away, and founds no room at the old address", async () => {
  const transport = createLocalBus();
  const join = (name: string, options: Partial<JoinOptions> = {}) =>
    joinRoom("r", { name, key: KEY, host, transport, ...options });
  const ada = await join("Ada");
  const hal = await join("Hal", { hostKey: made.key });
  await until("all are there", () => names(hal) === "Ada" && ada.state.governance.present);
  await hal.host.setLobby(true);
  await until("Ada, who keeps the door, knows", () => ada.state.governance.lobby);
  const guest = join("Gus").then(() => "in", (error) => error.code);
  await until("the host hears the knock", () => hal.state.governance.waiting.length === 1);
  await hal.host.rekey();
  assert.equal(await guest, "denied");
  await until("nobody waits any more", () => hal.state.governance.waiting.length === 0);
  await Promise.all([ada, hal].map((room) => room.leave()));
});
