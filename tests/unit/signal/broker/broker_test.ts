import assert from "node:assert/strict";
import { fakeBroker } from "../signal_helpers.ts";

/** The one timer that runs while anybody is there: it looks for silent clients. */
const WATCHING = 1;
const OFFER = { type: "OFFER", dst: "bea", payload: { sdp: "v=0" } };

Deno.test("connecting claims the id, and what is sent to it arrives with the true sender", () => {
  const { client } = fakeBroker();
  const ada = client("ada");
  const bea = client("bea");
  ada.send({ ...OFFER, src: "mallory" });
  bea.send({ type: "ANSWER", dst: "ada", payload: "text" });
  assert.deepEqual(ada.frames, [
    { type: "OPEN" },
    { type: "ANSWER", src: "bea", dst: "ada", payload: "text" },
  ]);
  assert.deepEqual(bea.frames, [
    { type: "OPEN" },
    { type: "OFFER", src: "ada", dst: "bea", payload: { sdp: "v=0" } },
  ]);
});

Deno.test("every routed type passes, with or without a payload, and nobody else sees it", () => {
  const { client } = fakeBroker();
  const [ada, bea, cyd] = ["ada", "bea", "cyd"].map((id) => client(id));
  for (const type of ["OFFER", "ANSWER", "CANDIDATE", "LEAVE"]) ada.send({ type, dst: "bea" });
  ada.send({ type: "HEARTBEAT" });
  assert.deepEqual(bea.types, ["OPEN", "OFFER", "ANSWER", "CANDIDATE", "LEAVE"]);
  assert.deepEqual(ada.types, ["OPEN"]);
  assert.deepEqual(cyd.types, ["OPEN"]);
});

Deno.test("a taken id is refused, and its holder notices nothing", () => {
  const { client } = fakeBroker();
  const ada = client("ada");
  const thief = client("ada", { token: "another" });
  assert.deepEqual(thief.frames, [{ type: "ID-TAKEN", payload: { msg: "ID is taken" } }]);
  assert.deepEqual(thief.closed, { code: 4409, reason: "ID is taken" });
  thief.send({ type: "OFFER", dst: "ada", payload: 1 });
  thief.drop();
  client("bea").send({ type: "OFFER", dst: "ada", payload: 2 });
  assert.deepEqual(ada.received.map(({ payload }) => payload), [2]);
  assert.equal(ada.closed?.code, undefined);
});

Deno.test("an id is free the moment its socket closes", () => {
  const { client } = fakeBroker();
  client("ada").drop();
  assert.deepEqual(client("ada", { token: "another" }).types, ["OPEN"]);
});

Deno.test("LEAVE without a destination gives the id back", () => {
  const { client } = fakeBroker();
  const ada = client("ada");
  ada.send({ type: "LEAVE" });
  assert.equal(ada.closed?.code, 1000);
  assert.deepEqual(client("ada", { token: "another" }).types, ["OPEN"]);
});

Deno.test("a client that comes back with its token takes its id back at once", () => {
  const { client } = fakeBroker();
  const stale = client("ada");
  const fresh = client("ada");
  assert.equal(stale.closed?.code, 4410);
  assert.deepEqual(fresh.types, ["OPEN"]);
  // The stale socket's end comes late, and must not free the id of the fresh one.
  stale.drop();
  assert.deepEqual(client("ada", { token: "another" }).types, ["ID-TAKEN"]);
  client("bea").send({ type: "OFFER", dst: "ada", payload: 1 });
  assert.equal(fresh.received.length, 1);
  assert.equal(stale.received.length, 0);
});

Deno.test("what is sent to an absent id waits for it, in order", () => {
  const { client, clock, broker } = fakeBroker();
  const ada = client("ada");
  for (const payload of [1, 2, 3]) ada.send({ ...OFFER, payload });
  clock.pass(4_999);
  const bea = client("bea");
  assert.deepEqual(bea.types, ["OPEN", "OFFER", "OFFER", "OFFER"]);
  assert.deepEqual(bea.received.map(({ payload }) => payload), [1, 2, 3]);
  clock.pass(10_000);
  assert.deepEqual(ada.types, ["OPEN"]);
  assert.deepEqual(broker.waiting, { frames: 0, bytes: 0 });
  assert.equal(clock.timers, WATCHING);
});

