import type { Bytes } from "../env/bytes.ts";
import type { Clock } from "../env/mod.ts";
import type { IceCandidate, Signal } from "../signal/types.ts";
import type { Fingerprint } from "../trust/fingerprint.ts";
import { DescribedCertificate } from "./described_certificate.ts";
import { Diagnoser, type Diagnostics } from "./diagnostics.ts";
import type { IceServers } from "./ice_servers.ts";
import {
  HELD,
  openChannels,
  prepareConnection,
  type PreparedConnection,
} from "./prepared_connection.ts";
import type { Quality } from "./quality.ts";
import { withoutOwnAddress } from "./relay_only.ts";
import { RemoteCertificate } from "./remote_certificate.ts";
import { type PartlySet, SenderParameters } from "./sender_parameters.ts";
import { withPtime } from "./audio_ptime.ts";
import {
  BYTES_FULL,
  BYTES_LOW,
  type Channel,
  type Link,
  type LinkFactory,
  type LinkOptions,
  type LinkState,
} from "./types.ts";
import { type Lane, LANE_KIND, LANES } from "./lanes.ts";
import type { Way } from "./selected_path.ts";
import { SelectedPathWatch } from "./selected_path_watch.ts";

/**
 * How long a dialler waits for an answer, and how long a connection may take from there before it
 * counts as failed, in milliseconds. A machine at its limit needs the second; dialling anew would
 * only add to its load.
 */
const ANSWER_TIMEOUT_MS = 12_000;
const CONNECT_TIMEOUT_MS = 40_000;

/** What every WebRTC link of a room shares. */
export interface RtcEnvironment {
  readonly clock: Clock;
  /** Makes a connection. Default: the platform's `RTCPeerConnection`. */
  readonly connection: (config: RTCConfiguration) => RTCPeerConnection;
  /** The room's one certificate. */
  readonly certificate: RTCCertificate;
  /** Its fingerprint. */
  readonly fingerprint: Fingerprint | null;
  readonly ice: IceServers;
}

/** Makes links over WebRTC. */
export function createRtcLinks(env: RtcEnvironment): LinkFactory {
  const { ice } = env;
  const shared = new Shared(env);
  return {
    fingerprint: env.fingerprint,
    certificate: env.certificate,
    get canRelay() {
      return ice.canRelay;
    },
    create: (options) => new RtcLink(options, env, shared),
    refreshRelays: () => ice.refresh(),
    wake: () => ice.wake(),
    makeReady: () => shared.makeReady(),
    close() {
      shared.takeOver()?.pc.close();
      ice.close();
    },
  };
}

/** What the links of one room have in common. */
class Shared {
  #holds: boolean | null = null;
  #ready: PreparedConnection | null = null;
  #unwatch = () => {};

  constructor(readonly env: RtcEnvironment) {}

  /** Whether senders of this browser are inactive where we say so: asked once, since it takes time. */
  isInactive(sender: RTCRtpSender): boolean {
    this.#holds ??= sender.getParameters().encodings?.[0]?.active === false;
    return this.#holds;
  }

