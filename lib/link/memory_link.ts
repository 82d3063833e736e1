import type { Bytes } from "../env/bytes.ts";
import type { Clock } from "../env/mod.ts";
import type { Network, Place } from "../env/network.ts";
import type { Signal } from "../signal/types.ts";
import { describedFingerprint, type Fingerprint } from "../trust/fingerprint.ts";
import { DescribedCertificate } from "./described_certificate.ts";
import type { Quality } from "./quality.ts";
import {
  BYTES_FULL,
  BYTES_LOW,
  type Channel,
  type Link,
  type LinkFactory,
  type LinkOptions,
  type LinkState,
} from "./types.ts";
import { type Lane } from "./lanes.ts";

/** Every end of every link of one bus, by role and link id. */
export type MemoryEnds = Map<string, MemoryLink>;

/**
 * One participant's links in memory: they are signalled like real ones, and then text goes from one
 * end to the other. `fingerprint` stands for the participant's certificate: descriptions name it, and
 * as by DTLS two ends connect only where each has the certificate that the other was told of.
 */
export function createMemoryLinks(
  place: Place,
  network: Network,
  clock: Clock,
  ends: MemoryEnds,
  fingerprint: Fingerprint,
): LinkFactory {
  return {
    fingerprint,
    certificate: null,
    canRelay: false,
    create: (options) => new MemoryLink(options, place, network, clock, ends, fingerprint),
    makeReady: () => {},
    refreshRelays: () => Promise.resolve(),
    wake: () => {},
    close: () => {},
  };
}

class MemoryLink implements Link {
  readonly id: string;
  readonly tracks = {};
  readonly way = null;
  #state: LinkState;
  #proven = false;
  #open = false;
  #other: MemoryLink | null = null;
  readonly #described = new DescribedCertificate();
  /** Bytes that were sent and have not arrived. */
  #onTheWay = 0;
  #cancelTimer = () => {};
  #unwatch = () => {};

  constructor(
    readonly options: LinkOptions,
    readonly place: Place,
    readonly network: Network,
    readonly clock: Clock,
    readonly ends: MemoryEnds,
    readonly fingerprint: Fingerprint,
  ) {
    this.id = options.id;
    this.#state = { name: "dialling", since: clock.now() };
    ends.set(this.#key(options.role), this);
    if (network.patience !== null) {
      this.#cancelTimer = clock.after(network.patience, () => this.#fail());
    }
  }

  get state(): LinkState {
    return this.#state;
  }

  get ready(): boolean {
    return this.#open;
  }

  get proven(): boolean {
    return this.#proven;
  }

  prove(): void {
    if (!this.#open || this.#proven) return;
    this.#proven = true;
    this.#become("connected");
  }

  start(): void {
    if (this.options.role === "answerer") return;
    this.options.listener.signal({ kind: "offer", link: this.id, sdp: this.#description });
  }

  restart(): void {
    // The network itself says when there is a path again.
  }

  accept(signal: Signal): void {
    if (this.#state.name === "closed") return;
    if (signal.kind === "bye") return this.#ended();
    if (signal.kind === "candidate" || !this.#isTheirs(signal.sdp)) return;
    if (signal.kind === "answer") return this.#meet();
    this.options.listener.signal({ kind: "answer", link: this.id, sdp: this.#description });
  }

  send(channel: Channel, text: string): void {
    const other = this.#other;
    if (!this.ready || other === null) return;
    this.network.stream(this.place, other.place, () => {
      if (other.ready) other.options.listener.message(channel, text);
    });
  }

  sendBytes(data: Bytes): boolean {
    const other = this.#other;
    if (!this.ready || other === null) return false;
    this.#onTheWay += data.length;
    const sent = data.slice();
    this.network.stream(this.place, other.place, () => {
      const before = this.#onTheWay;
      this.#onTheWay -= sent.length;
      if (other.ready) other.options.listener.bytes(sent);
      if (before > BYTES_LOW && this.#onTheWay <= BYTES_LOW && this.ready) {
        this.options.listener.drained();
      }
    });
    return this.#onTheWay < BYTES_FULL;
  }

  hold(): void {}

  setTrack(_lane: Lane, _track: MediaStreamTrack | null): Promise<void> {
    return Promise.resolve();
  }

  setQuality(_quality: Quality): void {
    // There is no media in memory.
  }

  stats(): Promise<null> {
    return Promise.resolve(null);
  }

  diagnose(): Promise<null> {
    return Promise.resolve(null);
  }

  peerFingerprint(): Promise<Fingerprint | null> {
    return Promise.resolve(this.#other?.fingerprint ?? null);
  }

  audioLevel(): null {
    return null;
  }

  close(): void {
    if (this.#state.name === "closed") return;
    this.#cancelTimer();
    this.#unwatch();
    this.#open = this.#proven = false;
    this.#state = { name: "closed", since: this.clock.now() };
    this.ends.delete(this.#key(this.options.role));
    const other = this.#other;
    if (other !== null) this.network.stream(this.place, other.place, () => other.#ended());
  }

  get #description(): string {
    return describedFingerprint(this.fingerprint);
  }

  #isTheirs(sdp: string): boolean {
    const theirs = this.#described.isNamedBy(sdp);
    if (!theirs) this.options.listener.refused();
    return theirs;
  }

  #key(role: LinkOptions["role"]): string {
    return `${role} ${this.id}`;
  }

  /** The answer is here: the answerer's end opens first, and then, with its word for it, ours. */
  #meet(): void {
    const other = this.ends.get(this.#key("answerer"));
    if (other === undefined || this.#other !== null || this.#state.name !== "dialling") return;
    const holds = this.#described.fingerprint === other.fingerprint &&
      other.#described.fingerprint === this.fingerprint;
    if (!holds) return this.#fail();
    this.#other = other;
    this.network.stream(this.place, other.place, () => {
      if (other.#state.name !== "dialling") return this.#ended();
      // In this order: what the other end says as soon as it is open comes behind.
      this.network.stream(other.place, this.place, () => {
        if (this.#state.name === "dialling") this.#opens(other);
      });
      other.#opens(this);
    });
  }

  #opens(other: MemoryLink): void {
    this.#other = other;
    this.#open = true;
    this.#cancelTimer();
    this.#unwatch = this.network.watch(this.place, other.place, (there) => {
      this.#become(!there ? "reconnecting" : this.#proven ? "connected" : "checking");
    });
    this.#become("checking");
    this.options.listener.certificate(other.fingerprint);
    if (this.#open) this.options.listener.opened();
  }

  #fail(): void {
    this.#state = { name: "failed", since: this.clock.now(), reason: "unreachable" };
    this.options.listener.state(this.#state);
  }

  #ended(): void {
    if (this.#state.name === "closed") return;
    this.close();
    this.options.listener.state(this.#state);
  }

  #become(name: "checking" | "connected" | "reconnecting"): void {
    this.#state = { name, since: this.clock.now() };
    this.options.listener.state(this.#state);
  }
}
