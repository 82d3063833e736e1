import { base64url, hex } from "../../../lib/env/bytes.ts";
import type { Link, LinkFactory } from "../../../lib/link/mod.ts";
import type { HeldIds } from "../../../lib/signal/memory_broker.ts";
import type { Broker, Envelope, Mailbox, Signal } from "../../../lib/signal/mod.ts";
import { SIGNAL_TYPE } from "../../../lib/signal/types.ts";
import { describedFingerprint, type Fingerprint } from "../../../lib/trust/fingerprint.ts";
import type { Signer } from "../../../lib/trust/mod.ts";
import { type SeatClaim, takeSeat } from "../../../lib/room/policy/seat.ts";
import { type Provable, withProof } from "../../../lib/room/policy/seat_proofs.ts";
import { parseJson } from "../../../lib/wire/json.ts";
import type { SignedCommand } from "../../../lib/wire/command.ts";
import type { SignedPolicy } from "../../../lib/wire/policy.ts";
import { controlSchema, type Roster, type RosterMember } from "../../../lib/wire/control.ts";
import type { SeededRandom } from "../simulation/random.ts";

/** One frame on the broker's path. */
export interface Frame {
  readonly envelope: Envelope;
  readonly payload: unknown;
}

/** A text on one of a connection's channels. */
export type Said = { readonly channel: Parameters<Link["send"]>[0]; readonly text: string };

/** A machine of the adversary's: a place in the network, with a certificate and a seat of its own. */
export interface Machine {
  readonly certificate: Fingerprint;
  readonly broker: Broker;
  readonly links: LinkFactory;
  readonly signer: Signer;
}

/** What the adversary reaches of the world. It never gets at a key or a certificate of anybody else's. */
export interface Reach {
  readonly scope: string;
  readonly random: SeededRandom;
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => void;
  /** Where the room is, by the link that the adversary has. */
  readonly address: () => string;
  /** Seals and opens by the link's key; in a room without one these are clear. */
  readonly seal: (envelope: Envelope, signal: Signal) => unknown;
  readonly open: (payload: unknown) => Signal | null;
  /** Ids of everybody honest, in this session and before. */
  readonly ids: () => readonly string[];
  /** What the broker holds, where the adversary runs it; null where it does not. */
  readonly held: HeldIds | null;
  readonly note: (line: string) => void;
}

/** An end of a connection that the adversary made by hand. */
interface End {
  readonly link: Link;
  readonly machine: Machine;
  /** The id that it goes by, and whom it speaks to. */
  readonly self: string;
  readonly peer: string;
  readonly role: "dialler" | "answerer";
}

const SILENT = { microphone: false, camera: false, screen: false };
/** How much of each kind is kept. */
const KEPT_MAX = 60;

/**
 * Somebody who has the link, was a member in an earlier session and is one in this, keeps all that it
 * hears and says it again, takes ids that are free, dials and answers in anybody's name, coordinates,
 * lies, holds back and reorders; where it runs the broker, it does with frames what it likes. It has
 * machines, seats and certificates of its own, and can break no signature and no DTLS.
 */
export class Adversary {
  readonly machines: Machine[] = [];
  /** What its seats claimed, ever: by id and seat, the certificates; null where a claim names none. */
  readonly claimed = new Map<string, Set<Fingerprint | null>>();
  /** Whether it lies, alters and answers; otherwise its engine is as honest as any. */
  active = true;
  #ended = false;
  readonly #claims = new Map<string, RosterMember>();
  readonly #policies: SignedPolicy[] = [];
  readonly #commands: SignedCommand[] = [];
  readonly #rosters: Roster[] = [];
  readonly #texts: Said[] = [];
  readonly #frames: Frame[] = [];
  readonly #described: (Signal & { kind: "offer" | "answer" })[] = [];
  readonly #mailboxes = new Map<string, Mailbox>();
  readonly #ends: End[] = [];
  /** Connections of the honest engine that the adversary runs, and who is at their other end. */
  #moles: { readonly link: Link; readonly say: (said: Said) => void }[] = [];
  #moleId: string | null = null;
  #count = 0;

  constructor(readonly reach: Reach) {}

  // ---- what it keeps

