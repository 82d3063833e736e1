/** The seat and the certificate that a reload comes back with: how long they are there, and for whom. */
import assert from "node:assert/strict";
import { systemRandom } from "../../../../lib/env/mod.ts";
import { type Clock, createLocalBus, JoinError, joinRoom } from "../../../../lib/mod.ts";
import type { JoinOptions } from "../../../../lib/options.ts";
import {
  dropStaleSeats,
  openSeats,
  SEAT_BEAT_MS,
  SEAT_KEPT_MS,
  SEAT_WAIT_MS,
  type SeatedRoom,
  type SeatsOptions,
} from "../../../../session/storage/seat.ts";
import type { SeatStore } from "../../../../session/storage/seat_store.ts";
import { createSession } from "../../../../session/session.ts";
import { until } from "../../../helpers/until.ts";
import { fakePage, HandClock, keptText, KEY, seatsInMemory, settle } from "../session_helpers.ts";

const LINK = {
  room: "blue-river",
  key: KEY,
  settings: { capacity: 8, host: { kind: "none" }, hostFirst: false },
} as const;

const certificate = {
  expires: Infinity,
  getFingerprints: () => [],
} as unknown as RTCCertificate;

/** A room whose seat is a text that a test can change. */
function fakeRoom(seat = "seat") {
  const listeners = new Set<() => void>();
  const room = {
    certificate,
    keepSeat: () => seat,
    on(_name: string, listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as SeatedRoom;
  return {
    room,
    change(next: string) {
      seat = next;
      // As a room does: whoever stops listening meanwhile hears this as well.
      for (const listener of [...listeners]) listener();
    },
  };
}

/** One tab of one browser. */
function browserTab(store: SeatStore | null = seatsInMemory()) {
  const clock = new HandClock();
  const tab = keptText();
  const options = { store, tab, clock, random: systemRandom, reloaded: true };
  const page = (change: Partial<SeatsOptions> = {}) => openSeats({ ...options, ...change });
  return {
    store,
    clock,
    tab,
    page,
    /** A page in a call, which goes away. */
    async left(room = fakeRoom().room) {
      const seats = page({ reloaded: false });
      seats.findKept(LINK);
      await settle();
      const end = seats.hold(() => LINK, room);
      await settle();
      seats.away();
      end();
      await settle();
    },
    /** What a page of this tab comes back with. */
    async next(change: Partial<SeatsOptions> = {}, link: typeof LINK | null = LINK) {
      const seats = page(change);
      seats.findKept(link);
      return await seats.back();
    },
  };
}

const records = (store: SeatStore | null) =>
  [...(store as ReturnType<typeof seatsInMemory>).records.values()] as Record<string, unknown>[];

Deno.test("a reload comes back with its seat and certificate, within 90 seconds and in the same room", async () => {
  const one = browserTab();
  await one.left();
  assert.deepEqual(await one.next(), { ...kept(one.clock), seat: "seat", certificate });

  const other = browserTab();
  await other.left();
  assert.equal(
    await other.next({}, { ...LINK, room: "red-river" } as unknown as typeof LINK),
    null,
  );
  assert.equal(await other.next(), null, "it was given away or forgotten");

  const late = browserTab();
  await late.left();
  // The page that went away is gone, and deletes nothing by itself.
  assert.equal(await late.next({ clock: frozen(late.clock.now() + SEAT_KEPT_MS) }), null);
  assert.deepEqual(records(late.store), [], "nor is it kept for the next page");

  const back = browserTab();
  await back.left();
  const earlier = back.clock.now() - SEAT_KEPT_MS;
  assert.equal(await back.next({ clock: frozen(earlier) }), null, "a clock that was set back");
});

/** A clock without timers, as of a page in the background. */
function frozen(now: number): Clock {
  return { now: () => now, after: () => () => {} };
}

function kept(clock: HandClock) {
  const at = clock.now();
  return { path: `/r/blue-river#k=${KEY}`, at, until: at + SEAT_KEPT_MS };
}

Deno.test("nothing of a seat stays in the browser after 90 seconds, whoever comes to look", async () => {
  const { store, clock, tab, left, page } = browserTab();
  await left();
  assert.equal(records(store).length, 1);
  assert.ok(!tab.getItem("kibitz/v1/seat")?.includes("blue-river"), "the tab keeps no seat itself");
  clock.advance(SEAT_KEPT_MS);
  await settle();
  assert.deepEqual(records(store), [], "the page that went away and lives on forgets it");

  await left();
  // The page's own timer died with it: another page of this site comes by, and stays.
  const later = new HandClock();
  later.advance(SEAT_KEPT_MS + SEAT_KEPT_MS / 2);
  dropStaleSeats({ store, tab, clock: later });
  await settle();
  assert.equal(records(store).length, 1, "it may still be wanted");
  later.advance(SEAT_KEPT_MS);
  await settle();
  assert.deepEqual(records(store), []);

  await left();
  const seats = page();
  seats.findKept(LINK);
  assert.notEqual(await seats.back(), null);
  clock.advance(SEAT_KEPT_MS);
  assert.equal(await seats.back(), null, "who stays at the door for so long is a newcomer");
  await settle();
  assert.deepEqual(records(store), []);

  // Timers of a page in the background come late, or not at all.
  await left();
  let now = clock.now();
  const slow = page({ clock: { now: () => now, after: () => () => {} } });
  slow.findKept(LINK);
  assert.notEqual(await slow.back(), null);
  now += SEAT_KEPT_MS;
  assert.equal(await slow.back(), null);
});

Deno.test("another tab, a tab that was duplicated and a page that was gone to take nobody's seat", async () => {
  const ours = browserTab();
  const seats = ours.page({ reloaded: false });
  seats.findKept(LINK);
  const end = seats.hold(() => LINK, fakeRoom().room);
  await settle();
  // A second tab of the same browser.
  assert.equal(await ours.next({ tab: keptText() }), null);
  // A copy of this one, with all that the tab keeps: it was not loaded again.
  const copy = keptText();
  copy.setItem("kibitz/v1/seat", ours.tab.getItem("kibitz/v1/seat") ?? "");
  assert.equal(await ours.next({ tab: copy, reloaded: false }), null);
  assert.equal(await ours.next({ tab: copy }), null, "nor when the copy is loaded again");
  assert.equal(records(ours.store).length, 1, "it is still there for the one whose seat it is");
  end();
});

Deno.test("a seat is kept as the call goes on, and not only when the page goes", () => {
  const { store, clock, page } = browserTab();
  const { room, change } = fakeRoom("first");
  const seats = page();
  const end = seats.hold(() => LINK, room);
  const now = () => records(store).map(({ seat, at }) => [seat, at]);
  const begun = clock.now();
  assert.deepEqual(now(), [["first", begun]]);
  change("verdict");
  assert.deepEqual(now(), [["verdict", begun]], "at once");
  for (let turn = 0; turn < 100; turn++) change(`policy ${turn}`);
  assert.deepEqual(now(), [["verdict", begun]], "but not a hundred times in one second");
  clock.advance(1_000);
  assert.deepEqual(now(), [["policy 99", begun + 1_000]]);
  clock.advance(SEAT_BEAT_MS);
  assert.deepEqual(now(), [["policy 99", begun + SEAT_BEAT_MS]], "somebody is still there");
  end();
  assert.deepEqual(now(), [], "who leaves is forgotten at once");
  assert.equal(clock.pending, 0);
});

Deno.test("the last word of a room that was left does not write its seat again", async () => {
  for (const goesAway of [false, true]) {
    const { store, clock, page } = browserTab();
    const { room, change } = fakeRoom("compared");
    const seats = page({ reloaded: false });
    seats.findKept(LINK);
    await settle();
    // The call listens first, and lets go of everything as soon as it hears that it is over.
    let end = () => {};
    room.on("state", () => end());
    end = seats.hold(() => LINK, room);
    clock.advance(SEAT_BEAT_MS / 2);
    if (goesAway) seats.away();
    change("nothing compared");
    await settle();
    const kept = () => records(store).map(({ seat }) => seat);
    assert.deepEqual(kept(), goesAway ? ["compared"] : []);
    clock.advance(SEAT_BEAT_MS);
    assert.deepEqual(kept(), goesAway ? ["compared"] : []);
  }
});

Deno.test("a page that died without a word comes back by its last sign of life", async () => {
  const { clock, page, next } = browserTab();
  const seats = page({ reloaded: false });
  seats.findKept(LINK);
  seats.hold(() => LINK, fakeRoom().room);
  await settle();
  clock.advance(SEAT_BEAT_MS * 1.5);
  const back = await next();
  assert.equal(back?.seat, "seat");
});

Deno.test("loading twice in a row comes back as well, and calling the join off does not", async () => {
  const { page, left, next, store } = browserTab();
  await left();
  assert.equal((await next())?.seat, "seat");
  assert.equal((await next())?.certificate, certificate);
  const seats = page();
  seats.findKept(LINK);
  assert.notEqual(await seats.back(), null);
  seats.forget();
  assert.equal(await seats.back(), null);
  assert.deepEqual(records(store), []);
  assert.equal(await next(), null);
});

Deno.test("a browser that keeps no certificates comes back into the seat under another one", async () => {
  const store = seatsInMemory();
  const { left, next, tab } = browserTab({
    ...store,
    put: (page, record) =>
      (record as { certificate: unknown }).certificate === null
        ? store.put(page, record)
        : Promise.reject(new DOMException("", "DataCloneError")),
  });
  await left();
  assert.ok(!tab.getItem("kibitz/v1/seat")?.includes("blue-river"), "the tab need not keep it");
  const back = await next();
  assert.deepEqual([back?.seat, back?.certificate], ["seat", null]);
});

Deno.test("a browser that keeps nothing, or never answers, keeps nobody waiting", async () => {
  const fails = () => Promise.reject(new DOMException("", "SecurityError"));
  for (const store of [null, { put: fails, remove: fails, sweep: fails, delete: fails }]) {
    const { left, next, tab, clock } = browserTab(store);
    await left();
    const back = await next();
    assert.deepEqual(
      [back?.seat, back?.certificate],
      ["seat", null],
      "the tab kept the seat alone",
    );
    assert.ok(!tab.getItem("kibitz/v1/seat")?.includes("blue-river"), "for one page");
    await left();
    const elsewhere = new HandClock();
    elsewhere.advance(clock.now() - elsewhere.now());
    dropStaleSeats({ store, tab, clock: elsewhere });
    await settle();
    assert.ok(tab.getItem("kibitz/v1/seat")?.includes("blue-river"), "it may still be wanted");
    elsewhere.advance(SEAT_KEPT_MS);
    await settle();
    assert.ok(!tab.getItem("kibitz/v1/seat")?.includes("blue-river"), "but for 90 seconds");
  }
  const silent = () => new Promise<never>(() => {});
  const { left, page, clock } = browserTab({
    ...seatsInMemory(),
    remove: silent,
    put: silent,
    sweep: silent,
  });
  await left();
  const seats = page();
  seats.findKept(LINK);
  let answer: unknown = "none yet";
  void seats.back().then((back) => answer = back);
  await settle();
  assert.equal(answer, "none yet");
  clock.advance(SEAT_WAIT_MS);
  await settle();
  assert.equal(answer, null);
});

Deno.test("what is in the store and was not written by us is no seat", async () => {
  const junk: unknown[] = [
    null,
    7,
    {},
    { path: 1, seat: "s", certificate: null, at: 0 },
    { ...kept(new HandClock()), seat: "s".repeat(100_001), certificate: null },
    { ...kept(new HandClock()), seat: "s", certificate: null, at: "today" },
  ];
  for (const record of junk) {
    const { left, next, store } = browserTab();
    await left();
    const held = (store as ReturnType<typeof seatsInMemory>).records;
    for (const page of held.keys()) held.set(page, record);
    assert.equal(await next(), null);
  }
  const { left, next, store } = browserTab();
  await left();
  const held = (store as ReturnType<typeof seatsInMemory>).records;
  for (const [page, record] of held) held.set(page, { ...record as object, certificate: "mine" });
  assert.equal((await next())?.certificate, null);
  for (const text of ["{", "7", '{"page":1}']) {
    const tab = keptText();
    tab.setItem("kibitz/v1/seat", text);
    assert.equal(await next({ tab }), null);
  }
});

/** Pages of one tab, one after another, in a room in memory; `joins` are the options of each join. */
function sessions(fails: (join: number) => boolean = () => false) {
  const transport = createLocalBus();
  const joins: JoinOptions[] = [];
  const { tabText } = fakePage().env;
  const seatStore = seatsInMemory();
  return {
    joins,
    records: seatStore.records,
    page(reloaded: boolean) {
      const { env, clock } = fakePage({
        tabText,
        seatStore,
        reloaded,
        joinRoom: (room, { broker: _, ...options }) => {
          joins.push(options);
          if (fails(joins.length)) return Promise.reject(new JoinError("broker-unreachable", ""));
          return joinRoom(room, { ...options, transport });
        },
      });
      return { session: createSession(env), clock };
    },
  };
}

Deno.test("whoever reloads in a call comes back into it by themselves, and who left stays at the door", async () => {
  const { page, joins, records } = sessions();
  const { session } = page(false);
  session.start("Gus");
  await session.join();
  assert.equal(session.phase.value.name, "in-call");
  session.goAway();
  // A room in memory has no certificate of its own.
  for (const [page, record] of records) records.set(page, { ...record as object, certificate });
  const again = page(true).session;
  again.start("Gus");
  await until("Gus is back", () => again.phase.value.name === "in-call");
  assert.equal(joins[0].seat, undefined);
  assert.deepEqual([typeof joins[1].seat, joins[1].certificate], ["string", certificate]);
  await again.leave();
  await again.join();
  assert.deepEqual([joins[2].seat, joins[2].certificate], [undefined, undefined], "it is over");
  await again.leave();
  const later = page(true).session;
  later.start("Gus");
  await settle();
  assert.equal(later.phase.value.name, "ready");
});

Deno.test("a join that fails after a reload is tried again with the same seat; one called off is not", async () => {
  const { page, joins } = sessions((join) => join === 2);
  const { session } = page(false);
  session.start("Gus");
  await session.join();
  session.goAway();
  const { session: first } = page(true);
  first.start("Gus");
  await until("the join failed", () => first.phase.value.name === "failed");
  await first.join();
  assert.equal(first.phase.value.name, "in-call");
  assert.equal(typeof joins[2].seat, "string");
  first.goAway();

  const { session: again } = page(true);
  again.start("Gus");
  let called = false;
  const stop = again.phase.subscribe(({ name }) => {
    if (name !== "joining") return;
    called = true;
    queueMicrotask(again.cancelJoin);
  });
  await until("Gus is at the door", () => called && again.phase.value.name === "ready");
  stop();
  await again.join();
  assert.equal(joins.at(-1)?.seat, undefined);
  await again.leave();
});
