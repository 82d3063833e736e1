import assert from "node:assert/strict";
import type { Link } from "../../../lib/link/mod.ts";
import type { SignalType } from "../../../lib/signal/mod.ts";
import { describedFingerprint } from "../../../lib/trust/fingerprint.ts";
import { CHUNK_HEADER_BYTES } from "../../../lib/wire/files.ts";
import { AdversarySimulation } from "../../helpers/simulation/adversary_simulation.ts";
import { type Json, mutated } from "../../helpers/attack/mutations.ts";
import { type SeededRandom, seededRandom } from "../../helpers/simulation/random.ts";
import { BrokenRule, type Participant } from "../../helpers/simulation/simulation.ts";
import { steadyCrypto } from "../../helpers/simulation/steady_crypto.ts";

/** `MUTATIONS=10000` says so many of each kind; `SEED` begins elsewhere. */
const mutations = Number(Deno.env.get("MUTATIONS") ?? 100);
const firstSeed = Number(Deno.env.get("SEED") ?? 1);
/** How many are said to one room, and how many before each look at it. */
const PER_ROOM = 200;
const BATCH = 5;

steadyCrypto();

/** Where the one stands who says it all. */
const SPEAKERS = ["guest", "member", "coordinator", "removed"] as const;
type Speaker = (typeof SPEAKERS)[number];

/** What a speaker may change of an honest person's view, by section 7 of the design. */
interface Allowed {
  /** Its own name, status, lines, files, ink, and that it goes. */
  readonly itself: boolean;
  /** Who coordinates, who is listed beside those whom the host keeps out, and what follows for their connections. */
  readonly roster: boolean;
  /** Lines under the ids of those who are not here, marked as passed on. */
  readonly passedOn: boolean;
}

const NOTHING: Allowed = { itself: false, roster: false, passedOn: false };
/** Anybody who is listed coordinates who says so with a later term: so a member may what a coordinator may. */
const OF_MEMBERS: Allowed = { itself: true, roster: true, passedOn: true };
const ALLOWED: Readonly<Record<Speaker, Allowed>> = {
  guest: NOTHING,
  removed: NOTHING,
  member: OF_MEMBERS,
  coordinator: OF_MEMBERS,
};

/** A room, and somebody in it or at its door who says what they like. */
interface Scene {
  readonly simulation: AdversarySimulation;
  readonly honest: readonly Participant[];
  readonly speaker: Participant;
}

async function scene(where: Speaker, seed: number): Promise<Scene> {
  const setting = {
    hosted: true,
    sealed: seed % 2 === 0,
    broker: true,
    certificates: "all",
  } as const;
  const simulation = new AdversarySimulation(seed, setting);
  simulation.adversary.active = false;
  simulation.network.weather = { delay: 1, spread: 0, loss: 0 };
  const { time } = simulation;
  const first = where === "coordinator" ? await simulation.joinAsMole() : null;
  await time.pass(300);
  const host = await simulation.joinAsHost();
  await time.pass(300);
  const honest = [host, await simulation.join(), await simulation.join()];
  const member = first ?? (where === "guest" ? null : await simulation.joinAsMole());
  const gone = await simulation.join();
  await time.pass(1_500);
  for (const one of [...honest, gone]) simulation.write(one, null);
  await time.pass(300);
  simulation.leave(gone);
  const { host: desk } = host.engine;
  simulation.decide(host, "label", () => desk.label(honest[1].engine.options.self, "Speaker"));
  if (where === "guest") simulation.decide(host, "lobby", () => desk.setLobby(true));
  await time.pass(4_000);
  if (where === "removed" && member !== null) {
    simulation.decide(host, "remove", () => desk.remove(member.engine.options.self));
  }
  const speaker = where === "guest" ? await simulation.joinAsMole() : member;
  await time.pass(where === "removed" ? 50 : 1_500);
  assert.ok(speaker !== null);
  return { simulation, honest, speaker };
}

