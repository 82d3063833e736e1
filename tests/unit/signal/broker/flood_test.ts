import assert from "node:assert/strict";
import type { Bus, Said, Seat, Speaker } from "../../../../signal/bus/bus.ts";
import { DEFAULT_LIMITS, type Dialect, LocalBus } from "../../../../signal/mod.ts";
import { fakeBroker, type FakeClient } from "../signal_helpers.ts";

/** The window of a socket, and the largest frame that may come on top of it. */
const SOCKET_MAX = 64 * 1024 + DEFAULT_LIMITS.frameBytes;
const STEP_MS = 50;

interface Kind {
  readonly name: string;
  readonly sockets: number;
  readonly dialect?: Dialect;
  /** Where each of them comes from; one IPv4 address, unless said otherwise. */
  readonly address?: (n: number) => string;
  /** What flooder `n` says in step `step`, to whomever it floods. */
  readonly says: (n: number, step: number) => readonly { type: string; payload?: unknown }[];
  /** Each comes back under a new id once it is closed, and anyway after so many steps. */
  readonly returns?: number;
  /** Bytes that the victim reads in a second. */
  readonly reads?: number;
  /** False: nothing of what they say goes to the victim. */
  readonly crowds?: boolean;
}

const of = (type: string, length: number) => ({ type, payload: "x".repeat(length) });
const TYPES = ["OFFER", "ANSWER", "CANDIDATE", "LEAVE"];
/** About what a socket may say for long: some 20 frames and 480 kB a second. */
const large = () => [of("CANDIDATE", 24_000)];

const KINDS: readonly Kind[] = [
  { name: "many sockets of one address, each within its limits", sockets: 20, says: large },
  {
    name: "many networks of one IPv6 site",
    sockets: 40,
    address: (n) => `2001:db8:1:${(n << 8).toString(16)}::`,
    says: large,
  },
  {
    name: "many addresses of one IPv4 block",
    sockets: 40,
    address: (n) => `203.0.113.${n}`,
    says: large,
  },
  {
    name: "many blocks",
    sockets: 20,
    address: (n) => `203.0.${n}.9`,
    says: large,
  },
  {
    name: "sockets that come back under new ids all the time",
    sockets: 20,
    returns: 8,
    says: large,
  },
  {
    name: "every type of frame",
    sockets: 20,
    says: (n, step) => [of(TYPES[(n + step) % 4], 24_000)],
  },
  {
    name: "goodbyes alone",
    sockets: 20,
    says: () => [of("LEAVE", 24_000)],
  },
  {
    name: "tiny frames",
    sockets: 200,
    reads: 50_000,
    says: () => [{ type: "CANDIDATE" }, { type: "CANDIDATE" }],
  },
  {
    name: "the largest frames",
    sockets: 20,
    says: (n, step) => (step + n) % 10 === 0 ? [of("OFFER", 250_000)] : [],
  },
  {
    name: "frames of every size",
    sockets: 30,
    says: (n, step) => [of("OFFER", (n * 7_919 + step * 104_729) % 40_000)],
  },
  {
    name: "PeerJS clients",
    sockets: 20,
    dialect: "peerjs",
    says: large,
  },
  {
    name: "heartbeats, which reach nobody",
    sockets: 50,
    says: () => [{ type: "HEARTBEAT" }, { type: "HEARTBEAT" }],
    crowds: false,
  },
];

