import assert from "node:assert/strict";
import { answerTurn, createEdge } from "../../signal/mod.ts";

const ask = (headers: HeadersInit = {}) => new Request("http://here.example/api/turn", { headers });

Deno.test("no ICE server by default, and nothing is kept by caches", async () => {
  const edge = createEdge({ BUS: "local" });
  const before = Date.now();
  const answer = await answerTurn(ask(), edge, "10.0.0.1");
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  const { iceServers, expiresAt } = await answer.json();
  assert.deepEqual(iceServers, []);
  assert.ok(expiresAt > before);
  await edge.broker.close();
});

Deno.test("STUN servers from the environment", async () => {
  const edge = createEdge({ BUS: "local", STUN_URLS: "stun:a.example:3478" });
  const { iceServers } = await (await answerTurn(ask(), edge, "10.0.0.1")).json();
  assert.deepEqual(iceServers, [{ urls: ["stun:a.example:3478"] }]);
  await edge.broker.close();
});

Deno.test("pages of other origins are refused, unless they are allowed", async () => {
  const edge = createEdge({ BUS: "local", ALLOWED_ORIGINS: "https://friend.example" });
  assert.equal(
    (await answerTurn(ask({ origin: "https://evil.example" }), edge, "10.0.0.1")).status,
    403,
  );
  const friend = await answerTurn(ask({ origin: "https://friend.example" }), edge, "10.0.0.1");
  assert.equal(friend.status, 200);
  assert.equal(friend.headers.get("access-control-allow-origin"), "https://friend.example");
  const own = await answerTurn(ask({ origin: "http://here.example" }), edge, "10.0.0.1");
  assert.equal(own.headers.get("access-control-allow-origin"), null);
  await edge.broker.close();
});
