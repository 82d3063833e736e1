import assert from "node:assert/strict";
import { type Clock, systemClock } from "../../../../lib/env/mod.ts";
import { JoinError } from "../../../../lib/errors.ts";
import { comebackAfter, comebackDelay } from "../../../../lib/signal/reconnect_policy.ts";
import { createSocketBroker, type Mailbox, type MailboxState } from "../../../../lib/signal/mod.ts";
import { BROKER_CLOSE } from "../../../../lib/wire/broker.ts";
import { FrameReader } from "../../../../signal/broker/frame.ts";
import { createEdge, upgradeToBroker } from "../../../../signal/mod.ts";
import { seededRandom } from "../../../helpers/simulation/random.ts";
import { inTime, until } from "../../../helpers/until.ts";

/** Every wait of the client, shortened so much that a test can await it; what was asked is kept. */
class QuickClock implements Clock {
  readonly asked: number[] = [];
  now(): number {
    return Date.now();
  }
  after(ms: number, run: () => void): () => void {
    this.asked.push(ms);
    const timer = setTimeout(run, ms / 50);
    return () => clearTimeout(timer);
  }
}

/** A broker that does to each socket, in turn, what the list says; the last entry repeats. */
interface Scripted extends AsyncDisposable {
  readonly url: string;
  /** How many sockets came. */
  readonly sockets: number;
}

type Deed = (socket: WebSocket) => void;

function scripted(...deeds: readonly Deed[]): Scripted {
  let sockets = 0;
  const open = new Set<WebSocket>();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (req) => {
    const { socket, response } = Deno.upgradeWebSocket(req);
    const deed = deeds[Math.min(sockets++, deeds.length - 1)];
    socket.onopen = () => {
      open.add(socket);
      deed(socket);
    };
    socket.onclose = () => open.delete(socket);
    return response;
  });
  return {
    url: `ws://127.0.0.1:${server.addr.port}/signal`,
    get sockets() {
      return sockets;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.close();
      await server.shutdown();
    },
  };
}

const OPEN = '{"type":"OPEN"}';
const stay: Deed = (socket) => socket.send(OPEN);
const openThenClose = (code: number): Deed => (socket) => {
  socket.send(OPEN);
  socket.close(code, "as the test says");
};
const refuse = (code: number): Deed => (socket) => {
  socket.send('{"type":"ERROR","payload":{"msg":"not now"}}');
  socket.close(code, "as the test says");
};

interface Opened {
  readonly mailbox: Mailbox;
  readonly states: MailboxState[];
}

async function open(url: string, clock: Clock, id = "ada"): Promise<Opened> {
  const states: MailboxState[] = [];
  const broker = createSocketBroker({ url, clock, random: seededRandom(1).bytes });
  const mailbox = await inTime(
    "opening",
    broker.open(id, { signal: () => {}, expired: () => {}, state: (state) => states.push(state) }),
  );
  assert.ok(mailbox !== "taken");
  return { mailbox, states };
}

for (const code of [1001, 1012, 4503, 4504, 3999]) {
  Deno.test(`socket broker: after ${code} the client comes back soon, and its id with it`, async () => {
    await using server = scripted(openThenClose(code), stay);
    const clock = new QuickClock();
    const { mailbox, states } = await open(server.url, clock);
    await until("it is back", () => states.at(-1) === "open");
    assert.deepEqual(states, ["reconnecting", "open"]);
    assert.equal(server.sockets, 2);
    assert.ok(clock.asked.some((ms) => ms >= 250 && ms < 750), `${clock.asked}`);
    mailbox.close();
  });
}

for (const code of [1000, 4401, 4409, 4410]) {
  Deno.test(`socket broker: after ${code} the client does not come back, and says that the id is lost`, async () => {
    await using server = scripted(openThenClose(code), stay);
    const clock = new QuickClock();
    const { mailbox, states } = await open(server.url, clock);
    await until("it is lost", () => states.length > 0);
    assert.deepEqual(states, ["lost"]);
    assert.equal(mailbox.state, "lost");
    const asked = clock.asked.length;
    mailbox.send("OFFER", "bea", 1);
    // Another client gets through meanwhile: there was time for the first one to come back as well.
    const other = await open(server.url, clock, "bea");
    assert.equal(server.sockets, 2);
    assert.equal(clock.asked.slice(asked).filter((ms) => ms < 9_000).length, 0);
    other.mailbox.close();
  });
}