/** What must stay as it is, of one honest person's view. */
function viewOf({ engine }: Participant, { honest, speaker }: Scene, allowed: Allowed) {
  const { state } = engine;
  const ids = new Set(honest.map((one) => one.engine.options.self));
  const mole = speaker.engine.options.self;
  const members = [state.self, ...state.peers.map(({ member }) => member)];
  const listed = members.filter(({ id }) => ids.has(id));
  return {
    policy: JSON.parse(engine.keepSeat()).policy?.policy ?? null,
    left: state.phase.name === "left",
    // Of those who are listed: what they said themselves, and what the host said of them.
    words: Object.fromEntries(
      listed.map(({ id, name, status, role, host, without }) => [
        id,
        { name, status, role, host, without },
      ]),
    ),
    invented: members.filter(({ id }) => !ids.has(id) && id !== mole).map(({ id }) => id),
    chat: state.chat.filter(({ author, passedOnBy }) => author !== mole && passedOnBy === null)
      .map(({ id, text, name }) => `${id} ${name} ${text}`).sort(),
    judged: state.peers.filter(({ member: { id }, trust }) =>
      ids.has(id) && ["compared", "differ", "changed"].includes(trust.state.name)
    ).map(({ member }) => member.id),
    ...allowed.roster ? {} : {
      phase: state.phase,
      order: members.map(({ id, order }) => `${id} ${order}`).sort(),
      coordinator: state.coordinator,
      links: state.peers.map(({ link }) => link.name),
      trust: state.peers.map(({ trust }) => trust.state.name),
    },
    ...allowed.itself ? {} : {
      lines: state.chat.length,
      files: engine.files.list.length,
    },
  };
}

/** What may be missing in a view, where who is listed may change: nothing of what is there may be other. */
function assertHolds(
  now: ReturnType<typeof viewOf>,
  before: ReturnType<typeof viewOf>,
  allowed: Allowed,
  said: string,
): void {
  const words = allowed.roster
    ? Object.fromEntries(Object.entries(before.words).filter(([id]) => id in now.words))
    : before.words;
  assert.deepEqual(now, { ...before, words }, said);
}

/** Whoever was removed comes to the door again and again. */
async function comeBack({ simulation, speaker }: Scene): Promise<void> {
  const machine = simulation.adversary.machines.at(-1);
  assert.ok(machine !== undefined);
  void simulation.adversary.knock(speaker.engine.options.self, machine);
  await simulation.time.pass(60);
}

/** One kind of message: how it is said, and what it is before it is altered. */
interface Kind {
  readonly name: string;
  readonly say: (scene: Scene, random: SeededRandom) => string;
}

type Parts = ReturnType<typeof partsOf>;

/** True things of a room, for messages to be made of. */
function partsOf({ simulation, speaker, honest }: Scene, random: SeededRandom) {
  const { claims, policies, commands, rosters } = simulation.adversary.kept;
  const self = speaker.engine.options.self;
  const { seat, certificate, proof } = speaker.engine.options.seat;
  const status = { microphone: false, camera: false, screen: false };
  const us = { id: self, order: 9, name: "Mallory", status, rev: 0, seat, certificate, proof };
  const session = honest[0].engine.session ?? "";
  const roster = rosters.at(-1) ?? {
    session,
    term: 0,
    rev: 1,
    coordinator: self,
    nextOrder: 10,
    vacant: [],
    members: [us],
  };
  const signed = policies.at(-1) ?? { policy: "{}", signature: proof };
  const [link, other] = ["0".repeat(16), honest[random.below(honest.length)].engine.options];
  const by = { seat, n: random.below(1_000), proof };
  /** A number that is more often later than the one before. */
  const later = random.below(500_000);
  const sdp = describedFingerprint(certificate ?? "0".repeat(64));
  const hello = { v: 1, name: "Mallory", status, seat, certificate, proof };
  const command = commands.at(-1) ?? { command: "{}", signature: proof };
  return {
    self,
    us,
    later,
    status,
    session,
    roster,
    signed,
    link,
    other,
    by,
    sdp,
    hello,
    command,
    claims,
  };
}

/** Ids, seats, names and numbers to put in the place of others. */
function poolOf({ simulation, honest, speaker }: Scene, { roster, signed }: Parts): Json[] {
  const everybody = [...honest, speaker].map(({ engine: { options } }) => options);
  const stolen = simulation.adversary.kept.claims.map((claim) => plain(claim));
  return [
    ...everybody.flatMap(({ self, seat }): Json[] => [
      self,
      seat.seat,
      seat.proof,
      seat.certificate ?? "",
    ]),
    ...stolen,
    plain(roster),
    plain(signed),
    roster.session,
    simulation.addressNow,
    "p2",
    "p3",
    "p4",
    0,
    1,
    2 ** 31,
    2 ** 53 - 1,
    true,
    null,
  ];
}

