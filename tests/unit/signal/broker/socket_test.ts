import assert from "node:assert/strict";
import {
  addressKey,
  createEdge,
  type Edge,
  type Env,
  secured,
  upgradeToBroker,
} from "../../../../signal/mod.ts";
import { originAllowed } from "../../../../signal/http/origin.ts";
import { inTime, until } from "../../../helpers/until.ts";
import type { Seen } from "../signal_helpers.ts";

const OFFER = { type: "OFFER", dst: "bea", payload: { sdp: "v=0" } };

/** A broker on a real port, for as long as `run` takes. */
async function serving(env: Env, run: (url: string, edge: Edge) => Promise<void>): Promise<void> {
  const edge = createEdge({ BUS: "local", ...env });
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (req, info) =>
      secured(req, () =>
        upgradeToBroker(req, edge, {
          dialect: "kibitz",
          address: addressKey(info.remoteAddr.hostname),
        })),
  );
  try {
    await run(`ws://127.0.0.1:${server.addr.port}/signal`, edge);
  } finally {
    await edge.broker.close();
    await server.shutdown();
  }
}

/** A real client; `opened` and `closed` settle when the socket says so. */
class Client {
  readonly frames: Seen[] = [];
  readonly closed: Promise<CloseEvent>;
  readonly socket: WebSocket;

  constructor(url: string, id: string, token = `token-${id}`) {
    this.socket = new WebSocket(`${url}?id=${id}&token=${token}`);
    this.socket.onmessage = ({ data }) => this.frames.push(JSON.parse(data));
    this.closed = new Promise((resolve) => this.socket.onclose = resolve);
  }

  static async open(url: string, id: string, token?: string): Promise<Client> {
    const client = new Client(url, id, token);
    await client.has("OPEN");
    return client;
  }

  has(type: string, count = 1): Promise<unknown> {
    return until(
      `${count} ${type} arrived`,
      () => this.frames.filter((frame) => frame.type === type).length >= count,
    );
  }

  send(frame: unknown): void {
    this.socket.send(JSON.stringify(frame));
  }

  async close(): Promise<void> {
    this.socket.close();
    await inTime("closing", this.closed);
  }
}

Deno.test("real sockets: claim, forward, taken, free at close, take back", async () => {
  await serving({}, async (url) => {
    const ada = await Client.open(url, "ada");
    const bea = await Client.open(url, "bea");
    ada.send(OFFER);
    await bea.has("OFFER");
    assert.deepEqual(bea.frames[1], { ...OFFER, src: "ada" });

    const thief = new Client(url, "ada", "another");
    assert.equal((await inTime("refusing", thief.closed)).code, 4409);
    assert.deepEqual(thief.frames.map(({ type }) => type), ["ID-TAKEN"]);

    const again = await Client.open(url, "ada");
    assert.equal((await inTime("ousting", ada.closed)).code, 4410);
    bea.send({ type: "ANSWER", dst: "ada" });
    await again.has("ANSWER");

    await again.close();
    await until("the id is free", async () => {
      const next = new Client(url, "ada", "another");
      await until("answered", () => next.frames.length > 0);
      await next.close();
      return next.frames[0].type === "OPEN";
    });
    await bea.close();
  });
});

Deno.test("real sockets: a message waits for a client that comes, and expires for one that does not", async () => {
  await serving({ LIMIT_WAIT_MS: "300" }, async (url) => {
    const ada = await Client.open(url, "ada");
    ada.send(OFFER);
    ada.send({ ...OFFER, type: "CANDIDATE" });
    const bea = await Client.open(url, "bea");
    await bea.has("CANDIDATE");
    assert.deepEqual(bea.frames.map(({ type }) => type), ["OPEN", "OFFER", "CANDIDATE"]);
    ada.send({ ...OFFER, dst: "nobody" });
    await ada.has("EXPIRE");
    assert.deepEqual(ada.frames[1], { type: "EXPIRE", src: "nobody", dst: "ada" });
    await ada.close();
    await bea.close();
  });
});

