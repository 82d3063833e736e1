import { RoomError } from "../../../lib/errors.ts";
import type { LinkFactory } from "../../../lib/link/mod.ts";
import { isRestricted, mayBeHere, restrains } from "../../../lib/room/policy/policy.ts";
import type { Signer } from "../../../lib/trust/mod.ts";
import { type Policy, policySchema, type SignedPolicy } from "../../../lib/wire/policy.ts";
import { bending, type PolicyLie } from "../attack/lying_about_policy.ts";
import {
  begin,
  calm,
  type Coming,
  disturb,
  type Outcome,
  type Participant,
  Simulation,
  waits,
} from "./simulation.ts";

/** Virtual milliseconds in which a guest who is let in comes in. */
const ADMITTED_MS = 30_000;
/** The most that a coordinator who lies lives, in virtual milliseconds. */
const LIFE_MS = 40_000;

/** A room with a host, and a memory of everything that the host signed. */
export class GovernedSimulation extends Simulation {
  readonly #key: Signer;
  readonly #signed = new Set<string>();
  readonly #policies = new Map<string, Policy>();
  /** What each participant last held: which version, in which room, and whether it bound anybody. */
  readonly #held = new Map<
    Participant,
    { version: number; session: string | null; restrained: boolean }
  >();
  /** Who holds the host's key. */
  readonly hosts = new Set<Participant>();
  /** Those who lie, and whom nobody asks. */
  readonly liars = new Set<Participant>();
  /** The first rule that was broken on the way, whatever became of it later. */
  broken: string | null = null;

  constructor(seed: number, log?: (line: string) => void, hosted = true) {
    let key: Signer | null = null;
    super(seed, log, (signing) => {
      key = signing.signer();
      return hosted ? { kind: "key", key: key.publicKey } : { kind: "none" };
    });
    this.#key = this.#remembering(key);
  }

  override async join(
    bent?: (links: LinkFactory) => LinkFactory,
    hostKey?: Signer,
    more?: Coming,
  ): Promise<Participant> {
    const participant = await super.join(bent, hostKey, more);
    if (hostKey !== undefined) this.hosts.add(participant);
    participant.engine.on("state", () => this.watch(participant));
    return participant;
  }