const control = (t: string, rest: (parts: Parts) => object): Kind => ({
  name: `control ${t}`,
  say: over("control", (parts) => ({ t, ...rest(parts) })),
});
const onChannel = (
  channel: Parameters<Link["send"]>[0],
  t: string,
  rest: (parts: Parts) => object,
): Kind => ({ name: `${channel} ${t}`, say: over(channel, (parts) => ({ t, ...rest(parts) })) });

/** Says one altered message over every connection that the speaker has. */
function over(channel: Parameters<Link["send"]>[0], make: (parts: Parts) => object): Kind["say"] {
  return (scene, random) => {
    const parts = partsOf(scene, random);
    const text = mutated(plain(make(parts)), poolOf(scene, parts), random);
    scene.simulation.adversary.sayEverywhere((link) => link.send(channel, text));
    return text;
  };
}

/** Puts an altered signal on the broker's path, in anybody's name, sealed by the key where there is one. */
function signal(kind: string, type: SignalType, rest: (parts: Parts) => object): Kind {
  return {
    name: `signal ${kind}`,
    say: (scene, random) => {
      const parts = partsOf(scene, random);
      const { simulation, honest } = scene;
      const text = mutated(plain({ kind, ...rest(parts) }), poolOf(scene, parts), random);
      let made: Json;
      try {
        made = JSON.parse(text);
      } catch (error) {
        assert.ok(error instanceof SyntaxError);
        made = text;
      }
      const ids = [...honest.map(({ engine }) => engine.options.self), simulation.addressNow];
      const src = random.unit() < 0.7 ? parts.self : random.pick(ids);
      const envelope = { type, src, dst: random.pick(ids) };
      const payload = random.unit() < 0.1 ? made : simulation.sealed(envelope, made);
      simulation.adversary.inject({ envelope, payload });
      return `${JSON.stringify(envelope)} ${text}`;
    },
  };
}

