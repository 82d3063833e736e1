import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import {
  createLocalBus,
  joinRoom,
  type PeerView,
  type Room,
  type RoomState,
} from "../../../../lib/mod.ts";
import { systemRandom } from "../../../../lib/env/mod.ts";
import type {
  ConnectedTrust,
  GroupVerificationState,
  PairVerificationState,
  SafetyCode,
  TrustState,
} from "../../../../lib/trust/mod.ts";
import { createChat } from "../../../../session/chat/chat.ts";
import { createSession } from "../../../../session/session.ts";
import { shieldOf, tileMark } from "../../../../session/verify/shield.ts";
import { arrange } from "../../../../session/stage/tiles.ts";
import { createTrustBars } from "../../../../session/verify/trust_bars.ts";
import { createVerify, type GroupView, type VerifyRow } from "../../../../session/verify/verify.ts";
import { fakePage, KEY, settle } from "../session_helpers.ts";

const BEN = "b".repeat(64);
const CYD = "c".repeat(64);
const CODE: SafetyCode = {
  emoji: [0, 1, 2, 3, 4, 5, 6],
  symbols: ["🐶", "🐱", "🦁", "🐎", "🦄", "🐷", "🐘"],
  names: ["Dog", "Cat", "Lion", "Horse", "Unicorn", "Pig", "Elephant"],
  digits: "001 234 567 8901",
};
const PAIR: PairVerificationState = { name: "code", epoch: 1, aborted: 0, code: CODE };

const SEALED: ConnectedTrust = { name: "sealed", sealed: true, fingerprint: BEN };
const UNSEALED: ConnectedTrust = { name: "unsealed", sealed: false, fingerprint: BEN };
const COMPARED: ConnectedTrust = { name: "compared", sealed: true, fingerprint: BEN };
const DIFFER: ConnectedTrust = { name: "differ", sealed: true, fingerprint: BEN };
const UNSEEN = {
  name: "could-not-verify",
  sealed: true,
  reason: "no-certificate",
  fingerprint: null,
  was: null,
  withheld: false,
} as const;
const ABORTED = { ...UNSEEN, reason: "too-many-runs", fingerprint: BEN, was: BEN } as const;
const CHANGED = {
  name: "changed",
  sealed: true,
  fingerprint: BEN,
  was: CYD,
  withheld: false,
} as const;
const CONNECTING: TrustState = { name: "connecting", before: null };

/** A member of whom the host said nothing. */
const plain = { role: null, host: false, without: [] };

function peer(
  name: string,
  state: TrustState,
  pair: PairVerificationState | null = PAIR,
): PeerView {
  const status = { microphone: false, camera: false, screen: false };
  return {
    member: { id: name.toLowerCase(), order: 1, name, status, ...plain },
    link: { name: "connected", since: 0 },
    way: "direct",
    tracks: {},
    trust: { state, pair },
    halted: false,
  };
}

function roomState(peers: readonly PeerView[], change: Partial<RoomState> = {}): RoomState {
  const status = { microphone: false, camera: false, screen: false };
  return {
    phase: { name: "joined", role: "member" },
    room: "blue-river",
    sealed: true,
    self: { id: "ada", order: 0, name: "Ada", status, ...plain },
    peers,
    coordinator: "ada",
    capacity: 8,
    chat: [],
    group: { name: "alone", epoch: 1 },
    key: null,
    governance: {
      host: "none",
      open: false,
      present: false,
      lobby: false,
      locked: false,
      waiting: [],
      version: 0,
      refusedCommands: 0,
    },
    addressHidden: false,
    refusedSignals: 0,
    refusedLines: 0,
    broker: "connected",
    ...change,
  };
}

function panelOf(state: RoomState) {
  return createVerify({
    room: signal(null),
    state: signal(state),
    leave: () => Promise.resolve(),
    random: systemRandom,
    address: () => fakePage().env.address,
    open: () => {},
  });
}

function rowOf(state: TrustState, pair: PairVerificationState | null = PAIR): VerifyRow {
  return panelOf(roomState([peer("Ben", state, pair)])).rows.value[0];
}

function groupOf(
  peers: readonly PeerView[],
  group: GroupVerificationState | null,
): GroupView {
  return panelOf(roomState(peers, { group })).group.value;
}

