import assert from "node:assert/strict";
import { base64url, type Bytes, hex } from "../../../../lib/env/bytes.ts";
import { EarlyMessages } from "../../../../lib/trust/early_messages.ts";
import { groupCommit, rosterHash } from "../../../../lib/trust/group_code.ts";
import {
  createGroupVerification,
  GROUP_RUNS_MAX,
  type GroupMember,
  type GroupVerification,
  type GroupVerificationState,
} from "../../../../lib/trust/group_verification.ts";
import type { GroupMessage } from "../../../../lib/wire/verify.ts";
import { seededRandom } from "./trust_helpers.ts";

const ROOM = "tuesday";

function person(seed: number): GroupMember {
  const bytes = seededRandom(seed)(48);
  return { id: hex(bytes.subarray(0, 16)), fingerprint: hex(bytes.subarray(16)) };
}

interface Seat {
  readonly self: GroupMember;
  readonly machine: GroupVerification;
  readonly outbox: { to: string; message: GroupMessage }[];
  readonly states: GroupVerificationState["name"][];
}

function seat(self: GroupMember, members: readonly GroupMember[], seed: number, epoch = 1): Seat {
  const outbox: Seat["outbox"] = [];
  const states: Seat["states"] = [];
  const machine = createGroupVerification({
    room: ROOM,
    epoch,
    self,
    members,
    random: seededRandom(seed),
    send: (to, message) => outbox.push({ to, message }),
    changed: (state) => states.push(state.name),
  });
  return { self, machine, outbox, states };
}

/** Everybody as everybody else sees them; nobody in the middle. */
function honestRoom(count: number, seed: number, epoch = 1): Seat[] {
  const people = Array.from({ length: count }, (_, at) => person(seed + at));
  return people.map((self, at) => seat(self, people, seed + 500 + at, epoch));
}

/** Delivers what is in the outboxes, the seats in random order, until nobody has more to say. */
async function talk(
  seats: readonly Seat[],
  seed = 1,
  lost: (from: string, to: string) => boolean = () => false,
): Promise<void> {
  const random = seededRandom(seed);
  const bySeat = new Map(seats.map((one) => [one.self.id, one]));
  for (;;) {
    await Promise.all(seats.map((one) => one.machine.settled()));
    const full = seats.filter((one) => one.outbox.length);
    if (full.length === 0) return;
    const from = full[random(1)[0] % full.length];
    const next = from.outbox.shift();
    if (next && !lost(from.self.id, next.to)) {
      await bySeat.get(next.to)?.machine.onMessage(from.self.id, next.message);
    }
  }
}

function codeOf({ machine: { state } }: Seat): string {
  assert.equal(state.name, "code");
  return state.name === "code" ? state.code.digits : "";
}

function assertFailed({ machine: { state } }: Seat, code: string, member: string | null): void {
  assert.deepEqual(state, { name: "failed", epoch: state.epoch, code, member });
}

Deno.test("group: 2, 3, 5 and 8 people reach one code, in whatever order messages come", async () => {
  for (const count of [2, 3, 5, 8]) {
    const seats = honestRoom(count, count * 1_000);
    await talk(seats, count);
    assert.equal(new Set(seats.map(codeOf)).size, 1);
    assert(seats.every((one) => one.machine.refused === 0));
  }
});

Deno.test("group: nobody shows a nonce before holding everybody's commit", async () => {
  const [alice, bob, carol] = honestRoom(3, 1);
  await Promise.all([alice, bob, carol].map((one) => one.machine.settled()));
  const first = (from: Seat) => from.outbox.find(({ to }) => to === alice.self.id)?.message;
  await alice.machine.onMessage(bob.self.id, first(bob));
  assert.deepEqual(alice.machine.state, { name: "waiting", epoch: 1, missing: [carol.self.id] });
  assert(alice.outbox.every(({ message }) => message.t === "group-commit"));
  await alice.machine.onMessage(carol.self.id, first(carol));
  assert.equal(alice.machine.state.name, "revealed");
  assert.equal(alice.outbox.filter(({ message }) => message.t === "group-reveal").length, 2);
});

Deno.test("group: alone, there is nothing to compare", () => {
  const [alice] = honestRoom(1, 1);
  assert.deepEqual(alice.machine.state, { name: "alone", epoch: 1 });
});