const line = { n: 0, text: "Mallory's", name: "p2", at: 1_000_000, clock: 3, epoch: 0 };
const bytes32 = "A".repeat(43);
const file = "0".repeat(16);
const KINDS: readonly Kind[] = [
  control("hello", ({ hello }) => ({ hello })),
  control("welcome", ({ roster, signed }) => ({ roster, policy: signed })),
  control("waiting", () => ({})),
  control("refused", () => ({ code: "removed" })),
  control("roster", ({ roster, self, later }) => ({
    roster: { ...roster, coordinator: self, term: roster.term + 1 + later % 3, rev: later },
  })),
  control("status", ({ status, later }) => ({ rev: later, name: "p1", status })),
  control("relay", ({ self, other, sdp, by, link }) => ({
    type: "OFFER",
    src: self,
    dst: other.self,
    payload: { v: 1, signal: { kind: "offer", link, sdp, by } },
  })),
  control("pulse", () => ({})),
  control("met", ({ us, session }) => ({ member: us, session })),
  control("governed", ({ signed }) => ({ signed })),
  control("merge", ({ roster, signed }) => ({ roster, policy: signed })),
  control("come", ({ session }) => ({ session })),
  control("stay", () => ({ term: 3 })),
  control("move", () => ({})),
  control("leave", () => ({ back: true })),
  control("policy", ({ signed }) => ({ signed })),
  control("command", ({ command }) => ({ signed: command })),
  control("knocks", ({ us: { id, seat } }) => ({ knocks: [{ id, name: "p1", note: "", seat }] })),
  control("halted", () => ({ on: true })),
  control("keyed", () => ({ generation: 1 })),
  onChannel("content", "chat", () => line),
  onChannel("content", "history", ({ other }) => ({ lines: [{ author: other.self, ...line }] })),
  onChannel("content", "app", () => ({ to: "room", data: { any: ["thing", 1] } })),
  onChannel("files", "offer", () => ({ id: file, name: "a.txt", size: 3, type: "", to: "room" })),
  onChannel("files", "accept", () => ({ id: file, run: 1, from: 0 })),
  onChannel("files", "have", () => ({ id: file, run: 1, next: 1 })),
  onChannel("files", "end", () => ({ id: file, run: 1, sha256: "0".repeat(64) })),
  onChannel("files", "done", () => ({ id: file })),
  onChannel("files", "cancel", () => ({ id: file, as: "sender", why: "cancelled" })),
  {
    name: "files bytes",
    say: ({ simulation }, random) => {
      const data = random.bytes(random.below(CHUNK_HEADER_BYTES + 40));
      simulation.adversary.sayEverywhere((link) => void link.sendBytes(data));
      return String(data);
    },
  },
  onChannel("ink", "stroke", ({ other }) => ({
    board: other.self,
    epoch: 0,
    n: 0,
    colour: 1,
    from: 0,
    points: [[1, 2], [3, 4]],
  })),
  onChannel("ink", "undo", ({ other }) => ({ board: other.self, n: 0 })),
  onChannel("ink", "laser", ({ other }) => ({ board: other.self, colour: 1, points: [[1, 2]] })),
  onChannel("ink", "wipe", () => ({ epoch: 1 })),
  onChannel("ink", "mine", ({ other }) => ({ board: other.self, strokes: [1, 2] })),
  onChannel("verify", "pair-commit", () => ({ epoch: 1, commit: bytes32 })),
  onChannel("verify", "pair-reveal", () => ({ epoch: 1, nonce: bytes32 })),
  onChannel("verify", "pair-abort", () => ({ epoch: 1, reason: "refused" })),
  onChannel("verify", "group-commit", () => ({ epoch: 2, commit: bytes32 })),
  onChannel("verify", "group-reveal", () => ({ epoch: 2, nonce: bytes32 })),
  signal("offer", "OFFER", ({ link, sdp, by, hello }) => ({ link, sdp, by, hello })),
  signal("answer", "ANSWER", ({ link, sdp, by, roster, signed }) => ({
    link,
    sdp,
    by,
    reply: { welcome: roster, policy: signed },
  })),
  signal("candidate", "CANDIDATE", ({ link, by }) => ({
    link,
    by,
    candidate: { candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: 0 },
  })),
  signal("bye", "LEAVE", ({ link }) => ({ link })),
];

for (const where of SPEAKERS) {
  const who = where === "removed" ? "a removed person" : `a ${where}`;
  Deno.test(`${mutations} altered messages of each kind by ${who} change nothing that is not theirs`, async () => {
    const thrown: unknown[] = [];
    const listen = (event: PromiseRejectionEvent) => {
      event.preventDefault();
      thrown.push(event.reason);
    };
    globalThis.addEventListener("unhandledrejection", listen);
    try {
      for (const [at, kind] of KINDS.entries()) {
        await say(kind, where, firstSeed + 10_000 * at, thrown);
      }
    } finally {
      globalThis.removeEventListener("unhandledrejection", listen);
    }
  });
}

/** Says so many messages of one kind, to one room after the other. */
async function say(kind: Kind, where: Speaker, seed: number, thrown: unknown[]): Promise<void> {
  const allowed = ALLOWED[where];
  let said = 0;
  for (let next = seed; said < mutations; next++) {
    const room = await scene(where, next);
    const random = seededRandom(next);
    const views = () => room.honest.map((one) => viewOf(one, room, allowed));
    const before = views();
    const texts: string[] = [];
    let reached = 0;
    for (let n = 0; n < PER_ROOM && said < mutations; n++, said++) {
      if (where === "removed" && n % BATCH === 0) await comeBack(room);
      reached += room.simulation.adversary.sayEverywhere(() => {});
      texts.push(kind.say(room, random));
      if (n % BATCH < BATCH - 1) continue;
      await room.simulation.time.pass(10);
      const after = `${kind.name}, seed ${next}, ${n + 1} said, the last:\n${
        texts.slice(-BATCH).join("\n")
      }`;
      if (room.simulation.broken !== null) {
        throw new BrokenRule(`${room.simulation.broken}: ${after}`);
      }
      assert.deepEqual(thrown, [], after);
      views().forEach((view, one) => assertHolds(view, before[one], allowed, after));
    }
    assert.ok(reached > 0, `${kind.name}: nobody was there to hear it`);
  }
}

/** As it is on the wire: what JSON does not know is not there. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}
