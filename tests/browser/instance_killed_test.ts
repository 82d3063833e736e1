import assert from "node:assert/strict";
import { startBalancer } from "../helpers/servers/balancer.ts";
import { enter, type Stage, startCall, turnEverythingOn } from "../helpers/browsers/call.ts";
import { launchChromium } from "../helpers/browsers/chromium.ts";
import {
  longestPause,
  morePictures,
  unnoticed,
  usualPause,
  watchPictures,
} from "../helpers/browsers/pauses.ts";
import { type RedisServer, startRedis } from "../helpers/servers/redis.ts";
import { allConnected, type RoomPage, TEST_KEY } from "../helpers/browsers/room_page.ts";
import { type Site, startSite } from "../helpers/servers/site.ts";
import { startSteadyLoad } from "../helpers/simulation/steady_load.ts";
import { inTime, until } from "../helpers/until.ts";

/**
 * After a kill everybody is back within so many milliseconds: the longest first wait of our client
 * (750), the claim, and time for a machine that is busy.
 */
const BACK_MS = 2_000;
/** How long ids of a killed instance stay taken (signal/bus/redis_bus.ts), and time to notice it. */
const LEASE_MS = 15_000;
const NOTICE_MS = 1_500;
const METRICS_TOKEN = "a-token-for-these-tests";

/** Two instances of the product as it is deployed, which share a Redis. */
async function startInstances(redis: RedisServer): Promise<[Site, Site]> {
  const env = {
    REDIS_URL: redis.url,
    METRICS_TOKEN,
    LIMIT_CONNECTS_PER_SECOND: "2000",
    LIMIT_CONNECT_BURST: "5000",
    LIMIT_SOCKETS_PER_ADDRESS: "2000",
  };
  return [await startSite({ env }), await startSite({ env })];
}

/** The open sockets of an instance, as its own metrics say. */
async function socketsAt(site: Site): Promise<number> {
  const answer = await fetch(`${site.origin}/metrics`, {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  });
  return Number(/^kibitz_sockets (\d+)$/m.exec(await answer.text())?.[1]);
}

/** Claims an id under a token of its own: the first frame's type. */
async function claim(site: Site, id: string): Promise<string> {
  const socket = new WebSocket(`${site.broker}?id=${id}&token=${crypto.randomUUID()}`);
  const closed = new Promise((resolve) => socket.onclose = resolve);
  const first = await inTime(
    "an answer to a claim",
    new Promise<string>((resolve) => {
      socket.onmessage = ({ data }) => resolve(JSON.parse(data).type);
      socket.onerror = () => resolve("nothing");
    }),
  );
  socket.close();
  await closed;
  return first;
}

