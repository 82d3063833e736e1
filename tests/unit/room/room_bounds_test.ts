/** What one sender can make others hold: control messages that wait, and proofs that are remembered. */
import assert from "node:assert/strict";
import { Governance } from "../../../lib/room/policy/governance.ts";
import { ControlQueue } from "../../../lib/room/signalling/control_queue.ts";
import type { Signing } from "../../../lib/trust/signing.ts";
import type { ControlMessage } from "../../../lib/wire/control.ts";
import { manualClock } from "../lib/trust/trust_helpers.ts";

const MESSAGE: ControlMessage = { t: "waiting" };

/** What waits is taken in microtasks, which are all over when a timer runs. */
const allTaken = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("of one who floods with control messages so many wait, and others are heard in their turn", async () => {
  const taken: string[] = [];
  let checked = (_holds: boolean) => {};
  const inbox = new ControlQueue({
    isMember: () => true,
    maySay: () => true,
    // The first one is checked for as long as all the others come.
    check: (peer) => peer !== "first" ? null : new Promise((resolve) => checked = resolve),
    deliver: (peer) => void taken.push(peer),
  });
  inbox.onMessage("first", MESSAGE, "");
  for (let n = 0; n < 5_000; n++) inbox.onMessage("mallory", MESSAGE, "");
  inbox.onMessage("ben", MESSAGE, "");
  assert.equal(taken.length, 0);
  checked(true);
  await allTaken();
  assert.equal(taken.filter((peer) => peer === "mallory").length, 128);
  assert.deepEqual(taken.slice(0, 3), ["first", "mallory", "ben"], "one of each in turn");
});

Deno.test("however many flood, what waits is bounded", async () => {
  const taken = new Map<string, number>();
  let checked = (_holds: boolean) => {};
  const inbox = new ControlQueue({
    isMember: () => true,
    maySay: () => true,
    check: (peer) => peer !== "first" ? null : new Promise((resolve) => checked = resolve),
    deliver: (peer) => void taken.set(peer, (taken.get(peer) ?? 0) + 1),
  });
  inbox.onMessage("first", MESSAGE, "");
  for (let n = 0; n < 100 * 200; n++) inbox.onMessage(`m${n % 100}`, MESSAGE, "");
  checked(false);
  await allTaken();
  assert.equal([...taken.values()].reduce((sum, of) => sum + of, 0), 2_048);
});

Deno.test("what was proven of those who are here is not forgotten for any number of others", async () => {
  const signing: Signing = {
    newSigner: () => assert.fail("nobody signs here"),
    verify: () => Promise.resolve(true),
  };
  const options = {
    host: { kind: "none" } as const,
    room: "tuesday?",
    address: () => "",
    signing,
    clock: manualClock(0),
    certificateOf: () => null,
    seatOf: () => null,
    nameOf: () => null,
    mayTell: () => false,
    hostFirst: false,
    session: () => null,
    here: () => new Set(["ada's", "ben's"]),
    changed: () => {},
    obey: async () => {},
    refused: () => {},
  };
  const governance = new Governance(options);
  const claimant = (seat: string) => ({
    id: seat,
    name: seat,
    seat,
    certificate: null,
    proof: seat,
  });
  const here = ["ada's", "ben's"].map(claimant);
  await governance.vouch(here);
  await governance.vouch([claimant("stranger's")]);
  for (let n = 0; n < 2_000; n++) await governance.vouch([claimant(`invented ${n}`)]);
  assert.ok(here.every((one) => governance.isProven(one)));
  assert.ok(!governance.isProven(claimant("stranger's")), "what is remembered is bounded");
});
