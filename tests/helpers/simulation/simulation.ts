import { BROKER, type Place } from "../../../lib/env/network.ts";
import { JoinError } from "../../../lib/errors.ts";
import type { Link, LinkFactory, LinkOptions } from "../../../lib/link/mod.ts";
import { type Attachment, createLocalBus, type Transport } from "../../../lib/local_bus.ts";
import {
  type HostRule,
  type JoiningOptions,
  RoomEngine,
  type RoomLock,
  takeSeat,
} from "../../../lib/room/mod.ts";
import type { SignedPolicy } from "../../../lib/wire/policy.ts";
import { hex } from "../../../lib/env/bytes.ts";
import type { Signer } from "../../../lib/trust/mod.ts";
import { clearCodec } from "../../../lib/signal/mod.ts";
import { type IdealSigning, idealSigning } from "./ideal_signing.ts";
import { type Lie, lying } from "../attack/lying_coordinator.ts";
import { type SeededRandom, seededRandom } from "./random.ts";
import { RoughNetwork } from "./rough_network.ts";
import { VirtualTime } from "./virtual_time.ts";

const ADDRESS = "a".repeat(32);
const CAPACITY = 64;
/** The most people at once. */
const CROWD = 12;
/** Virtual milliseconds after the last disturbance in which a room must come to rest. */
const QUIET_MS = 120_000;
/** How long it must stay at rest, then. */
const REST_MS = 10_000;
/** How long a line or a newcomer may take in a room at rest. */
const CHAT_MS = 5_000;
const NEWCOMER_MS = 30_000;

const SILENT = () => {};

/** One who takes part, for as long as the page is there. */
export interface Participant {
  readonly name: string;
  readonly place: Place;
  readonly engine: RoomEngine;
  /** The key of their seat. */
  readonly signer: Signer;
  /** How often they dialled anybody. */
  dials: number;
  /** "joining", then "in"; "out" after a leave, a crash, or a join that was refused. */
  standing: "joining" | "in" | "out";
}

/** What somebody comes with. Nothing is needed. */
export interface Coming extends Pick<JoiningOptions, "note" | "policy"> {
  /** The key of the seat that they had before. */
  readonly signer?: Signer;
}

/** What a participant stands on, beside the clock: what leads to the room, and what it kept. */
export interface Ground extends Attachment {
  /** What the link gives to whoever goes by an id. */
  readonly lock: (self: string) => RoomLock;
  readonly lockFor: (self: string, key: string) => RoomLock;
  /** The seat and the policy of before a reload. */
  readonly signer?: Signer;
  readonly policy?: SignedPolicy | null;
}

/** What became of one run. */
export interface Outcome {
  readonly seed: number;
  /** Virtual milliseconds from the last disturbance until everything held. */
  readonly quietAfter: number;
  readonly people: number;
}

/** A room that broke its rules. The message says which seed, and what did not hold. */
export class BrokenRule extends Error {
  override readonly name = "BrokenRule";
}

/** A room in a rough network and in virtual time, all by one seed. */
export class Simulation {
  readonly time = new VirtualTime();
  readonly random: SeededRandom;
  readonly network: RoughNetwork;
  readonly signing: IdealSigning;
  readonly host: HostRule;
  /** Whether nobody is in before the host, in the rooms of those who join from now on. */
  hostFirst = false;
  readonly everyone: Participant[] = [];
  readonly #bus: Transport;