Deno.test("one of two instances is killed under load: its clients are back on the other, and no id has two owners", async () => {
  await using redis = await startRedis();
  const sites = await startInstances(redis);
  await using _first = sites[0];
  await using _second = sites[1];
  await using balancer = startBalancer(sites.map(({ origin }) => origin));
  await using load = await startSteadyLoad(`${balancer.origin.replace("http", "ws")}/signal`, 60);
  const { clients } = load;
  await until("every pair talks", () => clients.every(({ heard }) => heard.length >= 5));
  await until("each instance has half of them", async () => {
    const [first, second] = await Promise.all(sites.map(socketsAt));
    return first === 60 && second === 60;
  });
  // An id whose client goes down with its instance, and never comes back.
  const widow = new WebSocket(`${sites[0].broker}?id=widow&token=widow`);
  await inTime("OPEN", new Promise((resolve) => widow.onmessage = resolve));
  const widowed = new Promise((resolve) => widow.onclose = resolve);

  const sentBefore = clients.reduce((sum, { sent }) => sum + sent, 0);
  const killed = performance.now();
  await sites[0].stop();
  await widowed;
  // While they are away, and after, somebody else asks for every id, again and again.
  const stolen: string[] = [];
  // Those who have not noticed yet seem to be there: so each has to have come back.
  const back = until("everybody is back", () =>
    clients.every(({ state }) => state === "open") &&
    clients.filter(({ openSince }) => openSince > killed).length >= 60);
  let asked = 0;
  let away = true;
  void back.finally(() => away = false);
  do {
    await Promise.all(clients.map(async ({ id }) => {
      asked++;
      const answer = await claim(sites[1], id);
      if (answer !== "ID-TAKEN") stolen.push(`${id}: ${answer}`);
    }));
  } while (away);
  await back;
  const waits = clients.map(({ openSince }) => openSince - killed).filter((wait) => wait > 0)
    .sort((a, b) => a - b);
  assert.deepEqual(stolen, []);
  assert.ok(waits.length >= 60, `only ${waits.length} clients came back`);
  await until("the others' sockets are closed", async () => await socketsAt(sites[1]) === 120);

  const marks = clients.map(({ heard }) => heard.length);
  await until(
    "every pair talks again",
    () => clients.every(({ heard }, at) => heard.length >= marks[at] + 5),
  );
  load.quiet();
  await until(
    "the last frames arrived",
    () => clients.every(({ sent }, at) => clients[at ^ 1].heard.at(-1) === sent - 1),
  );
  for (const { id, heard, strange } of clients) {
    assert.equal(strange, 0, `${id} got what was not for it`);
    assert.ok(
      heard.every((n, at) => at === 0 || n > heard[at - 1]),
      `${id}: twice, or out of order`,
    );
  }
  const sent = clients.reduce((sum, client) => sum + client.sent, 0);
  const heard = clients.reduce((sum, client) => sum + client.heard.length, 0);

  await until("the widow's id is free", async () => await claim(sites[1], "widow") === "OPEN", {
    within: LEASE_MS + NOTICE_MS,
    every: 250,
  });
  const free = performance.now() - killed;
  console.log(
    `back after ${Math.round(waits[0])} to ${Math.round(waits.at(-1) ?? 0)} ms ` +
      `(half of them after ${Math.round(waits[waits.length >> 1])}); ` +
      `${sent - heard} of ${sent} frames lost (${sent - sentBefore} sent since the kill); ` +
      `${asked} claims by others while they were away, none granted; ` +
      `an id that nobody came back for was free after ${Math.round(free)} ms`,
  );
  assert.ok((waits.at(-1) ?? 0) < BACK_MS, `the last one was back after ${waits.at(-1)} ms`);
});

async function brokerState({ page }: RoomPage): Promise<string | undefined> {
  return await page.evaluate(() => globalThis.kibitz?.state?.broker);
}

Deno.test("the instance of a call in progress is killed: no picture pauses, and the pages find the other one", async () => {
  await using redis = await startRedis();
  const sites = await startInstances(redis);
  await using _first = sites[0];
  await using _second = sites[1];
  await using balancer = startBalancer(sites.map(({ origin }) => origin));
  await using chromium = await launchChromium();
  const stage: Stage = {
    site: sites[1],
    chromium,
    link: (room) => `${balancer.origin}/r/${room}#k=${TEST_KEY}`,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  balancer.aim(0);
  const people = await startCall(stage, "killed", ["Ada", "Ben"]);
  const [ada, ben] = people;
  await turnEverythingOn(people);
  // Ada's own id and the room's address, and Ben's id.
  assert.deepEqual(await Promise.all(sites.map(socketsAt)), [3, 0]);

  const usual = await usualPause(people);
  await watchPictures(people);
  const killed = performance.now();
  await sites[0].stop();
  await until("all three sockets are at the other instance", async () => {
    const states = await Promise.all(people.map(brokerState));
    const sockets = await socketsAt(sites[1]);
    if (sockets === 3 && states.every((state) => state === "connected")) return true;
    throw new Error(`${sockets} sockets there; the pages say ${states}`);
  });
  const back = performance.now() - killed;
  await morePictures(people);
  const pause = await longestPause(people);
  console.log(
    `both pages were at the other instance after ${Math.round(back)} ms; ` +
      `the longest pause in a picture was ${pause} ms, ${usual} ms before`,
  );
  assert.ok(pause < unnoticed(usual), `a pause of ${pause} ms`);
  assert.ok(back < BACK_MS, `back after ${back} ms only`);

  const eve = await enter(stage, "killed", "Eve");
  await allConnected([ada, ben, eve]);
  assert.ok(balancer.given[1] > 0);
});