for (const kind of KINDS) {
  Deno.test(`a flood by ${kind.name}: its victim is never closed, and a friend gets through`, () => {
    const { client, clock, broker } = fakeBroker();
    const { dialect = "kibitz", crowds = true, says, sockets, returns, reads = 2_000_000 } = kind;
    const key = dialect === "peerjs" ? "peerjs" : null;
    const address = kind.address ?? (() => "203.0.113.9");
    const victim = client("victim", { address: "198.51.100.1", dialect, key, keeps: true });
    const friend = client("friend", { address: "192.0.2.7", dialect, key });
    let ids = 0;
    const come = (n: number) => client(`flood-${ids++}`, { address: address(n), dialect, key });
    const floods = Array.from({ length: sockets }, (_, n) => come(n));
    const all = [...floods];
    const said: string[] = [];
    let dropped = 0;
    for (let step = 0; step < 400; step++) {
      if (step % 20 === 0) {
        victim.send({ type: "HEARTBEAT" });
        said.push(`word ${step}`);
        friend.send({ type: "OFFER", dst: "victim", payload: said.at(-1) });
      }
      for (const [n, flood] of floods.entries()) {
        for (const frame of says(n, step)) {
          flood.send(frame.type === "HEARTBEAT" ? frame : { ...frame, dst: "victim" });
        }
        if (returns === undefined || (step + n) % returns !== 0) continue;
        flood.drop();
        all.push(floods[n] = come(n));
      }
      clock.pass(STEP_MS);
      victim.read(reads * STEP_MS / 1000);
      if (step === 300) dropped = broker.lines.dropped;
      assert.ok(victim.unreadBytes <= SOCKET_MAX, `${victim.unreadBytes} bytes in the socket`);
      assert.ok(broker.lines.total <= DEFAULT_LIMITS.unreadBytes);
    }
    assert.equal(victim.closed, null);
    assert.equal(friend.closed, null);
    assert.deepEqual(
      victim.received.filter(({ src }) => src === "friend").map(({ payload }) => payload),
      said,
    );
    const ended = all.filter(({ closed }) => closed !== null);
    for (const { closed } of ended) assert.ok([4433, 4429].includes(closed?.code ?? 0));
    // Those who come back all the time are gone too soon to be closed: they lose their frames alone.
    assert.equal(ended.length > 0, crowds && returns === undefined);
    // What is left of another flood is what the victim can keep up with.
    assert.equal(broker.lines.dropped > dropped, returns !== undefined);
  });
}

Deno.test("under a flood a friend's word waits for a few of the flood's frames, not for all of them", () => {
  const { client, clock } = fakeBroker();
  const victim = client("victim", { address: "198.51.100.1", keeps: true });
  const friend = client("friend", { address: "192.0.2.7" });
  for (let n = 0; n < 40; n++) {
    const flood = client(`flood-${n}`, { address: `203.0.113.${n}` });
    for (let sent = 0; sent < 2; sent++) {
      flood.send({ type: "OFFER", dst: "victim", payload: "x".repeat(15_000) });
    }
  }
  clock.pass(100);
  const before = victim.received.length;
  friend.send({ type: "OFFER", dst: "victim", payload: "a word" });
  for (let bytes = 0; victim.received.every(({ src }) => src !== "friend"); bytes += 10_000) {
    assert.ok(bytes < 300_000);
    victim.read(10_000);
    clock.pass(10);
  }
  assert.ok(victim.received.length - before < 12, `${victim.received.length - before} went first`);
});

Deno.test("whoever shares an address with a flood gets through, and is not closed for it", () => {
  const { client, clock } = fakeBroker();
  const victim = client("victim", { address: "198.51.100.1", keeps: true });
  const neighbour = client("neighbour", { address: "203.0.113.9" });
  const floods = Array.from(
    { length: 20 },
    (_, n) => client(`flood-${n}`, { address: "203.0.113.9" }),
  );
  for (let step = 0; step < 200; step++) {
    for (const flood of floods) flood.send({ ...of("OFFER", 24_000), dst: "victim" });
    if (step % 20 === 0) neighbour.send({ type: "OFFER", dst: "victim", payload: step });
    clock.pass(STEP_MS);
    victim.read(2_000 * STEP_MS);
    if (step % 20 === 0) victim.send({ type: "HEARTBEAT" });
  }
  assert.equal(victim.received.filter(({ src }) => src === "neighbour").length, 10);
  assert.deepEqual([victim.closed, neighbour.closed], [null, null]);
  const closed = floods.filter((flood) => flood.closed?.code === 4433);
  // The rest is what the victim can keep up with.
  assert.ok(closed.length >= 15, `${closed.length} were closed`);
});