  /** Somebody comes with the host's key. */
  joinAsHost(policy?: SignedPolicy | null): Promise<Participant> {
    return this.join(undefined, this.#key, { policy });
  }

  /** Those who are in, and tell the truth. */
  get honest(): Participant[] {
    return this.inside.filter((one) => !this.liars.has(one));
  }

  get hostsInside(): Participant[] {
    return this.honest.filter((one) => this.hosts.has(one));
  }

  /** Whether a host made this policy. */
  protected isSigned(text: string): boolean {
    return this.#signed.has(text);
  }

  async becomeHost(participant: Participant): Promise<void> {
    this.note(`${participant.name} is the host`);
    this.hosts.add(participant);
    await participant.engine.host.unlock(this.#key);
  }

  idOfSeat(seat: string): string {
    const holder = this.everyone.find(({ engine }) => engine.options.seat.seat === seat);
    if (holder === undefined) throw new TypeError("nobody has that seat");
    return holder.engine.options.self;
  }

  /** Asks a host for something; whoever left meanwhile does nothing. */
  decide(host: Participant, what: string, decision: () => Promise<unknown>): void {
    this.note(`${host.name} decides: ${what}`);
    decision().catch((error) => {
      if (!(error instanceof RoomError)) throw error;
      this.note(`in vain: ${error.code}`);
    });
  }

  override brokenRule(): string | null {
    return this.broken ?? this.#brokenAtTheDoor() ?? super.brokenRule();
  }

  override brokenIn(people: readonly Participant[]): string | null {
    const honest = people.filter((one) => !this.liars.has(one));
    const versions = new Set(honest.map(({ engine }) => engine.state.governance.version));
    if (versions.size > 1) return `the policies differ: ${[...versions]}`;
    return super.brokenIn(people);
  }

  /**
   * A room whose host decided something that restrains anybody goes on beside another at its address,
   * which was founded by people who know nothing of that: nobody who is bound by it goes over. Parts of
   * one room find each other by the address, unless it is another's.
   */
  override mayBeApart(rooms: readonly (readonly Participant[])[]): boolean {
    const held = this.#atTheAddress[0]?.engine.session;
    const parts = rooms.filter(([one]) => one.engine.session === held);
    if (parts.length !== 1) return this.#isLedByRemoved(parts);
    const free = rooms.filter(([one]) => {
      const policy = this.#policyOf(one);
      return policy === null || !restrains(policy);
    });
    return free.length < 2;
  }

  /**
   * Whether one of two parts of a room is led by somebody whom the host removed in the other. Who is
   * removed is not heard at the door, not even with the host's own key and a later decision.
   */
  #isLedByRemoved(parts: readonly (readonly Participant[])[]): boolean {
    const holders = this.#atTheAddress;
    const removed = (holders.length > 0 && this.#policyOf(holders[0])?.removed) || [];
    const others = parts.filter(([one]) => !holders.includes(one));
    return others.length === 1 &&
      others[0].some(({ engine }) =>
        engine.state.coordinator === engine.options.self &&
        removed.some(({ seat }) => seat === engine.options.seat.seat)
      );
  }

  /** The room that newcomers find. */
  get #atTheAddress(): readonly Participant[] {
    return this.rooms.find((people) => people.some(({ engine }) => engine.holdsAddress)) ?? [];
  }

  /** Whoever waits is heard by the host; and nobody waits at a door that is locked. */
  #brokenAtTheDoor(): string | null {
    const [host] = this.hostsInside.filter((one) => this.#atTheAddress.includes(one));
    const waiting = this.present.filter(waits);
    if (host === undefined || waiting.length === 0) return null;
    const { locked, waiting: knocks } = host.engine.state.governance;
    if (locked) return `${waiting.map(({ name }) => name)} wait at a locked door`;
    const heard = new Set(knocks.map(({ id }) => id));
    const unheard = waiting.filter(({ engine }) => !heard.has(engine.options.self));
    return unheard.length === 0
      ? null
      : `the host does not hear ${unheard.map(({ name }) => name)}`;
  }

  /** A newcomer is received as the host wishes. */
  override async receives(newcomer: Participant): Promise<void> {
    const [member] = this.honest.filter((one) =>
      one !== newcomer && this.#atTheAddress.includes(one)
    );
    const policy = member && this.#policyOf(member);
    if (!policy || !isRestricted(policy)) return await super.receives(newcomer);
    if (policy.locked) {
      if (newcomer.standing !== "out") {
        this.fail(`the room is locked, and the newcomer is ${newcomer.standing}`);
      }
      return;
    }
    const { phase } = newcomer.engine.state;
    if (phase.name !== "joining" || phase.step !== "waiting") {
      this.fail("the newcomer does not wait");
    }
    const [host] = this.hostsInside.filter((one) => this.#atTheAddress.includes(one));
    if (host === undefined) return;
    const knocks = host.engine.state.governance.waiting.map(({ id }) => id);
    if (!knocks.includes(newcomer.engine.options.self)) {
      this.fail("the host does not hear the knock");
    }
    this.decide(host, "admit everyone", () => host.engine.host.admit(knocks));
    await this.time.pass(ADMITTED_MS);
    await super.receives(newcomer);
  }

  #policyOf({ engine }: Participant): Policy | null {
    const text = policyText(engine.keepSeat());
    if (text === null) return null;
    const known = this.#policies.get(text) ?? policySchema.parse(JSON.parse(text));
    this.#policies.set(text, known);
    return known;
  }

  /** What must hold for everyone at every moment. */
  protected watch(participant: Participant): void {
    if (this.broken !== null || this.liars.has(participant)) return;
    const { engine, name } = participant;
    const { governance: { version }, peers } = engine.state;
    const before = this.#held.get(participant);
    const moved = before?.session !== engine.session && !before?.restrained;
    if (version < (before?.version ?? 0) && !moved) this.broke(`${name}'s policy went back`);
    const policy = this.#policyOf(participant);
    const restrained = policy !== null && restrains(policy);
    this.#held.set(participant, { version, session: engine.session, restrained });
    if (policy === null) return;
    const text = policyText(engine.keepSeat());
    if (text === null || !this.#signed.has(text)) {
      this.broke(`${name} holds a policy that no host made`);
    }
    for (const { member } of peers) {
      const shown = this.everyone.find((one) => one.engine.options.self === member.id);
      if (shown === undefined) this.broke(`${name} shows somebody who was invented`);
      else if (!this.hosts.has(shown) && !mayBeHere(policy, shown.engine.options.seat)) {
        this.broke(`${name} shows ${shown.name}, who may not be here`);
      }
    }
  }

  /** A rule was broken, whatever becomes of it later. */
  protected broke(what: string): void {
    this.note(what);
    this.broken ??= what;
  }

  /** A signer that notes the policies that it signs. */
  #remembering(key: Signer | null): Signer {
    if (key === null) throw new TypeError("the simulation asked for no rule");
    const { publicKey, sign } = key;
    return {
      publicKey,
      sign: (message) => {
        const text = new TextDecoder().decode(message);
        this.#signed.add(text.slice(text.indexOf('{"version"')));
        return sign(message);
      },
    };
  }
}