  /** Makes an end ready for the next dial. */
  makeReady(): void {
    if (this.#ready !== null) return;
    const { connection, ice } = this.env;
    const pc = connection(configuration(this.env, false));
    try {
      this.#ready = prepareConnection(pc);
    } catch {
      // A platform that refuses says so when somebody dials: nothing depends on this one.
      return;
    }
    this.#unwatch = ice.watch(() => pc.setConfiguration(configuration(this.env, false)));
  }

  /** The end that is ready, which is the caller's from now on; null where there is none. */
  takeOver(): PreparedConnection | null {
    const ready = this.#ready;
    this.#ready = null;
    this.#unwatch();
    return ready;
  }
}

function configuration({ certificate, ice }: RtcEnvironment, relayOnly: boolean): RTCConfiguration {
  return {
    bundlePolicy: "max-bundle",
    certificates: [certificate],
    iceServers: [...ice.iceServers],
    iceTransportPolicy: relayOnly ? "relay" : "all",
  };
}

/**
 * One RTCPeerConnection that carries everything between two people: four media lanes and the data
 * channels, all negotiated once. Later offers happen for ICE restarts alone, by perfect negotiation
 * (W3C WebRTC, section 10.7).
 */
class RtcLink implements Link {
  readonly id: string;
  readonly #pc: RTCPeerConnection;
  /** The end that was made ready for this dial; null where there was none. */
  readonly #ready: PreparedConnection | null;
  readonly #channels = new Map<Channel, RTCDataChannel>();
  readonly #lanes = new Map<Lane, RTCRtpTransceiver>();
  readonly #wanted = new Map<Lane, MediaStreamTrack | null>();
  /** What is on each lane, or will be in a moment. */
  readonly #onLane = new Map<Lane, MediaStreamTrack | null>();
  /** What may be put on the lanes once the link is proven. */
  readonly #held = new Map<Lane, MediaStreamTrack>();
  readonly #sending = new SenderParameters();
  /** Candidates that came before the description they belong to. */
  #early: IceCandidate[] = [];
  #state: LinkState;
  #ignoring = false;
  #cancelTimer = () => {};
  #proven = false;
  readonly #described = new DescribedCertificate();
  readonly #certificate: RemoteCertificate;
  readonly #diagnoser = new Diagnoser();
  readonly #ways: SelectedPathWatch;
  readonly #unwatch: () => void;
  /** Signals are applied one after another, in the order in which they came. */
  #turn: Promise<void> = Promise.resolve();