  /** Somebody's words reached one of its ends. */
  hear(said: Said): void {
    keep(this.#texts, said);
    const message = said.channel === "control" ? parseJson(controlSchema, said.text) : null;
    switch (message?.t) {
      case "roster":
        return this.#keepRoster(message.roster);
      case "welcome":
      case "merge":
        this.#keepRoster(message.roster);
        if (message.policy !== null) keep(this.#policies, message.policy);
        return;
      case "policy":
      case "governed":
        return keep(this.#policies, message.signed);
      case "command":
        return keep(this.#commands, message.signed);
      case "met":
        return void this.#claims.set(message.member.id, message.member);
    }
  }

  #keepRoster(roster: Roster): void {
    keep(this.#rosters, roster);
    for (const member of roster.members) this.#claims.set(`${member.id} ${member.seat}`, member);
  }

  #keepFrame(frame: Frame): void {
    keep(this.#frames, frame);
    const signal = this.reach.open(frame.payload);
    if (signal === null) return;
    if (signal.kind === "offer" || signal.kind === "answer") keep(this.#described, signal);
    if (signal.kind === "offer" && signal.hello !== undefined) {
      const { src } = frame.envelope;
      this.#claims.set(`${src} ${signal.hello.seat}`, {
        id: src,
        order: 0,
        rev: 0,
        ...signal.hello,
      });
    }
    if (signal.kind === "answer" && signal.reply !== undefined && "welcome" in signal.reply) {
      this.#keepRoster(signal.reply.welcome);
      if (signal.reply.policy !== null) keep(this.#policies, signal.reply.policy);
    }
  }

  // ---- on the broker's path

  /** A frame of somebody honest passes by: what is delivered in its place, and how much later. */
  tamper(frame: Frame): readonly { readonly frame: Frame; readonly ms: number }[] {
    this.#keepFrame(frame);
    const { random } = this.reach;
    if (!this.active || random.unit() < 0.7) return [{ frame, ms: 0 }];
    const late = random.below(8_000);
    switch (random.below(6)) {
      case 0:
        return [];
      case 1:
        return [{ frame, ms: late }];
      case 2:
        return [{ frame, ms: 0 }, { frame, ms: late }];
      case 3:
        return [{ frame: this.#readdressed(frame), ms: 0 }];
      case 4:
        return [{ frame: this.#withOwnEnd(frame), ms: 0 }];
      default:
        return [{ frame: random.pick(this.#frames), ms: 0 }];
    }
  }

  #readdressed({ envelope, payload }: Frame): Frame {
    const { random } = this.reach;
    const side = random.unit() < 0.5 ? { src: this.#someId() } : { dst: this.#someId() };
    return { envelope: { ...envelope, ...side }, payload };
  }

  /** The frame, with a description of one of our machines under the seal and signature that it had. */
  #withOwnEnd(frame: Frame): Frame {
    const signal = this.reach.open(frame.payload);
    if (signal === null || (signal.kind !== "offer" && signal.kind !== "answer")) return frame;
    const sdp = describedFingerprint(this.#machine().certificate);
    return { ...frame, payload: this.reach.seal(frame.envelope, { ...signal, sdp }) };
  }

  // ---- machines by hand

  #machine(): Machine {
    return this.reach.random.pick(this.machines);
  }

  #someId(): string {
    const { random, ids, address } = this.reach;
    const known = ids();
    return known.length === 0 || random.unit() < 0.25 ? address() : random.pick(known);
  }

  /** Claims an id at the broker, as whoever asks first. */
  async take(id: string): Promise<boolean> {
    if (this.#mailboxes.has(id)) return true;
    const machine = this.#machine();
    const mailbox = await machine.broker.open(id, {
      signal: (envelope, payload) => this.#receive(machine, envelope, payload),
      expired: () => {},
      state: () => {},
    }).catch(() => "taken" as const);
    if (mailbox === "taken") return false;
    if (this.#ended) {
      mailbox.close();
      return false;
    }
    this.reach.note(
      `the adversary holds ${id === this.reach.address() ? "the address" : id.slice(0, 6)}`,
    );
    this.#mailboxes.set(id, mailbox);
    return true;
  }

  giveBack(id: string): void {
    this.#mailboxes.get(id)?.close();
    this.#mailboxes.delete(id);
  }

  #receive(machine: Machine, envelope: Envelope, payload: unknown): void {
    this.#keepFrame({ envelope, payload });
    const signal = this.reach.open(payload);
    if (signal === null) return;
    const end = this.#ends.find(({ link, peer, self }) =>
      link.id === signal.link && peer === envelope.src && self === envelope.dst
    );
    if (end !== undefined) return end.link.accept(signal);
    if (!this.active) return;
    if (signal.kind !== "offer" || this.reach.random.unit() < 0.1) return;
    const answering = this.reach.random.unit() < 0.7 ? machine : this.#machine();
    const made = this.#makeEnd(answering, envelope.dst, envelope.src, "answerer", signal.link);
    made.link.start();
    made.link.accept(signal);
  }

  /** Dials somebody by an id that may be anybody's. */
  dial(self: string, peer: string): void {
    const id = hex(this.reach.random.bytes(8));
    this.#makeEnd(this.#machine(), self, peer, "dialler", id).link.start();
  }

  #makeEnd(
    machine: Machine,
    self: string,
    peer: string,
    role: End["role"],
    id: string,
    first?: object,
  ): End {
    const { random } = this.reach;
    const link: Link = machine.links.create({
      id,
      role,
      listener: {
        signal: (signal) => void this.#sendSignal(end, signal),
        state: () => {},
        certificate: () => link.prove(),
        opened: () => {
          if (first === undefined) void this.#opened(end);
          else link.send("control", JSON.stringify(first));
        },
        refused: () => {},
        wayChanged: () => {},
        message: (channel, text) => this.hear({ channel, text }),
        bytes: () => {},
        drained: () => {},
      },
    });
    const end: End = { link, machine, self, peer, role };
    this.#ends.push(end);
    if (this.#ends.length > 24) this.#ends.shift()?.link.close();
    // What honest engines do at once, a liar does at any time.
    if (first === undefined && random.unit() < 0.1) {
      this.reach.after(random.below(3_000), () => void this.#opened(end));
    }
    return end;
  }

  /** A description as it leaves: signed by one of our seats, by nobody, or with a signature that was seen. */
  async #sendSignal({ self, peer, machine }: End, signal: Signal): Promise<void> {
    const { random, address } = this.reach;
    const envelope = { type: SIGNAL_TYPE[signal.kind], src: self, dst: peer };
    if (signal.kind === "bye" || signal.kind === "candidate") return this.#carry(envelope, signal);
    const seen = this.#described.filter(({ kind }) => kind === signal.kind);
    let out: Signal = signal;
    const chance = this.active ? random.unit() : 0.5;
    if (chance < 0.1 && seen.length > 0) {
      // Somebody's own description, as it was signed; nobody but them can complete it.
      const { sdp, by } = random.pick(seen);
      out = { ...signal, sdp, by };
    } else if (chance < 0.2 && seen.length > 0) {
      out = { ...signal, by: random.pick(seen).by };
    } else if (chance < 0.95) {
      const own = !this.active || random.unit() < 0.8;
      const signer = own ? machine.signer : this.#machine().signer;
      const sdp = chance < 0.25 && seen.length > 0 ? random.pick(seen).sdp : signal.sdp;
      const n = random.unit() < 0.9 ? ++this.#count : 2 ** 40 + this.#count++;
      out = await this.#signed(envelope, { ...signal, sdp }, n, signer);
    }
    if (this.active && out.kind === "offer" && peer === address() && random.unit() < 0.6) {
      out = { ...out, hello: await this.#hello(self, machine) };
    }
    if (out.kind === "answer" && self === address() && random.unit() < 0.5) {
      const { roster, policy } = await this.#welcome(self, peer, machine);
      out = { ...out, reply: { welcome: roster, policy } };
    }
    this.#carry(envelope, out);
  }

  #signed(envelope: Envelope, signal: Provable, n: number, signer: Signer): Promise<Signal> {
    return withProof(this.reach.scope, envelope, signal, n, signer);
  }

  /** One of its seats claims an id. */
  vouch(id: string, seat: string, certificate: Fingerprint | null): void {
    const known = this.claimed.get(`${id} ${seat}`) ?? new Set();
    this.claimed.set(`${id} ${seat}`, known.add(certificate));
  }

  #carry(envelope: Envelope, signal: Signal): void {
    const { held, random, seal, after } = this.reach;
    const payload = seal(envelope, signal);
    const mailbox = this.#mailboxes.get(envelope.src);
    if (mailbox !== undefined) return mailbox.send(envelope.type, envelope.dst, payload);
    if (held !== null) {
      return after(random.below(50), () => this.inject({ envelope, payload }));
    }
    // Over a member who is asked to pass it on, or who takes us for its coordinator.
    this.#sayAsMole({
      channel: "control",
      text: JSON.stringify({ t: "relay", ...envelope, payload }),
    });
  }

  /** Delivers a frame as if it had come by the broker. */
  inject({ envelope, payload }: Frame): void {
    const { held } = this.reach;
    held?.get(envelope.dst)?.((to) => to.signal(envelope, payload));
  }

  /** A claim for an id, by one of our seats: of its own certificate, somebody else's, or none. */
  async claim(id: string, machine: Machine): Promise<SeatClaim> {
    const { random } = this.reach;
    const chance = random.unit();
    const others = [...this.#claims.values()].flatMap(({ certificate }) => certificate ?? []);
    const certificate = chance < 0.6
      ? machine.certificate
      : chance < 0.85 || others.length === 0
      ? null
      : random.pick(others);
    this.vouch(id, machine.signer.publicKey, certificate);
    return await takeSeat(machine.signer, this.reach.scope, id, certificate);
  }

  /** Who we say that we are: ourselves, or somebody whose claim was seen, by preference this very id's. */
  async #hello(self: string, machine: Machine) {
    const { random } = this.reach;
    const seen = [...this.#claims.values()];
    const ofId = seen.filter(({ id }) => id === self);
    const chance = random.unit();
    const note = random.unit() < 0.2 ? { note: "let me in" } : {};
    const names = seen.length === 0 ? "Mallory" : random.pick(seen).name;
    const own = { ...await this.claim(self, machine), name: names };
    const { name, seat, certificate, proof, pass } = chance < 0.5 && ofId.length > 0
      ? random.pick(ofId)
      : chance < 0.6 && seen.length > 0
      ? random.pick(seen)
      : { pass: undefined, ...own };
    const [roster] = this.#rosters.slice(-1);
    const meets = roster !== undefined && random.unit() < 0.2 ? { meets: roster.session } : {};
    const claim = { seat, certificate, proof, ...pass === undefined ? {} : { pass } };
    return { v: 1 as const, name, status: SILENT, ...claim, ...note, ...meets };
  }

  /** What the one at the address says: a room in which we, or somebody whose claim was seen, coordinate. */
  async #welcome(self: string, peer: string, machine: Machine) {
    const { random } = this.reach;
    const seen = [...this.#claims.values()];
    const us = self === this.reach.address() ? this.#moleId ?? hex(random.bytes(16)) : self;
    const coordinator = random.unit() < 0.6 || seen.length === 0
      ? {
        id: us,
        order: 0,
        rev: 0,
        name: "Mallory",
        status: SILENT,
        ...await this.claim(us, machine),
      }
      : random.pick(seen);
    const victim = seen.find(({ id }) => id === peer);
    const base = this.#rosters.length > 0 ? random.pick(this.#rosters) : null;
    const members = new Map<string, RosterMember>();
    for (const member of [...base?.members ?? [], coordinator, ...victim ? [victim] : []]) {
      members.set(member.id, member);
    }
    const roster: Roster = {
      session: base?.session ?? hex(random.bytes(16)),
      term: (base?.term ?? 0) + random.below(3),
      rev: random.below(40),
      coordinator: coordinator.id,
      nextOrder: (base?.nextOrder ?? 0) + 3,
      vacant: base?.vacant ?? [],
      members: [...members.values()],
    };
    return { roster, policy: this.#policies.length === 0 ? null : random.pick(this.#policies) };
  }

  async #opened(end: End): Promise<void> {
    const { random, address } = this.reach;
    const { link, self, peer, machine } = end;
    if (!link.ready) return;
    const say = (message: unknown) => link.send("control", JSON.stringify(message));
    if (peer === address() || random.unit() < 0.2) {
      say({ t: "hello", hello: await this.#hello(self, machine) });
    } else if (self === address()) {
      const chance = random.unit();
      if (chance < 0.7) say({ t: "welcome", ...await this.#welcome(self, peer, machine) });
      else if (chance < 0.8) say({ t: "waiting" });
      else if (chance < 0.9) {
        const [roster] = this.#rosters.slice(-1);
        const us = { id: self, order: 0, rev: 0, name: "Mallory", status: SILENT };
        const member = { ...us, ...await this.claim(self, machine) };
        if (roster !== undefined) say({ t: "met", member, session: roster.session });
      }
    }
    const words = random.below(4);
    for (let n = 0; n < words; n++) {
      const { channel, text } = await this.words(self, machine);
      if (link.ready) link.send(channel, text);
    }
  }

  // ---- the honest engine, bent

  /** Makes the connections of an honest engine that the adversary runs: it hears, lies and holds back. */
  bend(machine: Machine, self: () => string): (links: LinkFactory) => LinkFactory {
    const { random, after } = this.reach;
    return (links) => ({
      ...links,
      create: (options) => {
        const link = links.create({
          ...options,
          listener: {
            ...options.listener,
            // Listeners of engines are classes' own functions: they need no receiver.
            message: (channel, text) => {
              this.hear({ channel, text });
              options.listener.message(channel, text);
            },
          },
        });
        const send = link.send.bind(link);
        const say = ({ channel, text }: Said) => send(channel, text);
        link.send = (channel, text) => {
          if (!this.active || random.unit() < 0.55) return send(channel, text);
          const chance = random.unit();
          if (chance < 0.1) return;
          if (chance < 0.25) return after(random.below(4_000), () => send(channel, text));
          this.#bent(channel, text, self(), machine).then((lie) => send(channel, lie));
        };
        this.#moleId = self();
        this.#moles = [...this.#moles, { link, say }].slice(-40);
        return link;
      },
    });
  }

  async #bent(
    channel: Said["channel"],
    text: string,
    self: string,
    machine: Machine,
  ): Promise<string> {
    const { random } = this.reach;
    const message = channel === "control" ? parseJson(controlSchema, text) : null;
    switch (message?.t) {
      case "roster":
        return JSON.stringify({
          ...message,
          roster: await this.#lie(message.roster, self, machine),
        });
      case "welcome":
      case "merge": {
        const policies = [null, ...this.#policies];
        const roster = await this.#lie(message.roster, self, machine);
        return JSON.stringify({ ...message, roster, policy: random.pick(policies) });
      }
      case "policy":
        if (this.#policies.length === 0) return text;
        return JSON.stringify({ t: "policy", signed: this.#lieOfPolicy() });
      case "waiting":
      case "refused":
        return JSON.stringify({
          t: "welcome",
          ...await this.#welcome(self, this.#someId(), machine),
        });
      default:
        return text;
    }
  }

  async #lie(roster: Roster, self: string, machine: Machine): Promise<Roster> {
    const { random } = this.reach;
    const members = [...roster.members];
    const seen = [...this.#claims.values()];
    const at = random.below(members.length);
    switch (random.below(9)) {
      case 0: {
        const id = hex(random.bytes(16));
        const [seat, proof] = [base64url(random.bytes(64)), base64url(random.bytes(64))];
        const ghost = { id, order: 0, name: "Nobody", status: SILENT, rev: 0 };
        return { ...roster, members: [...members, { ...ghost, seat, certificate: null, proof }] };
      }
      case 1:
        return this.#rosters.length === 0 ? roster : random.pick(this.#rosters);
      case 2:
        return {
          ...roster,
          members: members.filter(({ id }) => id === self || random.unit() < 0.7),
        };
      case 3:
        return { ...roster, term: roster.term + random.below(1_500), rev: random.below(2_000) };
      case 4: {
        // Somebody's place, under a seat and certificate of ours.
        const { id } = members[at];
        members[at] = { ...members[at], pass: undefined, ...await this.claim(id, machine) };
        return { ...roster, members };
      }
      case 5: {
        const other = random.below(members.length);
        const [one, two] = [members[at], members[other]];
        members[at] = {
          ...one,
          name: two.name,
          status: two.status,
          seat: two.seat,
          proof: two.proof,
        };
        return { ...roster, members };
      }
      case 6: {
        if (seen.length === 0) return roster;
        const back = random.pick(seen);
        return { ...roster, members: [...members.filter(({ id }) => id !== back.id), back] };
      }
      case 7:
        return { ...roster, vacant: seen.slice(0, 5).map(({ seat }, order) => ({ seat, order })) };
      default:
        return {
          ...roster,
          nextOrder: roster.nextOrder + random.below(2_000),
          session: random.unit() < 0.5 ? roster.session : hex(random.bytes(16)),
        };
    }
  }

  #lieOfPolicy(): SignedPolicy {
    const { random } = this.reach;
    const signed = random.pick(this.#policies);
    if (random.unit() < 0.6) return signed;
    const { version, ...rest } = JSON.parse(signed.policy);
    const opened = { ...rest, version: version + 1, lobby: false, locked: false, removed: [] };
    return { policy: JSON.stringify(opened), signature: signed.signature };
  }

  #sayAsMole(said: Said): void {
    const open = this.#moles.filter(({ link }) => link.ready);
    if (open.length > 0) this.reach.random.pick(open).say(said);
  }

  /** Says one thing over every open connection that it has. */
  sayEverywhere(say: (link: Link) => void): number {
    const open = [...this.#moles, ...this.#ends].filter(({ link }) => link.ready);
    for (const { link } of open) say(link);
    return open.length;
  }

  /** Comes to the door by hand, as whom it is, unless it stands there. */
  async knock(self: string, machine: Machine): Promise<void> {
    const { scope, address } = this.reach;
    if (this.#ends.some(({ link }) => link.ready) || !await this.take(self)) return;
    for (const { link } of this.#ends.splice(0)) link.close();
    this.vouch(self, machine.signer.publicKey, machine.certificate);
    const claim = await takeSeat(machine.signer, scope, self, machine.certificate);
    const hello = { v: 1, name: "Mallory", status: SILENT, ...claim };
    const id = hex(this.reach.random.bytes(8));
    this.#makeEnd(machine, self, address(), "dialler", id, { t: "hello", hello }).link.start();
  }

  /** What it heard last, of each kind. */
  get kept() {
    return {
      claims: [...this.#claims.values()],
      policies: this.#policies,
      commands: this.#commands,
      rosters: this.#rosters,
    };
  }

  // ---- what it says

  /** Something to say, on some channel: true, captured, altered or invented. */
  async words(self: string, machine: Machine): Promise<Said> {
    const { random, now } = this.reach;
    const control = (message: unknown): Said => ({
      channel: "control",
      text: JSON.stringify(message),
    });
    const content = (message: unknown): Said => ({
      channel: "content",
      text: JSON.stringify(message),
    });
    const signed = this.#policies.length === 0 ? null : this.#lieOfPolicy();
    const roster = this.#rosters.length === 0 ? null : random.pick(this.#rosters);
    const seen = [...this.#claims.values()];
    const somebody = seen.length === 0 ? null : random.pick(seen);
    const line = {
      n: random.below(50),
      text: `Mallory's ${random.below(1e6)}`,
      name: somebody?.name ?? "Mallory",
      at: now(),
      clock: random.unit() < 0.9 ? random.below(1_000) : 2 ** 40,
      epoch: random.unit() < 0.9 ? 0 : random.below(2 ** 31),
    };
    switch (random.below(24)) {
      case 0:
      case 1:
        // Whoever says so with a later term coordinates: anybody who is listed can.
        if (roster === null) break;
        return control({
          t: "roster",
          roster: {
            ...await this.#lie(roster, self, machine),
            coordinator: self,
            term: roster.term + random.below(4),
            rev: random.below(50),
          },
        });
      case 2:
        if (signed !== null) return control({ t: random.pick(["policy", "governed"]), signed });
        break;
      case 3:
        if (this.#commands.length === 0) break;
        return control({ t: "command", signed: random.pick(this.#commands) });
      case 4:
        if (roster === null) break;
        return control({
          t: "merge",
          roster: await this.#lie(roster, self, machine),
          policy: signed,
        });
      case 5:
        return control({ t: "status", rev: random.below(100), name: line.name, status: SILENT });
      case 6:
        return control({ t: "hello", hello: await this.#hello(self, machine) });
      case 7:
        return control({ t: "welcome", ...await this.#welcome(self, this.#someId(), machine) });
      case 8:
        return control({ t: random.pick(["pulse", "waiting", "move"]) });
      case 9:
        return control({ t: "leave", back: random.unit() < 0.5 });
      case 10:
        return control({ t: "stay", term: random.below(2_000) });
      case 11:
        if (roster === null) break;
        return control({ t: "come", session: roster.session });
      case 12:
        return control({ t: "halted", on: random.unit() < 0.5 });
      case 13:
        return control({ t: "keyed", generation: random.below(4) });
      case 14: {
        if (somebody === null) break;
        const { id, name, seat } = somebody;
        return control({ t: "knocks", knocks: [{ id, name, note: "", seat }] });
      }
      case 15: {
        if (this.#frames.length === 0) break;
        const { envelope, payload } = random.pick(this.#frames);
        return control({ t: "relay", ...envelope, dst: this.#someId(), payload });
      }
      case 16:
      case 17:
        return content({ t: "chat", ...line });
      case 18:
        return content({ t: "history", lines: [{ author: somebody?.id ?? self, ...line }] });
      case 19:
        return content({ t: "app", to: "room", data: { any: random.below(100) } });
      case 20: {
        const id = hex(random.bytes(8));
        const offer = { t: "offer", id, name: "a.txt", size: 3, type: "", to: "room" };
        return { channel: "files", text: JSON.stringify(offer) };
      }
      case 21: {
        const [epoch, commit] = [1 + random.below(3), base64url(random.bytes(32))];
        const t = random.pick(["pair-commit", "group-commit"]);
        return { channel: "verify", text: JSON.stringify({ t, epoch, commit }) };
      }
      case 22:
        return { channel: "ink", text: JSON.stringify({ t: "wipe", epoch: random.below(5) }) };
    }
    // Whatever was heard, said again.
    return this.#texts.length === 0 ? control({ t: "pulse" }) : random.pick(this.#texts);
  }

  // ---- what it does

  /** One thing, by chance. `free`: an id whose owner the broker does not hear now. */
  async act(free: readonly string[]): Promise<void> {
    const { random, address, held } = this.reach;
    const chance = random.unit();
    if (chance < 0.2) {
      const id = free.length > 0 && random.unit() < 0.7 ? random.pick(free) : address();
      await this.take(id);
    } else if (chance < 0.55) {
      const own = [...this.#mailboxes.keys(), ...held === null ? [] : this.reach.ids()];
      const self = own.length === 0 || random.unit() < 0.2
        ? hex(random.bytes(16))
        : random.pick(own);
      if (held === null && !await this.take(self)) return;
      const peer = this.#someId();
      if (self !== peer) this.dial(self, peer);
    } else if (chance < 0.7) {
      const open = this.#ends.filter(({ link }) => link.ready);
      if (open.length === 0) return;
      const { link, self, machine } = random.pick(open);
      const { channel, text } = await this.words(self, machine);
      if (link.ready) link.send(channel, text);
    } else if (chance < 0.88) {
      this.#sayAsMole(await this.words(this.#moleId ?? "", this.machines[0]));
    } else if (chance < 0.94 && this.#frames.length > 0) {
      const frame = random.pick(this.#frames);
      this.inject(random.unit() < 0.5 ? frame : this.#readdressed(frame));
    } else if (this.#mailboxes.size > 0) this.giveBack(random.pick([...this.#mailboxes.keys()]));
  }

  /** Lets go of everything. */
  end(): void {
    this.active = false;
    this.#ended = true;
    for (const id of [...this.#mailboxes.keys()]) this.giveBack(id);
    for (const { link } of this.#ends.splice(0)) link.close();
  }
}

function keep<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > KEPT_MAX) list.shift();
}