Deno.test("the shield shows the worst state of the room under an honest label", () => {
  const ben = (state: TrustState) => peer("Ben", state);
  const labels: [readonly TrustState[], string, string][] = [
    [[], "alone", "Nobody to compare with"],
    [[COMPARED, COMPARED], "compared", "Everyone compared"],
    [[COMPARED, SEALED], "sealed", "Not compared yet"],
    [[COMPARED, CONNECTING], "connecting", "Connecting"],
    [[COMPARED, UNSEALED], "unsealed", "Introduction not sealed"],
    [[SEALED, ABORTED], "could-not-verify", "Could not verify"],
    [[COMPARED, CHANGED], "changed", "Verify again"],
    [[CHANGED, DIFFER, COMPARED], "differ", "Codes differ"],
  ];
  for (const [states, trust, label] of labels) {
    const shield = shieldOf(roomState(states.map(ben)));
    assert.deepEqual([shield.trust, shield.label], [trust, label]);
  }
  assert.equal(shieldOf(roomState([ben(COMPARED)])).tone, "good");
  for (const state of [SEALED, CONNECTING]) {
    assert.equal(shieldOf(roomState([ben(state)])).tone, "plain", `${state.name} claims nothing`);
  }
  assert.equal(shieldOf(roomState([ben(CHANGED)])).tone, "warn");
  assert.equal(shieldOf(roomState([ben(DIFFER)])).tone, "bad");
});

Deno.test("a room without a key says so even while nobody else is there", () => {
  const shield = shieldOf(roomState([], { sealed: false }));
  assert.deepEqual(shield, { trust: "alone", tone: "warn", label: "Introduction not sealed" });
});

Deno.test("bad news stays while a connection is away, a badge does not", () => {
  for (const before of [DIFFER, CHANGED]) {
    const away: TrustState = { name: "connecting", before };
    assert.equal(shieldOf(roomState([peer("Ben", away)])).trust, before.name);
    assert.equal(tileMark(away), before.name);
  }
  const away: TrustState = { name: "connecting", before: COMPARED };
  assert.equal(shieldOf(roomState([peer("Ben", away)])).trust, "connecting");
  assert.equal(tileMark(away), null);
});

Deno.test("a tile is marked when somebody was compared, differs or changed, and calm otherwise", () => {
  assert.deepEqual(
    [COMPARED, DIFFER, CHANGED, SEALED, UNSEALED, ABORTED, UNSEEN, CONNECTING].map(tileMark),
    ["compared", "differ", "changed", null, null, null, null, null],
  );
});

Deno.test("each state has its title, and offers what can be said in it", () => {
  const expected: [TrustState, string, readonly string[]][] = [
    [CONNECTING, "Connecting", []],
    [SEALED, "Not verified", ["match", "differ"]],
    [UNSEALED, "Not protected by a link key", ["match", "differ"]],
    [COMPARED, "Verified", ["withdraw"]],
    [DIFFER, "Codes don't match", ["match", "withdraw"]],
    [CHANGED, "Verify again", ["match", "differ"]],
  ];
  for (const [state, title, verdicts] of expected) {
    const row = rowOf(state);
    assert.deepEqual([row.trust, row.title, row.verdicts], [state.name, title, verdicts]);
    assert.match(row.text, /Ben|there/);
  }
  assert.match(rowOf(UNSEALED).text, /no key/);
});

Deno.test("a person who could not be verified has each reason said, and no code", () => {
  const gaveUp: PairVerificationState = {
    name: "could-not-verify",
    epoch: 3,
    aborted: 3,
    code: "timeout",
  };
  const unseen = rowOf(UNSEEN, null);
  assert.equal(unseen.title, "Could not verify");
  assert.match(unseen.text, /does not show which certificate/);
  assert.deepEqual([unseen.code, unseen.long.name, unseen.verdicts], [null, "none", []]);
  const aborted = rowOf(ABORTED, gaveUp);
  assert.match(aborted.text, /Three attempts/);
  assert.deepEqual([aborted.code, aborted.long.name, aborted.verdicts], [null, "offered", []]);
});