  constructor(
    readonly seed: number,
    readonly log: (line: string) => void = SILENT,
    readonly rule: (signing: IdealSigning) => HostRule = () => ({ kind: "none" }),
  ) {
    this.random = seededRandom(seed);
    this.signing = idealSigning(this.random.bytes);
    this.host = rule(this.signing);
    this.network = new RoughNetwork(this.time, this.random);
    this.#bus = createLocalBus({
      clock: this.time,
      random: this.random.bytes,
      network: this.network,
    });
  }

  /** Those who are in the room as far as they know. */
  get inside(): Participant[] {
    return this.everyone.filter((one) => one.standing === "in" && !waits(one));
  }

  get present(): Participant[] {
    return this.everyone.filter(({ standing }) => standing !== "out");
  }

  /** A page opens, and joins. `bent` may make its connections lie. */
  async join(
    bent: (links: LinkFactory) => LinkFactory = (links) => links,
    hostKey?: Signer,
    { signer, ...more }: Coming = {},
  ): Promise<Participant> {
    const place = this.everyone.length + 1;
    const { broker, links, lock, lockFor, ...kept } = await this.ground(place);
    const self = hex(this.random.bytes(16));
    const seatSigner = signer ?? kept.signer ?? this.signing.signer();
    const engine = new RoomEngine({
      room: "simulation",
      self,
      lock: lock(self),
      lockFor: (key) => Promise.resolve(lockFor(self, key)),
      capacity: CAPACITY,
      host: this.host,
      hostFirst: this.hostFirst,
      scope: "simulation?",
      seat: await takeSeat(seatSigner, "simulation?", self, links.fingerprint),
      seatSigner,
      seatText: "",
      keptPolicy: kept.policy ?? null,
      keptTrust: [],
      signing: this.signing,
      broker,
      links: bent({
        ...links,
        create: (options) => {
          if (options.role === "dialler") participant.dials++;
          return this.#traced(place, links.create.bind(links), options);
        },
      }),
      clock: {
        now: () => this.time.now(),
        after: (ms, run) => this.#timer(place, ms, run),
      },
      random: this.random.bytes,
    });
    const participant: Participant = {
      name: `p${place}`,
      place,
      engine,
      signer: seatSigner,
      dials: 0,
      standing: "joining",
    };
    this.everyone.push(participant);
    engine.setName(participant.name);
    engine.on("state", ({ phase }) => {
      if (phase.name !== "left" || participant.standing === "out") return;
      participant.standing = "out";
      this.note(`${participant.name} is out: ${phase.reason}`);
    });
    this.note(`${participant.name} joins as ${engine.options.self.slice(0, 6)}`);
    engine.join({ hostKey, ...more }).then(() => {
      if (participant.standing === "joining") participant.standing = "in";
      this.note(`${participant.name} is in`);
    }, (error) => {
      if (!(error instanceof JoinError)) throw error;
      participant.standing = "out";
      this.note(`${participant.name} is not let in: ${error.code}`);
    });
    return participant;
  }

  /** What a participant stands on. Without certificates nothing is verified, which would cost much. */
  protected async ground(_place: Place): Promise<Ground> {
    const { broker, links } = await this.#bus.attach();
    return {
      broker,
      links: { ...links, fingerprint: null, certificate: null },
      lock: () => ({ address: ADDRESS, codec: clearCodec, key: null }),
      lockFor: () => {
        throw new TypeError("no key is changed here");
      },
    };
  }

  /** A page's timer: late when the page sleeps, and never once it was cancelled. */
  #timer(place: Place, ms: number, run: () => void): () => void {
    let cancelled = false;
    const cancel = this.time.after(
      ms,
      () => this.network.at(place, () => cancelled ? undefined : run()),
    );
    return () => {
      cancelled = true;
      cancel();
    };
  }

  leave(participant: Participant): void {
    this.note(`${participant.name} leaves`);
    participant.standing = "out";
    void participant.engine.leave();
  }

  crash(participant: Participant): void {
    this.note(`${participant.name} crashes`);
    participant.standing = "out";
    this.network.crash(participant.place);
  }

  /** A crash of the page alone: the broker sees at once that it is gone. */
  kill(participant: Participant): void {
    this.note(`${participant.name} is killed`);
    participant.standing = "out";
    this.network.kill(participant.place);
  }

  note(line: string): void {
    this.log(`${String(this.time.now() - 1_000_000).padStart(7)} ${line}`);
  }

  /** Lets time pass until the rules hold and go on holding. Throws `BrokenRule`. */
  async comeToRest(within = QUIET_MS): Promise<number> {
    const since = this.time.now();
    let restedAt: number | null = null;
    for (;;) {
      await this.time.pass(500);
      const now = this.time.now();
      const broken = this.brokenRule();
      if (broken === null) restedAt ??= now;
      else if (now - since > within) this.fail(broken);
      else restedAt = null;
      if (restedAt !== null && now - restedAt >= REST_MS) return restedAt - since;
    }
  }

  /** What does not hold at rest; null when everything does. */
  brokenRule(): string | null {
    const joining = this.present.find((one) => one.standing === "joining" && !waits(one));
    if (joining !== undefined) return `${joining.name} is still joining`;
    const rooms = this.rooms;
    if (rooms.length > 1 && !this.mayBeApart(rooms)) return `there are ${rooms.length} rooms`;
    for (const people of rooms) {
      const broken = this.brokenIn(people);
      if (broken !== null) return broken;
    }
    if (rooms.length === 0) return null;
    const holders = this.inside.filter(({ engine }) => engine.holdsAddress);
    const coordinators = rooms.map(([{ engine }]) => engine.state.coordinator);
    return holders.length === 1 && coordinators.includes(holders[0].engine.options.self)
      ? null
      : `the address is held by [${holders.map(({ name }) => name)}], ` +
        `coordinators are [${coordinators.map((id) => this.nameOf(id))}]`;
  }

  /** Those who are inside, by the room in which they are, and by who coordinates it for them. */
  get rooms(): Participant[][] {
    const rooms = new Map<string, Participant[]>();
    for (const one of this.inside) {
      const room = `${one.engine.session} ${one.engine.state.coordinator}`;
      rooms.set(room, [...rooms.get(room) ?? [], one]);
    }
    return [...rooms.values()];
  }

  /** Whether rooms at one address may stay apart: never, where nobody decides who may be where. */
  mayBeApart(_rooms: readonly (readonly Participant[])[]): boolean {
    return false;
  }

  /** What does not hold in one room. */
  brokenIn(people: readonly Participant[]): string | null {
    const expected = people.map(({ engine }) => engine.options.self).sort().join();
    for (const { name, engine } of people) {
      const { phase, self, peers } = engine.state;
      if (phase.name !== "joined") {
        const why = phase.name === "left" ? phase.reason : phase.step;
        return `${name} is ${phase.name} (${why})`;
      }
      const roster = [self, ...peers.map(({ member }) => member)].map(({ id }) => id).sort();
      if (roster.join() !== expected) {
        return `${name} lists [${roster.map((id) => this.nameOf(id))}], ` +
          `not [${people.map((one) => one.name)}]`;
      }
      const apart = peers.find(({ link }) => link.name !== "connected");
      if (apart !== undefined) {
        return `${name}'s connection to ${this.nameOf(apart.member.id)} is ${apart.link.name}`;
      }
    }
    const coordinators = new Set(people.map(({ engine }) => engine.state.coordinator));
    if (coordinators.size !== 1) {
      return `there are ${coordinators.size} coordinators: ` +
        people.map(({ name, engine }) => `${name}: ${this.nameOf(engine.state.coordinator)}`);
    }
    const orders = new Set(
      people.map(({ engine }) => [engine.state.self, ...engine.state.peers.map((p) => p.member)])
        .map((members) => members.map(({ id, order }) => `${id}:${order}`).sort().join()),
    );
    return orders.size === 1 ? null : "the join orders differ";
  }

  /** In a room at rest: every line reaches everyone, and a newcomer gets in. Throws `BrokenRule`. */
  async serves(): Promise<void> {
    const rooms = this.rooms.map((readers) => ({
      readers,
      session: readers[0].engine.session,
      lines: readers.map(({ engine }) => engine.chat("after rest").id),
    }));
    await this.time.pass(CHAT_MS);
    for (const { readers, session, lines } of rooms) {
      for (const { name, engine } of readers) {
        // Rooms that may be apart can meet at any time: what was said in one is not brought to the other.
        if (engine.session !== session) continue;
        const read = new Set(engine.state.chat.map(({ id }) => id));
        const missing = lines.filter((id) =>
          !read.has(id) && !this.mayLack(engine, id.slice(0, 32))
        );
        if (missing.length > 0) {
          this.fail(`${name} lacks lines of ${missing.map((id) => this.nameOf(id.slice(0, 32)))}`);
        }
      }
    }
    const newcomer = await this.join();
    await this.time.pass(NEWCOMER_MS);
    await this.receives(newcomer);
    const broken = this.brokenRule();
    if (broken !== null) this.fail(`after a newcomer came: ${broken}`);
  }

  /** Whether somebody need not read what this author writes. */
  protected mayLack(_reader: RoomEngine, _author: string): boolean {
    return false;
  }

  /** Whether a newcomer was received as they should be. Throws `BrokenRule`. */
  receives(newcomer: Participant): Promise<void> {
    if (newcomer.standing !== "in") this.fail(`the newcomer is ${newcomer.standing}`);
    return Promise.resolve();
  }

  /** A link whose presence messages and states are in the log, but for what is said all the time. */
  #traced(place: Place, create: LinkFactory["create"], options: LinkOptions): Link {
    if (this.log === SILENT) return create(options);
    const { listener } = options;
    const note = (what: string) => this.note(`  p${place} ${options.id.slice(0, 4)} ${what}`);
    note(options.role === "dialler" ? "dials" : "answers");
    return create({
      ...options,
      listener: {
        ...listener,
        signal: (signal) => listener.signal(signal),
        state: (state) => {
          note(state.name);
          listener.state(state);
        },
        message: (channel, text) => {
          if (channel === "control" && !/"t":"(pulse|status)"/.test(text)) note(this.#named(text));
          listener.message(channel, text);
        },
      },
    });
  }

  /** A message as a person can read it. */
  #named(text: string): string {
    return text.replace(/\{"id":"(\w{32})"[^}]*\}[^}]*\}/g, "$1")
      .replace(/\w{32}/g, (id) => id === ADDRESS ? "address" : this.nameOf(id))
      .slice(0, 300);
  }

  nameOf(id: string | null): string {
    return this.everyone.find(({ engine }) => engine.options.self === id)?.name ?? `${id}`;
  }

  fail(what: string): never {
    throw new BrokenRule(`seed ${this.seed}: ${what}`);
  }
}

