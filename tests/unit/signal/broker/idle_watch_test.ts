import assert from "node:assert/strict";
import { fakeBroker } from "../signal_helpers.ts";

const HEARTBEAT = { type: "HEARTBEAT" };

Deno.test("a client that says nothing is asked whether it lives, and closed when it does not answer", () => {
  const { client, clock, broker } = fakeBroker();
  const ada = client("ada");
  clock.pass(19_999);
  assert.deepEqual(ada.types, ["OPEN"]);
  clock.pass(1);
  assert.deepEqual(ada.types, ["OPEN", "HEARTBEAT"]);
  clock.pass(9_999);
  assert.equal(ada.closed?.code, undefined);
  clock.pass(1);
  assert.equal(ada.closed?.code, 4408);
  assert.deepEqual(ada.types, ["OPEN", "HEARTBEAT", "ERROR"]);
  assert.deepEqual(broker.ids(), []);
  assert.deepEqual(client("ada", { token: "another" }).types, ["OPEN"]);
});

Deno.test("a client that answers, or says anything, is never closed for silence", () => {
  const { client, clock } = fakeBroker();
  const [answers, talks] = [client("answers"), client("talks")];
  for (let minute = 0; minute < 60; minute++) {
    for (let second = 0; second < 60; second++) {
      clock.pass(1_000);
      if (second % 15 === 0) talks.send(HEARTBEAT);
      if (answers.types.at(-1) === "HEARTBEAT" && second % 5 === 0) answers.send(HEARTBEAT);
    }
  }
  assert.deepEqual([answers.closed, talks.closed], [null, null]);
  assert.ok(answers.types.includes("HEARTBEAT"));
  assert.deepEqual(talks.types, ["OPEN"], "who talks is not asked");
});

Deno.test("a PeerJS client is not asked, and may be as silent as a page that nobody sees", () => {
  const { client, clock } = fakeBroker();
  const ada = client("ada", { dialect: "peerjs", key: "peerjs" });
  for (let minute = 0; minute < 10; minute++) {
    clock.pass(60_000);
    ada.send(HEARTBEAT);
  }
  assert.deepEqual(ada.types, ["OPEN"]);
  clock.pass(74_999);
  assert.equal(ada.closed?.code, undefined);
  clock.pass(2_501);
  assert.equal(ada.closed?.code, 4408);
});

Deno.test("a clock that is set makes nobody silent", () => {
  const { client, clock } = fakeBroker();
  const ada = client("ada");
  for (const ms of [3_600_000, -7_200_000]) {
    clock.set(ms);
    clock.pass(2_500);
    assert.equal(ada.closed?.code, undefined);
  }
});

Deno.test("while nobody is there nothing looks for silent clients", () => {
  const { client, clock, broker } = fakeBroker();
  assert.equal(clock.timers, 0);
  const ada = client("ada");
  assert.equal(clock.timers, 1);
  ada.drop();
  assert.equal(clock.timers, 0);
  assert.deepEqual(broker.ids(), []);
});
