import { Content, LazyFiles, LazyInk } from "../content/mod.ts";
import type { Clock, Random } from "../env/mod.ts";
import { hex } from "../env/bytes.ts";
import { Emitter } from "../env/emitter.ts";
import { JoinError, type JoinErrorCode, RoomError } from "../errors.ts";
import type { Channel, Diagnostics, Lane, LinkFactory, LinkState } from "../link/mod.ts";
import {
  type Broker,
  type Envelope,
  type RefusalCode,
  type Signal,
  SignalRefused,
} from "../signal/mod.ts";
import type { PublicKeyText, Signer, Signing } from "../trust/signing.ts";
import { nameSchema, type PeerId } from "../wire/fields.ts";
import { parseJson } from "../wire/json.ts";
import type { Ability, Policy, SignedPolicy } from "../wire/policy.ts";
import {
  type ControlMessage,
  controlSchema,
  type Roster,
  type RosterMember,
} from "../wire/control.ts";
import { KnownMembers } from "./members/known_members.ts";
import { Mesh } from "./mesh/mesh.ts";
import { SignalRouter } from "./signalling/signal_router.ts";
import { ClaimOrJoin } from "./entry/claim_or_join.ts";
import { AddressClaim } from "./entry/address_claim.ts";
import { type Claimant, Governance, type HostRule } from "./policy/governance.ts";
import { RelayOnlyMode } from "./mesh/relay_only_mode.ts";
import { HostControls } from "./host/host_controls.ts";
import { ControlQueue } from "./signalling/control_queue.ts";
import { LinkKeys, type RoomLock } from "./link_keys.ts";
import { snapshot } from "./snapshot.ts";
import { memberView } from "./members/member_view.ts";
import { HostEffects } from "./host/host_effects.ts";
import { may, withoutOf } from "./policy/policy.ts";
import { Membership } from "./members/membership.ts";
import { Introductions } from "./signalling/introductions.ts";
import { findMember } from "./roster.ts";
import type { SeatClaim } from "./policy/seat.ts";
import { holdsProof, withProof } from "./policy/seat_proofs.ts";
import type { SavedVerdict } from "./verdicts.ts";
import { maySay } from "./signalling/may_say.ts";
import type { LeaveReason, Room, RoomEvents, RoomPhase, RoomState } from "./types.ts";
import type { ChatLine } from "../content/types.ts";
import { Verification } from "./verification.ts";

/** The largest control message that is read, in UTF-16 units. */
const CONTROL_MAX = 256 * 1024;

/** Milliseconds between attempts to get our own id back from whoever took it. */
const OPEN_AGAIN_MS = 3_000;

/** Who we are until we say our name: nobody hears of us before that. */
const UNNAMED = "Guest";

/** Everything that a room stands on, with every choice already made. */
export interface RoomOptions {
  readonly room: string;
  readonly self: PeerId;
  /** What the room's link gives, and what another link key would give. */
  readonly lock: RoomLock;
  readonly lockFor: (key: string) => Promise<RoomLock>;
  readonly capacity: number;
  readonly host: HostRule;
  /** Whether nobody is in before the host. */
  readonly hostFirst: boolean;
  /** The room beyond a change of its key: its name, and what its link says of host and size. */
  readonly scope: string;
  readonly seat: SeatClaim;
  /** Signs as that seat. */
  readonly seatSigner: Signer;
  /** What `keepSeat` gives beside the policy. */
  readonly seatText: string;
  /** What the host had decided when this seat was kept. */
  readonly keptPolicy: SignedPolicy | null;
  /** What the person here had said of certificates. */
  readonly keptTrust: readonly SavedVerdict[];
  readonly signing: Signing;
  readonly broker: Broker;
  readonly links: LinkFactory;
  readonly clock: Clock;
  readonly random: Random;
}

/** How a room is joined. */
export interface JoiningOptions {
  /** Gives the join up. */
  readonly signal?: AbortSignal | undefined;
  /** A line for the host. */
  readonly note?: string | undefined;
  /** The room's host key, for whoever has it. */
  readonly hostKey?: Signer | undefined;
  /** What the host's device kept of the host's decisions. */
  readonly policy?: SignedPolicy | null;
}

