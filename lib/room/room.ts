import { Content } from "../content/mod.ts";
import type { Clock, Random } from "../env/mod.ts";
import { hex } from "../env/bytes.ts";
import { Emitter } from "../env/emitter.ts";
import { JoinError, RoomError } from "../errors.ts";
import type { Channel, Lane, LinkFactory, LinkState } from "../link/mod.ts";
import type { Broker, Envelope, RefusalCode, Signal, SignalCodec } from "../signal/mod.ts";
import { nameSchema } from "../wire/ids.ts";
import { parseJson } from "../wire/json.ts";
import { presenceSchema, type Roster } from "../wire/presence.ts";
import { Connections } from "./connections.ts";
import { Courier } from "./courier.ts";
import { Entry } from "./entry.ts";
import { FrontDoor } from "./front_door.ts";
import { picture } from "./picture.ts";
import { Presence } from "./presence.ts";
import { Reception } from "./reception.ts";
import type {
  ChatLine,
  LeaveReason,
  Member,
  PeerId,
  Room,
  RoomEvents,
  RoomPhase,
  RoomState,
} from "./types.ts";
import { Verifier } from "./verifier.ts";

/** The largest control message that is read, in UTF-16 units. */
const CONTROL_MAX = 256 * 1024;
/** Messages that may come before the welcome, on other streams of the same connection. */
const EARLY_MAX = 64;

/** Who we are until we say our name: nobody hears of us before that. */
const UNNAMED = "Guest";

/** Everything that a room stands on, with every choice already made. */
export interface RoomOptions {
  readonly room: string;
  readonly address: string;
  readonly self: PeerId;
  readonly capacity: number;
  readonly codec: SignalCodec;
  readonly broker: Broker;
  readonly links: LinkFactory;
  readonly clock: Clock;
  readonly random: Random;
}

/** The room engine: wires entry, presence, connections and content to each other and to its holder. */
export class RoomEngine implements Room {
  readonly #events = new Emitter<RoomEvents>();
  readonly #connections: Connections;
  readonly #door: FrontDoor;
  readonly #presence: Presence;
  readonly #courier: Courier;
  readonly #content: Content;
  readonly #verifier: Verifier;
  readonly #reception: Reception;
  #opening: Promise<void> | null = null;
  /** When the last goodbye is said, and the sockets are closed. */
  #ended: Promise<void> = Promise.resolve();
  #entry: Entry | null = null;
  #early: { channel: Channel; text: string }[] = [];
  #phase: RoomPhase = { name: "joining", step: "claiming" };
  #refusedSignals = 0;
  #snapshot: RoomState | null = null;
  #announcing = false;

