import { type Channel, CHANNELS } from "../../../../lib/link/types.ts";
import { LANES } from "../../../../lib/link/lanes.ts";
import type { Signal } from "../../../../lib/signal/types.ts";
import { type Fingerprint, ownFingerprint } from "../../../../lib/trust/mod.ts";
import { withChannelsOf, withFingerprint, withoutChannels } from "./sdp.ts";
import type { Show } from "./show.ts";

/**
 * How far a victim let the attacker come: his offer was refused, or answered and nothing more, or his
 * own answer was refused; or there was an ICE pair, or a DTLS session.
 */
export type Reached = "refused before answer" | "answered" | "answer refused" | "ice" | "dtls";

/** What one leg got out of its victim. */
export interface LegLoot {
  readonly as: string;
  readonly to: string;
  readonly link: string;
  readonly role: "dialler" | "answerer";
  /** Whether SCTP stayed unanswered, so that no channel could open. */
  readonly silent: boolean;
  readonly reached: Reached;
  /** RTP packets that arrived and could be read, pictures and sound made of them. */
  readonly packets: number;
  readonly frames: number;
  readonly sound: number;
  /** Everything that arrived but STUN: a handshake, feedback on what the attacker sends, and RTP. */
  readonly bytes: number;
  readonly channels: number;
  /** Texts that arrived, as `channel/what it is`, and all of each. */
  readonly heard: readonly string[];
  readonly texts: readonly string[];
  /** What a sealed answer said beside its description. */
  readonly replies: readonly string[];
}

/** How a leg is made. */
export interface LegOptions {
  readonly as: string;
  readonly to: string;
  readonly link: string;
  readonly role: "dialler" | "answerer";
  readonly silent: boolean;
  readonly show: Show;
  readonly send: (signal: Signal) => void;
}

/** A connection to one victim under a certificate of the attacker's own: ICE and DTLS as they should be. */
export class Leg {
  readonly #heard: string[] = [];
  readonly #texts: string[] = [];
  readonly #replies: string[] = [];
  readonly #channels: RTCDataChannel[] = [];
  #early: RTCIceCandidateInit[] = [];
  #turn: Promise<void> = Promise.resolve();
  #answered = false;
  #ice = false;
  #dtls = false;
  #offered = "";
  #hello: object | undefined;

  private constructor(
    readonly options: LegOptions,
    readonly pc: RTCPeerConnection,
    /** Of the attacker's certificate on this leg, which no other has. */
    readonly fingerprint: Fingerprint,
  ) {
    pc.oniceconnectionstatechange = () => {
      this.#ice ||= ["connected", "completed"].includes(pc.iceConnectionState);
    };
    pc.onconnectionstatechange = () => {
      this.#dtls ||= pc.connectionState === "connected";
    };
    pc.ontrack = ({ track }) => this.#listen(track);
    for (const [name, id] of Object.entries(CHANNELS) as [Channel, number][]) {
      const channel = pc.createDataChannel(name, { negotiated: true, id });
      channel.onmessage = ({ data }) => this.#hear(name, data);
      if (name === "control") channel.onopen = () => this.#sayHello(channel);
      this.#channels.push(channel);
    }
  }

  static async make(options: LegOptions): Promise<Leg> {
    const algorithm: EcKeyGenParams = { name: "ECDSA", namedCurve: "P-256" };
    const certificate = await RTCPeerConnection.generateCertificate(algorithm);
    const pc = new RTCPeerConnection({ bundlePolicy: "max-bundle", certificates: [certificate] });
    const fingerprint = ownFingerprint(certificate.getFingerprints());
    if (fingerprint === null) throw new Error("no fingerprint of the attacker's own");
    return new Leg(options, pc, fingerprint);
  }

  get ice(): boolean {
    return this.#ice;
  }

  /** Gets an offer ready, with every candidate in it: one frame is then the whole attack. */
  async prepare(): Promise<void> {
    for (const lane of LANES) {
      this.pc.addTransceiver(this.options.show.track(lane), { direction: "sendrecv" });
    }
    await this.pc.setLocalDescription();
    await this.#gathered();
    this.#offered = this.pc.localDescription?.sdp ?? "";
  }

  /**
   * Says the offer, under the attacker's own certificate or under `mask`, which is somebody else's.
   * Said again, it is a new description of the same link. `hello` is said on the channel as well.
   */
  offer(mask: string | null, hello?: object): void {
    this.#hello = hello;
    const sdp = mask === null ? this.#offered : withFingerprint(this.#offered, mask);
    this.#say("offer", sdp, hello === undefined ? {} : { hello });
  }

  accept(signal: Signal): void {
    this.#turn = this.#turn.then(() => this.#apply(signal));
  }