  constructor(
    readonly options: LinkOptions,
    readonly env: RtcEnvironment,
    readonly shared: Shared,
  ) {
    this.id = options.id;
    this.#state = { name: "dialling", since: env.clock.now() };
    this.#ready = options.role === "dialler" && !options.relayOnly ? shared.takeOver() : null;
    this.#pc = this.#ready?.pc ?? env.connection(this.#configuration());
    this.#unwatch = env.ice.watch(() => this.#iceServersChanged());
    this.#ways = new SelectedPathWatch(this.#pc, () => options.listener.wayChanged());
    this.#certificate = new RemoteCertificate(this.#pc, {
      lost: () => this.#certificateLost(),
      read: (fingerprint) => this.#certificateRead(fingerprint),
    });
    this.#pc.onicecandidate = ({ candidate }) => this.#candidate(candidate);
    this.#pc.onconnectionstatechange = () => this.#connectionChanged();
    this.#pc.oniceconnectionstatechange = () => this.#certificate.checkNow();
    this.#failAfter(options.role === "dialler" ? ANSWER_TIMEOUT_MS : CONNECT_TIMEOUT_MS);
  }

  get state(): LinkState {
    return this.#state;
  }

  get ready(): boolean {
    return this.#channels.get("control")?.readyState === "open" &&
      this.#channels.get("content")?.readyState === "open" &&
      this.#channels.get("verify")?.readyState === "open" &&
      this.#channels.get("files")?.readyState === "open" &&
      this.#channels.get("ink")?.readyState === "open";
  }

  get proven(): boolean {
    return this.#proven;
  }

  prove(): void {
    if (this.#state.name === "closed" || this.#proven) return;
    this.#proven = true;
    for (const [lane, { sender }] of this.#lanes) this.#put(lane, sender);
    this.#settle();
  }

  get tracks(): Readonly<Partial<Record<Lane, MediaStreamTrack>>> {
    return Object.fromEntries(
      [...this.#lanes].map(([lane, transceiver]) => [lane, transceiver.receiver.track]),
    );
  }

  start(): void {
    if (this.options.role === "answerer") return;
    const { lanes, channels } = this.#ready ?? prepareConnection(this.#pc);
    for (const [lane, transceiver] of lanes) {
      this.#useLane(lane, transceiver, lane === "camera" ? HELD : undefined);
    }
    this.#useChannels(channels);
    this.#pc.onnegotiationneeded = () => this.#queue(() => this.#offer());
    // The event for this first offer would come behind whatever the page has to draw.
    this.#queue(() => this.#offer());
  }

  accept(signal: Signal): void {
    this.#queue(() => this.#apply(signal));
  }

  restart(): void {
    if (this.#state.name === "closed") return;
    // An offer that was lost on its way would keep the next one from being made.
    if (this.#pc.signalingState === "have-local-offer") this.#describe("offer");
    this.#pc.restartIce();
  }

  send(channel: Channel, text: string): void {
    if (this.ready) this.#channels.get(channel)?.send(text);
  }

  get way(): Way | null {
    return this.#ways.way;
  }

  sendBytes(data: Bytes): boolean {
    const channel = this.#channels.get("files");
    if (channel === undefined || !this.ready) return false;
    channel.send(data);
    return channel.bufferedAmount < BYTES_FULL;
  }

  hold(lane: Lane, track: MediaStreamTrack | null): void {
    if (this.#proven || this.#state.name === "closed") return;
    if (track === null) this.#held.delete(lane);
    else this.#held.set(lane, track);
    const transceiver = this.#lanes.get(lane);
    if (transceiver !== undefined) this.#put(lane, transceiver.sender);
  }

  async setTrack(lane: Lane, track: MediaStreamTrack | null): Promise<void> {
    this.#held.delete(lane);
    this.#wanted.set(lane, track);
    if (this.#state.name === "closed" || (!this.#proven && track !== null)) return;
    this.#sending.expect(lane, track);
    const sender = this.#lanes.get(lane)?.sender;
    if (sender !== undefined) await this.#replace(lane, sender, track);
  }

  setQuality(quality: Quality): void {
    this.#sending.setQuality(quality);
  }

  async stats(): Promise<RTCStatsReport | null> {
    return this.#state.name === "closed" ? null : await this.#pc.getStats();
  }

  async diagnose(): Promise<Diagnostics | null> {
    const report = await this.stats();
    if (report === null) return null;
    const lanes = new Map(
      [...this.#lanes].map(([lane, { receiver }]) => [receiver.track.id, lane]),
    );
    const remoteSdp = this.#pc.remoteDescription?.sdp ?? "";
    const found = this.#diagnoser.read(report, { lanes, remoteSdp });
    // Where a browser tells nothing of a new path by itself, this is how it comes to be known.
    this.#ways.checkNow();
    return found;
  }

  peerFingerprint(): Promise<Fingerprint | null> {
    return this.#certificate.fingerprint;
  }

  audioLevel(): number | null {
    const receiver = this.#lanes.get("microphone")?.receiver;
    return receiver?.getSynchronizationSources()[0]?.audioLevel ?? null;
  }

  close(): void {
    if (this.#state.name === "closed") return;
    this.#cancelTimer();
    this.#state = { name: "closed", since: this.env.clock.now() };
    for (const channel of this.#channels.values()) {
      channel.onopen =
        channel.onclose =
        channel.onmessage =
        channel.onbufferedamountlow =
          null;
    }
    this.#pc.onicecandidate = null;
    this.#pc.onconnectionstatechange = null;
    this.#pc.oniceconnectionstatechange = null;
    this.#pc.onnegotiationneeded = null;
    this.#unwatch();
    this.#ways.stop();
    this.#certificate.stop();
    this.#sending.stop();
    this.#pc.close();
  }

  #configuration(): RTCConfiguration {
    return configuration(this.env, this.options.relayOnly ?? false);
  }

  /**
   * From the next gathering on the new credentials are used. Some relays let go of a connection when
   * the credentials of its beginning have expired, so one of our own is moved over while it works.
   */
  #iceServersChanged(): void {
    this.#pc.setConfiguration(this.#configuration());
    if (this.#state.name === "connected" && this.#ways.ownRelay) this.restart();
  }

  #signal(signal: Signal): void {
    const sent = this.options.relayOnly ? withoutOwnAddress(signal) : signal;
    if (sent !== null) this.options.listener.signal(sent);
  }

  #queue(job: () => Promise<void>): void {
    this.#turn = this.#turn.then(job).catch(() => {
      // A description or candidate that the browser refuses: the other side sent something unusable,
      // or the connection closed meanwhile. The dial timer or the recovery policy takes it from here.
    });
  }

  async #offer(): Promise<void> {
    if (this.#state.name === "closed" || this.#pc.signalingState !== "stable") return;
    await this.#pc.setLocalDescription();
    this.#describe("offer");
  }

  #describe(kind: "offer" | "answer"): void {
    const sdp = this.#pc.localDescription?.sdp;
    if (sdp !== undefined) this.#signal({ kind, link: this.id, sdp });
    for (const lane of this.#held.keys()) {
      const sender = this.#lanes.get(lane)?.sender;
      if (sender !== undefined) this.#put(lane, sender);
    }
  }

  async #apply(signal: Signal): Promise<void> {
    if (this.#state.name === "closed") return;
    switch (signal.kind) {
      case "offer":
        return await this.#applyOffer(signal.sdp);
      case "answer":
        if (this.#pc.signalingState !== "have-local-offer" || !this.#isTheirs(signal.sdp)) return;
        if (this.#state.name === "dialling") this.#failAfter(CONNECT_TIMEOUT_MS);
        await this.#describeRemote("answer", signal.sdp);
        return await this.#applyEarly();
      case "candidate":
        return await this.#applyCandidate(signal.candidate);
      case "bye":
        return this.#ended();
    }
  }

  #isTheirs(sdp: string): boolean {
    const theirs = this.#described.isNamedBy(sdp);
    if (!theirs) this.options.listener.refused();
    return theirs;
  }

  async #applyOffer(sdp: string): Promise<void> {
    if (!this.#isTheirs(sdp)) return;
    // Offers are made one job at a time, so an offer of ours in flight shows in the signalling state.
    this.#ignoring = this.options.role === "dialler" && this.#pc.signalingState !== "stable";
    if (this.#ignoring) return;
    const first = this.#pc.remoteDescription === null;
    await this.#describeRemote("offer", sdp);
    if (first && this.options.role === "answerer") this.#adoptLanes();
    await this.#applyEarly();
    await this.#pc.setLocalDescription();
    this.#certificate.checkNow();
    this.#describe("answer");
    if (first) this.#pc.onnegotiationneeded = () => this.#queue(() => this.#offer());
  }

  async #describeRemote(type: "offer" | "answer", sdp: string): Promise<void> {
    const frame = this.#sending.quality?.soundFrame;
    const wanted = frame === undefined ? sdp : withPtime(sdp, frame);
    await this.#pc.setRemoteDescription({ type, sdp: wanted });
    this.#certificate.checkNow();
  }

  async #applyCandidate(candidate: IceCandidate): Promise<void> {
    if (this.#ignoring) return;
    if (this.#pc.remoteDescription === null) return void this.#early.push(candidate);
    await this.#pc.addIceCandidate(candidate);
    // It may name an end that was already in use, and say what it is.
    if (this.#state.name === "connected") this.#ways.checkNow();
  }

  async #applyEarly(): Promise<void> {
    for (const candidate of this.#early.splice(0)) await this.#pc.addIceCandidate(candidate);
  }

  /** The answerer's half of the lanes: the offer's m-lines are in the order of `LANES`. */
  #adoptLanes(): void {
    const transceivers = this.#pc.getTransceivers();
    LANES.forEach((lane, index) => {
      const transceiver = transceivers[index];
      if (transceiver?.receiver.track.kind !== LANE_KIND[lane]) return;
      transceiver.direction = "sendrecv";
      this.#useLane(lane, transceiver);
    });
    this.#useChannels(openChannels(this.#pc));
  }

  #useLane(lane: Lane, transceiver: RTCRtpTransceiver, made?: PartlySet): void {
    this.#lanes.set(lane, transceiver);
    this.#sending.use(lane, transceiver.sender, made);
    this.#put(lane, transceiver.sender);
  }

  /** What a lane sends: its track, once the certificate at the other end is the right one. */
  #put(lane: Lane, sender: RTCRtpSender): void {
    const held = this.#held.get(lane);
    if (held !== undefined) {
      // Our description comes first: what delays it delays the whole connection.
      if (!this.#proven && this.#pc.localDescription) void this.#keepReady(lane, sender, held);
      return;
    }
    const track = this.#proven ? this.#wanted.get(lane) ?? null : null;
    // What was held is active from here on, and from nowhere before the proof.
    this.#sending.expect(lane, track);
    this.#replace(lane, sender, track).catch(() => {
      // Only a closed connection refuses a track of the lane's own kind: nothing is left to send to.
    });
  }

  /** Puts a track on a lane whose encoding is inactive: the encoder is ready, and nothing is sent. */
  async #keepReady(lane: Lane, sender: RTCRtpSender, track: MediaStreamTrack): Promise<void> {
    if (!await this.#sending.hold(lane, track) || this.#held.get(lane) !== track) return;
    if (!this.shared.isInactive(sender)) return;
    await this.#replace(lane, sender, track).catch(() => {
      // The connection closed meanwhile: nothing is left to be ready for.
    });
  }

  /** Replaces a lane's track once, also where it is asked for again before that is done. */
  async #replace(lane: Lane, sender: RTCRtpSender, track: MediaStreamTrack | null) {
    if ((this.#onLane.get(lane) ?? null) === track) return;
    this.#onLane.set(lane, track);
    await sender.replaceTrack(track);
  }

  #useChannels(channels: ReadonlyMap<Channel, RTCDataChannel>): void {
    for (const [name, channel] of channels) {
      channel.onopen = () => this.#channelOpened();
      channel.onclose = () => this.#ended();
      channel.onmessage = ({ data }) => {
        if (typeof data === "string") this.options.listener.message(name, data);
        else if (name === "files") this.options.listener.bytes(new Uint8Array(data));
      };
      if (name === "files") this.#watchFlow(channel);
      this.#channels.set(name, channel);
    }
  }

  #watchFlow(channel: RTCDataChannel): void {
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = BYTES_LOW;
    channel.onbufferedamountlow = () => this.options.listener.drained();
  }

  #candidate(candidate: RTCIceCandidate | null): void {
    if (candidate === null) return;
    this.#signal({
      kind: "candidate",
      link: this.id,
      candidate: {
        candidate: candidate.candidate,
        sdpMid: candidate.sdpMid,
        sdpMLineIndex: candidate.sdpMLineIndex,
      },
    });
  }

  #channelOpened(): void {
    if (!this.ready) return;
    this.#cancelTimer();
    this.#certificate.checkNow();
    this.options.listener.opened();
    this.#settle();
  }

  #connectionChanged(): void {
    this.#certificate.checkNow();
    switch (this.#pc.connectionState) {
      case "connected":
        if (this.#state.name !== "reconnecting") return;
        return this.#proven ? this.#settle() : this.#check();
      case "disconnected":
      case "failed": {
        // Whoever waits to be let in has a connection that stands, without being proven to them.
        const stood = this.#state.name === "connected" ||
          (this.#state.name === "checking" && this.ready);
        if (stood) return this.#become({ name: "reconnecting", since: this.env.clock.now() });
        if (this.#pc.connectionState === "failed") this.#fail();
      }
    }
  }

  #certificateRead(fingerprint: Fingerprint | null): void {
    if (this.#state.name === "closed") return;
    if (this.#state.name === "dialling") this.#check();
    this.options.listener.certificate(fingerprint);
  }

  /** DTLS began again: nothing more is sent before the new certificate is read and proven. */
  #certificateLost(): void {
    if (this.#state.name === "closed") return;
    this.#proven = false;
    for (const [lane, { sender }] of this.#lanes) this.#put(lane, sender);
    this.#check();
  }

  #check(): void {
    this.#become({ name: "checking", since: this.env.clock.now() });
  }

  /** The connection stands once its certificate is the right one and its channels are open. */
  #settle(): void {
    const settled = ["connected", "failed", "closed"].includes(this.#state.name);
    if (this.#proven && this.ready && !settled) this.#connected();
  }

  #connected(): void {
    this.#cancelTimer();
    for (const lane of this.#lanes.keys()) this.#sending.update(lane);
    this.#become({ name: "connected", since: this.env.clock.now() });
    this.#ways.checkNow();
  }

  #failAfter(ms: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.env.clock.after(ms, () => this.#fail());
  }

  #fail(): void {
    this.#cancelTimer();
    if (this.#state.name !== "dialling" && this.#state.name !== "checking") return;
    this.#become({ name: "failed", since: this.env.clock.now(), reason: "unreachable" });
  }

  /** The other side closed the connection on purpose, or its page is gone. */
  #ended(): void {
    if (this.#state.name === "closed") return;
    this.close();
    this.options.listener.state(this.#state);
  }

  #become(state: LinkState): void {
    this.#state = state;
    this.options.listener.state(state);
  }
}
