import assert from "node:assert/strict";
import { MemberEvents } from "../../../lib/room/members/member_events.ts";
import { SignalRouter } from "../../../lib/room/signalling/signal_router.ts";
import { Introductions } from "../../../lib/room/signalling/introductions.ts";
import type { RosterMember } from "../../../lib/wire/control.ts";
import type { Mailbox, Signal } from "../../../lib/signal/mod.ts";
import { describedFingerprint } from "../../../lib/trust/fingerprint.ts";

const ADDRESS = "a".repeat(32);
const [US, ADA, BEN] = ["1".repeat(32), "2".repeat(32), "3".repeat(32)];
const [SEAT, OTHER, PROOF] = ["S", "T", "P"].map((letter) => letter.repeat(85) + "A");
const CERTIFICATE = "c".repeat(64);
const status = { microphone: false, camera: false, screen: false };
const clock = { now: () => 1_000_000, after: () => () => {} };

/** A stand-in that has what a test looks at. */
function having<T>(parts: { readonly [name: string]: unknown }): T {
  return parts as unknown as T;
}

function memberOf(id: string, seat: string): RosterMember {
  return {
    id,
    seat,
    certificate: CERTIFICATE,
    proof: PROOF,
    order: 0,
    rev: 0,
    name: "Ada",
    status,
  };
}

Deno.test("what was decided for one offer is not said in the answer to a later one", () => {
  let welcome: unknown = { welcome: { members: [] }, policy: null };
  const reception = new Introductions({
    keys: having({ address: ADDRESS, sealed: true }),
    membership: () => having({ admitByOffer: () => welcome, admission: having({}) }),
    entry: () => null,
  });
  const offer = (link: string): Signal => ({
    kind: "offer",
    link,
    sdp: describedFingerprint(CERTIFICATE),
    by: { seat: SEAT, n: 1, proof: PROOF },
    hello: { v: 1, name: "Ada", status, seat: SEAT, certificate: CERTIFICATE, proof: PROOF },
  });
  const envelope = { type: "OFFER", src: ADA, dst: ADDRESS } as const;
  const answer = (link: string): Signal => ({ kind: "answer", link, sdp: "v=0" });
  reception.onSignal(envelope, offer("1".repeat(16)));
  // The first was never answered; then the host locks the room.
  welcome = null;
  reception.onSignal(envelope, offer("2".repeat(16)));
  assert.ok(!("reply" in reception.dress(ADDRESS, ADA, answer("2".repeat(16)))));
  assert.ok(!("reply" in reception.dress(ADDRESS, ADA, answer("1".repeat(16)))));
});

Deno.test("an id that a connection showed to be somebody's is nobody else's", () => {
  const attendance = new MemberEvents({
    self: US,
    mesh: having({}),
    delayedClose: having({ revoke: () => false }),
    mayBeHere: () => true,
    isHere: () => true,
    joined: () => {},
    left: () => {},
  });
  const [ada, mallory] = [memberOf(ADA, SEAT), memberOf(ADA, OTHER)];
  // Listed by somebody is not shown to be so.
  attendance.update([mallory]);
  assert.equal(attendance.isAnothers(ada), false);
  attendance.shown(ada);
  assert.equal(attendance.isAnothers(ada), false);
  assert.equal(attendance.isAnothers(mallory), true);
  assert.equal(attendance.isAnothers({ ...ada, certificate: null }), true);
});

/** Which way a signal to Ben goes, where Ada coordinates. */
async function wayOf(seen: { here?: boolean; introduced?: boolean; steps?: number }) {
  const { here = true, introduced = false, steps = 0 } = seen;
  const ways: string[] = [];
  const courier = new SignalRouter({
    self: US,
    keys: having({ address: ADDRESS, encode: () => Promise.resolve({}) }),
    clock,
    mesh: having({
      introduced: () => introduced,
      recoverySteps: () => steps,
      uprooted: false,
      ready: () => true,
      sendControl: (peer: string) => ways.push(`by ${peer === ADA ? "Ada" : peer}`),
    }),
    addressClaim: having({}),
    membership: () =>
      having({ roster: { coordinator: ADA }, has: (id: string) => id !== ADA || here }),
    prove: (_envelope, signal) => Promise.resolve(signal),
    check: () => null,
    deliver: () => {},
    refused: () => {},
  });
  courier.useMailbox(having<Mailbox>({ state: "open", send: () => ways.push("by the broker") }));
  courier.send(US, BEN, { kind: "bye", link: "1".repeat(16) }, false);
  await courier.drained();
  return ways.join();
}

Deno.test("an introduction that the broker brings to somebody else goes over the coordinator the next time", async () => {
  assert.equal(await wayOf({ steps: 0 }), "by the broker");
  assert.equal(await wayOf({ steps: 1 }), "by Ada");
  assert.equal(await wayOf({ steps: 2 }), "by the broker");
  assert.equal(await wayOf({ introduced: true, steps: 0 }), "by Ada");
  assert.equal(await wayOf({ introduced: true, steps: 1 }), "by the broker");
});

Deno.test("a coordinator who was removed passes nothing of ours on", async () => {
  assert.equal(await wayOf({ here: false, introduced: true }), "by the broker");
});