/** Weather and a few first people, by the seed. */
export async function begin(simulation: Simulation): Promise<void> {
  const { random, network, time } = simulation;
  network.weather = {
    delay: random.pick([1, 20, 100]),
    spread: random.pick([5, 50, 1_000]),
    loss: random.pick([0, 0, 0.05, 0.2]),
  };
  const founders = 1 + random.below(5);
  for (let n = 0; n < founders; n++) {
    await simulation.join();
    if (random.unit() < 0.7) await time.pass(random.below(3_000));
  }
}

/** The network is well again, and everyone is awake. */
export async function calm({ network, time }: Simulation): Promise<void> {
  network.heal();
  network.weather = { delay: 5, spread: 30, loss: 0 };
  await time.pass(network.asleepFor);
}

/** Whether somebody was told to wait for the host, or waits until somebody begins the room. */
export function waits({ engine: { state: { phase } } }: Participant): boolean {
  return phase.name === "joining" && (phase.step === "waiting" || phase.step === "waiting-host");
}

/** One run: seeded disturbances, then rest, then the rules. Throws `BrokenRule`. */
export async function simulate(seed: number, log?: (line: string) => void): Promise<Outcome> {
  const simulation = new Simulation(seed, log);
  const { random, time } = simulation;
  await begin(simulation);
  const disturbances = 3 + random.below(15);
  for (let n = 0; n < disturbances; n++) {
    await disturb(simulation);
    if (random.unit() < 0.8) {
      await time.pass(random.below(random.pick([200, 2_000, 12_000, 30_000])));
    }
  }
  simulation.note("the last disturbance is over");
  await calm(simulation);
  if (simulation.present.length === 0) await simulation.join();
  const quietAfter = await simulation.comeToRest();
  await simulation.serves();
  return { seed, quietAfter, people: simulation.everyone.length };
}

