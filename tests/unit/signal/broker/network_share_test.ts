import assert from "node:assert/strict";
import { addressKey, blockOf } from "../../../../signal/http/client_address.ts";
import { TokenBuckets } from "../../../../signal/token_bucket.ts";
import { SocketLimits } from "../../../../signal/broker/socket_limits.ts";
import { DEFAULT_LIMITS } from "../../../../signal/mod.ts";
import { NetworkTags } from "../../../../signal/broker/network_tags.ts";
import { TurnLimits } from "../../../../signal/turn/limits.ts";
import { AcceptThrottle } from "../../../../signal/broker/accept_throttle.ts";
import { fakeBroker, type FakeClient, ManualClock } from "../signal_helpers.ts";

/** Networks of 64 bits: the first 256 are one /56, and 65,536 are one /48. */
const ipv6 = (n: number) => addressKey(`2001:db8:0:${n.toString(16)}::1`);
const HONEST = "198.51.100.7";
const offer = (dst: string, payload: unknown = 1) => ({ type: "OFFER", dst, payload });

Deno.test("one IPv6 home can't use up the relay credentials of a minute, nor can one site", () => {
  const minted = (networks: readonly string[]) => {
    const turn = new TurnLimits(new ManualClock(), DEFAULT_LIMITS);
    let count = 0;
    for (const network of networks) for (let n = 0; n < 200; n++) if (turn.allow(network)) count++;
    assert.ok(turn.allow(HONEST), "the next person gets one");
    return count;
  };
  const { turnPerMinute, turnPerMinutePerBlock, turnPerMinuteTotal } = DEFAULT_LIMITS;
  assert.equal(minted(Array.from({ length: 256 }, (_, n) => ipv6(n))), turnPerMinute);
  assert.equal(minted(Array.from({ length: 256 }, (_, n) => ipv6(n << 8))), turnPerMinutePerBlock);
  const spellings = Array.from({ length: 256 }, (_, n) => `2002:c000:201:${n.toString(16)}::1`);
  assert.equal(minted(["192.0.2.1", ...spellings.map(addressKey)]), turnPerMinute);
  assert.equal(
    minted(Array.from({ length: 256 }, (_, n) => `203.0.113.${n}`)),
    turnPerMinutePerBlock,
  );
  assert.ok(turnPerMinutePerBlock * 8 <= turnPerMinuteTotal);
});

Deno.test("one IPv6 home has the places of one address at the broker, and a site an eighth of all", () => {
  const { socketsPerAddress, socketsPerBlock, socketsTotal } = DEFAULT_LIMITS;
  const welcomed = (network: (n: number) => string) => {
    const door = new SocketLimits(new ManualClock(), DEFAULT_LIMITS);
    let count = 0;
    for (let n = 0; n < 25_000; n++) {
      if (!door.mayKnock(network(n))) continue;
      if (door.enter(network(n)) === "welcome") count++;
      else door.leave(network(n));
    }
    assert.equal(door.enter(HONEST), "welcome");
    return count;
  };
  assert.equal(welcomed((n) => ipv6(n % 256)), socketsPerAddress);
  assert.equal(welcomed((n) => ipv6((n % 256) << 8)), socketsPerBlock);
  assert.equal(welcomed((n) => `203.0.113.${n % 256}`), socketsPerBlock);
  assert.ok(socketsPerBlock * 8 <= socketsTotal);
});

Deno.test("a block's sockets that go make room, in the block's count as well", () => {
  const limits = { ...DEFAULT_LIMITS, socketsPerBlock: 2 };
  const door = new SocketLimits(new ManualClock(), limits);
  assert.equal(door.enter("203.0.113.1"), "welcome");
  assert.equal(door.enter("203.0.113.2"), "welcome");
  assert.equal(door.enter("203.0.113.3"), "too-many-sockets");
  assert.ok(!door.mayKnock("203.0.113.4"));
  door.leave("203.0.113.3");
  door.leave("203.0.113.1");
  assert.equal(door.enter("203.0.113.4"), "welcome");
});

Deno.test("one block of addresses can't fill the line of newcomers", () => {
  const turnstile = new AcceptThrottle(new ManualClock());
  const passed = Array.from({ length: 2_000 }, () => turnstile.pass("block"));
  assert.equal(passed.filter((pass) => pass !== null).length, 2 + 256);
  assert.ok(turnstile.pass("another") !== null);
});