Deno.test("real sockets: bad frames, 5 MB frames, binary and floods close their socket alone", async () => {
  await serving({}, async (url, edge) => {
    const bea = await Client.open(url, "bea");
    const cyd = await Client.open(url, "cyd");
    const attacks: [(socket: WebSocket) => void, number][] = [
      [(socket) => socket.send('{"type":"OFFER","dst":"bea","payl'), 4400],
      [(socket) => socket.send('{"type":5,"dst":{}}'), 4400],
      [(socket) => socket.send(JSON.stringify({ ...OFFER, payload: "x".repeat(5e6) })), 4413],
      [(socket) => socket.send("x".repeat(5e6)), 4413],
      [(socket) => socket.send(new Uint8Array(5e6)), 4400],
      [(socket) => socket.send(new Uint8Array(0)), 4400],
    ];
    for (const [attack, code] of attacks) {
      const ada = await Client.open(url, "ada", crypto.randomUUID());
      attack(ada.socket);
      assert.equal((await inTime("closing the attacker", ada.closed)).code, code);
      await ada.has("ERROR");
    }
    const flood = await Client.open(url, "ada");
    for (let sent = 0; sent < 1_000; sent++) flood.socket.send('{"type":"HEARTBEAT"}');
    // A client that still writes may see its connection reset instead of the close code.
    await inTime("closing the flood", flood.closed);
    assert.equal(edge.broker.counts.closed["too-fast"], 1);
    cyd.send(OFFER);
    await bea.has("OFFER");
    assert.deepEqual(bea.frames.map(({ type }) => type), ["OPEN", "OFFER"]);
    await bea.close();
    await cyd.close();
  });
});

Deno.test("real sockets: too many of one address, and then a refusal before the handshake", async () => {
  await serving({
    LIMIT_SOCKETS_PER_ADDRESS: "4",
    LIMIT_CONNECT_BURST: "6",
    LIMIT_CONNECTS_PER_SECOND: "1",
  }, async (url) => {
    const held = await Promise.all(["a", "b", "c", "d"].map((id) => Client.open(url, id)));
    const fifth = new Client(url, "e");
    assert.equal((await inTime("refusing", fifth.closed)).code, 4430);
    assert.equal(fifth.frames[0].type, "ERROR");
    await until("knocks are turned away", async () => await knockStatus(url) === 429);
    await Promise.all(held.map((client) => client.close()));
  });
});

/** The HTTP status of a WebSocket handshake that is not completed. */
async function knockStatus(url: string, origin?: string): Promise<number> {
  const { hostname, port, pathname } = new URL(url);
  using conn = await Deno.connect({ hostname, port: Number(port) });
  await conn.write(new TextEncoder().encode(
    `GET ${pathname}?id=k&token=k HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\n` +
      (origin === undefined ? "" : `Origin: ${origin}\r\n`) +
      "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
  ));
  const answer = new Uint8Array(1_024);
  const length = await conn.read(answer) ?? 0;
  return Number(
    /^HTTP\/1\.1 (\d+)/.exec(new TextDecoder().decode(answer.subarray(0, length)))?.[1],
  );
}

Deno.test("a page of another origin may not connect; the site's own, an allowed one and programs may", () => {
  const allowed = new Set(["https://friend.example"]);
  const may = (headers: HeadersInit) =>
    originAllowed(new Request("http://here.example:8000/signal", { headers }), allowed);
  assert.ok(may({}));
  assert.ok(may({ origin: "http://here.example:8000" }));
  assert.ok(may({ origin: "https://here.example:8000" }));
  assert.ok(may({ origin: "https://friend.example" }));
  assert.ok(may({ "sec-fetch-site": "same-origin" }));
  assert.ok(!may({ "sec-fetch-site": "cross-site" }));
  assert.ok(!may({ origin: "https://evil.example" }));
  assert.ok(!may({ origin: "http://nothere.example:8000" }));
  assert.ok(!may({ origin: "http://here.example:80001" }));
  assert.ok(!may({ origin: "http://here.example:8001" }));
  assert.ok(!may({ origin: "http://here.example:8000.evil.example" }));
  assert.ok(!may({ origin: "null" }));
});

Deno.test("the broker refuses a page of another origin before the handshake", async () => {
  await serving({}, async (url) => {
    assert.equal(await knockStatus(url, "https://evil.example"), 403);
    assert.equal(await knockStatus(url, new URL(url.replace("ws:", "http:")).origin), 101);
  });
});

Deno.test("a request that is no WebSocket is told so", async () => {
  await serving({}, async (url) => {
    const answer = await fetch(url.replace("ws:", "http:"));
    assert.equal(answer.status, 426);
    assert.match(await answer.text(), /WebSocket/);
  });
});
