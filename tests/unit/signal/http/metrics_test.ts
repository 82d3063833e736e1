import assert from "node:assert/strict";
import { answerMetrics, createEdge } from "../../../../signal/mod.ts";
import { FakeClient } from "../signal_helpers.ts";

const TOKEN = "0123456789abcdef";

Deno.test("metrics are numbers alone, for whoever has the token", async () => {
  const edge = createEdge({ BUS: "local", METRICS_TOKEN: TOKEN });
  const ask = (authorization?: string) =>
    answerMetrics(
      new Request("http://here/metrics", { headers: authorization ? { authorization } : {} }),
      edge,
    );
  const ada = new FakeClient(edge.broker, "secret-ada", { address: "192.0.2.77" });
  ada.send({ type: "OFFER", dst: "secret-bea", payload: 1 });
  new FakeClient(edge.broker, "secret-ada", { token: "other" });
  assert.equal(ask().status, 401);
  assert.equal(ask("Bearer wrong").status, 401);
  const answer = ask(`Bearer ${TOKEN}`);
  assert.equal(answer.status, 200);
  const text = await answer.text();
  assert.match(text, /^kibitz_sockets 2$/m);
  assert.match(text, /^kibitz_waiting_frames 1$/m);
  assert.match(text, /^kibitz_closed_total\{reason="id-taken"\} 1$/m);
  assert.match(text, /^kibitz_resident_bytes [1-9]\d{6,}$/m);
  assert.match(text, /^kibitz_heap_bytes [1-9]\d{5,}$/m);
  assert.doesNotMatch(text, /secret|192\.0/);
  ada.drop();
  await edge.broker.close();
});

Deno.test("without a token in the settings there are no metrics", async () => {
  const edge = createEdge({ BUS: "local" });
  assert.equal(answerMetrics(new Request("http://here/metrics"), edge).status, 404);
  await edge.broker.close();
});