Deno.test("after five seconds the sender gets one EXPIRE for each absent client", () => {
  const { client, clock } = fakeBroker();
  const ada = client("ada");
  ada.send(OFFER);
  clock.pass(1_000);
  ada.send({ ...OFFER, type: "CANDIDATE" });
  ada.send({ ...OFFER, dst: "cyd" });
  clock.pass(3_999);
  assert.deepEqual(ada.types, ["OPEN"]);
  clock.pass(1);
  assert.deepEqual(ada.received, [{ type: "EXPIRE", src: "bea", dst: "ada" }]);
  clock.pass(1_000);
  assert.deepEqual(ada.received.slice(1), [{ type: "EXPIRE", src: "cyd", dst: "ada" }]);
  assert.deepEqual(client("bea").types, ["OPEN"]);
});

Deno.test("LEAVE does not wait for an absent client", () => {
  const { client, clock, broker } = fakeBroker();
  const ada = client("ada");
  ada.send({ type: "LEAVE", dst: "bea" });
  assert.equal(broker.waiting.frames, 0);
  clock.pass(10_000);
  assert.deepEqual(ada.types, ["OPEN"]);
});

Deno.test("what a client had waiting goes when it goes", () => {
  const { client, clock, broker } = fakeBroker();
  const ada = client("ada");
  ada.send(OFFER);
  ada.drop();
  assert.deepEqual(broker.waiting, { frames: 0, bytes: 0 });
  assert.deepEqual(client("bea").types, ["OPEN"]);
  assert.equal(clock.timers, WATCHING);
});

Deno.test("a wrong id, token or key is refused by name", () => {
  const { client } = fakeBroker();
  const refusals: [string, Parameters<typeof client>[1], RegExp][] = [
    ["", {}, /id/],
    ["a".repeat(65), {}, /id/],
    ["-a", {}, /id/],
    ["a--b", {}, /id/],
    ["a\nb", {}, /id/],
    ['a"b', {}, /id/],
    ["ünï", {}, /id/],
    ["ada", { token: "" }, /token/],
    ["ada", { token: "a".repeat(65) }, /token/],
    ["ada", { token: "a b" }, /token/],
    ["ada", { key: "other" }, /key/],
    ["ada", { dialect: "peerjs" }, /key/],
  ];
  for (const [id, options, word] of refusals) {
    const refused = client(id, options);
    assert.equal(refused.closed?.code, 4401, id);
    assert.equal(refused.frames[0].type, "ERROR");
    assert.match(JSON.stringify(refused.frames[0].payload), word);
  }
  assert.deepEqual(client("a b_c-D1", { token: "t", key: "peerjs", dialect: "peerjs" }).types, [
    "OPEN",
  ]);
});

Deno.test("a wrong frame gets an ERROR that says what was wrong, a close, and frees the id", () => {
  const { client } = fakeBroker();
  const bea = client("bea");
  const wrong: [unknown, RegExp][] = [
    ["", /not a JSON object/],
    ["[]", /not a JSON object/],
    ['{"type":"OFFER","dst":"bea","pay', /middle of a string/],
    ['{"type":"OFFER","dst":"bea"', /not whole/],
    ["{}", /no "type"/],
    ['{"type":7,"dst":"bea"}', /"type" must be/],
    ['{"type":"OPEN","dst":"bea"}', /"type" must be/],
    ['{"type":"EXPIRE","dst":"bea"}', /"type" must be/],
    ['{"type":"OFFER"}', /no "dst"/],
    ['{"type":"OFFER","dst":["bea"]}', /"dst" must be/],
    ['{"type":"OFFER","dst":"b\\u0065a"}', /"dst" must be/],
    ['{"type":"OFFER","dst":""}', /"dst" is not an id/],
    [new ArrayBuffer(8), /text/],
    [null, /text/],
  ];
  for (const [data, words] of wrong) {
    const ada = client("ada", { token: crypto.randomUUID() });
    ada.raw(data);
    assert.deepEqual(ada.types, ["OPEN", "ERROR"], String(data));
    assert.match(JSON.stringify(ada.received[0].payload).replaceAll("\\", ""), words);
    assert.equal(ada.closed?.code, 4400);
    ada.send(OFFER);
  }
  assert.deepEqual(bea.types, ["OPEN"]);
  assert.equal(bea.closed?.code, undefined);
});