Deno.test("in a line that its neighbours keep full, a word takes their place, and comes soon", () => {
  const { client, clock, broker } = fakeBroker();
  const victim = client("victim", { address: "198.51.100.1", keeps: true });
  const neighbour = client("neighbour", { address: "203.0.113.9" });
  for (let n = 0; n < 10; n++) {
    const flood = client(`flood-${n}`, { address: "203.0.113.9" });
    for (let sent = 0; sent < 6; sent++) flood.send({ ...of("OFFER", 24_000), dst: "victim" });
  }
  for (let n = 0; n < 10; n++) clock.pass(1);
  assert.ok(broker.lines.dropped > 0, "the line is full");
  neighbour.send({ type: "OFFER", dst: "victim", payload: "a word" });
  for (let n = 0; n < 12; n++) {
    victim.read(50_000);
    clock.pass(400);
  }
  assert.equal(victim.received.filter(({ src }) => src === "neighbour").length, 1);
  assert.ok(broker.lines.total > 200_000, "most of the flood is still in it");
});

Deno.test("sixty people of one school who knock at a slow coordinator all get through, and nobody is closed", () => {
  const { client, clock, broker } = fakeBroker();
  const coordinator = client("room", { address: "198.51.100.1", keeps: true });
  const school = Array.from(
    { length: 60 },
    (_, n) => client(`pupil-${n}`, { address: "203.0.113.9" }),
  );
  for (const pupil of school) {
    pupil.send({ ...of("OFFER", 11_000), dst: "room" });
    pupil.send({ ...of("CANDIDATE", 800), dst: "room" });
  }
  // 50 kB a second: it takes them a quarter of a minute.
  for (let second = 0; second < 20; second++) {
    coordinator.send({ type: "HEARTBEAT" });
    for (let n = 0; n < 10; n++) {
      clock.pass(100);
      coordinator.read(5_000);
    }
  }
  assert.equal(coordinator.received.length, 120);
  assert.equal(broker.lines.dropped, 0);
  assert.ok([coordinator, ...school].every(({ closed }) => closed === null));
  assert.equal(broker.lines.total, 0);
});

Deno.test("the order of each sender holds while a line is shared out", () => {
  const { client, clock } = fakeBroker();
  const victim = client("victim", { keeps: true });
  const senders = Array.from(
    { length: 12 },
    (_, n) => client(`s-${n}`, { address: `192.0.${n >> 2}.${n >> 1}` }),
  );
  for (let n = 0; n < 40; n++) {
    for (const [at, sender] of senders.entries()) {
      sender.send({
        type: "OFFER",
        dst: "victim",
        payload: [n, "x".repeat((n * at * 37) % 2_000)],
      });
    }
    clock.pass(5);
    victim.read(4_000);
  }
  for (let n = 0; n < 400; n++) {
    clock.pass(10);
    victim.read(50_000);
  }
  for (const { id } of senders) {
    const heard = victim.received.filter(({ src }) => src === id).map(({ payload }) =>
      (payload as [number])[0]
    );
    assert.deepEqual(heard, Array.from({ length: 40 }, (_, n) => n));
  }
});

Deno.test("a client that says something and reads nothing is not closed, and what is kept for it is bounded", () => {
  const { client, clock, broker } = fakeBroker();
  const deaf = client("deaf", { address: "198.51.100.1", keeps: true });
  const polite = client("polite", { address: "192.0.2.7" });
  const loud = client("loud", { address: "203.0.113.9" });
  for (let second = 0; second < 60; second++) {
    deaf.send({ type: "HEARTBEAT" });
    polite.send({ type: "OFFER", dst: "deaf", payload: second });
    for (let n = 0; n < 15; n++) loud.send({ ...of("OFFER", 24_000), dst: "deaf" });
    clock.pass(1_000);
    assert.ok(deaf.unreadBytes <= SOCKET_MAX);
    assert.ok(broker.lines.total <= DEFAULT_LIMITS.unreadBytes);
  }
  assert.deepEqual([deaf.closed, polite.closed], [null, null]);
  assert.equal(loud.closed?.code, 4433);
  // For half a minute nothing was read: nothing is kept any more, and nobody is blamed for that.
  polite.send({ type: "OFFER", dst: "deaf", payload: "in vain" });
  assert.equal(broker.lines.total, 0);
  // It reads again, and hears what comes from now on.
  deaf.read(Number.POSITIVE_INFINITY);
  clock.pass(1_000);
  polite.send({ type: "OFFER", dst: "deaf", payload: "again" });
  clock.pass(1_000);
  assert.equal(deaf.received.at(-1)?.payload, "again");
});