/** The room engine: wires entry, presence, connections and content to each other and to its holder. */
export class RoomEngine implements Room {
  readonly files: LazyFiles;
  readonly ink: LazyInk;
  readonly host: HostControls;
  readonly #events = new Emitter<RoomEvents>();
  readonly #keys: LinkKeys;
  readonly #governance: Governance;
  readonly #controlQueue: ControlQueue;
  readonly #hostEffects: HostEffects;
  readonly #mesh: Mesh;
  readonly #addressClaim: AddressClaim;
  readonly #membership: Membership;
  readonly #router: SignalRouter;
  readonly #content: Content;
  readonly #knownMembers = new KnownMembers();
  readonly #verification: Verification;
  readonly #introductions: Introductions;
  readonly #relayOnly: RelayOnlyMode;
  #opening: Promise<void> | null = null;
  /** When the last goodbye is said, and the sockets are closed. */
  #ended: Promise<void> = Promise.resolve();
  #entry: ClaimOrJoin | null = null;
  #phase: RoomPhase = { name: "joining", step: "claiming" };
  #refusedSignals = 0;
  /** Members who said that their browser stopped sending to us. */
  readonly #halted = new Set<PeerId>();
  /** Signals that our seat signed. */
  #signed = 0;
  #refusedCommands = 0;
  #note = "";
  #snapshot: RoomState | null = null;
  #announcing = false;