Deno.test("a frame above the size limit closes its socket; one at the limit passes", () => {
  const { client } = fakeBroker({ frameBytes: 1_000 });
  const bea = client("bea");
  const ofSize = (bytes: number, fill: string) => {
    const bare = JSON.stringify({ ...OFFER, payload: "" });
    return JSON.stringify({ ...OFFER, payload: fill.repeat((bytes - bare.length) / 2) });
  };
  const ada = client("ada");
  ada.raw(ofSize(1_000, "aa"));
  ada.raw(ofSize(1_000, "é"));
  assert.equal(ada.closed?.code, undefined);
  ada.raw(ofSize(1_002, "é"));
  assert.equal(ada.closed?.code, 4413);
  assert.equal(bea.received.length, 2);
});

Deno.test("a flood closes the one who sends it, and leaves its victim and others alone", () => {
  const { client, clock } = fakeBroker({ frameBurst: 10, framesPerSecond: 5 });
  const [ada, bea, cyd] = ["ada", "bea", "cyd"].map((id) => client(id));
  for (let sent = 0; sent < 100; sent++) ada.send(OFFER);
  assert.equal(ada.closed?.code, 4429);
  assert.equal(bea.received.length, 10);
  for (let second = 0; second < 20; second++) {
    for (let sent = 0; sent < 5; sent++) cyd.send(OFFER);
    bea.send({ type: "HEARTBEAT" });
    clock.pass(1_000);
  }
  assert.equal(cyd.closed?.code, undefined);
  assert.equal(bea.received.length, 110);
});

Deno.test("bytes are rationed as well as frames", () => {
  const { client } = fakeBroker({ byteBurst: 10_000, bytesPerSecond: 1 });
  client("bea");
  const ada = client("ada");
  for (let sent = 0; sent < 3; sent++) ada.send({ ...OFFER, payload: "x".repeat(4_000) });
  assert.equal(ada.closed?.code, 4429);
});

Deno.test("heartbeats are rationed like any other frame", () => {
  const { client } = fakeBroker({ frameBurst: 10, framesPerSecond: 1 });
  const ada = client("ada");
  for (let sent = 0; sent < 11; sent++) ada.send({ type: "HEARTBEAT" });
  assert.equal(ada.closed?.code, 4429);
});

Deno.test("an address has so many sockets, and one that closes makes room", () => {
  const { client } = fakeBroker({ socketsPerAddress: 2, socketsTotal: 3 });
  const first = client("a1");
  client("a2");
  const third = client("a3");
  assert.deepEqual(third.types, ["ERROR"]);
  assert.equal(third.closed?.code, 4430);
  third.drop();
  const other = client("b1", { address: "10.0.0.2" });
  assert.deepEqual(other.types, ["OPEN"]);
  const full = client("c1", { address: "10.0.0.3" });
  assert.equal(full.closed?.code, 4503);
  full.drop();
  first.drop();
  assert.deepEqual(client("a4").types, ["OPEN"]);
});

Deno.test("a socket counts until it is really closed, so refusing is no way around the limit", () => {
  const { client } = fakeBroker({ socketsPerAddress: 1 });
  const ada = client("ada");
  ada.raw("nonsense");
  assert.equal(client("bea").closed?.code, 4430);
});

