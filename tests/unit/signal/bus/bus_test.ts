import assert from "node:assert/strict";
import {
  BroadcastBus,
  Broker,
  type Bus,
  DEFAULT_LIMITS,
  LocalBus,
  openRedis,
  RedisBus,
  systemClock,
} from "../../../../signal/mod.ts";
import { redisAvailable, type RedisServer, startRedis } from "../../../helpers/servers/redis.ts";
import { until } from "../../../helpers/until.ts";
import { FakeClient, type FakeClientOptions, ManualClock } from "../signal_helpers.ts";

/** Two instances of the broker over one kind of bus. */
interface Pair {
  /** A client at the first or second instance. */
  client(at: 0 | 1, id: string, options?: FakeClientOptions): FakeClient;
  /** Ends an instance without a word to the others, as a crash does. */
  crash(at: 0 | 1): Promise<void>;
}

interface Kind {
  readonly name: string;
  /** Bounds how long the ids of a crashed instance stay taken, in milliseconds. */
  readonly leaseMs: number;
  readonly ignore?: boolean;
  run(test: (pair: Pair) => Promise<void>): Promise<void>;
}

const LEASE_MS = 600;
const WAIT_MS = 1_000;

async function withPair(
  buses: readonly [Bus, Bus],
  crash: Pair["crash"],
  test: (pair: Pair) => Promise<void>,
): Promise<void> {
  const limits = { ...DEFAULT_LIMITS, waitMs: WAIT_MS, frameBurst: 5_000 };
  const make = (bus: Bus) => new Broker({ bus, clock: systemClock, limits, key: "peerjs" });
  const first = make(buses[0]);
  // One bus is one instance.
  const brokers = [first, buses[1] === buses[0] ? first : make(buses[1])];
  try {
    await test({ client: (at, id, options) => new FakeClient(brokers[at], id, options), crash });
  } finally {
    for (const broker of new Set(brokers)) await broker.close();
  }
}

const local: Kind = {
  name: "in process",
  leaseMs: 0,
  async run(test) {
    const bus = new LocalBus();
    await withPair([bus, bus], () => Promise.resolve(), test);
  },
};

const broadcast: Kind = {
  name: "BroadcastChannel",
  leaseMs: 0,
  async run(test) {
    const name = `test ${crypto.randomUUID()}`;
    const make = () => new BroadcastBus({ clock: systemClock, name });
    const buses = [make(), make()] as const;
    await withPair(buses, () => Promise.resolve(), test);
  },
};

let redis: RedisServer | null = null;

const overRedis: Kind = {
  name: "Redis",
  leaseMs: LEASE_MS,
  ignore: !await redisAvailable(),
  async run(test) {
    await using server = await startRedis();
    redis = server;
    const prefix = crypto.randomUUID();
    const cut = [() => {}, () => {}];
    const make = (at: 0 | 1) =>
      new RedisBus({
        clock: systemClock,
        prefix,
        leaseMs: LEASE_MS,
        open: (options) => {
          const link = openRedis({ ...options, url: server.url });
          cut[at] = () => link.close();
          return link;
        },
      });
    const buses = [make(0), make(1)] as const;
    const crash = (at: 0 | 1) => Promise.resolve(cut[at]());
    await withPair(buses, crash, test);
  },
};

const settled = (client: FakeClient) =>
  until("the claim is answered", () => client.frames.length > 0 || client.closed !== null);

const received = (client: FakeClient, count: number) =>
  until(`${count} frames arrived`, () => client.received.length >= count);

async function opened(client: FakeClient): Promise<FakeClient> {
  await settled(client);
  assert.deepEqual(client.types.slice(0, 1), ["OPEN"]);
  return client;
}

const offer = (dst: string, payload: unknown) => ({ type: "OFFER", dst, payload });