  constructor(readonly options: RoomOptions) {
    const { self, broker, links, clock, random, room, signing } = options;
    this.#keys = new LinkKeys(options.lock);
    this.#governance = new Governance({
      host: options.host,
      hostFirst: options.hostFirst,
      room: options.scope,
      address: () => this.#keys.address,
      signing,
      clock,
      certificateOf: (peer) => this.#membership.claimOf(peer)?.certificate ?? null,
      seatOf: (peer) => this.#membership.seatOf(peer),
      nameOf: (peer) => this.#membership.nameOf(peer),
      session: () => this.#membership.roster?.session ?? null,
      here: () => this.#membership.listedSeats(),
      mayTell: (peer) => this.#entry !== null && peer === this.#keys.address,
      changed: () => this.#policyChanged(),
      obey: (host, act) => this.#hostEffects.obey(host, act),
      refused: () => {
        this.#refusedCommands++;
        this.#changed();
      },
    });
    this.#controlQueue = new ControlQueue({
      isMember: (peer) => this.#membership.has(peer),
      maySay: (peer, message) => this.#maySay(peer, message),
      check: (peer, message, link) => this.#check(peer, message, link),
      deliver: (peer, message) => this.#take(peer, message),
    });
    this.#mesh = new Mesh({
      links,
      clock,
      random,
      self,
      send: (from, to, signal, provable) =>
        this.#router.send(from, to, this.#introductions.dress(from, to, signal), provable),
      mayAnswer: (envelope, offer) => this.#introductions.callerOf(envelope, offer),
      claimOf: (peer) => this.#membership.claimOf(peer),
      without: (peer) => this.#without(peer),
      differs: (certificate) => this.#verification.differs(certificate),
      state: (peer, state) => this.#linkChanged(peer, state),
      leftDoor: (peer) => this.#membership.admission.dismissed(peer),
      opened: (peer) => this.#opened(peer),
      refused: () => this.#signalRefused("not-theirs"),
      released: (peer) => this.#catchUp(peer),
      wayChanged: () => this.#changed(),
      message: (peer, channel, text, link) => this.#read(peer, channel, text, link),
      bytes: (peer, data) => this.files.receiveBytes(peer, data),
      drained: (peer) => this.files.drained(peer),
    });
    this.#relayOnly = new RelayOnlyMode({
      links,
      mesh: this.#mesh,
      clock,
      changed: () => this.#changed(),
    });
    this.#hostEffects = new HostEffects({
      self,
      governance: this.#governance,
      membership: () => this.#membership,
      mesh: this.#mesh,
      keys: this.#keys,
      lockFor: options.lockFor,
      left: () => this.#phase.name === "left",
      muteAsked: (host) => this.#events.emit("mute-asked", host),
      rekeyed: (key) => this.#events.emit("rekeyed", { key }),
      changed: () => this.#changed(),
    });
    this.#introductions = new Introductions({
      keys: this.#keys,
      membership: () => this.#membership,
      entry: () => this.#entry,
    });
    this.#addressClaim = new AddressClaim({
      address: () => this.#keys.address,
      broker,
      clock,
      signal: (envelope, payload) => this.#router.onPayload(envelope, payload),
      changed: () => this.#changed(),
      heldByOther: () => this.#membership.meetHolder(),
    });
    this.#membership = new Membership({
      address: () => this.#keys.address,
      capacity: options.capacity,
      governance: this.#governance,
      newSession: () => hex(random(16)),
      self: {
        id: self,
        name: UNNAMED,
        status: { microphone: false, camera: false, screen: false },
        ...options.seat,
      },
      clock,
      mesh: this.#mesh,
      addressClaim: this.#addressClaim,
      changed: () => this.#rosterChanged(),
      joined: (member) => this.#memberJoined(member.id),
      left: (member) => this.#memberLeft(member),
      adrift: () => this.#rejoin(),
      greeted: (peer) => this.#greeted(peer),
      removed: () => this.#end("removed"),
      probe: (peer) => this.#probe(peer),
      woke: () => this.networkChanged(),
    });
    this.#router = new SignalRouter({
      self,
      keys: this.#keys,
      clock,
      mesh: this.#mesh,
      addressClaim: this.#addressClaim,
      membership: () => this.#membership,
      prove: (envelope, signal) => this.#prove(envelope, signal),
      check: (envelope, signal) => this.#checkSignal(envelope, signal),
      deliver: (envelope, signal) => this.#deliver(envelope, signal),
      refused: (code) => this.#signalRefused(code),
    });
    this.#content = new Content({
      self,
      clock,
      scope: options.scope,
      seat: options.seat.seat,
      sign: (message) => options.seatSigner.sign(message),
      signing,
      send: (peer, text) => this.#mesh.sendContent(peer, text),
      onChat: (line) => this.#events.emit("chat", line),
      onMessage: (message) => this.#events.emit("message", message),
      changed: () => this.#changed(),
      members: () => this.#others(),
      seatOf: (author) => this.#knownMembers.byId(author),
      nameOf: (seat) => this.#knownMembers.nameOf(seat),
      epoch: () => this.#governance.policy.reset,
      withheld: (peer) => this.#mesh.withholds(peer),
      mayWrite: (seat) => may(this.#governance.policy, seat, "send-chat"),
    });
    this.files = new LazyFiles({
      self,
      clock,
      random,
      members: () => this.#others(),
      mayOffer: (author) => this.#mayWrite(author),
      send: (peer, text) => this.#mesh.sendFiles(peer, text),
      sendBytes: (peer, bytes) => this.#mesh.sendBytes(peer, bytes),
      changed: (list) => this.#events.emit("files", list),
    });
    this.ink = new LazyInk({
      self,
      clock,
      members: () => this.#others(),
      presents: (peer) => this.#presents(peer),
      mayDraw: (author) => this.#mayWrite(author),
      send: (peer, text) => this.#mesh.sendInk(peer, text),
      changed: (board) => this.#events.emit("ink", board),
    });
    this.#verification = new Verification({
      room,
      self,
      sealed: () => this.#sealed,
      saved: options.keptTrust,
      clock,
      random,
      mesh: this.#mesh,
      memberOf: (peer) => this.#membership.listed(peer),
      changed: () => this.#changed(),
      certificateChanged: (peer) => this.#certificateChanged(peer),
      withheld: (peer, on) => this.#sayHalted(peer, on),
    });
    this.host = new HostControls({
      self,
      certificate: links.fingerprint,
      governance: this.#governance,
      membership: this.#membership,
      mesh: this.#mesh,
      keys: this.#keys,
      clock,
      random,
      rekey: (key, generation) => this.#hostEffects.rekey(key, generation),
    });
  }

  get state(): RoomState {
    return this.#snapshot ??= this.#picture();
  }

  /** Which room this is, from its founding until it is empty; null before we are in. */
  get session(): string | null {
    return this.#membership.roster?.session ?? null;
  }

  /** Whether the room's address is ours at the broker now. */
  get holdsAddress(): boolean {
    return this.#addressClaim.held;
  }

  /** Whether we have a seat now: not on the way into the room, or into another. */
  get seated(): boolean {
    return this.#phase.name === "joined" && this.#entry === null;
  }

  /** Whose seat this member has, as we know it; null for whoever is no member. */
  seatOf(peer: PeerId): PublicKeyText | null {
    return this.#membership.claimOf(peer)?.seat ?? null;
  }

  /** What the host decided, as far as we know it now. */
  get policy(): Policy {
    return this.#governance.policy;
  }

  /** Connects to the broker under our own id, ahead of the join or with it. Throws `JoinError`. */
  open(): Promise<void> {
    return this.#opening ??= this.#openMailbox().catch((error) => {
      this.#opening = null;
      throw error;
    });
  }

  /**
   * Claims or joins the room. Throws `JoinError`, and leaves nothing behind when it does; `RoomError`
   * "not-host" for another key than the room's host has.
   */
  async join({ signal, note = "", hostKey, policy }: JoiningOptions = {}): Promise<void> {
    this.#note = note;
    if (hostKey !== undefined) await this.host.unlock(hostKey);
    const abort = () => void this.leave();
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
    try {
      await Promise.all([this.open(), this.#begin(policy ?? null)]);
    } catch (error) {
      this.#end("failed");
      await this.#ended;
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  async #begin(policy: SignedPolicy | null): Promise<void> {
    const { keptPolicy, host } = this.options;
    await this.#governance.vouch([this.#membership.self]);
    if (keptPolicy !== null) await this.#governance.adopt(keptPolicy);
    // A key speaks for itself; what a host by name decided, only they themselves put back.
    if (policy !== null && (host.kind === "key" || this.host.open)) {
      await this.#governance.adopt(policy);
    }
    await this.#enter(true);
  }

  on<Name extends keyof RoomEvents>(
    name: Name,
    listener: (event: RoomEvents[Name]) => void,
  ): () => void {
    return this.#events.on(name, listener);
  }

  setName(name: string): void {
    const parsed = nameSchema.safeParse(name);
    if (!parsed.success) throw new RoomError("bad-name", "a name has 1 to 40 characters");
    this.#membership.say({ name: parsed.data, status: this.#membership.self.status });
  }

  async setTrack(lane: Lane, track: MediaStreamTrack | null): Promise<void> {
    this.#throwIfLeft();
    const { name, status, seat } = this.#membership.self;
    const on = track !== null;
    const ability = lane === "microphone" ? "speak" : "show";
    if (on && !may(this.#governance.policy, seat, ability)) throw notAllowed();
    if (lane !== "screen-audio" && status[lane] !== on) {
      this.#membership.say({ name, status: { ...status, [lane]: on } });
    }
    await this.#mesh.setTrack(lane, track);
  }

  chat(text: string, to?: PeerId): ChatLine {
    this.#throwIfLeft();
    if (!may(this.#governance.policy, this.#membership.self.seat, "send-chat")) throw notAllowed();
    if (to !== undefined && !this.#membership.has(to)) {
      throw new RoomError("no-such-peer", "nobody here has that id");
    }
    if (to !== undefined) this.#membership.addressed(to);
    const { name } = this.#membership.self;
    return this.#content.write(name, text, to ?? null);
  }

  broadcast(data: unknown): void {
    this.#throwIfLeft();
    this.#content.sendApp("room", data);
  }

  sendTo(peer: PeerId, data: unknown): void {
    this.#throwIfLeft();
    if (!this.#membership.has(peer)) throw new RoomError("no-such-peer", "nobody here has that id");
    this.#membership.addressed(peer);
    this.#content.sendApp(peer, data);
  }

  compare(peer: PeerId, verdict: "match" | "differ" | "withdraw", fingerprint: string): void {
    this.#verification.judge(peer, verdict, fingerprint);
  }

  longCode(peer: PeerId): Promise<readonly string[] | null> {
    return this.#verification.longCode(peer);
  }

  compareGroup(epoch: number): void {
    this.#verification.judgeGroup(epoch);
  }

  redial(peer: PeerId): void {
    this.#throwIfLeft();
    if (!this.#membership.has(peer)) throw new RoomError("no-such-peer", "nobody here has that id");
    this.#mesh.dial(peer, this.options.self, true);
  }

  async setHideAddress(on: boolean): Promise<void> {
    this.#throwIfLeft();
    if (!await this.#relayOnly.set(on)) throw new RoomError("no-relay", "there is no relay");
  }

  networkChanged(): void {
    // The broker first: what the connections say next goes over it.
    this.#router.mailbox?.check();
    this.#addressClaim.check();
    this.#mesh.networkChanged();
  }

  stats(peer: PeerId): Promise<RTCStatsReport | null> {
    return this.#mesh.stats(peer);
  }

  diagnose(peer: PeerId): Promise<Diagnostics | null> {
    return this.#mesh.diagnose(peer);
  }

  audioLevel(peer: PeerId): number | null {
    return this.#mesh.audioLevel(peer);
  }

  get certificate(): RTCCertificate | null {
    return this.options.links.certificate;
  }

  keepSeat(): string {
    const policy = this.#governance.signed;
    return JSON.stringify({ key: this.options.seatText, policy, trust: this.#verification.save() });
  }

  leave({ back = false }: { readonly back?: boolean } = {}): Promise<void> {
    this.#end("left", back);
    return this.#ended;
  }

  async #openMailbox(): Promise<void> {
    const { broker, self } = this.options;
    const mailbox = await broker.open(self, {
      signal: (envelope, payload) => this.#router.onPayload(envelope, payload),
      expired: (dst) => this.#expired(dst),
      state: (state) => {
        if (state === "open") this.#entry?.reachable();
        if (state === "lost") this.#openAgainLater();
        this.#changed();
      },
    });
    if (mailbox === "taken") {
      throw new JoinError("broker-refused", "the broker says that a fresh random id is taken");
    }
    if (this.#phase.name === "left") mailbox.close();
    else this.#router.useMailbox(mailbox);
  }

  /** Somebody took our id while the broker did not hear us: it is ours again once they let go of it. */
  #openAgainLater(): void {
    this.options.clock.after(OPEN_AGAIN_MS, () => {
      if (this.#phase.name === "left") return;
      this.#openMailbox().catch((error) => {
        if (!(error instanceof JoinError)) throw error;
        this.#openAgainLater();
      });
    });
  }

  #expired(dst: PeerId): void {
    if (dst === this.#keys.address) this.#entry?.expired();
    else this.#membership.vanished(dst);
  }

  /**
   * Sends a signal that means nothing: when nobody is there to take it, the broker says so. Not a
   * bye: of those that find nobody the broker says nothing.
   */
  #probe(peer: PeerId): void {
    const { self, random } = this.options;
    const candidate = { candidate: "", sdpMid: null, sdpMLineIndex: null };
    this.#router.send(self, peer, { kind: "candidate", link: hex(random(8)), candidate }, false);
  }

  async #prove(envelope: Envelope, signal: Signal): Promise<Signal> {
    if (signal.kind === "bye") return signal;
    const { scope, seatSigner } = this.options;
    return await withProof(scope, envelope, signal, ++this.#signed, seatSigner);
  }

  /** Throws `SignalRefused` "bad-proof" for a signature that is none of the seat's. */
  #checkSignal(envelope: Envelope, signal: Signal): Promise<void> | null {
    const hello = signal.kind === "offer" ? signal.hello : undefined;
    const vouched = hello === undefined
      ? null
      : this.#governance.check(envelope.src, { t: "hello", hello });
    if (signal.kind === "bye" || signal.by === undefined) return vouched;
    const { scope, signing } = this.options;
    const held = holdsProof(signing, scope, envelope, signal, signal.by);
    return Promise.all([held, vouched]).then(([holds]) => {
      if (!holds) throw new SignalRefused("bad-proof");
    });
  }

  async #enter(mayFound: boolean): Promise<void> {
    if (this.#phase.name === "left") throw whyLeft(this.#phase.reason);
    const membership = this.#membership;
    this.#entry = new ClaimOrJoin({
      // Whoever opens the host's key on the way in says so from the next dial on.
      get self() {
        return membership.self;
      },
      note: this.#note,
      address: () => this.#keys.address,
      mayFound,
      hosted: this.#governance.hosted,
      clock: this.options.clock,
      random: this.options.random,
      mesh: this.#mesh,
      addressClaim: this.#addressClaim,
      step: (phase) => this.#become(phase),
      refused: () => this.#refusedSignals,
      isHost: () => this.#governance.isHostsOwn(this.#membership.self),
      mayClaim: () => this.#governance.mayFound(this.#membership.self),
      mayTake: (roster) => this.#hostEffects.mayTake(roster),
      isAnother: (roster) => this.#hostEffects.isAnother(roster),
      object: () => this.#hostEffects.object(),
      seat: (roster) => this.#takeSeat(roster),
    });
    const entered = await this.#entry.run();
    // A member sat down when the welcome came, and may be on the way to another room already.
    if (entered === "member") return;
    this.#entry = null;
    this.#membership.found();
    this.host.entered();
    void this.host.begun();
    this.#become({ name: "joined", role: "member" });
  }

  #takeSeat(roster: Roster): void {
    this.#entry = null;
    this.#mesh.rename(this.#keys.address, roster.coordinator, this.options.self);
    this.#controlQueue.rename(this.#keys.address, roster.coordinator);
    this.#mesh.admit(roster.coordinator);
    // Inside is who came by the same link, as we did, or has yet to hear of it from the host.
    this.#keys.keep(new Set());
    this.#membership.enter(roster);
    this.#mesh.hearEarly(roster.coordinator);
    this.host.entered();
    this.#become({ name: "joined", role: "member" });
  }

  /** The room went on without us, or moves: come in again by the door, with the connections we have. */
  #rejoin(): void {
    this.#enter(false).catch((error) => {
      if (!(error instanceof JoinError)) throw error;
      this.#end(LEFT_BY[error.code] ?? "failed");
    });
  }

  #deliver(envelope: Envelope, signal: Signal): void {
    this.#introductions.onSignal(envelope, signal);
    if (signal.kind === "answer" && envelope.src === this.#keys.address) this.#entry?.onSignal();
    this.#mesh.deliver(envelope, signal);
    const reply = this.#introductions.replyIn(envelope, signal);
    if (reply !== null && this.#entry !== null) {
      this.#controlQueue.onMessage(this.#keys.address, reply, signal.link);
    }
  }

  /** A connection can carry a hello: its other end is to hear who we are. */
  #opened(peer: PeerId): void {
    if (peer !== this.#keys.address) return;
    if (this.#entry !== null) this.#entry.opened();
    else this.#membership.opened(peer);
  }

  #without(peer: PeerId): { theirs: readonly Ability[]; ours: readonly Ability[] } {
    const { policy } = this.#governance;
    const theirs = this.#membership.claimOf(peer)?.seat;
    return {
      theirs: theirs === undefined ? [] : withoutOf(policy, theirs),
      ours: withoutOf(policy, this.#membership.self.seat),
    };
  }

  #linkChanged(peer: PeerId, state: LinkState): void {
    if (this.#entry !== null && peer === this.#keys.address) this.#entry.linkChanged(state);
    else {
      this.#membership.linkChanged(peer, state);
      if (this.#membership.has(peer)) this.#memberLinkChanged(peer, state);
    }
    this.#relayOnly.checkNow();
    this.#changed();
  }

  #memberLinkChanged(peer: PeerId, state: LinkState): void {
    if (state.name !== "connected") return this.#verification.disconnected(peer);
    this.#catchUp(peer);
    void this.#verify(peer);
  }

  async #verify(peer: PeerId): Promise<void> {
    await this.#verification.connected(peer);
    this.#regroup();
  }

  #presents(peer: PeerId): boolean {
    const { self } = this.#membership;
    return (peer === self.id ? self : this.#membership.member(peer))?.status.screen ?? false;
  }

  /** Whether the host lets this member, or us, write, which is to offer files and to draw as well. */
  #mayWrite(author: PeerId): boolean {
    const { self } = this.#membership;
    const seat = author === self.id ? self.seat : this.#membership.member(author)?.seat;
    return seat !== undefined && may(this.#governance.policy, seat, "send-chat");
  }

  #policyChanged(): void {
    // First, that whoever may not be here is out: they get nothing of what follows.
    this.#membership.policyChanged();
    this.#content.reset();
    this.files.rightsChanged();
    this.host.policyChanged();
    this.#hostEffects.fallSilent();
    this.#mesh.reviewLanes();
    this.#changed();
  }

  #regroup(): void {
    this.#verification.regroup(this.#membership.roster, this.#others());
  }

  #others(): PeerId[] {
    return this.#membership.others().map((member) => member.id);
  }

  #read(peer: PeerId, channel: Channel, text: string, link: string): void {
    if (channel === "control") return this.#readControl(peer, text, link);
    if (this.#membership.has(peer)) {
      if (channel === "content") this.#content.onText(peer, text);
      if (channel === "files") this.files.onText(peer, text);
      if (channel === "ink") this.ink.onText(peer, text);
      if (channel === "verify") this.#verification.read(peer, text);
    }
  }

  #readControl(peer: PeerId, text: string, link: string): void {
    if (text.length > CONTROL_MAX) return;
    const message = parseJson(controlSchema, text);
    if (message !== null) this.#controlQueue.onMessage(peer, message, link);
  }

  /** Whether somebody may say this, where they stand now: before anything of it is looked at. */
  #maySay(peer: PeerId, message: ControlMessage): boolean {
    if (this.#phase.name === "left") return false;
    const heard = maySay(message.t, {
      holder: peer !== this.#keys.address ? null : this.#entry === null ? "meets" : "enters",
      guest: this.#membership.admission.hasGuest(peer),
      member: this.#membership.has(peer),
    });
    return heard && this.#membership.mayList(peer, message);
  }

  /** Whether what a message claims is so: a claim counts for the connection that it came over alone. */
  #check(peer: PeerId, message: ControlMessage, link: string): Promise<boolean> | null {
    switch (message.t) {
      case "hello":
        return this.#checkHello(peer, message, link);
      case "met":
        return this.#checkClaim(peer, message, message.member, link);
      case "welcome": {
        const { roster } = message;
        const holder = findMember(roster, roster.coordinator);
        if (holder === undefined || this.#membership.isAnothers(holder)) {
          return Promise.resolve(false);
        }
        // The sealed answer's welcome was held against its description, before there was a connection.
        return this.#mesh.carriesText(peer, link)
          ? this.#checkClaim(peer, message, holder, link)
          : this.#checkOf(peer, message, holder);
      }
      case "roster":
        if (this.#membership.isOutdated(message.roster)) return null;
        return this.#checkPlain(peer, message);
      default:
        return this.#checkPlain(peer, message);
    }
  }

  /** Checks what a message has to prove that no claim of its sender's goes before. */
  #checkPlain(peer: PeerId, message: ControlMessage): Promise<boolean> | null {
    const checked = this.#governance.check(peer, message);
    return checked === null ? null : checked.then(() => true);
  }

  /** Checks a message of somebody whose claim has to hold before anything else of it counts. */
  async #checkOf(
    peer: PeerId,
    message: ControlMessage,
    claim: Claimant,
    bound: () => Promise<boolean> = () => Promise.resolve(true),
  ): Promise<boolean> {
    await this.#governance.vouch([claim]);
    if (!this.#governance.isProven(claim) || !await bound()) return false;
    await this.#governance.check(peer, message);
    return true;
  }

  async #checkHello(
    peer: PeerId,
    message: ControlMessage & { t: "hello" },
    link: string,
  ): Promise<boolean> {
    const claim = { id: peer, ...message.hello };
    if (await this.#checkClaim(peer, message, claim, link)) return true;
    this.#membership.admission.disown(peer);
    return false;
  }

  #checkClaim(
    peer: PeerId,
    message: ControlMessage,
    claim: Claimant,
    link: string,
  ): Promise<boolean> {
    return this.#checkOf(
      peer,
      message,
      claim,
      () => this.#mesh.bind(peer, claim, link),
    );
  }

  #take(peer: PeerId, message: ControlMessage): void {
    if (this.#phase.name === "left") return;
    const entering = this.#entry !== null && peer === this.#keys.address;
    if (entering) return this.#entry?.onMessage(message);
    if (message.t === "relay") return this.#router.relay(peer, message);
    if (message.t === "halted") return this.#heardHalted(peer, message.on);
    if (message.t === "keyed") return this.#keys.onGeneration(peer, message.generation);
    this.#membership.onMessage(peer, message);
  }

  /** Whether introductions are sealed: by the link that we came by, for the whole visit. */
  get #sealed(): boolean {
    return this.options.lock.codec.sealed;
  }

  /** Whoever gets nothing from us any more is told so: they would see it anyway. */
  #sayHalted(peer: PeerId, on: boolean): void {
    this.#mesh.sendControl(peer, JSON.stringify({ t: "halted", on }));
  }

  #heardHalted(peer: PeerId, on: boolean): void {
    if (on) this.#halted.add(peer);
    else this.#halted.delete(peer);
    this.#changed();
  }

  #memberJoined(id: PeerId): void {
    const member = this.#membership.member(id);
    if (member !== undefined) {
      this.#events.emit("peer-joined", memberView(member, this.#governance));
    }
    if (!this.#mesh.ready(id)) return;
    this.#catchUp(id);
    void this.#verify(id);
  }

  #memberLeft(member: RosterMember): void {
    this.#verification.forget(member.id);
    this.#halted.delete(member.id);
    this.files.left(member.id);
    this.ink.left(member.id);
    this.#events.emit("peer-left", memberView(member, this.#governance));
  }

  #certificateChanged(peer: PeerId): void {
    const view = this.state.peers.find(({ member }) => member.id === peer);
    if (view !== undefined) this.#events.emit("certificate-changed", view.member);
  }

  #catchUp(peer: PeerId): void {
    this.#content.catchUp(peer, this.#membership.coordinating);
    this.files.connected(peer);
    this.ink.connected(peer);
  }

  #greeted(peer: PeerId): void {
    this.#hostEffects.sayKeyed(peer);
    void this.host.greet(peer);
  }

  #signalRefused(_code: RefusalCode): void {
    this.#refusedSignals++;
    this.#changed();
  }

  #throwIfLeft(): void {
    if (this.#phase.name === "left") throw new RoomError("left", "the room was left");
  }

  #end(reason: LeaveReason, back = false): void {
    if (this.#phase.name === "left") return;
    this.#phase = { name: "left", reason };
    this.#entry?.abort(aborted());
    this.#entry = null;
    this.#membership.leave(back);
    this.#verification.close();
    this.#content.close();
    this.files.close();
    this.ink.close();
    this.#relayOnly.end();
    for (const track of this.#mesh.tracks()) track.stop();
    this.#mesh.close();
    this.options.links.close();
    this.#ended = this.#router.drained().then(() => {
      this.#addressClaim.close();
      this.#router.close();
    });
    this.#snapshot = null;
    this.#events.emit("state", this.state);
    this.#events.clear();
  }

  #rosterChanged(): void {
    this.#knownMembers.note([this.#membership.self, ...this.#membership.others()]);
    this.#router.rosterChanged();
    this.ink.statusChanged();
    // Whose connection alone closed is still listed, may be back, and has a new key yet to come.
    this.#keys.keep(new Set(this.#membership.expected().map(({ id }) => id)));
    this.#regroup();
    this.#changed();
  }

  #become(phase: RoomPhase): void {
    if (this.#phase.name === "left") return;
    this.#phase = phase;
    this.#changed();
  }

  /** Tells listeners once per microtask, however much changed. */
  #changed(): void {
    this.#snapshot = null;
    if (this.#announcing) return;
    this.#announcing = true;
    queueMicrotask(() => {
      this.#announcing = false;
      if (this.#phase.name !== "left") this.#events.emit("state", this.state);
    });
  }

  #picture(): RoomState {
    return snapshot({
      room: this.options.room,
      keys: this.#keys,
      governance: this.#governance,
      hostControls: this.host,
      refusedCommands: this.#refusedCommands,
      capacity: this.options.capacity,
      phase: this.#phase,
      membership: this.#membership,
      mesh: this.#mesh,
      relayOnly: this.#relayOnly,
      verification: this.#verification,
      content: this.#content,
      mailbox: this.#router.mailbox,
      addressClaim: this.#addressClaim,
      refusedSignals: this.#refusedSignals,
      halted: this.#halted,
      sealed: this.#sealed,
    });
  }
}

/** How a room ends that would not take us back. */
const LEFT_BY: Readonly<Partial<Record<JoinErrorCode, LeaveReason>>> = {
  removed: "removed",
  locked: "refused",
  denied: "refused",
};

function notAllowed(): RoomError {
  return new RoomError("not-allowed", "the host of the room took that from us");
}

/** Why there is nothing to enter any more: a policy that we brought along may have removed us. */
function whyLeft(reason: LeaveReason): JoinError {
  return reason === "removed"
    ? new JoinError("removed", "the host removed us from this room")
    : aborted();
}

function aborted(): JoinError {
  return new JoinError("aborted", "the join was given up");
}