Deno.test("one sender's waiting messages are bounded in number and size: it is closed", () => {
  const { client, broker } = fakeBroker({ waitingPerSender: 3, waitingBytesPerSender: 1_000 });
  const ada = client("ada");
  for (const dst of ["x1", "x2", "x3", "x4"]) ada.send({ ...OFFER, dst });
  assert.equal(ada.closed?.code, 4431);
  const bea = client("bea");
  bea.send({ ...OFFER, dst: "x1", payload: "x".repeat(600) });
  assert.equal(bea.closed?.code, undefined);
  bea.send({ ...OFFER, dst: "x2", payload: "x".repeat(600) });
  assert.equal(bea.closed?.code, 4431);
  assert.equal(broker.waiting.frames, 0);
});

Deno.test("closing the broker tells everybody to come back, and leaves no timer", async () => {
  const { client, broker, clock } = fakeBroker();
  const ada = client("ada");
  ada.send({ ...OFFER, dst: "nobody" });
  await broker.close();
  assert.equal(ada.closed?.code, 1012);
  assert.equal(clock.timers, 0);
});

Deno.test("what hundreds of frames of one socket cost, the others do not wait for", () => {
  const { broker, client, clock } = fakeBroker();
  const [flood, bea, ada, cyd] = ["flood", "bea", "ada", "cyd"].map((id) => client(id));
  for (let n = 0; n < 300; n++) flood.send({ type: "OFFER", dst: "bea", payload: n });
  ada.send({ type: "OFFER", dst: "cyd", payload: "at once" });
  assert.deepEqual(cyd.received.map(({ payload }) => payload), ["at once"]);
  assert.ok(bea.received.length < 20, `${bea.received.length} frames went before it`);
  let turns = 0;
  for (; bea.received.length < 300; turns++) {
    const before = bea.received.length;
    // More comes while some of it waits: the order holds.
    if (turns === 2) flood.send({ type: "OFFER", dst: "bea", payload: 300 });
    clock.pass(1);
    assert.ok(bea.received.length - before <= 50, "a portion is small");
    ada.send({ type: "OFFER", dst: "cyd", payload: turns });
    assert.equal(cyd.received.at(-1)?.payload, turns);
    assert.ok(turns < 100);
  }
  clock.pass(1);
  assert.deepEqual(
    bea.received.map(({ payload }) => payload),
    Array.from({ length: 301 }, (_, n) => n),
  );
  assert.equal(broker.turns.waiting, 0);
});

Deno.test("what a crowd brings at the same moment, the others do not wait for either", () => {
  const { client, clock } = fakeBroker();
  const [bea, ada, cyd] = ["bea", "ada", "cyd"].map((id) => client(id));
  const crowd = Array.from({ length: 20 }, (_, n) => client(`flood-${n}`));
  for (let n = 0; n < 15; n++) {
    for (const flood of crowd) flood.send({ type: "OFFER", dst: "bea", payload: n });
  }
  assert.ok(bea.received.length < 80, `${bea.received.length} frames went before it`);
  ada.send({ type: "OFFER", dst: "cyd", payload: "at once" });
  assert.deepEqual(cyd.received.map(({ payload }) => payload), ["at once"]);
  for (let turn = 0; turn < 20; turn++) clock.pass(1);
  for (const { id } of crowd) {
    assert.deepEqual(
      bea.received.filter(({ src }) => src === id).map(({ payload }) => payload),
      Array.from({ length: 15 }, (_, n) => n),
    );
  }
  assert.equal(clock.timers, WATCHING);
});

Deno.test("what a client says just before it goes is read, and then its id is free", () => {
  const { client, clock } = fakeBroker();
  const bea = client("bea");
  const ada = client("ada");
  for (let n = 0; n < 100; n++) ada.send({ type: "OFFER", dst: "bea", payload: n });
  ada.drop();
  for (let n = 0; n < 10; n++) clock.pass(1);
  assert.equal(bea.received.length, 100);
  assert.deepEqual(client("ada", { token: "another" }).types, ["OPEN"]);
});