Deno.test("a client that neither reads nor says anything for half a minute is closed, whichever its dialect", () => {
  const { client, clock, broker } = fakeBroker();
  const ada = client("ada", { address: "192.0.2.7" });
  const kibitz = client("kibitz", { address: "198.51.100.1", keeps: true });
  const peerjs = client("peerjs", {
    address: "198.51.100.2",
    dialect: "peerjs",
    key: "peerjs",
    keeps: true,
  });
  for (const dst of ["kibitz", "peerjs"]) {
    for (let n = 0; n < 3; n++) ada.send({ ...of("OFFER", 60_000), dst });
  }
  for (let second = 0; second < 28; second++) {
    ada.send({ type: "HEARTBEAT" });
    clock.pass(1_000);
  }
  assert.deepEqual([kibitz.closed, peerjs.closed], [null, null]);
  for (let second = 0; second < 8; second++) {
    ada.send({ type: "HEARTBEAT" });
    clock.pass(1_000);
  }
  assert.equal(kibitz.closed?.code, 4408);
  assert.equal(peerjs.closed?.code, 4432);
  assert.equal(ada.closed, null);
  assert.equal(broker.lines.total, 0);
});

Deno.test("a reader that takes a little now and then is not closed, however much others send", () => {
  const { client, clock } = fakeBroker();
  const slow = client("slow", {
    address: "198.51.100.1",
    dialect: "peerjs",
    key: "peerjs",
    keeps: true,
  });
  const floods = Array.from(
    { length: 10 },
    (_, n) => client(`flood-${n}`, { address: "203.0.113.9" }),
  );
  for (let second = 0; second < 70; second++) {
    for (const flood of floods) flood.send({ ...of("OFFER", 24_000), dst: "slow" });
    for (const flood of floods) flood.send({ type: "HEARTBEAT" });
    // Its page is hidden: it says something once a minute.
    if (second === 59) slow.send({ type: "HEARTBEAT" });
    clock.pass(1_000);
    if (second % 10 === 0) slow.read(1_000);
  }
  assert.equal(slow.closed, null);
});

/**
 * A broker whose lines to deaf clients are flooded until all of them are full, while one who is only
 * slow has `own` long frames and a word of a friend's to read, and then reads.
 */
function floodedLines({ floods: count, own, steps, from }: {
  readonly floods: number;
  readonly own: number;
  readonly steps: number;
  readonly from: (n: number) => string;
}) {
  const { client, clock, broker } = fakeBroker({ unreadBytesTotal: 2_000_000 });
  // Deaf clients of many networks, and one that is only slow.
  const deaf = Array.from(
    { length: count },
    (_, n) => client(`deaf-${n}`, { address: `198.51.${n}.1`, keeps: true }),
  );
  const slow = client("slow", { address: "198.51.100.1", keeps: true });
  const friend = client("friend", { address: "192.0.2.7" });
  const floods = Array.from(
    { length: count },
    (_, n) => client(`flood-${n}`, { address: from(n) }),
  );
  for (let n = 0; n < own; n++) friend.send({ ...of("OFFER", 60_000), dst: "slow" });
  friend.send({ type: "OFFER", dst: "slow", payload: "a word" });
  for (let step = 0; step < steps; step++) {
    for (const [n, flood] of floods.entries()) {
      flood.send({ ...of("OFFER", 24_000), dst: `deaf-${n}` });
    }
    clock.pass(STEP_MS);
    assert.ok(broker.lines.total <= 2_000_000);
  }
  assert.ok(broker.lines.total > 1_900_000);
  for (let n = 0; n < 10; n++) {
    slow.read(Number.POSITIVE_INFINITY);
    clock.pass(400);
  }
  return { broker, deaf, slow, friend };
}