for (const code of [4400, 4413, 4429, 4430, 4431, 4432]) {
  Deno.test(`socket broker: after ${code} the client comes back, but takes its time`, async () => {
    await using server = scripted(openThenClose(code), stay);
    const clock = new QuickClock();
    const { mailbox, states } = await open(server.url, clock);
    await until("it is back", () => states.at(-1) === "open");
    assert.ok(clock.asked.some((ms) => ms >= 4_000 && ms < 12_000 && ms !== 10_000));
    assert.ok(!clock.asked.some((ms) => ms < 4_000), `${clock.asked}`);
    mailbox.close();
  });
}

Deno.test("socket broker: a broker that restarts or is full is asked again before the first OPEN too", async () => {
  await using server = scripted(refuse(1012), refuse(4503), refuse(4504), stay);
  const { mailbox } = await open(server.url, new QuickClock());
  assert.equal(mailbox.state, "open");
  assert.equal(server.sockets, 4);
  mailbox.close();
});

Deno.test("socket broker: a client that the broker will never take is told so at once", async () => {
  await using server = scripted(refuse(4401));
  await assert.rejects(
    open(server.url, new QuickClock()),
    (error) => error instanceof JoinError && error.code === "broker-refused",
  );
  assert.equal(server.sockets, 1);
});

Deno.test("socket broker: nobody there is told at once, as unreachable", async () => {
  let url: string;
  {
    await using server = scripted(stay);
    url = server.url;
  }
  await assert.rejects(
    open(url, new QuickClock()),
    (error) => error instanceof JoinError && error.code === "broker-unreachable",
  );
});

Deno.test("socket broker: a connection whose other end is gone without a word is noticed and replaced", async () => {
  // It opens, and then answers nothing, like a machine that lost its power.
  await using server = scripted(stay, (socket) => {
    socket.send(OPEN);
    socket.onmessage = ({ data }) => {
      const { type } = JSON.parse(data);
      if (type === "CANDIDATE") socket.send('{"type":"CANDIDATE","src":"ada","dst":"ada"}');
    };
  });
  const { mailbox, states } = await open(server.url, new QuickClock());
  await until("it is back", () => states.at(-1) === "open");
  // The second one echoes, and is kept for three heartbeats and more.
  const kept = new QuickClock();
  await new Promise<void>((resolve) => kept.after(3 * (15_000 + 10_000), resolve));
  assert.deepEqual(states, ["reconnecting", "open"]);
  assert.equal(server.sockets, 2);
  mailbox.close();
});

Deno.test("socket broker: a socket that was given up, and ousts its successor late, costs the client nothing", async () => {
  // The first one answers nothing; the second is closed for the sake of the first; and then once more.
  await using server = scripted(stay, openThenClose(4410), openThenClose(4410));
  const { mailbox, states } = await open(server.url, new QuickClock());
  await until("it is lost at last", () => states.at(-1) === "lost");
  assert.equal(server.sockets, 3);
  assert.deepEqual(states, ["reconnecting", "open", "reconnecting", "open", "lost"]);
  mailbox.close();
});

Deno.test("socket broker: a broker that asks for a sign of life gets one, and no listener hears of it", async () => {
  const heard: string[] = [];
  await using server = scripted((socket) => {
    socket.onmessage = ({ data }) => heard.push(data);
    socket.send(OPEN);
    socket.send('{"type":"HEARTBEAT"}');
  });
  const { mailbox, states } = await open(server.url, systemClock);
  await until("it answers", () => heard.length > 0);
  assert.deepEqual(heard, ['{"type":"HEARTBEAT"}']);
  assert.deepEqual(states, []);
  mailbox.close();
});

Deno.test("socket broker: what the client says is written as the broker passes it on, so that it need not write it anew", async () => {
  const said = Promise.withResolvers<string>();
  await using server = scripted((socket) => {
    socket.onmessage = ({ data }) => said.resolve(data);
    socket.send(OPEN);
  });
  const { mailbox } = await open(server.url, systemClock);
  mailbox.send("OFFER", "bea", { sealed: "c2VhbGVk" });
  const text = await inTime("hearing the client", said.promise);
  mailbox.close();
  assert.deepEqual(new FrameReader("ada").read(text), { type: "OFFER", dst: "bea", text });
});