for (const kind of [local, broadcast, overRedis]) {
  const test = (name: string, body: (pair: Pair) => Promise<void>) =>
    Deno.test({
      name: `bus ${kind.name}: ${name}`,
      ignore: kind.ignore ?? false,
      fn: () => kind.run(body),
    });

  test("clients of two instances reach each other, and nobody else", async ({ client }) => {
    const ada = await opened(client(0, "ada"));
    const bea = await opened(client(1, "bea"));
    const cyd = await opened(client(1, "cyd"));
    ada.send(offer("bea", 1));
    await received(bea, 1);
    bea.send(offer("ada", 2));
    await received(ada, 1);
    assert.deepEqual(bea.received, [{ type: "OFFER", src: "ada", dst: "bea", payload: 1 }]);
    assert.deepEqual(ada.received, [{ type: "OFFER", src: "bea", dst: "ada", payload: 2 }]);
    assert.deepEqual(cyd.received, []);
  });

  test("of two clients that race for one id, exactly one gets it", async ({ client }) => {
    for (let round = 0; round < 40; round++) {
      const id = `raced-${round}`;
      const racers = [client(round % 2 as 0 | 1, id, { token: "a" })];
      racers.push(client((round + 1) % 2 as 0 | 1, id, { token: "b" }));
      racers.push(client(round % 2 as 0 | 1, id, { token: "c" }));
      await Promise.all(racers.map(settled));
      const outcomes = racers.map(({ types }) => types.join()).sort();
      assert.deepEqual(outcomes, ["ID-TAKEN", "ID-TAKEN", "OPEN"]);
      for (const racer of racers) racer.drop();
    }
  });

  test("an id is free at the other instance when its socket closes", async ({ client }) => {
    (await opened(client(0, "ada", { token: "a" }))).drop();
    await until("the id is free", async () => {
      const next = client(1, "ada", { token: "b" });
      await settled(next);
      const free = next.types[0] === "OPEN";
      next.drop();
      return free;
    }, { within: 2_000 });
  });

  test("a client that comes back at the other instance takes its id back", async ({ client }) => {
    const stale = await opened(client(0, "ada", { token: "a" }));
    const fresh = await opened(client(1, "ada", { token: "a" }));
    await until("the stale socket is closed", () => stale.closed?.code === 4410);
    stale.drop();
    const thief = client(0, "ada", { token: "b" });
    await settled(thief);
    assert.deepEqual(thief.types, ["ID-TAKEN"]);
    const bea = await opened(client(0, "bea"));
    bea.send(offer("ada", 1));
    await received(fresh, 1);
    assert.deepEqual(stale.received, []);
  });

  test("what was said to an absent id reaches it when it appears elsewhere, in order", async ({ client }) => {
    const ada = await opened(client(0, "ada"));
    for (let n = 0; n < 50; n++) ada.send(offer("bea", n));
    const bea = await opened(client(1, "bea"));
    for (let n = 50; n < 100; n++) ada.send(offer("bea", n));
    await received(bea, 100);
    assert.deepEqual(
      bea.received.map(({ payload }) => payload),
      Array.from({ length: 100 }, (_, n) => n),
    );
  });

  test("what nobody comes for expires", async ({ client }) => {
    const ada = await opened(client(0, "ada"));
    ada.send(offer("nobody", 1));
    await received(ada, 1);
    assert.deepEqual(ada.received, [{ type: "EXPIRE", src: "nobody", dst: "ada" }]);
  });

  test("order holds for each pair, both ways at once", async ({ client }) => {
    const ada = await opened(client(0, "ada"));
    const bea = await opened(client(1, "bea"));
    const order = Array.from({ length: 300 }, (_, n) => n);
    for (const n of order) {
      ada.send(offer("bea", n));
      bea.send(offer("ada", n));
      if (n % 100 === 0) await Promise.resolve();
    }
    await Promise.all([received(ada, 300), received(bea, 300)]);
    assert.deepEqual(ada.received.map(({ payload }) => payload), order);
    assert.deepEqual(bea.received.map(({ payload }) => payload), order);
  });

  test("the last word of a client that leaves at once still arrives", async ({ client }) => {
    const ada = await opened(client(0, "ada"));
    const bea = await opened(client(1, "bea"));
    ada.send(offer("bea", 1));
    ada.send({ type: "LEAVE", dst: "bea" });
    ada.drop();
    await received(bea, 2);
    assert.deepEqual(bea.types, ["OPEN", "OFFER", "LEAVE"]);
  });

  test("whoever floods from another instance is closed, whoever is flooded stays, and others get through", async ({ client }) => {
    const victim = await opened(client(1, "victim", { address: "198.51.100.1", keeps: true }));
    const floods = await Promise.all(
      Array.from(
        { length: 4 },
        (_, n) => opened(client(0, `flood-${n}`, { address: "203.0.113.9" })),
      ),
    );
    const friend = await opened(client(0, "friend", { address: "192.0.2.7" }));
    for (let n = 0; n < 240; n++) {
      for (const flood of floods) flood.send(offer("victim", "x".repeat(4_000)));
    }
    await until("every flood is closed", () => floods.every(({ closed }) => closed?.code === 4433));
    friend.send(offer("victim", "a word"));
    await until("the friend's word arrives", () => {
      victim.read(50_000);
      return victim.received.some(({ src }) => src === "friend");
    });
    assert.ok(victim.received.length < 400, `${victim.received.length} frames went before it`);
    assert.deepEqual([victim.closed, friend.closed], [null, null]);
  });
}