Deno.test("what stands in all lines together is bounded, at the cost of the network that has most in them", () => {
  const { broker, deaf, slow, friend } = floodedLines({
    floods: 30,
    own: 4,
    steps: 20,
    from: () => "203.0.113.9",
  });
  assert.equal(slow.received.at(-1)?.payload, "a word");
  assert.ok([...deaf, slow, friend].every(({ closed }) => closed === null));
  for (const each of [...deaf, slow]) each.drop();
  assert.equal(broker.lines.total, 0);
});

Deno.test("one site of many networks that fills all lines pushes out nobody who has more in them than each", () => {
  const { deaf, slow, friend } = floodedLines({
    floods: 60,
    own: 6,
    steps: 12,
    from: (n) => `2001:db8:0:${(n << 8).toString(16)}::`,
  });
  assert.ok(slow.received.at(-1)?.payload === "a word");
  assert.ok([...deaf, slow, friend].every(({ closed }) => closed === null));
});

/** A bus that answers claims when it is told to. */
class LateBus implements Bus {
  readonly answers: (() => void)[] = [];
  readonly #bus = new LocalBus();

  claim(id: string, seat: Seat): Promise<"granted" | "taken"> {
    const result = this.#bus.claim(id, seat);
    return new Promise((resolve) => this.answers.push(() => resolve(result)));
  }

  release(id: string, seat: Seat): void {
    this.#bus.release(id, seat);
  }

  publish(id: string, said: readonly Said[]): boolean {
    return this.#bus.publish(id, said);
  }

  complain(about: Speaker, cost: number): void {
    this.#bus.complain(about, cost);
  }

  subscribe(): () => void {
    return this.#bus.subscribe();
  }

  close(): void {
    this.#bus.close();
  }
}

Deno.test("a flood while a claim is on its way pushes out nobody's word, and is bounded in bytes", async () => {
  const bus = new LateBus();
  const { client, clock, broker } = fakeBroker({}, bus);
  const settle = async () => {
    for (const answer of bus.answers.splice(0)) answer();
    for (let n = 0; n < 10; n++) await Promise.resolve();
  };
  const friend = client("friend", { address: "192.0.2.7" });
  const floods = Array.from(
    { length: 20 },
    (_, n) => client(`flood-${n}`, { address: "203.0.113.9" }),
  );
  await settle();
  const late = client("late", { address: "198.51.100.1" });
  friend.send({ type: "OFFER", dst: "late", payload: "a word" });
  for (let n = 0; n < 4; n++) {
    for (const flood of floods) flood.send({ ...of("OFFER", 100_000), dst: "late" });
  }
  clock.pass(100);
  assert.ok(broker.lines.total > 0 && broker.lines.total <= DEFAULT_LIMITS.unreadBytes);
  assert.deepEqual(late.types, []);
  await settle();
  clock.pass(100);
  assert.equal(late.types[0], "OPEN");
  assert.ok(late.received.some(({ src }) => src === "friend"));
  assert.equal(late.closed, null);
});

Deno.test("of unread frames too many in all, the network that brought most pays, not the socket", () => {
  const { client, broker } = fakeBroker({ byteBurst: 1e9, frameBurst: 10_000 });
  client("bea");
  // Of one network, 400 sockets that bring 80 kB each; and an honest one that brings more than each.
  const crowd: FakeClient[] = Array.from(
    { length: 400 },
    (_, n) => client(`flood-${n}`, { address: "203.0.113.9" }),
  );
  const honest = client("honest", { address: "192.0.2.7" });
  for (let n = 0; n < 30; n++) honest.send({ ...of("OFFER", 20_000), dst: "bea" });
  for (let n = 0; n < 10; n++) {
    for (const each of crowd) each.send({ ...of("OFFER", 20_000), dst: "bea" });
  }
  assert.equal(honest.closed, null);
  assert.ok(crowd.some(({ closed }) => closed?.code === 4429));
  assert.ok(broker.turns.waiting <= 32 * 1024 * 1024);
});