Deno.test("while the code is being made it is waited for, and nothing can be said", () => {
  for (const name of ["waiting", "committed", "revealed"] as const) {
    const row = rowOf(SEALED, { name, epoch: 1, aborted: 0 });
    assert.equal(row.waiting, "Making the code with Ben…");
    assert.deepEqual([row.code, row.verdicts], [null, []]);
  }
  const failed = rowOf(SEALED, { name: "failed", epoch: 1, aborted: 1, code: "mismatch" });
  assert.match(failed.waiting ?? "", /interrupted/);
  const mirrored = rowOf(SEALED, {
    name: "could-not-verify",
    epoch: 1,
    aborted: 0,
    code: "same-fingerprint",
  });
  assert.match(mirrored.waiting ?? "", /back to your own browser/);
  assert.deepEqual(mirrored.verdicts, []);
});

Deno.test("a code from before is not shown while the connection is away", () => {
  const row = rowOf({ name: "connecting", before: COMPARED });
  assert.deepEqual([row.title, row.code, row.verdicts], ["Reconnecting", null, []]);
});

Deno.test("who is sent nothing is said in every state that keeps it so", () => {
  assert.equal(rowOf(DIFFER).withheld, true);
  assert.match(rowOf(DIFFER).text, /stopped sending Ben audio, video, messages and files/);
  const still: TrustState[] = [
    { ...CHANGED, withheld: true },
    { ...UNSEEN, withheld: true },
    { name: "connecting", before: DIFFER },
  ];
  for (const state of still) {
    const row = rowOf(state);
    assert.equal(row.withheld, true, state.name);
    assert.match(row.text, /still sending Ben nothing/, state.name);
  }
  for (const state of [SEALED, UNSEALED, COMPARED, CHANGED, UNSEEN, ABORTED, CONNECTING]) {
    assert.equal(rowOf(state).withheld, false, state.name);
    assert.doesNotMatch(rowOf(state).text, /sending Ben/, state.name);
  }
});

Deno.test("no text of the panel calls anything secure or safe", () => {
  const states = [CONNECTING, SEALED, UNSEALED, COMPARED, DIFFER, CHANGED, UNSEEN, ABORTED];
  for (const state of states) {
    const panel = panelOf(roomState([peer("Ben", state)], { refusedSignals: 2 }));
    const { title, text } = panel.rows.value[0];
    const all = [title, text, panel.how.value, panel.seal.value.text, panel.refused.value].join();
    assert.doesNotMatch(all, /\b(secure|safe)/i);
  }
});

Deno.test("with one other person there is one code, and it is the pair's", () => {
  const members = [{ id: "ben", fingerprint: BEN }];
  const group: GroupVerificationState = { name: "code", epoch: 2, code: CODE, members };
  assert.deepEqual(groupOf([peer("Ben", SEALED)], group), { name: "none" });
});

Deno.test("the code for everyone is shown only while it covers everyone who is here", () => {
  const cyd: ConnectedTrust = { ...SEALED, fingerprint: CYD };
  const here = [peer("Ben", SEALED), peer("Cyd", cyd)];
  const members = [{ id: "ben", fingerprint: BEN }, { id: "cyd", fingerprint: CYD }];
  const group: GroupVerificationState = { name: "code", epoch: 2, code: CODE, members };
  const shown = groupOf(here, group);
  assert.ok(shown.name === "code");
  assert.deepEqual([shown.epoch, shown.verdict], [2, "open"]);

  const newcomer = groupOf([...here, peer("Dot", CONNECTING)], group);
  assert.deepEqual([newcomer.name, "text" in newcomer && newcomer.text], [
    "waiting",
    "Making the code for everyone: waiting for Dot…",
  ]);
  const changed = groupOf(
    [peer("Ben", { ...CHANGED, fingerprint: "d".repeat(64) }), here[1]],
    group,
  );
  assert.equal(changed.name, "waiting");
});