/**
 * One run with a coordinator that lies for half a minute, and then leaves or crashes: the honest ones
 * come to rest without it. Throws `BrokenRule`.
 */
export async function simulateLiar(
  seed: number,
  lie: Lie,
  log?: (line: string) => void,
): Promise<Outcome> {
  const simulation = new Simulation(seed, log);
  const { random, time } = simulation;
  const liar = await simulation.join(
    lying(lie, random, () => liar.standing === "in" && random.unit() < 0.7),
  );
  await time.pass(1_000);
  for (let n = 0; n < 6; n++) {
    await simulation.join();
    await time.pass(random.below(5_000));
    const honest = simulation.present.filter((one) => one !== liar);
    if (random.unit() < 0.2) simulation.leave(random.pick(honest));
  }
  await time.pass(random.below(10_000));
  if (random.unit() < 0.5) simulation.leave(liar);
  else simulation.crash(liar);
  if (simulation.present.length === 0) await simulation.join();
  const quietAfter = await simulation.comeToRest();
  await simulation.serves();
  return { seed, quietAfter, people: simulation.everyone.length };
}

/** One disturbance, by chance. */
export async function disturb(simulation: Simulation): Promise<void> {
  const { random, network, present, inside } = simulation;
  const coordinator = inside.find(({ engine }) => engine.holdsAddress);
  const chance = random.unit();
  if (chance < 0.35 || present.length === 0) {
    if (present.length < CROWD) await simulation.join();
  } else if (chance < 0.45) simulation.leave(random.pick(present));
  else if (chance < 0.55) simulation.crash(random.pick(present));
  else if (chance < 0.62 && coordinator) simulation.leave(coordinator);
  else if (chance < 0.66 && coordinator) simulation.crash(coordinator);
  else if (chance < 0.7 && coordinator) simulation.kill(coordinator);
  else if (chance < 0.8) {
    const away = [BROKER, ...present.map(({ place }) => place)].filter(() => random.unit() < 0.5);
    simulation.note(`split: ${away.map((place) => place === BROKER ? "broker" : `p${place}`)}`);
    network.split(away, 1 + random.below(2));
  } else if (chance < 0.85 && present.length > 1) {
    const [one, other] = [random.pick(present), random.pick(present)];
    simulation.note(`cut: ${one.name} ${other.name}`);
    if (one !== other) network.cut(one.place, other.place);
  } else if (chance < 0.95) {
    simulation.note("heal");
    network.heal();
  } else if (chance < 0.98) {
    const sleeper = coordinator ?? random.pick(present);
    const ms = random.below(30_000);
    simulation.note(`${sleeper.name} sleeps for ${ms} ms`);
    network.sleep(sleeper.place, ms);
  } else for (const { engine } of inside) engine.chat("in the storm");
}