Deno.test("sixty people behind one address come, reload, and get relay credentials within a minute", () => {
  const { broker, client, clock } = fakeBroker();
  const turn = new TurnLimits(clock, DEFAULT_LIMITS);
  const school = { address: "203.0.113.9" };
  for (let n = 0; n < 60; n++) {
    for (const visit of ["first", "second"]) {
      assert.ok(broker.door.mayKnock(school.address));
      assert.ok(turn.allow(school.address));
      const pupil = client(`pupil-${n}-${visit}`, school);
      pupil.send(offer(`not-there-${n}`));
      pupil.send(offer("the-room"));
      assert.deepEqual(pupil.types, ["OPEN"]);
      assert.equal(pupil.closed, null);
    }
  }
  for (let n = 0; n < 20; n++) clock.pass(1);
  assert.equal(broker.waiting.frames, 240);
});

Deno.test("one address that fills the line of those who wait pays itself, and an honest frame waits", () => {
  const { client, clock, broker } = fakeBroker();
  const floods = Array.from(
    { length: 60 },
    (_, n) => client(`flood-${n}`, { address: "203.0.113.9" }),
  );
  for (let n = 0; n < 400; n++) {
    for (const flood of floods) flood.send(offer(`nobody${n % 50}`));
    if (n % 50 === 49) clock.pass(100);
  }
  assert.ok(broker.waiting.frames <= DEFAULT_LIMITS.waitingPerAddress);
  assert.ok(floods.some(({ closed }) => closed?.code === 4433), "who loses much is closed");
  const honest = client("honest", { address: HONEST });
  honest.send(offer("comes-in-a-moment"));
  clock.pass(50);
  assert.deepEqual(honest.received, []);
  const late = client("comes-in-a-moment", { address: "192.0.2.1" });
  assert.equal(late.received.length, 1);
});

Deno.test("a full line of those who wait makes room for whoever has little in it", () => {
  for (const bytes of [false, true]) {
    const { client, broker, clock } = fakeBroker({
      ...(bytes ? { waitingBytesTotal: 300_000 } : { waitingTotal: 60 }),
    });
    // However many networks it takes.
    const floods = Array.from(
      { length: 6 },
      (_, n) => client(`flood-${n}`, { address: `203.0.${n}.9` }),
    );
    for (let n = 0; n < 12; n++) {
      for (const flood of floods) flood.send(offer(`nobody-${n}`, "x".repeat(bytes ? 4_000 : 1)));
    }
    const honest = Array.from(
      { length: 5 },
      (_, n) => client(`honest-${n}`, { address: `192.0.2.${n}` }),
    );
    for (let n = 0; n < 20; n++) clock.pass(1);
    for (const each of honest) each.send(offer("late", "x".repeat(bytes ? 4_000 : 1)));
    assert.ok(broker.waiting.frames <= 60 || bytes);
    assert.ok(broker.waiting.bytes <= 300_000);
    assert.equal(client("late").received.length, 5);
    for (const each of honest) assert.deepEqual(each.received, []);
    assert.ok(floods.some(({ types }) => types.includes("EXPIRE")), "who made room is told");
  }
});

Deno.test("the line for one absent client is shared out as well: a room's address can't be walled in", () => {
  const { client, broker, clock } = fakeBroker();
  const floods = Array.from(
    { length: 4 },
    (_, n) => client(`flood-${n}`, { address: "203.0.113.9" }),
  );
  for (let n = 0; n < 256; n++) for (const flood of floods) flood.send(offer("room"));
  for (let n = 0; n < 40; n++) clock.pass(1);
  assert.equal(broker.waiting.frames, DEFAULT_LIMITS.waitingPerDestination);
  const honest = client("honest", { address: HONEST });
  honest.send(offer("room"));
  assert.ok(broker.waiting.frames <= DEFAULT_LIMITS.waitingPerDestination);
  assert.deepEqual(honest.received, []);
  const room = client("room", { address: "192.0.2.1" });
  assert.ok(room.received.some(({ src }) => src === "honest"));
});

/** A site: one block with so many networks, each of which sends two frames and is within its limits. */
function site(client: (id: string, options: { address: string }) => FakeClient, networks: number) {
  return Array.from(
    { length: networks },
    (_, n) => client(`flood-${n}`, { address: ipv6(n << 8) }),
  );
}

Deno.test("one site whose many networks fill the line of those who wait pushes out nobody who has more than each of them", () => {
  for (const bytes of [false, true]) {
    const { client, clock, broker } = fakeBroker(
      bytes ? { waitingBytesTotal: 300_000 } : { waitingTotal: 64 },
    );
    const long = "x".repeat(bytes ? 4_000 : 1);
    const floods = site(client, 40);
    for (let n = 0; n < 2; n++) for (const each of floods) each.send(offer(`nobody-${n}`, long));
    for (let n = 0; n < 20; n++) clock.pass(1);
    const honest = client("honest", { address: HONEST });
    for (let n = 0; n < 8; n++) honest.send(offer("late", long));
    assert.deepEqual([honest.received, honest.closed], [[], null]);
    assert.ok(bytes ? broker.waiting.bytes <= 300_000 : broker.waiting.frames <= 64);
    assert.equal(client("late").received.length, 8);
    assert.ok(floods.some(({ types }) => types.includes("EXPIRE")), "who made room is told");
  }
});