Deno.test("everyone at once can be said to match, unless it is said or somebody differs", () => {
  const members = [{ id: "ben", fingerprint: BEN }, { id: "cyd", fingerprint: CYD }];
  const group: GroupVerificationState = { name: "code", epoch: 2, code: CODE, members };
  const verdict = (ben: ConnectedTrust, cyd: ConnectedTrust) => {
    const view = groupOf([peer("Ben", ben), peer("Cyd", { ...cyd, fingerprint: CYD })], group);
    return view.name === "code" ? [view.verdict, view.text] : null;
  };
  assert.equal(verdict(COMPARED, { ...SEALED, fingerprint: CYD })?.[0], "open");
  assert.equal(verdict(COMPARED, { ...COMPARED, fingerprint: CYD })?.[0], "said");
  const blocked = verdict(DIFFER, { ...COMPARED, fingerprint: CYD });
  assert.equal(blocked?.[0], "blocked");
  assert.match(String(blocked?.[1]), /with Ben differ/);
});

Deno.test("a code for everyone that is not there says whom it waits for, or why", () => {
  const here = [peer("Ben", SEALED), peer("Cyd", { ...SEALED, fingerprint: CYD })];
  const text = (peers: readonly PeerView[], group: GroupVerificationState | null) => {
    const view = groupOf(peers, group);
    return "text" in view ? `${view.name}: ${view.text}` : view.name;
  };
  assert.equal(
    text(here, { name: "waiting", epoch: 2, missing: ["ben", "cyd"] }),
    "waiting: Making the code for everyone: waiting for Ben and Cyd…",
  );
  assert.match(
    text(here, { name: "failed", epoch: 2, code: "mismatch", member: "cyd" }),
    /^failed: .*what Cyd sent/,
  );
  assert.match(
    text(here, { name: "failed", epoch: 2, code: "old-epoch", member: null }),
    /^failed: .*each person below/,
  );
  assert.match(text(here, null), /^failed: This browser does not show its own certificate/);
  assert.match(
    text([here[0], peer("Cyd", UNSEEN, null)], { name: "alone", epoch: 1 }),
    /^failed: .*with Cyd/,
  );
});

Deno.test("refused introductions are counted in words", () => {
  const refused = (count: number) =>
    panelOf(roomState([], { refusedSignals: count })).refused.value;
  assert.equal(refused(0), null);
  assert.match(refused(1) ?? "", /^One introduction was refused/);
  assert.match(refused(3) ?? "", /^3 introductions were refused/);
});

/** A real call in memory, with Ada's panel over it. */
async function call(...others: string[]) {
  const transport = createLocalBus();
  const ada = await joinRoom("r", { name: "Ada", key: KEY, transport });
  const rest: Room[] = [];
  for (const name of others) rest.push(await joinRoom("r", { name, key: KEY, transport }));
  const state = signal(ada.state);
  ada.on("state", (next) => state.value = next);
  const opened: string[] = [];
  let left = 0;
  const verify = createVerify({
    room: signal(ada),
    state,
    leave: () => {
      left++;
      return Promise.resolve();
    },
    random: systemRandom,
    address: () => fakePage().env.address,
    open: (link) => opened.push(`${left} left, ${link}`),
  });
  for (let turn = 0; turn < 50; turn++) await settle();
  return {
    ada,
    rest,
    verify,
    opened,
    close: () => Promise.all([ada, ...rest].map((room) => room.leave())),
  };
}

Deno.test("a verdict reaches the engine for the certificate on the screen, and can be taken back", async () => {
  const { verify, close } = await call("Ben");
  const row = () => verify.rows.value[0];
  assert.equal(row().trust, "sealed");
  const shown = row();
  for (const [verdict, trust] of [["match", "compared"], ["withdraw", "sealed"]] as const) {
    verify.judge(row(), verdict);
    await settle();
    assert.equal(row().trust, trust);
  }
  verify.judge({ ...shown, fingerprint: "0".repeat(64) }, "match");
  await settle();
  assert.equal(row().trust, "sealed", "a code of another certificate verifies nobody");
  verify.judge(row(), "differ");
  await settle();
  assert.deepEqual([row().trust, row().withheld], ["differ", true]);
  await close();
});

Deno.test("the code for everyone compares everyone", async () => {
  const { verify, close } = await call("Ben", "Cyd");
  const group = verify.group.value;
  assert.ok(group.name === "code", group.name);
  verify.judgeGroup(group.epoch);
  await settle();
  assert.deepEqual(verify.rows.value.map((row) => row.trust), ["compared", "compared"]);
  const said = verify.group.value;
  assert.equal(said.name === "code" && said.verdict, "said");
  await close();
});

