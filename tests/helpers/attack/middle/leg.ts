import { type Channel, CHANNELS } from "../../../../lib/link/types.ts";
import { LANE_KIND, LANES } from "../../../../lib/link/lanes.ts";
import type { Signal } from "../../../../lib/signal/types.ts";
import {
  type Fingerprint,
  fingerprintOfCertificate,
  ownFingerprint,
} from "../../../../lib/trust/mod.ts";

/** What a leg tells whoever sits in the middle. */
export interface LegListener {
  signal(signal: Signal): void;
  message(channel: Channel, text: string): void;
  open(): void;
  /** The victim closed it. */
  closed(): void;
}

/** A certificate of the attacker's own. */
export interface OwnCertificate {
  readonly certificate: RTCCertificate;
  readonly fingerprint: Fingerprint;
}

export async function makeCertificate(): Promise<OwnCertificate> {
  const algorithm: EcKeyGenParams = { name: "ECDSA", namedCurve: "P-256" };
  const certificate = await RTCPeerConnection.generateCertificate(algorithm);
  const fingerprint = ownFingerprint(certificate.getFingerprints());
  if (fingerprint === null) throw new Error("no fingerprint of the attacker's own");
  return { certificate, fingerprint };
}

/** A connection to one victim, under a certificate of the attacker's own, in the engine's shape. */
export class Leg {
  readonly #channels = new Map<Channel, RTCDataChannel>();
  readonly #unsent: { channel: Channel; text: string }[] = [];
  readonly pc: RTCPeerConnection;
  readonly own: Fingerprint;
  #early: RTCIceCandidateInit[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(
    readonly link: string,
    { certificate, fingerprint }: OwnCertificate,
    readonly listener: LegListener,
  ) {
    const pc = new RTCPeerConnection({ bundlePolicy: "max-bundle", certificates: [certificate] });
    this.pc = pc;
    this.own = fingerprint;
    pc.onicecandidate = ({ candidate }) => {
      if (candidate === null) return;
      const { candidate: text, sdpMid, sdpMLineIndex } = candidate;
      const init = { candidate: text, sdpMid, sdpMLineIndex };
      listener.signal({ kind: "candidate", link, candidate: init });
    };
    for (const [name, id] of Object.entries(CHANNELS) as [Channel, number][]) {
      const channel = pc.createDataChannel(name, { negotiated: true, id });
      channel.onopen = () => this.#opened();
      channel.onclose = () => listener.closed();
      channel.onmessage = ({ data }) => listener.message(name, String(data));
      this.#channels.set(name, channel);
    }
  }

  async dial(): Promise<void> {
    for (const lane of LANES) this.pc.addTransceiver(LANE_KIND[lane], { direction: "sendrecv" });
    await this.#describe("offer");
  }

  accept(signal: Signal): void {
    this.#turn = this.#turn.then(() => this.#apply(signal));
  }

  send(channel: Channel, text: string): void {
    if (this.#ready) this.#channels.get(channel)?.send(text);
    else this.#unsent.push({ channel, text });
  }

  /** Sends on this leg what arrives on the other, once both are described. */
  async forwardMediaOf(other: Leg): Promise<void> {
    const theirs = other.pc.getTransceivers();
    for (const [at, { sender }] of this.pc.getTransceivers().entries()) {
      await sender.replaceTrack(theirs[at]?.receiver.track ?? null);
    }
  }

  /** The certificate at the victim's end; there once the victim has said anything. */
  async victim(): Promise<Fingerprint> {
    const transport = this.pc.sctp?.transport as
      | RTCDtlsTransport & { getRemoteCertificates(): ArrayBuffer[] }
      | undefined;
    const [leaf] = transport?.getRemoteCertificates() ?? [];
    if (leaf === undefined) throw new Error("the victim's certificate can't be seen");
    return await fingerprintOfCertificate(leaf);
  }

  close(): void {
    this.pc.close();
  }

  get #ready(): boolean {
    return [...this.#channels.values()].every(({ readyState }) => readyState === "open");
  }

  #opened(): void {
    if (!this.#ready) return;
    for (const { channel, text } of this.#unsent.splice(0)) this.send(channel, text);
    this.listener.open();
  }

  async #describe(kind: "offer" | "answer"): Promise<void> {
    await this.pc.setLocalDescription();
    const sdp = this.pc.localDescription?.sdp ?? "";
    this.listener.signal({ kind, link: this.link, sdp });
  }

  async #apply(signal: Signal): Promise<void> {
    if (this.pc.signalingState === "closed" || signal.kind === "bye") return;
    if (signal.kind === "candidate") {
      if (this.pc.remoteDescription === null) return void this.#early.push(signal.candidate);
      return await this.pc.addIceCandidate(signal.candidate);
    }
    await this.pc.setRemoteDescription({ type: signal.kind, sdp: signal.sdp });
    if (signal.kind === "offer") {
      for (const transceiver of this.pc.getTransceivers()) transceiver.direction = "sendrecv";
      await this.#describe("answer");
    }
    for (const candidate of this.#early.splice(0)) await this.pc.addIceCandidate(candidate);
  }
}