/** Names of the Web Locks that are held for ids of one bus. */
async function locksOf(name: string): Promise<string[]> {
  const { held } = await navigator.locks.query();
  return (held ?? []).map((lock) => lock.name ?? "").filter((lock) => lock.startsWith(`${name} `));
}

Deno.test("bus BroadcastChannel: a worker that is alone claims without locks, and keeps its ids when another comes", async () => {
  const name = `test ${crypto.randomUUID()}`;
  const make = () =>
    new Broker({
      bus: new BroadcastBus({ clock: systemClock, name }),
      clock: systemClock,
      limits: DEFAULT_LIMITS,
      key: "k",
    });
  const first = make();
  const ids = Array.from({ length: 50 }, (_, n) => `early-${n}`);
  const early = await Promise.all(
    ids.map((id) => opened(new FakeClient(first, id, { token: "a" }))),
  );
  assert.deepEqual(await locksOf(name), []);
  const second = make();
  // At once, before the two have heard of each other.
  const thieves = ids.map((id) => new FakeClient(second, id, { token: "b" }));
  const fresh = Array.from({ length: 50 }, (_, n) => `raced-${n}`);
  const racers = fresh.map((id) =>
    [first, second, first].map((at, n) => new FakeClient(at, id, { token: `racer-${n}` }))
  );
  for (const thief of thieves) {
    await settled(thief);
    assert.deepEqual(thief.types, ["ID-TAKEN"]);
  }
  for (const three of racers) {
    for (const racer of three) await settled(racer);
    assert.equal(three.filter(({ types }) => types[0] === "OPEN").length, 1);
  }
  assert.equal((await locksOf(name)).length, 100);
  // Its own client takes an id along to the other worker.
  await opened(new FakeClient(second, "early-0", { token: "a" }));
  await until("the first one is told", () => early[0].closed?.code === 4410);
  await first.close();
  await second.close();
  await until("every lock is given back", async () => (await locksOf(name)).length === 0);
});

Deno.test("bus BroadcastChannel: clients that race before a worker knows that it is alone do not both win", async () => {
  const name = `test ${crypto.randomUUID()}`;
  const bus = new BroadcastBus({ clock: systemClock, name });
  const broker = new Broker({ bus, clock: systemClock, limits: DEFAULT_LIMITS, key: "k" });
  const racers = ["a", "b"].map((token) => new FakeClient(broker, "ada", { token }));
  for (const racer of racers) await settled(racer);
  assert.deepEqual(racers.map(({ types }) => types), [["OPEN"], ["ID-TAKEN"]]);
  await broker.close();
});