Deno.test("the long code is made when asked for, for one person", async () => {
  const { ada, rest: [ben], verify, close } = await call("Ben", "Cyd");
  const [first, second] = verify.rows.value;
  assert.deepEqual([first.long.name, second.long.name], ["offered", "offered"]);
  const asked = verify.showLongCode(first.peer);
  const long = () => verify.rows.value[0].long;
  assert.equal(long().name, "computing");
  await asked;
  const shown = long();
  assert.ok(shown.name === "shown");
  assert.equal(shown.groups.length, 12);
  assert.deepEqual(shown.groups, await ben.longCode(ada.state.self.id));
  assert.equal(verify.rows.value[1].long.name, "offered");
  await close();
});

Deno.test("a new room link leaves first, and has the same name and another key", async () => {
  const { verify, opened, close } = await call("Ben");
  await verify.openNewRoom();
  await verify.openNewRoom();
  for (const [at, line] of opened.entries()) {
    assert.match(line, new RegExp(`^${at + 1} left, https://kibitz.test/r/r#k=[\\w-]{22}$`));
  }
  assert.equal(new Set(opened.map((line) => line.split("#k=")[1])).size, 2);
  assert.ok(!opened.some((line) => line.includes(KEY)));
  await close();
});

Deno.test("the session says once that introductions are being refused, and for how long somebody is to be verified again", async () => {
  let tell: (name: string, event: unknown) => void = () => {};
  const page = fakePage();
  const { joinRoom: join } = page.env;
  const session = createSession({
    ...page.env,
    joinRoom: async (name, options) => {
      const room = await join(name, options);
      const listeners = new Map<string, ((event: never) => void)[]>();
      tell = (event, value) => {
        for (const listener of listeners.get(event) ?? []) listener(value as never);
      };
      const on: Room["on"] = (event, listener) => {
        listeners.set(event, [...listeners.get(event) ?? [], listener as (event: never) => void]);
        return room.on(event, listener);
      };
      return new Proxy(room, {
        get: (target, key) => {
          if (key === "on") return on;
          const value: unknown = Reflect.get(target, key, target);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    },
  });
  session.start("Ada");
  await session.join();
  const titles = () => session.notices.shown.value.map(({ title }) => title);
  const changed = () => page.inCall().trustBars.changed.value.map(({ name }) => name);
  tell("certificate-changed", peer("Ben", CHANGED).member);
  for (const refusedSignals of [1, 2]) {
    tell("state", { ...session.state.value, refusedSignals });
  }
  assert.deepEqual(titles(), ["An introduction was refused"]);
  page.clock.advance(60 * 60_000);
  assert.deepEqual([titles(), changed()], [[], ["Ben"]], "it does not go away by itself");
  tell("state", { ...session.state.value, peers: [peer("Ben", COMPARED)] });
  assert.deepEqual(changed(), []);
  assert.equal(page.inCall().shield.value?.trust, "compared");
  await session.leave();
  assert.equal(page.inCall().shield.value, null);
});

/** The bars over a state that a test changes, and the event that a certificate changed. */
function barsOver(first: readonly PeerView[]) {
  const state = signal<RoomState | null>(roomState(first));
  const bars = createTrustBars(state);
  let tell: (member: PeerView["member"]) => void = () => {};
  const on = (_name: string, listener: typeof tell) => {
    tell = listener;
    return () => {};
  };
  const stop = bars.watch({ on: on as Room["on"] });
  return {
    bars,
    stop,
    /** This person has another certificate than the one that was compared. */
    changes: (name: string) => tell(peer(name, CHANGED).member),
    now: (...peers: readonly PeerView[]) => state.value = roomState(peers),
    changed: () => bars.changed.value.map(({ name }) => name),
  };
}

Deno.test("who gets nothing of ours is named for as long as it holds, also while they are away", () => {
  const { bars, now } = barsOver([peer("Ben", SEALED)]);
  assert.equal(bars.stopped.value, null);
  now(peer("Ben", DIFFER));
  assert.deepEqual(bars.stopped.value, { names: "Ben", count: 1 });
  now(
    peer("Ben", { name: "connecting", before: DIFFER }),
    peer("Cyd", { ...CHANGED, withheld: true }),
    peer("Dee", { ...UNSEEN, withheld: true }),
    peer("Eve", COMPARED),
  );
  assert.deepEqual(bars.stopped.value, { names: "Ben, Cyd and Dee", count: 3 });
  now(peer("Ben", SEALED));
  assert.equal(bars.stopped.value, null);
});

Deno.test("whose browser sends us nothing is named, on their tile as well", () => {
  const halted = { ...peer("Ben", COMPARED), halted: true };
  const { bars, now } = barsOver([halted, peer("Cyd", SEALED)]);
  assert.deepEqual(bars.halted.value, { names: "Ben", count: 1 });
  const stage = arrange(
    roomState([halted, peer("Cyd", SEALED)]),
    { camera: null, screen: null },
    new Set(),
    0,
    { layout: "gallery", selfHidden: false, active: null },
  );
  assert.deepEqual(stage.tiles.map((tile) => [tile.name, tile.halted]), [
    ["Ben", true],
    ["Cyd", false],
    ["Ada", false],
  ]);
  now(peer("Ben", COMPARED));
  assert.equal(bars.halted.value, null);
});

Deno.test("whoever comes back under another certificate is named until they are verified or it is dismissed", () => {
  const { bars, changes, now, changed, stop } = barsOver([peer("Ben", CHANGED)]);
  changes("Ben");
  changes("Ben");
  assert.deepEqual(changed(), ["Ben"], "once");
  now(peer("Cyd", COMPARED));
  assert.deepEqual(changed(), ["Ben"], "who looked away while they left is told as well");
  now({ ...peer("Ben", SEALED), member: { ...peer("Ben", SEALED).member, id: "other" } });
  assert.deepEqual(changed(), ["Ben"]);
  now({ ...peer("Ben", COMPARED), member: { ...peer("Ben", COMPARED).member, id: "other" } });
  assert.deepEqual(changed(), [], "the one who was verified is back");

  now(peer("Ben", CHANGED), peer("Cyd", CHANGED));
  changes("Ben");
  changes("Cyd");
  assert.deepEqual(changed(), ["Ben", "Cyd"]);
  now(peer("Ben", COMPARED), peer("Cyd", CHANGED));
  assert.deepEqual(changed(), ["Cyd"]);
  bars.dismiss("cyd");
  assert.deepEqual(changed(), []);

  const namesake = {
    ...peer("Ben", COMPARED),
    member: { ...peer("Ben", COMPARED).member, id: "b2" },
  };
  now(peer("Ben", CHANGED), namesake);
  changes("Ben");
  now(peer("Ben", CHANGED), namesake);
  assert.deepEqual(changed(), ["Ben"], "a verified namesake settles nothing while they are here");
  now(peer("Ben", DIFFER), namesake);
  assert.deepEqual(changed(), [], "that they differ is told by another bar");
  changes("Ben");
  stop();
  assert.deepEqual(changed(), [], "another call begins without it");
});

Deno.test("an own line says to whom it was not sent, also once they have left", () => {
  const line = (id: string, unsent: readonly string[]) => ({
    id,
    author: "ada",
    name: "Ada",
    text: "secret",
    at: 0,
    vouched: "author" as const,
    passedOnBy: null,
    to: null,
    unsent,
  });
  const lines = [line("ada:0", []), line("ada:1", ["ben"]), line("ada:2", ["ben", "cyd", "who"])];
  const state = signal<RoomState | null>(
    roomState([peer("Ben", DIFFER), peer("Cyd", DIFFER)], { chat: lines }),
  );
  const chat = createChat(state, () => null, signal(true));
  const stop = chat.watch();
  const unsent = () => chat.lines.value.map((one) => one.unsent);
  assert.deepEqual(unsent(), [null, "Ben", "Ben, Cyd and somebody"]);
  state.value = roomState([], { chat: lines });
  assert.deepEqual(unsent(), [null, "Ben", "Ben, Cyd and somebody"]);
  stop();
});