  async loot(): Promise<LegLoot> {
    let [packets, frames, sound, bytes] = [0, 0, 0, 0];
    const report = this.pc.signalingState === "closed" ? new Map() : await this.pc.getStats();
    for (const entry of report.values()) {
      if (entry.type === "inbound-rtp") {
        packets += entry.packetsReceived ?? 0;
        frames += entry.framesDecoded ?? 0;
        sound += entry.totalAudioEnergy ?? 0;
      }
      if (entry.type === "transport") {
        bytes += entry.bytesReceived ?? 0;
        this.#dtls ||= entry.dtlsState === "connected";
        this.#ice ||= entry.iceState === "connected" || entry.iceState === "completed";
      }
    }
    const { as, to, link, role, silent } = this.options;
    const channels = this.#channels.filter(({ readyState }) => readyState === "open").length;
    return {
      ...{ as, to, link, role, silent, reached: this.#reached(), packets, frames, sound, bytes },
      ...{ channels, heard: this.#heard, texts: this.#texts, replies: this.#replies },
    };
  }

  close(): void {
    this.pc.close();
  }

  #reached(): Reached {
    if (this.#dtls) return "dtls";
    if (this.#ice) return "ice";
    if (this.options.role === "answerer") return "answer refused";
    return this.#answered ? "answered" : "refused before answer";
  }

  #sayHello(channel: RTCDataChannel): void {
    if (this.#hello !== undefined) channel.send(JSON.stringify({ t: "hello", hello: this.#hello }));
  }

  #hear(channel: Channel, data: unknown): void {
    if (typeof data !== "string") return void this.#heard.push(`${channel}/bytes`);
    const { t, kind } = JSON.parse(data);
    this.#heard.push(`${channel}/${t ?? kind ?? "?"}`);
    this.#texts.push(data);
  }

  /** Sound that nobody plays is not decoded, and could not be shown to have been heard. */
  #listen(track: MediaStreamTrack): void {
    if (track.kind !== "audio") return;
    const audio = Object.assign(new Audio(), {
      volume: 0.01,
      srcObject: new MediaStream([track]),
    });
    audio.play().catch(() => {
      // The leg was closed before it began: there is nothing to hear.
    });
  }

  async #apply(signal: Signal): Promise<void> {
    if (this.pc.signalingState === "closed") return;
    switch (signal.kind) {
      case "candidate":
        return await this.#applyCandidate(signal.candidate);
      case "answer":
        return await this.#applyAnswer(signal);
      case "offer":
        return await this.#applyOffer(signal.sdp);
      case "bye":
    }
  }

  async #applyCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (this.pc.remoteDescription === null) return void this.#early.push(candidate);
    await this.pc.addIceCandidate(candidate);
  }

  async #applyAnswer({ sdp, reply }: Signal & { kind: "answer" }): Promise<void> {
    this.#answered = true;
    if (reply !== undefined) this.#replies.push(Object.keys(reply).join());
    // The answer to an offer that was said again: there is nothing new in it.
    if (this.pc.signalingState !== "have-local-offer") return;
    const applied = this.options.silent ? withoutChannels(sdp) : sdp;
    await this.pc.setRemoteDescription({ type: "answer", sdp: applied });
    await this.#applyEarly();
  }

  async #applyOffer(sdp: string): Promise<void> {
    const first = this.pc.remoteDescription === null;
    await this.pc.setRemoteDescription({ type: "offer", sdp });
    for (const [at, transceiver] of this.pc.getTransceivers().entries()) {
      if (!first || at >= LANES.length) continue;
      transceiver.direction = "sendrecv";
      await transceiver.sender.replaceTrack(this.options.show.track(LANES[at]));
    }
    const { sdp: whole = "" } = await this.pc.createAnswer();
    const { silent } = this.options;
    const local = silent ? withoutChannels(whole) : whole;
    await this.pc.setLocalDescription({ type: "answer", sdp: local });
    await this.#gathered();
    const described = this.pc.localDescription?.sdp ?? "";
    this.#say("answer", silent ? withChannelsOf(described, whole) : described, {});
    await this.#applyEarly();
  }

  async #applyEarly(): Promise<void> {
    for (const candidate of this.#early.splice(0)) await this.pc.addIceCandidate(candidate);
  }

  async #gathered(): Promise<void> {
    while (this.pc.iceGatheringState !== "complete") {
      await new Promise((resolve) =>
        this.pc.addEventListener("icegatheringstatechange", resolve, { once: true })
      );
    }
  }

  #say(kind: "offer" | "answer", sdp: string, extra: object): void {
    this.options.send({ kind, link: this.options.link, sdp, ...extra });
  }
}
