import { hex } from "../../../lib/env/bytes.ts";
import { BROKER, type Place } from "../../../lib/env/network.ts";
import { createMemoryLinks, type MemoryEnds } from "../../../lib/link/memory_link.ts";
import { type Lane, LANES, type Link, type LinkFactory } from "../../../lib/link/mod.ts";
import { isRestricted, restrains } from "../../../lib/room/policy/policy.ts";
import type { RoomLock } from "../../../lib/room/mod.ts";
import { createMemoryBroker, type HeldIds } from "../../../lib/signal/memory_broker.ts";
import { type Broker, clearCodec, type Envelope, type Signal } from "../../../lib/signal/mod.ts";
import { type Fingerprint, fingerprintOfDescription } from "../../../lib/trust/fingerprint.ts";
import type { Signer } from "../../../lib/trust/mod.ts";
import { parseJson } from "../../../lib/wire/json.ts";
import { type ControlMessage, controlSchema } from "../../../lib/wire/control.ts";
import type { SignedPolicy } from "../../../lib/wire/policy.ts";
import { signalSchema } from "../../../lib/wire/signal.ts";
import { Adversary, type Frame, type Machine } from "../attack/adversary.ts";
import { govern, GovernedSimulation } from "./governed_simulation.ts";
import { RoomError } from "../../../lib/errors.ts";
import { seededRandom } from "./random.ts";
import { idealSealing } from "./ideal_sealing.ts";
import { calm, type Ground, type Outcome, type Participant } from "./simulation.ts";

const SCOPE = "simulation?";
/** The most honest people at once. */
const CROWD = 6;
/** Where machines that the adversary runs by hand are in the network. */
const FIRST_MACHINE: Place = 1_000;

/** One end of a connection of somebody honest, and what is known of who they take for the other end. */
interface Watched {
  readonly place: Place;
  readonly link: Link;
  /** Whose certificate is at the other end, as the memory link itself says. */
  truth: Fingerprint | null;
  /** The id that it is meant for, as the description went out; null before that. */
  meant: string | null;
  /** Whether it was said over it that they are let in. */
  welcomed: boolean;
  /** The seat that signed the description which was taken. */
  signed: string | null;
  /** Claims that came over it, before a roster says whose it is. */
  readonly claims: { readonly id: string; readonly seat: string }[];
}

/** What kind of run a seed is. */
export interface Setting {
  readonly hosted: boolean;
  /** The link carries a key. The adversary has it. */
  readonly sealed: boolean;
  /** The adversary is the broker as well. */
  readonly broker: boolean;
  /** Which of the honest ones have platforms that show certificates. */
  readonly certificates: "all" | "some" | "none";
}