Deno.test("a client that is closed for what it did is not heard any more", () => {
  const { broker, client, clock } = fakeBroker();
  const bea = client("bea");
  const ada = client("ada");
  for (let n = 0; n < 30; n++) ada.send({ type: "OFFER", dst: "bea", payload: n });
  ada.raw("not JSON");
  for (let n = 0; n < 30; n++) ada.send({ type: "OFFER", dst: "bea", payload: "after" });
  for (let n = 0; n < 10; n++) clock.pass(1);
  assert.deepEqual(
    bea.received.map(({ payload }) => payload),
    Array.from({ length: 30 }, (_, n) => n),
  );
  assert.equal(ada.closed?.code, 4400);
  assert.equal(broker.turns.waiting, 0);
});

Deno.test("unread frames of many floods are bounded in all, at the cost of who floods most", () => {
  const { broker, client } = fakeBroker({ byteBurst: 64 * 1024 * 1024 });
  const payload = "x".repeat(200_000);
  const [great, small] = ["great", "small"].map((id) => client(id));
  for (let n = 0; n < 10; n++) small.send({ type: "OFFER", dst: "bea", payload });
  for (let n = 0; n < 200; n++) great.send({ type: "OFFER", dst: "bea", payload });
  assert.equal(great.closed?.code, 4429);
  for (let n = 0; n < 100; n++) small.send({ type: "OFFER", dst: "bea", payload });
  assert.equal(small.closed, null);
  assert.ok(broker.turns.waiting <= 32 * 1024 * 1024);
});

Deno.test("an address that breaks the rules again and again is turned away before the handshake", () => {
  const { broker, client, clock } = fakeBroker({ connectBurst: 100, connectsPerSecond: 1 });
  const { door } = broker;
  for (let n = 0; n < 5; n++) {
    assert.ok(door.mayKnock("6.6.6.6"));
    const attacker = client(`attacker-${n}`, { address: "6.6.6.6" });
    attacker.raw("not JSON");
    attacker.drop();
  }
  assert.ok(!door.mayKnock("6.6.6.6"));
  assert.ok(door.mayKnock("10.0.0.1"));
  clock.pass(2_000);
  assert.ok(door.mayKnock("6.6.6.6"));
});

/** Lets milliseconds pass one by one, and what each sets off happen; `each` comes with every one. */
async function passEach(
  clock: { pass(ms: number): void },
  ms: number,
  each: (n: number) => void = () => {},
): Promise<void> {
  for (let n = 0; n < ms; n++) {
    clock.pass(1);
    each(n);
    await Promise.resolve();
  }
}

Deno.test("newcomers are let in a few at a time, and too many are told to come later", async () => {
  const { broker, clock } = fakeBroker();
  const { turnstile } = broker.door;
  let inside = 0;
  const passes = Array.from({ length: 1_100 }, (_, n) => turnstile.pass(`block ${n % 5}`));
  for (const pass of passes) void pass?.then(() => inside++);
  assert.equal(passes.filter((pass) => pass === null).length, 1_100 - 2 - 1_024);
  await Promise.resolve();
  assert.equal(inside, 2);
  for (let turn = 1; turn <= 512; turn++) {
    clock.pass(1);
    await Promise.resolve();
    assert.equal(inside, 2 + 2 * turn);
  }
  clock.pass(1);
  assert.equal(clock.timers, 0);
});

Deno.test("while somebody talks, newcomers are let in more slowly", async () => {
  const { broker, client, clock } = fakeBroker();
  const [ada] = [client("ada"), client("bea")];
  let inside = 0;
  const come = (count: number) => {
    for (let n = 0; n < count; n++) void broker.door.turnstile.pass("block")?.then(() => inside++);
    return Promise.resolve();
  };
  const pass = (ms: number) => passEach(clock, ms);
  ada.send({ type: "OFFER", dst: "bea", payload: 1 });
  await come(300);
  assert.equal(inside, 1);
  await pass(30);
  assert.equal(inside, 11);
  // Nobody says anything any more.
  await pass(200);
  const before = inside;
  await pass(10);
  assert.equal(inside, before + 20);
});