Deno.test("group: a change of the roster begins a new epoch with a new code", async () => {
  const [alice, bob, carol] = honestRoom(3, 10, 0).map((one) => one.self);
  const seats = [seat(alice, [bob], 1), seat(bob, [alice], 2)];
  await talk(seats);
  const before = codeOf(seats[0]);
  const all = [...seats, seat(carol, [], 3, 0)];
  for (const one of all) one.machine.next(2, [alice, bob, carol]);
  await talk(all);
  assert.equal(new Set(all.map(codeOf)).size, 1);
  assert.notEqual(codeOf(all[0]), before);
});

Deno.test("group: whoever hears of the change first is waited for, not refused", async () => {
  const [alice, bob, carol] = [person(1), person(2), person(3)];
  const all = [seat(alice, [bob], 1), seat(bob, [alice], 2), seat(carol, [], 3, 0)];
  await talk(all.slice(0, 2));
  all[0].machine.next(5, [alice, bob, carol]);
  await talk(all);
  all[2].machine.next(5, [alice, bob, carol]);
  await talk(all);
  all[1].machine.next(5, [alice, bob, carol]);
  await talk(all);
  assert.equal(new Set(all.map(codeOf)).size, 1);
});

Deno.test("group: a replaced channel gets what was said again, and the repeats change nothing", async () => {
  const seats = honestRoom(3, 40);
  const [alice, bob] = seats;
  await talk(seats, 1, (from, to) => from === alice.self.id && to === bob.self.id);
  assert.equal(alice.machine.state.name, "revealed");
  assert.equal(bob.machine.state.name, "waiting");
  alice.machine.reopened(bob.self.id);
  bob.machine.reopened(alice.self.id);
  await talk(seats);
  const code = codeOf(alice);
  alice.machine.reopened(bob.self.id);
  bob.machine.reopened(alice.self.id);
  await talk(seats);
  assert.deepEqual(seats.map(codeOf), [code, code, code]);
});

/** A member without a machine, who says what it likes. */
class Liar {
  readonly nonce: Bytes;
  constructor(readonly self: GroupMember, seed: number) {
    this.nonce = seededRandom(seed)(32);
  }
  async commit(epoch: number, view: readonly GroupMember[], nonce = this.nonce) {
    const roster = await rosterHash(view.map((one) => one.fingerprint));
    const end = { fingerprint: this.self.fingerprint, nonce };
    const commit = base64url(await groupCommit(ROOM, epoch, roster, end));
    return { t: "group-commit", epoch, commit } as const;
  }
  reveal(epoch: number, nonce = this.nonce) {
    return { t: "group-reveal", epoch, nonce: base64url(nonce) } as const;
  }
}

async function againstLiar() {
  const liar = new Liar(person(3), 33);
  const people = [person(1), person(2), liar.self];
  const honest = [seat(people[0], people, 11), seat(people[1], people, 12)];
  await talk(honest);
  return { liar, people, honest };
}

Deno.test("group: a lying member is named, and there is no code", async () => {
  const { liar, people, honest: [alice] } = await againstLiar();
  const other = seededRandom(99)(32);
  const commit = await liar.commit(1, people);
  const lies: [string, unknown[]][] = [
    ["second-commit", [commit, await liar.commit(1, people, other)]],
    ["early-reveal", [liar.reveal(1)]],
    ["mismatch", [commit, liar.reveal(1, other)]],
    ["malformed", ["junk"]],
    ["malformed", [{ ...commit, commit: "AA" }]],
  ];
  for (const [code, messages] of lies) {
    const fresh = seat(alice.self, people, 11);
    for (const message of messages) await fresh.machine.onMessage(liar.self.id, message);
    assertFailed(fresh, code, liar.self.id);
  }
});

Deno.test("group: another's commit, or ours, said again as one's own is refused", async () => {
  const { liar, people, honest: [alice, bob] } = await againstLiar();
  const fresh = seat(alice.self, people, 11);
  await fresh.machine.settled();
  const [mine] = fresh.outbox;
  await fresh.machine.onMessage(liar.self.id, mine.message);
  assertFailed(fresh, "equal-commit", liar.self.id);

  const again = seat(alice.self, people, 12);
  const bobs = seat(bob.self, people, 13);
  await bobs.machine.settled();
  await again.machine.onMessage(bob.self.id, bobs.outbox[0].message);
  await again.machine.onMessage(liar.self.id, bobs.outbox[0].message);
  assertFailed(again, "equal-commit", liar.self.id);
});