/** A room with an adversary in it, watched from below: what leaves whom, for whom, at the moment it does. */
export class AdversarySimulation extends GovernedSimulation {
  readonly adversary: Adversary;
  readonly #held: HeldIds = new Map();
  readonly #ends: MemoryEnds = new Map();
  readonly #sealing;
  readonly #addresses = new Map<string, string>();
  /** The link key that those who come now have. */
  #key = "first key";
  /** Who has which certificate, and who has which seat, of everybody honest. */
  readonly #holders = new Map<Fingerprint, string>();
  readonly #seats = new Set<string>();
  readonly #hostSeats = new Set<string>();
  readonly #links = new Map<string, Watched>();
  /** What an honest seat wrote. */
  readonly #written = new Map<string, Set<string>>();
  /** What the person at a place said of certificates. */
  readonly #said = new Map<string, "match" | "differ">();
  /** Who is at the address, as answers said: the welcome of one attempt counts for the next as well. */
  readonly #welcomes = new Map<Place, { id: string; seat: string }[]>();
  /** Claims that came with offers, by receiver and link. */
  readonly #heralds = new Map<string, { id: string; seat: string }>();
  /** Offers that are their sender's own: seat and certificate fit; by receiver and sender. */
  readonly #offers = new Map<string, boolean>();
  readonly #versions = new Map<
    Place,
    { session: string | null; version: number; bound: boolean }
  >();
  #next: { mole: Machine | null; signer: Signer | null; policy: SignedPolicy | null } = {
    mole: null,
    signer: null,
    policy: null,
  };
  /** How many checks were made, so that a run shows that it looked. */
  checks = 0;

  constructor(seed: number, readonly setting: Setting, log?: (line: string) => void) {
    super(seed, log, setting.hosted);
    this.#sealing = idealSealing(this.random.bytes);
    const { sealed } = setting;
    this.adversary = new Adversary({
      scope: SCOPE,
      random: this.random,
      now: () => this.time.now(),
      after: (ms, run) => void this.time.after(ms, run),
      address: () => this.#addressOf("first key"),
      seal: (envelope, signal) =>
        sealed
          ? this.#sealing.seal("first key", envelope, signal, this.time.now())
          : { v: 1, signal },
      open: (payload) => sealed ? this.#sealing.open("first key", payload) : opened(payload),
      ids: () => this.honestEver.map(({ engine }) => engine.options.self),
      held: setting.broker ? this.#held : null,
      note: (line) => this.note(line),
    });
    for (let n = 0; n < 3; n++) this.adversary.machines.push(this.#machine(FIRST_MACHINE + n));
  }

  get honestEver(): Participant[] {
    return this.everyone.filter((one) => !this.liars.has(one));
  }

  get honestPresent(): Participant[] {
    return this.present.filter((one) => !this.liars.has(one));
  }

  /** Ids of honest people whom the broker does not hear now. */
  get freeIds(): string[] {
    return this.honestEver.map(({ engine }) => engine.options.self)
      .filter((id) => !this.#held.has(id));
  }

  #addressOf(key: string): string {
    const known = this.#addresses.get(key);
    if (known !== undefined) return known;
    const address = hex(this.random.bytes(16));
    this.#addresses.set(key, address);
    return address;
  }

  /** Where the room is, by the link that it began with. */
  get addressNow(): string {
    return this.#addressOf("first key");
  }

  /** Anything at all, sealed by the link's key where there is one. */
  sealed(envelope: Envelope, signal: unknown): unknown {
    return this.adversary.reach.seal(envelope, signal as Signal);
  }

  // ---- what participants stand on

  #machine(place: Place): Machine {
    const certificate = hex(this.random.bytes(32));
    return {
      certificate,
      broker: createMemoryBroker(place, this.network, this.time, this.#held),
      links: createMemoryLinks(place, this.network, this.time, this.#ends, certificate),
      signer: this.signing.signer(),
    };
  }

  override async join(
    bent?: (links: LinkFactory) => LinkFactory,
    hostKey?: Signer,
  ): Promise<Participant> {
    const mole = this.#next.mole;
    const participant = await super.join(bent, hostKey);
    const { engine, place } = participant;
    const { self, seat: { seat, certificate } } = engine.options;
    if (mole !== null) {
      this.liars.add(participant);
      this.adversary.vouch(self, seat, certificate);
      return participant;
    }
    this.#seats.add(seat);
    if (hostKey !== undefined) this.#hostSeats.add(seat);
    engine.on("chat", ({ author, text, passedOnBy }) => {
      if (passedOnBy !== null || author === self) return;
      const speaker = engine.seatOf(author);
      if (speaker === null || !this.#seats.has(speaker)) return;
      if (this.#written.get(speaker)?.has(text)) return;
      this.broke(`p${place} shows "${text}" as of ${this.nameOf(author)}, who never wrote it`);
    });
    return participant;
  }

  override async becomeHost(participant: Participant): Promise<void> {
    this.#hostSeats.add(participant.engine.options.seat.seat);
    await super.becomeHost(participant);
  }

  /** The adversary runs an honest engine, bent, on one of its machines. */
  async joinAsMole(): Promise<Participant> {
    const place = this.everyone.length + 1;
    const machine = this.#machine(place);
    this.adversary.machines.push(machine);
    let self = "";
    this.#next = { mole: machine, signer: machine.signer, policy: null };
    const mole = await this.join(this.adversary.bend(machine, () => self));
    self = mole.engine.options.self;
    return mole;
  }

  /** A page is loaded again: the same seat, another id and another certificate. */
  async reload(participant: Participant): Promise<void> {
    const { engine } = participant;
    const { policy } = JSON.parse(engine.keepSeat()) as { policy: SignedPolicy | null };
    this.note(`${participant.name} reloads`);
    participant.standing = "out";
    void engine.leave({ back: true });
    this.#next = { mole: null, signer: engine.options.seatSigner, policy };
    await this.join();
  }

  protected override ground(place: Place): Promise<Ground> {
    const { mole, signer, policy } = this.#next;
    this.#next = { mole: null, signer: null, policy: null };
    const { broker, links, certificate } = mole ?? this.#machine(place);
    const { certificates } = this.setting;
    const shows = certificates === "all" || (certificates === "some" && this.random.unit() < 0.6);
    const fingerprint = shows ? certificate : null;
    const lockFor = (self: string, key: string) => this.#lock(place, self, key, mole === null);
    const key = this.#key;
    return Promise.resolve({
      broker: mole === null && this.setting.broker ? this.#tapped(broker) : broker,
      links: {
        ...links,
        fingerprint,
        create: (options) =>
          mole === null ? this.#watched(place, certificate, links, options) : links.create(options),
      },
      lock: (self: string) => lockFor(self, key),
      lockFor,
      ...signer === null ? {} : { signer },
      policy,
    });
  }

  #lock(place: Place, self: string, key: string, honest: boolean): RoomLock {
    const address = this.#addressOf(key);
    const ours = (id: string): boolean =>
      id === self || (id === address && (this.everyone[place - 1]?.engine.holdsAddress ?? false));
    const codec = this.setting.sealed ? this.#sealing.codec(key, this.time, ours) : clearCodec;
    const text = this.setting.sealed ? key : null;
    if (!honest) return { address, codec, key: text };
    return {
      address,
      key: text,
      codec: {
        sealed: codec.sealed,
        encode: (envelope, signal) => {
          this.#leaves(place, envelope, signal, address);
          return codec.encode(envelope, signal);
        },
        decode: async (envelope, payload) => {
          const signal = await codec.decode(envelope, payload);
          this.#comes(place, envelope, signal);
          return signal;
        },
      },
    };
  }

  /** The way to a broker that is the adversary's. */
  #tapped(broker: Broker): Broker {
    return {
      open: async (id, listener) => {
        const mailbox = await broker.open(id, listener);
        if (mailbox === "taken") return mailbox;
        const send = mailbox.send.bind(mailbox);
        mailbox.send = (type, dst, payload) => {
          const frame: Frame = { envelope: { type, src: id, dst }, payload };
          for (const { frame: next, ms } of this.adversary.tamper(frame)) {
            if (next === frame && ms === 0) send(type, dst, payload);
            else this.time.after(ms + this.random.below(50), () => this.adversary.inject(next));
          }
        };
        return mailbox;
      },
    };
  }

  // ---- the watch

  #watched(
    place: Place,
    certificate: Fingerprint,
    links: LinkFactory,
    options: Parameters<LinkFactory["create"]>[0],
  ): Link {
    const { listener } = options;
    const link = links.create({
      ...options,
      listener: {
        ...listener,
        certificate: (seen) => {
          watched.truth = seen;
          listener.certificate(seen);
        },
        message: (channel, text) => {
          if (channel === "control") noteClaim(watched, text);
          listener.message(channel, text);
        },
      },
    });
    const herald = this.#heralds.get(`${place} ${options.id}`);
    const claims = herald === undefined ? [] : [herald];
    const watched: Watched = {
      place,
      link,
      truth: null,
      meant: null,
      welcomed: false,
      signed: null,
      claims,
    };
    this.#links.set(`${place} ${options.id}`, watched);
    this.#holders.set(certificate, this.everyone[place - 1]?.engine.options.seat.seat ?? "");
    const accept = link.accept.bind(link);
    link.accept = (signal) => {
      if (signal.kind === "offer" || signal.kind === "answer") {
        watched.signed ??= signal.by?.seat ?? null;
      }
      accept(signal);
    };
    const [send, sendBytes, setTrack] = [
      link.send.bind(link),
      link.sendBytes.bind(link),
      link.setTrack.bind(link),
    ];
    link.send = (channel, text) => {
      if (link.ready) this.#checkText(watched, channel, text);
      send(channel, text);
    };
    link.sendBytes = (data) => {
      if (link.ready) this.#check(watched, "bytes of a file", "member", true);
      return sendBytes(data);
    };
    link.setTrack = (lane, track) => {
      if (track !== null && link.state.name !== "closed") {
        this.#check(watched, `a track (${lane})`, "member", true);
      }
      return setTrack(lane, track);
    };
    // What arrives is there from the moment when DTLS stands, whoever it is from.
    Object.defineProperty(link, "tracks", {
      get: () => {
        const track = { from: watched };
        return watched.truth === null ? {} : Object.fromEntries(LANES.map((lane) => [lane, track]));
      },
    });
    return link;
  }

  #checkText(watched: Watched, channel: Parameters<Link["send"]>[0], text: string): void {
    if (channel !== "control") {
      const withheld = channel !== "verify";
      const seat = this.#check(watched, `text (${channel})`, "member", withheld);
      const [, reader] = /"for ([\w-]{86})"/.exec(text) ?? [];
      if (reader !== undefined && text.includes('"direct":true') && seat !== null) {
        // A line to somebody whom the adversary only listed is the adversary's own affair.
        if (reader !== seat && this.#seats.has(reader)) {
          this.broke(`p${watched.place} says a private line to somebody else`);
        }
      }
      return;
    }
    const message = parseJson(controlSchema, text);
    if (message === null) return this.broke(`p${watched.place} says what cannot be read`);
    const reader = readerOf(message);
    if (message.t === "welcome") watched.welcomed = true;
    if (reader !== "anybody") this.#check(watched, message.t, reader, false);
    if (message.t === "knocks") this.#checkKnocks(watched);
  }

  #checkKnocks(watched: Watched): void {
    const seat = this.#seatAt(watched);
    if (seat !== null && !this.#hostSeats.has(seat)) {
      const [, holder] = [seat, this.#nameOfCertificate(watched.truth ?? "")];
      this.broke(`p${watched.place} tells of knocks to ${holder}, who is not the host`);
    }
  }

  /** Whoever is meant by a connection, as its owner has to believe: by id and seat. */
  #believed({ place, meant, claims }: Watched): { id: string; seat: string }[] {
    const { engine } = this.everyone[place - 1];
    const told = meant === null ? this.#welcomes.get(place) ?? [] : [];
    const made = [...claims, ...told].map(({ id, seat }) => ({
      id: id === "" ? meant ?? "" : id,
      seat,
    }));
    const ids = meant === null
      ? made
      : [{ id: meant, seat: null }, ...made.filter(({ id }) => id === meant)];
    return ids.flatMap(({ id, seat }) => {
      // Whoever is at the address is bound to what they said of themselves, whatever a roster says.
      const known = [engine.seatOf(id), ...meant === null ? [seat] : []];
      const seats = known.filter((one) => one !== null);
      return (seats.length === 0 && seat !== null ? [seat] : seats).map((one) => ({
        id,
        seat: one,
      }));
    });
  }

  /** The seat whose claim names the certificate at the other end; null where none does. */
  #seatAt(watched: Watched): string | null {
    const { truth } = watched;
    if (truth === null) return null;
    const found = this.#believed(watched).find(({ id, seat }) => {
      if (this.#seats.has(seat)) return this.#holders.get(truth) === seat;
      const claimed = this.adversary.claimed.get(`${id} ${seat}`);
      // A claim that names no certificate is held to the description that its seat signed.
      return watched.signed === seat && (claimed?.has(truth) || claimed?.has(null));
    });
    if (found === undefined) return null;
    // Whoever was known is known by that from now on, also once no roster lists them any more.
    if (!watched.claims.some(({ id }) => id === found.id)) watched.claims.push(found);
    return found.seat;
  }

  #check(
    watched: Watched,
    what: string,
    reader: "guest" | "newcomer" | "member",
    withheld: boolean,
  ): string | null {
    this.checks++;
    const { place, truth } = watched;
    const { engine, name } = this.everyone[place - 1];
    const seat = this.#seatAt(watched);
    if (truth === null) {
      this.broke(`${name} gives ${what} to a certificate that nobody has read`);
      return null;
    }
    if (seat === null) {
      const believed = this.#believed(watched).map(({ id }) => this.nameOf(id).slice(0, 8));
      this.broke(
        `${name} gives ${what} to ${
          this.#nameOfCertificate(truth)
        }, for [${believed}] (${watched.meant})`,
      );
      return null;
    }
    if (withheld && this.#said.get(`${place} ${truth}`) === "differ") {
      this.broke(`${name} gives ${what} to somebody whose code differs`);
    }
    if (reader === "guest") return seat;
    const { policy } = engine;
    if (policy.removed.some((removed) => removed.seat === seat)) {
      this.broke(`${name} gives ${what} to somebody who was removed`);
    } else if (
      isRestricted(policy) && !policy.seated.includes(seat) && !this.#hostSeats.has(seat)
    ) this.broke(`${name} gives ${what} to somebody who was not let in`);
    if (reader === "member") {
      const member = () => this.#believed(watched).some(({ id }) => engine.seatOf(id) === seat);
      // A newcomer is let in first and listed then, both at once.
      if (!member()) {
        queueMicrotask(() => {
          if (!member() && !watched.welcomed) {
            this.broke(`${name} gives ${what} to somebody who is no member`);
          }
        });
      }
    }
    return seat;
  }

  #nameOfCertificate(certificate: Fingerprint): string {
    const seat = this.#holders.get(certificate);
    const holder = this.everyone.find(({ engine }) => engine.options.seat.seat === seat);
    return holder?.name ?? "the adversary";
  }

  /** A signal leaves somebody honest. */
  #leaves(place: Place, { src, dst }: Envelope, signal: Signal, address: string): void {
    if (signal.kind !== "offer" && signal.kind !== "answer") return;
    const watched = this.#links.get(`${place} ${signal.link}`);
    if (watched !== undefined && dst !== address) watched.meant = dst;
    if (signal.kind !== "answer" || signal.reply === undefined || "refused" in signal.reply) return;
    const { engine, name } = this.everyone[place - 1];
    if (src !== address || !this.#offers.get(`${place} ${signal.link}`)) {
      this.broke(`${name} tells of the room in an answer to an offer that is not its sender's`);
    }
    if (isRestricted(engine.policy)) {
      this.broke(`${name} tells of a closed room before it saw a certificate`);
    }
  }

  /** A signal reaches somebody honest. */
  #comes(place: Place, { src }: Envelope, signal: Signal): void {
    if (signal.kind === "offer" && signal.hello !== undefined) {
      const { seat, certificate } = signal.hello;
      const described = fingerprintOfDescription(signal.sdp);
      const fits = signal.by?.seat === seat && (certificate === null || certificate === described);
      this.#offers.set(`${place} ${signal.link}`, fits);
      this.#heralds.set(`${place} ${signal.link}`, { id: src, seat });
    }
    if (signal.kind === "answer" && signal.reply && "welcome" in signal.reply) {
      const { coordinator, members } = signal.reply.welcome;
      const member = members.find(({ id }) => id === coordinator);
      if (member !== undefined) {
        this.#welcomes.set(place, [...this.#welcomes.get(place) ?? [], member].slice(-8));
      }
    }
  }

  // ---- what an honest page shows

  protected override watch(participant: Participant): void {
    if (this.broken !== null || this.liars.has(participant)) return;
    const { engine, name, place } = participant;
    const { peers, phase } = engine.state;
    const { policy, session } = engine;
    this.#watchPolicy(participant);
    if (phase.name !== "joined") return;
    for (const { member: { id }, tracks, trust } of peers) {
      const seat = engine.seatOf(id);
      if (seat === null) continue;
      const ours = this.#seats.has(seat) || this.adversary.claimed.has(`${id} ${seat}`);
      if (!ours) this.broke(`${name} shows somebody who was invented`);
      if (policy.removed.some((removed) => removed.seat === seat)) {
        this.broke(`${name} shows somebody who was removed`);
      }
      if (
        isRestricted(policy) && policy.session === session && !policy.seated.includes(seat) &&
        !this.#hostSeats.has(seat)
      ) this.broke(`${name} shows somebody who was not let in`);
      for (const lane of Object.keys(tracks) as Lane[]) {
        this.checks++;
        const { from } = tracks[lane] as unknown as { from: Watched };
        const shown = this.#seats.has(seat)
          ? this.#holders.get(from.truth ?? "") === seat
          : this.#seatAt(from) === seat;
        if (!shown) this.broke(`${name} draws somebody else's ${lane} as ${this.nameOf(id)}'s`);
      }
      const { state } = trust;
      if (
        state.name === "compared" && this.#said.get(`${place} ${state.fingerprint}`) !== "match"
      ) {
        this.broke(`${name} counts a certificate as compared that nobody compared`);
      }
    }
  }

  #watchPolicy(participant: Participant): void {
    const { engine, name, place } = participant;
    const { policy, session } = engine;
    const before = this.#versions.get(place);
    const moved = before?.session !== session && !before?.bound;
    if (policy.version < (before?.version ?? 0) && !moved) {
      this.broke(`${name}'s policy went back from ${before?.version} to ${policy.version}`);
    }
    this.#versions.set(place, { session, version: policy.version, bound: restrains(policy) });
    if (policy.version === 0) return;
    const { policy: signed } = JSON.parse(engine.keepSeat()) as { policy: SignedPolicy | null };
    if (signed !== null && !this.isSigned(signed.policy)) {
      this.broke(`${name} holds a policy that no host made`);
    }
    // A host decides anew in another session, and holds to what it had decided until then.
    if (engine.seated && policy.session !== session && !this.hosts.has(participant)) {
      this.broke(`${name} holds to a policy of another session`);
    }
  }

  override brokenRule(): string | null {
    return this.broken ?? (this.ofOneLink ? super.brokenRule() : null);
  }

  /** Whether everybody has the same link: rooms of two links are two rooms. */
  get ofOneLink(): boolean {
    return new Set(this.present.map(({ engine }) => engine.state.key)).size <= 1;
  }

  override brokenIn(people: readonly Participant[]): string | null {
    const other = people.find(({ engine: { policy, session } }) =>
      policy.version > 0 && policy.session !== session
    );
    return other === undefined ? super.brokenIn(people) : `${other.name} holds to another session`;
  }

  /** Whoever says that a certificate is another's writes nothing to its holder, who is told so. */
  protected override mayLack({ state }: Participant["engine"], author: string): boolean {
    return state.peers.find(({ member }) => member.id === author)?.halted ?? false;
  }

  /**
   * Whom the adversary forestalled, by showing their id as a seat of its own to somebody who had not
   * met them yet, is not let in there under that id in this visit: their pages are loaded again.
   */
  async reloadForestalled(): Promise<void> {
    for (const one of this.present.filter((one) => this.#isForestalled(one))) {
      await this.reload(one);
    }
  }

  #isForestalled({ engine: { options: { self, seat } } }: Participant): boolean {
    return [...this.adversary.claimed.keys()].some((claim) => {
      const [id, claimed] = claim.split(" ");
      return id === self && claimed !== seat.seat;
    });
  }

  // ---- what honest people do

  write(participant: Participant, to: string | null): void {
    const { engine } = participant;
    const { seat } = engine.options.seat;
    const reader = to === null ? null : engine.seatOf(to);
    const text = reader === null ? `line ${this.random.below(1e6)}` : `for ${reader}`;
    this.#written.set(seat, (this.#written.get(seat) ?? new Set()).add(text).add("after rest"));
    engine.chat(text, reader === null ? undefined : to ?? undefined);
  }

  /** Somebody turns a lane on or off. */
  show({ engine, name }: Participant): void {
    const lane = this.random.pick(LANES);
    const track = this.random.unit() < 0.8 ? { stop() {} } as unknown as MediaStreamTrack : null;
    this.note(`${name} ${track === null ? "hides" : "shows"} ${lane}`);
    engine.setTrack(lane, track).catch((error) => {
      if (!(error instanceof RoomError)) throw error;
    });
  }

  /** The machines that the adversary ran by hand are gone. */
  crashMachines(): void {
    for (let n = 0; n < 3; n++) this.network.crash(FIRST_MACHINE + n);
  }

  /** Two people compare their codes: they match where each is who the other takes them for. */
  compare(participant: Participant): void {
    const { engine, place } = participant;
    const known = engine.state.peers.flatMap(({ member: { id }, trust: { state } }) =>
      "fingerprint" in state && state.fingerprint !== null
        ? [{ id, fingerprint: state.fingerprint }]
        : []
    );
    if (known.length === 0) return;
    const { id, fingerprint } = this.random.pick(known);
    const seat = engine.seatOf(id);
    const matches = seat !== null && this.#holders.get(fingerprint) === seat;
    this.#said.set(`${place} ${fingerprint}`, matches ? "match" : "differ");
    engine.compare(id, matches ? "match" : "differ", fingerprint);
  }

  /** The host changes the link: whoever comes from now on has the new one. */
  rekey(host: Participant): void {
    this.decide(host, "new link", async () => {
      this.#key = await host.engine.host.rekey();
    });
  }

  /** Those who come now have the link of those who are there. */
  useLinkOfThoseInside(): void {
    const key = this.inside[0]?.engine.state.key;
    if (key !== undefined && key !== null) this.#key = key;
  }

  override async serves(): Promise<void> {
    this.useLinkOfThoseInside();
    for (const { engine } of this.inside) {
      const { seat } = engine.options.seat;
      this.#written.set(seat, (this.#written.get(seat) ?? new Set()).add("after rest"));
    }
    await super.serves();
    if (this.broken !== null) this.fail(this.broken);
  }

  cutFromBroker(participant: Participant): void {
    this.note(`${participant.name} is cut off from the broker`);
    this.network.cut(BROKER, participant.place);
  }
}