  constructor(readonly options: RoomOptions) {
    const { self, address, broker, links, clock, random, codec } = options;
    this.#connections = new Connections({
      links,
      clock,
      random,
      self,
      send: (from, to, signal) =>
        this.#courier.send(from, to, this.#reception.dress(from, to, signal)),
      mayAnswer: (envelope) => this.#reception.callerOf(envelope),
      state: (peer, state) => this.#linkChanged(peer, state),
      message: (peer, channel, text) => this.#read(peer, channel, text),
    });
    this.#reception = new Reception({
      address,
      sealed: codec.sealed,
      presence: () => this.#presence,
      entry: () => this.#entry,
    });
    this.#door = new FrontDoor({
      address,
      broker,
      clock,
      signal: (envelope, payload) => this.#courier.receive(envelope, payload),
      changed: () => this.#changed(),
      heldByOther: () => this.#presence.meetHolder(),
    });
    this.#presence = new Presence({
      address,
      self: {
        id: self,
        name: UNNAMED,
        status: { microphone: false, camera: false, screen: false },
      },
      clock,
      connections: this.#connections,
      door: this.#door,
      changed: () => this.#rosterChanged(),
      joined: (member) => this.#memberJoined(member.id),
      left: (member) => this.#memberLeft(member),
      adrift: () => this.#rejoin(),
      probe: (peer) => this.#probe(peer),
    });
    this.#courier = new Courier({
      self,
      address,
      codec,
      clock,
      connections: this.#connections,
      door: this.#door,
      presence: () => this.#presence,
      deliver: (envelope, signal) => this.#deliver(envelope, signal),
      refused: (code) => this.#signalRefused(code),
    });
    this.#content = new Content({
      self,
      connections: this.#connections,
      events: this.#events,
      changed: () => this.#changed(),
      members: () => this.#others(),
    });
    this.#verifier = new Verifier({
      room: options.room,
      self,
      sealed: codec.sealed,
      clock,
      random,
      connections: this.#connections,
      changed: () => this.#changed(),
      certificateChanged: (peer) => this.#certificateChanged(peer),
    });
  }

  get state(): RoomState {
    return this.#snapshot ??= this.#picture();
  }

  /** Whether the room's address is ours at the broker now. */
  get holdsAddress(): boolean {
    return this.#door.held;
  }

  /** Connects to the broker under our own id, ahead of the join or with it. Throws `JoinError`. */
  open(): Promise<void> {
    return this.#opening ??= this.#openMailbox().catch((error) => {
      this.#opening = null;
      throw error;
    });
  }

  /** Claims or joins the room. Throws `JoinError`, and leaves nothing behind when it does. */
  async join(signal?: AbortSignal): Promise<void> {
    const abort = () => void this.leave();
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
    try {
      await Promise.all([this.open(), this.#enter(true)]);
    } catch (error) {
      this.#end("failed");
      await this.#ended;
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
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
    this.#presence.say({ name: parsed.data, status: this.#presence.self.status });
  }

  async setTrack(lane: Lane, track: MediaStreamTrack | null): Promise<void> {
    this.#throwIfLeft();
    const { name, status } = this.#presence.self;
    const on = track !== null;
    if (lane !== "screen-audio" && status[lane] !== on) {
      this.#presence.say({ name, status: { ...status, [lane]: on } });
    }
    await this.#connections.setTrack(lane, track);
  }

  chat(text: string): ChatLine {
    this.#throwIfLeft();
    return this.#content.write(this.#presence.self.name, text, this.options.clock.now());
  }

  broadcast(data: unknown): void {
    this.#throwIfLeft();
    this.#content.sendApp("room", data);
  }

  sendTo(peer: PeerId, data: unknown): void {
    this.#throwIfLeft();
    if (!this.#presence.has(peer)) throw new RoomError("no-such-peer", "nobody here has that id");
    this.#content.sendApp(peer, data);
  }

  compare(peer: PeerId, verdict: "match" | "differ" | "withdraw", fingerprint: string): void {
    this.#verifier.judge(peer, verdict, fingerprint);
  }

  longCode(peer: PeerId): Promise<readonly string[] | null> {
    return this.#verifier.longCode(peer);
  }

  compareGroup(epoch: number): void {
    this.#verifier.judgeGroup(epoch);
  }

  redial(peer: PeerId): void {
    this.#throwIfLeft();
    if (!this.#presence.has(peer)) throw new RoomError("no-such-peer", "nobody here has that id");
    this.#connections.dial(peer, this.options.self, true);
  }

  networkChanged(): void {
    this.#connections.networkChanged();
  }

  stats(peer: PeerId): Promise<RTCStatsReport | null> {
    return this.#connections.stats(peer);
  }

  audioLevel(peer: PeerId): number | null {
    return this.#connections.audioLevel(peer);
  }

  leave(): Promise<void> {
    this.#end("left");
    return this.#ended;
  }

  async #openMailbox(): Promise<void> {
    const { broker, self } = this.options;
    const mailbox = await broker.open(self, {
      signal: (envelope, payload) => this.#courier.receive(envelope, payload),
      expired: (dst) => this.#expired(dst),
      state: () => this.#changed(),
    });
    if (mailbox === "taken") {
      throw new JoinError("broker-refused", "the broker says that a fresh random id is taken");
    }
    if (this.#phase.name === "left") mailbox.close();
    else this.#courier.useMailbox(mailbox);
  }

  #expired(dst: PeerId): void {
    if (dst === this.options.address) this.#entry?.expired();
    else this.#presence.vanished(dst);
  }

  /**
   * Sends a signal that means nothing: when nobody is there to take it, the broker says so. Not a
   * bye: of those that find nobody the broker says nothing.
   */
  #probe(peer: PeerId): void {
    const { self, random } = this.options;
    const candidate = { candidate: "", sdpMid: null, sdpMLineIndex: null };
    this.#courier.send(self, peer, { kind: "candidate", link: hex(random(8)), candidate });
  }

  async #enter(mayFound: boolean): Promise<void> {
    const { address, clock, capacity } = this.options;
    if (this.#phase.name === "left") throw aborted();
    const { id, name, status } = this.#presence.self;
    this.#entry = new Entry({
      self: { id, name, status },
      address,
      mayFound,
      clock,
      connections: this.#connections,
      door: this.#door,
      step: (phase) => this.#become(phase),
      refused: () => this.#refusedSignals,
      seat: (roster) => this.#takeSeat(roster),
    });
    const entered = await this.#entry.run();
    // A member sat down when the welcome came, and may be on the way to another room already.
    if (entered === "member") return;
    this.#entry = null;
    this.#presence.found(capacity);
    this.#become({ name: "joined", role: "member" });
  }

  #takeSeat(roster: Roster): void {
    const { address, self } = this.options;
    this.#entry = null;
    this.#connections.rename(address, roster.coordinator, self);
    this.#connections.admit(roster.coordinator);
    this.#presence.enter(roster);
    this.#become({ name: "joined", role: "member" });
    for (const { channel, text } of this.#early.splice(0)) {
      this.#read(roster.coordinator, channel, text);
    }
  }

  /** The room went on without us, or moves: come in again by the door, with the connections we have. */
  #rejoin(): void {
    this.#enter(false).catch((error) => {
      if (!(error instanceof JoinError)) throw error;
      this.#end("failed");
    });
  }

  #deliver(envelope: Envelope, signal: Signal): void {
    this.#reception.hear(envelope, signal);
    this.#connections.deliver(envelope, signal);
    const reply = this.#reception.replyIn(envelope, signal);
    if (reply !== null) this.#entry?.receive(reply);
  }

  #linkChanged(peer: PeerId, state: LinkState): void {
    if (this.#entry !== null && peer === this.options.address) this.#entry.linkChanged(state);
    else {
      this.#presence.linkChanged(peer, state);
      if (this.#presence.has(peer)) this.#memberLinkChanged(peer, state);
    }
    this.#changed();
  }

  #memberLinkChanged(peer: PeerId, state: LinkState): void {
    if (state.name !== "connected") return this.#verifier.disconnected(peer);
    this.#catchUp(peer);
    void this.#verify(peer);
  }

  async #verify(peer: PeerId): Promise<void> {
    await this.#verifier.connected(peer);
    this.#regroup();
  }

  #regroup(): void {
    this.#verifier.regroup(this.#presence.roster, this.#others());
  }

  #others(): PeerId[] {
    return this.#presence.others().map((member) => member.id);
  }

  #read(peer: PeerId, channel: Channel, text: string): void {
    if (channel === "control") return this.#readControl(peer, text);
    if (this.#presence.has(peer)) {
      if (channel === "content") this.#content.receive(peer, text);
      if (channel === "verify") this.#verifier.read(peer, text);
    } else if (this.#entry !== null && this.#early.length < EARLY_MAX) {
      this.#early.push({ channel, text });
    }
  }

  #readControl(peer: PeerId, text: string): void {
    if (text.length > CONTROL_MAX) return;
    const message = parseJson(presenceSchema, text);
    if (message === null) return;
    if (this.#entry !== null && peer === this.options.address) return this.#entry.receive(message);
    if (message.t === "relay") return this.#courier.relay(peer, message);
    this.#presence.receive(peer, message);
  }

  #memberJoined(id: PeerId): void {
    const member = this.#presence.others().find((other) => other.id === id);
    if (member !== undefined) this.#events.emit("peer-joined", member);
    if (!this.#connections.ready(id)) return;
    this.#catchUp(id);
    void this.#verify(id);
  }

  #memberLeft(member: Member): void {
    this.#verifier.forget(member.id);
    this.#events.emit("peer-left", member);
  }

  #certificateChanged(peer: PeerId): void {
    const view = this.state.peers.find(({ member }) => member.id === peer);
    if (view !== undefined) this.#events.emit("certificate-changed", view.member);
  }

  #catchUp(peer: PeerId): void {
    this.#content.catchUp(peer, this.#presence.coordinating);
  }

  #signalRefused(_code: RefusalCode): void {
    this.#refusedSignals++;
    this.#changed();
  }

  #throwIfLeft(): void {
    if (this.#phase.name === "left") throw new RoomError("left", "the room was left");
  }

  #end(reason: LeaveReason): void {
    if (this.#phase.name === "left") return;
    this.#phase = { name: "left", reason };
    this.#entry?.abort(aborted());
    this.#entry = null;
    this.#presence.leave();
    this.#verifier.close();
    for (const track of this.#connections.tracks()) track.stop();
    this.#connections.close();
    this.#ended = this.#courier.drained().then(() => {
      this.#door.close();
      this.#courier.close();
    });
    this.#snapshot = null;
    this.#events.emit("state", this.state);
    this.#events.clear();
  }

  #rosterChanged(): void {
    this.#courier.rosterChanged();
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
    return picture({
      room: this.options.room,
      sealed: this.options.codec.sealed,
      capacity: this.options.capacity,
      phase: this.#phase,
      presence: this.#presence,
      connections: this.#connections,
      verifier: this.#verifier,
      content: this.#content,
      mailbox: this.#courier.mailbox,
      door: this.#door,
      refusedSignals: this.#refusedSignals,
    });
  }
}

function aborted(): JoinError {
  return new JoinError("aborted", "the join was given up");
}