Deno.test("group: a member who tells two people two nonces leaves them with two codes", async () => {
  const { liar, people, honest } = await againstLiar();
  for (const [at, one] of honest.entries()) {
    const nonce = seededRandom(70 + at)(32);
    await one.machine.onMessage(liar.self.id, await liar.commit(1, people, nonce));
    await talk(honest);
    await one.machine.onMessage(liar.self.id, liar.reveal(1, nonce));
    await talk(honest);
  }
  await talk(honest);
  assert.notEqual(codeOf(honest[0]), codeOf(honest[1]));
});

Deno.test("group: one in the middle of a pair, in a room of two, gives each a different code", async () => {
  for (let run = 0; run < 50; run++) {
    const [alice, bob] = [person(run * 10), person(run * 10 + 1)];
    const asBob = { id: bob.id, fingerprint: person(run * 10 + 2).fingerprint };
    const asAlice = { id: alice.id, fingerprint: person(run * 10 + 3).fingerprint };
    const left = [seat(alice, [asBob], run + 1), seat(asBob, [alice], run + 2)];
    const right = [seat(bob, [asAlice], run + 3), seat(asAlice, [bob], run + 4)];
    await talk(left);
    await talk(right);
    assert.notEqual(codeOf(left[0]), codeOf(right[0]));
  }
});

Deno.test("group: a third who sees both certificates notices that the two see others", async () => {
  const [alice, bob, carol] = [person(1), person(2), person(3)];
  const asBob = { id: bob.id, fingerprint: person(4).fingerprint };
  const asAlice = { id: alice.id, fingerprint: person(5).fingerprint };
  const alices = seat(alice, [asBob, carol], 11);
  const bobs = seat(bob, [asAlice, carol], 12);
  const carols = seat(carol, [alice, bob], 13);
  const towardsAlice = new Liar(asBob, 21);
  const towardsBob = new Liar(asAlice, 22);
  await alices.machine.onMessage(bob.id, await towardsAlice.commit(1, [alice, asBob, carol]));
  await bobs.machine.onMessage(alice.id, await towardsBob.commit(1, [asAlice, bob, carol]));
  // Alice and Bob reach each other through the middle alone; Carol is reached directly.
  for (const one of [alices, bobs]) {
    await one.machine.settled();
    one.outbox.splice(0, one.outbox.length, ...one.outbox.filter(({ to }) => to === carol.id));
  }
  await talk([alices, bobs, carols]);
  const states = [alices, bobs, carols].map((one) => one.machine.state);
  assert(states.every((state) => state.name !== "code"));
  assert(states.some((state) => state.name === "failed" && state.code === "mismatch"));
});

Deno.test("group: two members under one certificate are no group", () => {
  const [alice, bob] = [person(1), person(2)];
  const twin = { id: person(3).id, fingerprint: bob.fingerprint };
  assertFailed(seat(alice, [bob, twin], 1), "same-fingerprint", null);
  assertFailed(
    seat(alice, [{ ...bob, fingerprint: alice.fingerprint }], 1),
    "same-fingerprint",
    null,
  );
});

Deno.test("group: an epoch that was there before is refused", async () => {
  const [alice, bob] = [person(1), person(2)];
  const seats = [seat(alice, [bob], 1, 7), seat(bob, [alice], 2, 7)];
  await talk(seats);
  seats[0].machine.next(7, [bob]);
  assertFailed(seats[0], "old-epoch", null);
});

Deno.test("group: strangers, and messages of old epochs, change nothing", async () => {
  const seats = honestRoom(2, 60, 4);
  const [alice] = seats;
  await alice.machine.settled();
  await alice.machine.onMessage(person(99).id, {
    t: "group-commit",
    epoch: 4,
    commit: "A".repeat(43),
  });
  await alice.machine.onMessage(person(99).id, "junk");
  await alice.machine.onMessage(seats[1].self.id, {
    t: "group-commit",
    epoch: 3,
    commit: "A".repeat(43),
  });
  assert.equal(alice.machine.refused, 3);
  await talk(seats);
  assert.equal(codeOf(seats[0]), codeOf(seats[1]));
});