/** One run: an earlier session, then today's with the adversary in it, then rest. Throws `BrokenRule`. */
export async function simulateAdversary(
  seed: number,
  hosted: boolean,
  log?: (line: string) => void,
): Promise<Outcome & { readonly checks: number }> {
  const chance = seededRandom(seed ^ 0x5eed);
  const setting: Setting = {
    hosted,
    sealed: chance.unit() < 0.6,
    broker: chance.unit() < 0.5,
    certificates: chance.pick(["all", "some", "none"]),
  };
  const simulation = new AdversarySimulation(seed, setting, log);
  simulation.note(JSON.stringify(setting));
  const { random, time } = simulation;
  await earlierSession(simulation);
  await begin(simulation);
  await storm(simulation, await simulation.joinAsMole());
  simulation.note("the adversary is gone");
  await calm(simulation);
  simulation.useLinkOfThoseInside();
  await simulation.reloadForestalled();
  if (simulation.present.length === 0) await simulation.join();
  if (simulation.broken !== null) simulation.fail(simulation.broken);
  let quietAfter = await simulation.comeToRest();
  if (hosted && simulation.inside.length === 0) {
    // Whoever waits goes on waiting until the host comes.
    await simulation.joinAsHost();
    quietAfter = await simulation.comeToRest();
  }
  if (random.unit() < 0.3 && simulation.ofOneLink) await simulation.serves();
  await time.pass(0);
  return { seed, quietAfter, people: simulation.everyone.length, checks: simulation.checks };
}