Deno.test("socket broker: our own broker echoes a heartbeat, and no listener hears of it", async () => {
  const edge = createEdge({ BUS: "local" });
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (req) => upgradeToBroker(req, edge, { dialect: "kibitz", address: "a" }),
  );
  const heard: unknown[] = [];
  const states: MailboxState[] = [];
  const broker = createSocketBroker({
    url: `ws://127.0.0.1:${server.addr.port}/signal`,
    clock: new QuickClock(),
    random: seededRandom(1).bytes,
  });
  const mailbox = await broker.open("ada", {
    signal: (envelope) => heard.push(envelope),
    expired: (dst) => heard.push(dst),
    state: (state) => states.push(state),
  });
  assert.ok(mailbox !== "taken");
  await until("three heartbeats were echoed", () => edge.broker.counts.routed >= 3);
  assert.deepEqual([heard, states], [[], []]);
  mailbox.close();
  await edge.broker.close();
  await server.shutdown();
});

Deno.test("socket broker: a newer socket of the same client, at the real broker, ends the older one for good", async () => {
  const edge = createEdge({ BUS: "local" });
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (req) => upgradeToBroker(req, edge, { dialect: "kibitz", address: "a" }),
  );
  const url = `ws://127.0.0.1:${server.addr.port}/signal`;
  const older = await open(url, new QuickClock());
  // The same chance draws the same token.
  const newer = await open(url, new QuickClock());
  await until("the older one gives up", () => older.mailbox.state === "lost");
  assert.deepEqual([older.states, newer.states], [["lost"], []]);
  assert.equal(edge.broker.counts.opened, 2);
  newer.mailbox.close();
  await edge.broker.close();
  await server.shutdown();
});

Deno.test("every close code of the broker is one that the client comes back after, or one that it does not", () => {
  const never = Object.entries(BROKER_CLOSE)
    .filter(([, { code }]) => comebackAfter(code) === "never").map(([name]) => name);
  assert.deepEqual(never, ["given-back", "bad-parameters", "id-taken", "taken-back"]);
  const soon = Object.entries(BROKER_CLOSE)
    .filter(([, { code }]) => comebackAfter(code) === "soon").map(([name]) => name);
  assert.deepEqual(soon, ["silent", "broker-full", "broker-unready", "going-away"]);
});

Deno.test("clients that a broker lost together come back one by one", () => {
  const random = seededRandom(7).bytes;
  const delays = Array.from({ length: 500 }, () => comebackDelay("soon", 0, random)).sort((a, b) =>
    a - b
  );
  assert.ok(delays[0] >= 250 && delays[499] < 750);
  // No tenth of the time takes more than a fifth of them.
  for (let from = 250; from < 750; from += 50) {
    const here = delays.filter((delay) => delay >= from && delay < from + 50).length;
    assert.ok(here < 100, `${here} of 500 within ${from} to ${from + 50} ms`);
  }
  assert.ok(comebackDelay("soon", 99, random) >= 4_000);
});

Deno.test("socket broker: after a change of the network a socket that leads nowhere is replaced, and nothing is lost", async () => {
  const heard: string[][] = [[], []];
  const listen = (index: number): Deed => (socket) => {
    socket.onmessage = ({ data }) => heard[index].push(JSON.parse(data).type);
    socket.send(OPEN);
  };
  await using server = scripted(listen(0), listen(1));
  const { mailbox, states } = await open(server.url, new QuickClock());
  mailbox.check();
  mailbox.send("OFFER", "bea", 1);
  await until("the offer arrives", () => heard[1].includes("OFFER"));
  assert.ok(!heard[0].includes("OFFER"), "it was sent into nowhere");
  assert.deepEqual(states, ["reconnecting", "open"]);
  mailbox.close();
});

Deno.test("socket broker: after a change of the network a socket that works stays, and what waited goes out", async () => {
  const heard: string[] = [];
  await using server = scripted((socket) => {
    socket.onmessage = ({ data }) => {
      const { type, dst } = JSON.parse(data);
      heard.push(type);
      if (dst === "ada") socket.send(JSON.stringify({ type, src: dst, dst }));
    };
    socket.send(OPEN);
  });
  const { mailbox, states } = await open(server.url, systemClock);
  mailbox.check();
  mailbox.send("OFFER", "bea", 1);
  await until("the offer arrives", () => heard.includes("OFFER"));
  assert.deepEqual(heard, ["HEARTBEAT", "CANDIDATE", "OFFER"]);
  assert.deepEqual([server.sockets, states], [1, []]);
  mailbox.close();
});