Deno.test("group: somebody who keeps starting epochs after seeing our nonce is stopped", async () => {
  const [alice, bob] = [person(1), person(2)];
  const one = seat(alice, [bob], 1);
  const liar = new Liar(bob, 2);
  for (let epoch = 1; epoch <= GROUP_RUNS_MAX + 3; epoch++) {
    if (epoch > 1) one.machine.next(epoch, [bob]);
    await one.machine.onMessage(bob.id, await liar.commit(epoch, [alice, bob]));
  }
  assertFailed(one, "too-many-runs", null);
  const shown = one.outbox.filter(({ message }) => message.t === "group-reveal");
  assert.equal(shown.length, GROUP_RUNS_MAX);
});

Deno.test("group: a member who floods is cut off, and blamed alone", async () => {
  const { liar, people } = await againstLiar();
  const one = seat(people[0], people, 5);
  const commit = await liar.commit(1, people);
  await Promise.all(Array.from({ length: 100 }, () => one.machine.onMessage(liar.self.id, commit)));
  assertFailed(one, "flooded", liar.self.id);
});

Deno.test("group: 10,000 random or mutated messages leave it in a named state, without a code", async () => {
  const random = seededRandom(6);
  const names = new Set<string>();
  const people = [person(1), person(2), person(3)];
  for (let game = 0; game < 500; game++) {
    const one = seat(people[0], people, game);
    await one.machine.settled();
    for (let step = 0; step < 20; step++) {
      const [who, kind, low, next] = random(4);
      const from = who > 250 ? person(9).id : people[1 + who % 2].id;
      const epoch = low > 240
        ? [0, -1, NaN, 1e99][low % 4]
        : one.machine.state.epoch + (low > 200 ? 1 : 0);
      const bytes = base64url(random(32));
      const shapes: unknown[] = [
        { t: "group-commit", epoch, commit: bytes },
        { t: "group-reveal", epoch, nonce: bytes },
        one.outbox.at(-1)?.message,
        { t: "group-commit", epoch, commit: bytes.slice(1) },
        [null, undefined, 7, {}, [], "x"][low % 6],
      ];
      await one.machine.onMessage(from, shapes[kind < 220 ? kind % 2 : kind % shapes.length]);
      if (next > 200) one.machine.next(one.machine.state.epoch + 1, people);
      await one.machine.settled();
      names.add(one.machine.state.name);
    }
  }
  assert.deepEqual([...names].sort(), ["failed", "revealed", "waiting"]);
});

Deno.test("early messages: two of each sender's latest epoch are kept, of 64 senders", () => {
  const early = new EarlyMessages<{ epoch: number; n: number }>();
  const keep = (from: string, epoch: number, n: number) => early.keep(from, { epoch, n });
  keep("a", 5, 1);
  keep("a", 6, 2);
  keep("a", 5, 3);
  for (let n = 4; n < 9; n++) keep("a", 6, n);
  for (let sender = 0; sender < 100; sender++) keep(`s${sender}`, 6, 0);
  const taken = early.release(6);
  assert.deepEqual(taken.slice(0, 2).map(([, { n }]) => n), [2, 4]);
  assert.equal(taken.length, 65);
  assert.deepEqual(early.release(6), []);
});

Deno.test("early messages: what is older than the epoch that began is dropped, later ones stay", () => {
  const early = new EarlyMessages<{ epoch: number }>();
  early.keep("a", { epoch: 5 });
  early.keep("b", { epoch: 9 });
  assert.deepEqual(early.release(7), []);
  assert.deepEqual(early.release(5), []);
  assert.equal(early.release(9).length, 1);
});

Deno.test("group: closing stops it", async () => {
  const seats = honestRoom(2, 80);
  seats[0].machine.close();
  seats[0].machine.next(2, [seats[1].self]);
  await talk(seats);
  assert.equal(seats[0].machine.state.name, "waiting");
  assert.equal(seats[1].machine.state.name, "waiting");
});