/** What the adversary was there for as a member like any other, and kept. */
async function earlierSession(simulation: AdversarySimulation): Promise<void> {
  const { random, time, setting } = simulation;
  const host = setting.hosted ? await simulation.joinAsHost() : await simulation.join();
  await time.pass(500);
  const mole = await simulation.joinAsMole();
  await simulation.join();
  await time.pass(2_000);
  for (let n = 0; n < 3; n++) {
    if (setting.hosted) await govern(simulation);
    if (host.standing === "in") simulation.write(host, null);
    await time.pass(random.below(1_000));
  }
  for (const one of [...simulation.present]) simulation.leave(one);
  mole.standing = "out";
  await time.pass(3_000);
}

async function begin(simulation: AdversarySimulation): Promise<void> {
  const { random, network, time, setting } = simulation;
  network.weather = {
    delay: random.pick([1, 20]),
    spread: random.pick([5, 50, 500]),
    loss: random.pick([0, 0, 0.05]),
  };
  const founders = 1 + random.below(3);
  for (let n = 0; n < founders; n++) {
    await (setting.hosted && n === 0 ? simulation.joinAsHost() : simulation.join());
    if (random.unit() < 0.7) await time.pass(random.below(2_000));
  }
  await time.pass(500);
}

async function storm(simulation: AdversarySimulation, mole: Participant): Promise<void> {
  const { random, time, adversary, setting } = simulation;
  await time.pass(random.below(4_000));
  const removed = setting.hosted && random.unit() < 0.5;
  const moments = 8 + random.below(12);
  for (let n = 0; n < moments && simulation.broken === null; n++) {
    const host = simulation.hostsInside[0];
    if (removed && n >= 3 && mole.standing === "in" && host !== undefined) {
      const id = mole.engine.options.self;
      if (host.engine.seatOf(id) !== null) {
        simulation.decide(host, "remove the adversary", () => host.engine.host.remove(id));
      }
    }
    const acts = 1 + random.below(6);
    for (let act = 0; act < acts; act++) {
      // Not waited for: the broker answers as time goes by.
      void adversary.act(simulation.freeIds);
      await time.pass(random.below(150));
    }
    if (random.unit() < 0.6) await stir(simulation);
    if (setting.hosted && random.unit() < 0.35) await govern(simulation);
    await time.pass(random.below(random.pick([200, 1_000, 5_000])));
  }
  adversary.end();
  if (mole.standing !== "out") {
    if (random.unit() < 0.5) simulation.leave(mole);
    else simulation.crash(mole);
  }
  simulation.crashMachines();
}