/**
 * One run of a governed room: disturbances and decisions, then rest; `hostFirst`: nobody is in before
 * the host. Throws `BrokenRule`.
 */
export async function simulateGoverned(
  seed: number,
  log?: (line: string) => void,
  hostFirst = false,
): Promise<Outcome> {
  const simulation = new GovernedSimulation(seed, log);
  simulation.hostFirst = hostFirst;
  const { random, time } = simulation;
  await begin(simulation);
  if (hostFirst) {
    await time.pass(random.below(20_000));
    if (simulation.inside.length > 0) simulation.fail("somebody is in before the host");
    await simulation.joinAsHost();
  }
  const moments = 5 + random.below(20);
  for (let n = 0; n < moments; n++) {
    if (random.unit() < 0.5) await govern(simulation);
    else await disturb(simulation);
    if (random.unit() < 0.8) {
      await time.pass(random.below(random.pick([200, 2_000, 12_000, 30_000])));
    }
  }
  return await rest(simulation);
}

/**
 * One run with a coordinator that lies about the host's policy, and then leaves or crashes: the honest
 * ones never believe it. Throws `BrokenRule`.
 */
export async function simulatePolicyLiar(
  seed: number,
  lie: PolicyLie,
  log?: (line: string) => void,
): Promise<Outcome> {
  const simulation = new GovernedSimulation(seed, log);
  const { random, time } = simulation;
  const liar = await simulation.join(
    bending(
      lie,
      random,
      () => liar.standing === "in" && random.unit() < 0.8,
      (seat) => simulation.idOfSeat(seat),
    ),
  );
  simulation.liars.add(liar);
  await time.pass(1_000);
  const host = await simulation.join();
  await time.pass(2_000);
  if (host.standing === "in") await simulation.becomeHost(host);
  const ends = time.now() + random.below(LIFE_MS);
  while (time.now() < ends) {
    if (random.unit() < 0.5) await govern(simulation);
    else if (simulation.present.length < 8) await simulation.join();
    await time.pass(random.below(5_000));
  }
  if (random.unit() < 0.5) simulation.leave(liar);
  else simulation.crash(liar);
  return await rest(simulation);
}

export async function rest(simulation: GovernedSimulation): Promise<Outcome> {
  simulation.note("the last disturbance is over");
  await calm(simulation);
  if (simulation.present.length === 0) await simulation.join();
  let quietAfter = await simulation.comeToRest();
  if (simulation.inside.length === 0) {
    // Whoever waits goes on waiting until the host comes.
    await simulation.joinAsHost();
    quietAfter = await simulation.comeToRest();
  }
  await simulation.serves();
  return { seed: simulation.seed, quietAfter, people: simulation.everyone.length };
}

/** Something that a host does, by chance; where there is no host, somebody may become one. */
export async function govern(simulation: GovernedSimulation): Promise<void> {
  const { random, hostsInside, honest } = simulation;
  if (hostsInside.length === 0) {
    if (honest.length > 0 && random.unit() < 0.7) await simulation.becomeHost(random.pick(honest));
    return;
  }
  const host = random.pick(hostsInside);
  const { engine: { host: desk, state: { governance, peers } } } = host;
  const waiting = governance.waiting.map(({ id }) => id);
  const chance = random.unit();
  if (chance < 0.25) simulation.decide(host, "lobby", () => desk.setLobby(!governance.lobby));
  else if (chance < 0.35) simulation.decide(host, "lock", () => desk.setLocked(!governance.locked));
  else if (chance < 0.5 && waiting.length > 0) {
    const some = waiting.filter(() => random.unit() < 0.7);
    simulation.decide(
      host,
      `admit ${some.map((id) => simulation.nameOf(id))}`,
      () => desk.admit(some),
    );
  } else if (chance < 0.6 && waiting.length > 0) {
    const guest = random.pick(waiting);
    simulation.decide(host, `deny ${simulation.nameOf(guest)}`, () => desk.deny(guest));
  } else if (chance < 0.8 && peers.length > 0) {
    const { member } = random.pick(peers);
    simulation.decide(host, `remove ${member.name}`, () => desk.remove(member.id));
  } else if (chance < 0.9) simulation.decide(host, "clear the chat", () => desk.resetChat());
  else if (peers.length > 0) {
    const { member } = random.pick(peers);
    simulation.decide(host, `label ${member.name}`, () => desk.label(member.id, "Speaker"));
  }
}

function policyText(kept: string): string | null {
  return (JSON.parse(kept) as { policy: { policy: string } | null }).policy?.policy ?? null;
}
