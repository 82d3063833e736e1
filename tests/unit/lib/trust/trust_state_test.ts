import assert from "node:assert/strict";
import {
  type ConnectedTrust,
  INITIAL_TRUST,
  trustAfter,
  type TrustEvent,
  type TrustState,
  withholdsMedia,
  worstTrust,
} from "../../../../lib/trust/trust_state.ts";
import { seededRandom } from "./trust_helpers.ts";

const ONE = "1".repeat(64);
const TWO = "2".repeat(64);
const gone = { name: "disconnected" } as const;
const seen = (fingerprint: string | null, sealed = true): TrustEvent => {
  return { name: "connected", fingerprint, sealed };
};
const say = (name: "match" | "differ" | "withdraw" | "gave-up", fingerprint = ONE): TrustEvent => {
  return { name, fingerprint };
};

/** Every state but `connecting`, for the certificate ONE. */
const STATES = {
  sealed: { name: "sealed", sealed: true, fingerprint: ONE },
  unsealed: { name: "unsealed", sealed: false, fingerprint: ONE },
  compared: { name: "compared", sealed: true, fingerprint: ONE },
  differ: { name: "differ", sealed: true, fingerprint: ONE },
  gaveUp: {
    name: "could-not-verify",
    sealed: true,
    reason: "too-many-runs",
    fingerprint: ONE,
    was: ONE,
    withheld: false,
  },
  unseen: {
    name: "could-not-verify",
    sealed: true,
    reason: "no-certificate",
    fingerprint: null,
    was: null,
    withheld: false,
  },
  changed: { name: "changed", sealed: true, fingerprint: ONE, was: TWO, withheld: false },
} as const satisfies Record<string, ConnectedTrust>;
type Key = keyof typeof STATES;

const all = (name: TrustState["name"]) => ({
  sealed: name,
  unsealed: name,
  compared: name,
  differ: name,
  gaveUp: name,
  unseen: name,
  changed: name,
});

/** The name of the state after each event, from each state: the whole table. */
const TABLE: [title: string, event: TrustEvent, after: Record<Key, TrustState["name"]>][] = [
  ["the same certificate again", seen(ONE), {
    sealed: "sealed",
    unsealed: "sealed",
    compared: "compared",
    differ: "differ",
    gaveUp: "could-not-verify",
    unseen: "sealed",
    changed: "changed",
  }],
  ["the same certificate again, unsealed", seen(ONE, false), {
    sealed: "unsealed",
    unsealed: "unsealed",
    compared: "compared",
    differ: "differ",
    gaveUp: "could-not-verify",
    unseen: "unsealed",
    changed: "changed",
  }],
  ["another certificate", seen(TWO), { ...all("changed"), unseen: "sealed" }],
  ["no certificate to be seen", seen(null), all("could-not-verify")],
  ["the connection goes", gone, all("connecting")],
  ["they match", say("match"), { ...all("compared"), unseen: "could-not-verify" }],
  ["they differ", say("differ"), { ...all("differ"), unseen: "could-not-verify" }],
  ["a verdict is taken back", say("withdraw"), {
    sealed: "sealed",
    unsealed: "unsealed",
    compared: "sealed",
    differ: "sealed",
    gaveUp: "could-not-verify",
    unseen: "could-not-verify",
    changed: "changed",
  }],
  ["the comparison is given up", say("gave-up"), {
    sealed: "could-not-verify",
    unsealed: "could-not-verify",
    compared: "compared",
    differ: "differ",
    gaveUp: "could-not-verify",
    unseen: "could-not-verify",
    changed: "changed",
  }],
];

for (const [title, event, after] of TABLE) {
  Deno.test(`trust: ${title}`, () => {
    for (const key of Object.keys(STATES) as Key[]) {
      assert.equal(trustAfter(STATES[key], event).name, after[key], `from ${key}`);
    }
  });
}

Deno.test("trust: a verdict on another certificate than the one in use changes nothing", () => {
  for (const state of Object.values(STATES)) {
    for (const name of ["match", "differ", "withdraw", "gave-up"] as const) {
      assert.equal(trustAfter(state, say(name, TWO)), state);
    }
  }
});