/** Newcomers at a broker where two people talk all the time. */
function busyDoor() {
  const { broker, client, clock } = fakeBroker({ framesPerSecond: 1_000 });
  const [ada] = [client("ada"), client("bea")];
  const talk = () => ada.send({ type: "OFFER", dst: "bea", payload: 1 });
  talk();
  const came: string[] = [];
  return {
    came,
    client,
    clock,
    come: (name: string) =>
      void broker.door.turnstile.pass("block")?.then(() => {
        came.push(name);
      }),
    pass: (ms: number) =>
      passEach(clock, ms, (n) => {
        if (n % 50 === 0) talk();
      }),
  };
}

Deno.test("while people talk, a frame of 5 MB keeps newcomers outside for two seconds, and one of 256 kB hardly", async () => {
  const { came, client, clock, come, pass } = busyDoor();
  client("hostile").raw("x".repeat(5_000_000));
  come("dan");
  await pass(1_999);
  assert.deepEqual(came, []);
  await pass(5);
  assert.deepEqual(came, ["dan"]);
  client("clumsy").raw("x".repeat(263_000));
  come("eve");
  await pass(110);
  assert.deepEqual(came, ["dan", "eve"]);
  await pass(10);
  assert.equal(clock.timers, 1, "only silence is watched");
});

Deno.test("what a refused socket, or one that does not speak text, has the runtime read counts as well", async () => {
  const { came, client, come, pass } = busyDoor();
  client("not an id!").raw("x".repeat(1_000_000));
  come("dan");
  await pass(399);
  assert.deepEqual(came, []);
  await pass(5);
  assert.deepEqual(came, ["dan"]);
  client("binary").raw(new Blob([new Uint8Array(1_000_000)]));
  come("eve");
  await pass(399);
  assert.deepEqual(came, ["dan"]);
  await pass(5);
  assert.deepEqual(came, ["dan", "eve"]);
});

Deno.test("however many send frames that are too large, a newcomer waits three seconds, once", async () => {
  const { came, client, come, pass } = busyDoor();
  const names = Array.from({ length: 20 }, (_, n) => `newcomer-${n}`);
  const hostile = Array.from({ length: 40 }, (_, n) => client(`hostile-${n}`));
  const attack = () => hostile.pop()?.raw("x".repeat(5_000_000));
  for (let n = 0; n < 10; n++) attack();
  names.forEach(come);
  // One more in each half second, and one while those who have waited come in.
  for (let n = 0; n < 6; n++) {
    attack();
    await pass(500);
  }
  for (let n = 0; n < 20; n++) {
    attack();
    if (n === 5) come("late");
    await pass(3);
  }
  await pass(3);
  assert.deepEqual(came, names);
  await pass(2_990);
  assert.deepEqual(came, [...names, "late"]);
});

Deno.test("who came just before newcomers were let in again is not kept outside by the next such frame", async () => {
  const { came, client, come, pass } = busyDoor();
  const hostile = [client("hostile-1"), client("hostile-2")];
  hostile.pop()?.raw("x".repeat(5_000_000));
  await pass(1_900);
  for (const name of ["dan", "eve", "fay"]) come(name);
  await pass(101);
  assert.deepEqual(came, ["dan"]);
  hostile.pop()?.raw("x".repeat(5_000_000));
  await pass(8);
  assert.deepEqual(came, ["dan", "eve", "fay"]);
});

Deno.test("where nobody talks, nobody waits for what a frame of 5 MB cost", async () => {
  const { broker, client, clock } = fakeBroker();
  client("hostile").raw("x".repeat(5_000_000));
  let inside = 0;
  for (let n = 0; n < 10; n++) void broker.door.turnstile.pass("block")?.then(() => inside++);
  await passEach(clock, 5);
  assert.equal(inside, 10);
});