/** Something that somebody honest does, by chance. */
async function stir(simulation: AdversarySimulation): Promise<void> {
  const { random, network, honestPresent, honest, hostsInside, setting } = simulation;
  const chance = random.unit();
  if (chance < 0.2 || honestPresent.length === 0) {
    if (honestPresent.length < CROWD) await simulation.join();
    return;
  }
  const one = random.pick(honestPresent);
  if (chance < 0.25) return simulation.leave(one);
  if (chance < 0.32) return simulation.crash(one);
  if (chance < 0.37) return simulation.kill(one);
  if (chance < 0.42) return simulation.cutFromBroker(one);
  if (chance < 0.5) return network.heal();
  if (honest.length === 0) return;
  const member = random.pick(honest);
  const peers = member.engine.state.peers.map(({ member: { id } }) => id);
  if (chance < 0.55) await simulation.reload(member);
  else if (chance < 0.7) simulation.show(member);
  else if (chance < 0.78) simulation.write(member, null);
  else if (chance < 0.85 && peers.length > 0) simulation.write(member, random.pick(peers));
  else if (chance < 0.95) simulation.compare(member);
  else if (setting.sealed && hostsInside.length > 0) simulation.rekey(random.pick(hostsInside));
}

/** Who may read a control message: anybody; whoever is proven; or whoever may be here, in or not. */
function readerOf({ t }: ControlMessage): "anybody" | "guest" | "newcomer" | "member" {
  switch (t) {
    case "hello":
    case "refused":
      return "anybody";
    case "waiting":
    case "governed":
    case "policy":
      return "guest";
    case "met":
    case "merge":
    case "come":
    case "stay":
      return "newcomer";
    default:
      return "member";
  }
}

function noteClaim({ claims }: Watched, text: string): void {
  if (!/^\{"t":"(hello|welcome|met)"/.test(text) || claims.length > 8) return;
  const message = parseJson(controlSchema, text);
  if (message?.t === "hello") claims.push({ id: "", seat: message.hello.seat });
  if (message?.t === "met") claims.push(message.member);
  if (message?.t !== "welcome") return;
  const { coordinator, members } = message.roster;
  const member = members.find(({ id }) => id === coordinator);
  if (member !== undefined) claims.push(member);
}

function opened(payload: unknown): Signal | null {
  const { signal } = payload as { signal?: unknown };
  const parsed = signalSchema.safeParse(signal);
  return parsed.success ? parsed.data : null;
}
