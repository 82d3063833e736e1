import assert from "node:assert/strict";
import { createEdge, type Edge, upgradeToBroker } from "../../../../signal/mod.ts";
import { answerPeerServer } from "../../../../signal/http/peerjs.ts";
import { LoadSocket } from "../../../bench/broker/socket.ts";
import { inTime, until } from "../../../helpers/until.ts";

/** A broker on a real port that takes a socket for dead after one second without a sign of life. */
async function serving(run: (url: string, edge: Edge) => Promise<void>): Promise<void> {
  const edge = createEdge({ BUS: "local", LIMIT_IDLE_SECONDS: "1" });
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (req) => upgradeToBroker(req, edge, { dialect: "kibitz", address: "a" }),
  );
  try {
    await run(`ws://127.0.0.1:${server.addr.port}/signal`, edge);
  } finally {
    await edge.broker.close();
    await server.shutdown();
  }
}

/** A client that shakes hands, takes its id, and then is gone without a word: it answers no ping. */
async function becomeHalfOpen(url: string, id: string): Promise<Deno.TcpConn> {
  const { hostname, port, pathname } = new URL(url);
  const conn = await Deno.connect({ hostname, port: Number(port) });
  await conn.write(new TextEncoder().encode(
    `GET ${pathname}?id=${id}&token=t HTTP/1.1\r\nHost: ${hostname}:${port}\r\n` +
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  ));
  let heard = "";
  const buffer = new Uint8Array(1_024);
  while (!heard.includes("OPEN")) {
    const count = await conn.read(buffer);
    assert.ok(count !== null, "the broker closed the socket");
    heard += new TextDecoder("latin1").decode(buffer.subarray(0, count));
  }
  return conn;
}

Deno.test("a half-open socket is closed and its id is free; one that answers stays", async () => {
  await serving(async (url, { broker }) => {
    using _gone = await becomeHalfOpen(url, "ada");
    const there = await LoadSocket.open(`${url}?id=bea&token=t`);
    await until("both hold their ids", () => broker.ids().length === 2);
    // A second of silence, and the time to notice.
    await until("the half-open one is closed", () => broker.ids().length === 1, { within: 6_000 });
    assert.deepEqual(broker.ids(), ["bea"]);
    const opened = Promise.withResolvers<string>();
    const next = await LoadSocket.open(`${url}?id=ada&token=another`, {
      heard: (frame) => opened.resolve(new TextDecoder().decode(frame)),
    });
    assert.equal(await inTime("an answer", opened.promise), '{"type":"OPEN"}');
    assert.ok(there.open);
    await there.close();
    await next.close();
  });
});

Deno.test("who is there is told to nobody, unless PEERJS_DISCOVERY=on", async () => {
  const ask = async (env: Record<string, string>, key: string) => {
    const edge = createEdge({ BUS: "local", ...env });
    const answer = answerPeerServer(new Request("http://here/peerjs/x/peers"), edge, key, "peers");
    await edge.broker.close();
    return { status: answer.status, text: await answer.text() };
  };
  assert.equal((await ask({}, "peerjs")).status, 401);
  assert.equal((await ask({ PEERJS_DISCOVERY: "off" }, "peerjs")).status, 401);
  assert.equal((await ask({ PEERJS_DISCOVERY: "on" }, "wrong")).status, 401);
  assert.deepEqual(await ask({ PEERJS_DISCOVERY: "on" }, "peerjs"), { status: 200, text: "[]" });
});