Deno.test("trust: before a connection only a connection counts", () => {
  for (const event of [gone, say("match"), say("differ"), say("withdraw"), say("gave-up")]) {
    assert.equal(trustAfter(INITIAL_TRUST, event), INITIAL_TRUST);
  }
  assert.deepEqual(trustAfter(INITIAL_TRUST, seen(ONE)), STATES.sealed);
  assert.deepEqual(trustAfter(INITIAL_TRUST, seen(ONE, false)), STATES.unsealed);
  assert.deepEqual(trustAfter(INITIAL_TRUST, seen(null)), STATES.unseen);
});

Deno.test("trust: a connection that comes back with its certificate finds everything as it was", () => {
  for (const key of ["sealed", "compared", "differ", "gaveUp", "changed"] as const) {
    const back = trustAfter(trustAfter(STATES[key], gone), seen(ONE));
    assert.deepEqual(back, STATES[key]);
  }
});

Deno.test("trust: one that comes back with another certificate has no badge, also by way of none", () => {
  const direct = trustAfter(trustAfter(STATES.compared, gone), seen(TWO));
  assert.deepEqual(direct, {
    name: "changed",
    sealed: true,
    fingerprint: TWO,
    was: ONE,
    withheld: false,
  });
  const unseen = trustAfter(STATES.compared, seen(null));
  assert.deepEqual(unseen, { ...STATES.unseen, was: ONE });
  assert.equal(trustAfter(unseen, say("match")), unseen);
  assert.equal(trustAfter(unseen, seen(TWO)).name, "changed");
  assert.equal(trustAfter(unseen, seen(ONE)).name, "sealed");
  const backAgain = trustAfter(direct, seen(ONE));
  assert.equal(backAgain.name, "changed");
  assert.equal(trustAfter(direct, say("match", TWO)).name, "compared");
});

Deno.test("trust: what differed stays withheld until the person here resolves it", () => {
  const differ: TrustState = STATES.differ;
  const later = [
    trustAfter(differ, gone),
    trustAfter(trustAfter(differ, gone), seen(ONE)),
    trustAfter(differ, seen(TWO)),
    trustAfter(differ, seen(null)),
    trustAfter(trustAfter(differ, seen(null)), seen(ONE)),
    trustAfter(trustAfter(differ, seen(TWO)), gone),
    trustAfter(trustAfter(differ, seen(TWO)), seen(ONE)),
  ];
  for (const state of [differ, ...later]) assert.equal(withholdsMedia(state), true);
  assert.equal(withholdsMedia(trustAfter(differ, say("match"))), false);
  assert.equal(withholdsMedia(trustAfter(differ, say("withdraw"))), false);
  const { differ: _, ...others } = STATES;
  for (const state of [INITIAL_TRUST, ...Object.values(others)]) {
    assert.equal(withholdsMedia(state), false);
  }
});

Deno.test("trust: the shield is the room's worst state", () => {
  assert.equal(worstTrust([]), null);
  assert.equal(worstTrust([STATES.compared, STATES.compared]), "compared");
  assert.equal(worstTrust([STATES.compared, STATES.sealed]), "sealed");
  assert.equal(worstTrust([STATES.unsealed, STATES.sealed, INITIAL_TRUST]), "unsealed");
  assert.equal(worstTrust([STATES.gaveUp, STATES.unsealed]), "could-not-verify");
  assert.equal(worstTrust([STATES.changed, STATES.gaveUp]), "changed");
  assert.equal(worstTrust(Object.values(STATES)), "differ");
});

Deno.test("trust: in 20,000 random events nobody is compared but by a match for their certificate", () => {
  const random = seededRandom(4);
  let state: TrustState = INITIAL_TRUST;
  for (let step = 0; step < 20_000; step++) {
    const [kind, which] = random(2);
    const fingerprint = which % 2 ? ONE : TWO;
    const events: TrustEvent[] = [
      seen(which % 5 ? fingerprint : null, which % 3 > 0),
      gone,
      say("match", fingerprint),
      say("differ", fingerprint),
      say("withdraw", fingerprint),
      say("gave-up", fingerprint),
    ];
    const event = events[kind % events.length];
    const before: TrustState = state;
    state = trustAfter(before, event);
    if (state.name !== "compared") continue;
    const known: ConnectedTrust | null = before.name === "connecting" ? before.before : before;
    const earned = event.name === "match" && event.fingerprint === state.fingerprint;
    const kept = known?.name === "compared" && known.fingerprint === state.fingerprint;
    assert(earned || kept);
  }
});