Deno.test("one site of many networks leaves places of the line of those who wait free for others", () => {
  for (const limits of [{ waitingPerBlock: 20 }, { waitingBytesPerBlock: 40_000 }]) {
    const { client, clock, broker } = fakeBroker(limits);
    const floods = site(client, 40);
    for (const each of floods) each.send(offer("nobody", "x".repeat(2_000)));
    for (let n = 0; n < 20; n++) clock.pass(1);
    assert.ok(broker.waiting.frames <= 20, `${broker.waiting.frames} frames`);
    assert.ok(broker.waiting.frames > 15, "it has its part");
    client("another", { address: HONEST }).send(offer("nobody"));
    assert.ok(broker.waiting.frames > 16, "another block has one of its own");
  }
  const { waitingPerBlock, waitingTotal, waitingPerAddress } = DEFAULT_LIMITS;
  assert.ok(waitingPerBlock * 4 <= waitingTotal);
  assert.ok(waitingPerBlock >= waitingPerAddress, "sixty people behind one address have room");
  const { waitingBytesPerBlock, waitingBytesTotal, waitingBytesPerAddress } = DEFAULT_LIMITS;
  assert.ok(waitingBytesPerBlock * 4 <= waitingBytesTotal);
  assert.ok(waitingBytesPerBlock >= waitingBytesPerAddress);
});

Deno.test("one site of many networks can't wall in a room's address", () => {
  const { client, clock } = fakeBroker({ waitingPerDestination: 64 });
  const floods = site(client, 32);
  for (let n = 0; n < 2; n++) for (const each of floods) each.send(offer("room"));
  for (let n = 0; n < 20; n++) clock.pass(1);
  const honest = client("honest", { address: HONEST });
  for (let n = 0; n < 8; n++) honest.send(offer("room"));
  assert.deepEqual(honest.received, []);
  const { received } = client("room", { address: "192.0.2.1" });
  assert.equal(received.filter(({ src }) => src === "honest").length, 8);
});

Deno.test("of one address the sender that has most waiting makes room, not its neighbour", () => {
  const { client, clock } = fakeBroker({ waitingPerAddress: 20 });
  const [flood, neighbour] = ["flood", "neighbour"].map((id) => client(id));
  for (let n = 0; n < 20; n++) flood.send(offer(`nobody-${n}`));
  clock.pass(1);
  neighbour.send(offer("late"));
  assert.deepEqual(neighbour.received, []);
  assert.deepEqual(flood.received, [{ type: "EXPIRE", src: "nobody-19", dst: "flood" }]);
  assert.equal(client("late").received.length, 1);
});

Deno.test("what a pair had waiting goes as a whole, with one EXPIRE", () => {
  const { client } = fakeBroker({ waitingTotal: 3 });
  const [ada, bea] = [client("ada"), client("bobby", { address: HONEST })];
  for (let n = 0; n < 3; n++) ada.send(offer("late", n));
  bea.send(offer("late", "a word"));
  assert.deepEqual(ada.received, [{ type: "EXPIRE", src: "late", dst: "ada" }]);
  assert.deepEqual([ada.closed, bea.closed], [null, null]);
  assert.deepEqual(client("late").received.map(({ payload }) => payload), ["a word"]);
});

Deno.test("however many addresses ask, what is remembered of them is bounded, and the newest gets in", () => {
  const buckets = new TokenBuckets(1, 2);
  const clock = new ManualClock();
  for (let n = 0; n < 200_000; n++) buckets.spend(`network ${n}`, clock.now());
  assert.ok(buckets.size <= 65_536, `${buckets.size} buckets`);
  assert.ok(buckets.spend("another", clock.now()));
});

Deno.test("a network's tag tells networks apart and not which they are, and is another at each start", () => {
  const [ours, others] = [new NetworkTags(), new NetworkTags()];
  const { network, block } = ours.of(HONEST);
  assert.deepEqual(ours.of(HONEST), { network, block });
  assert.equal(ours.of("198.51.100.8").block, block);
  assert.notEqual(ours.of("198.51.100.8").network, network);
  assert.notEqual(ours.of("198.51.101.7").block, block);
  assert.notEqual(others.of(HONEST).network, network);
  for (const tag of [network, block]) {
    assert.match(tag, /^[\w-]{11}$/);
    assert.ok(!tag.includes(HONEST));
  }
  assert.equal(blockOf(HONEST), "198.51.100.0/24");
});