Deno.test({
  name: "bus Redis: the ids of a crashed instance are free after the lease, and not before",
  ignore: overRedis.ignore ?? false,
  fn: () =>
    overRedis.run(async ({ client, crash }) => {
      await opened(client(0, "ada", { token: "a" }));
      await crash(0);
      const early = client(1, "ada", { token: "b" });
      await settled(early);
      assert.deepEqual(early.types, ["ID-TAKEN"]);
      await until("the id is free", async () => {
        const next = client(1, "ada", { token: "b" });
        await settled(next);
        return next.types[0] === "OPEN";
      }, { within: LEASE_MS * 3 });
    }),
});

Deno.test({
  name: "bus Redis: its own client gets an id back from a crashed instance at once",
  ignore: overRedis.ignore ?? false,
  fn: () =>
    overRedis.run(async ({ client, crash }) => {
      await opened(client(0, "ada", { token: "a" }));
      await crash(0);
      await opened(client(1, "ada", { token: "a" }));
    }),
});

Deno.test({
  name: "bus Redis: lost and back, sockets stay, claims are taken up again, nobody has two owners",
  ignore: overRedis.ignore ?? false,
  fn: () =>
    overRedis.run(async ({ client }) => {
      const ada = await opened(client(0, "ada", { token: "a" }));
      const bea = await opened(client(1, "bea", { token: "b" }));
      await redis?.kill();
      const during = client(1, "cyd");
      await settled(during);
      assert.deepEqual(during.types, ["ERROR"]);
      assert.equal(during.closed?.code, 4504);
      await redis?.start();
      await until("frames pass again", () => {
        ada.send(offer("bea", 1));
        return bea.received.length > 0;
      }, { every: 100 });
      const thief = client(1, "ada", { token: "c" });
      await settled(thief);
      assert.deepEqual(thief.types, ["ID-TAKEN"]);
      assert.deepEqual([ada.closed, bea.closed], [null, null]);
    }),
});

Deno.test({
  name: "bus Redis: a client whose id went to another one meanwhile is closed",
  ignore: overRedis.ignore ?? false,
  fn: () =>
    overRedis.run(async ({ client }) => {
      const first = await opened(client(0, "ada", { token: "a" }));
      // What a network split leaves behind: Redis has come to know another owner.
      const link = openRedis({
        url: redis?.url ?? "",
        channels: [],
        message: () => {},
        up: () => {},
      });
      const [key] = await link.command(["KEYS", "*:id:ada"]) as string[];
      await link.command(["SET", key, "another-instance|another-token|1"]);
      link.close();
      await until("the first owner is closed", () => first.closed?.code === 4410);
    }),
});

Deno.test("bus Redis: a frame that arrives before the claim's own answer is not lost", async () => {
  const answer = Promise.withResolvers<unknown>();
  let tell: (channel: string, message: string) => void = () => {};
  let own = "";
  const bus = new RedisBus({
    clock: new ManualClock(),
    open: ({ channels, message }) => {
      [, own] = channels;
      tell = message;
      return { command: () => answer.promise, close: () => {} };
    },
  });
  const broker = new Broker({ bus, clock: new ManualClock(), limits: DEFAULT_LIMITS, key: "k" });
  const ada = new FakeClient(broker, "ada");
  const stranger = new FakeClient(broker, "bea");
  tell(own, 'frame\nada\na-block\na-network\ncyd\n{"type":"OFFER","src":"cyd","dst":"ada"}');
  // What is not whole is nothing.
  tell(own, 'frame\nada\n{"type":"OFFER","src":"cyd","dst":"ada"}');
  assert.deepEqual(ada.types, []);
  answer.resolve(1);
  await until("the claim is granted", () => ada.types.length > 0);
  assert.deepEqual(ada.types, ["OPEN", "OFFER"]);
  assert.deepEqual(stranger.types, ["OPEN"]);
  await broker.close();
});
