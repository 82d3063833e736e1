import type { Clock } from "../env/mod.ts";
import type { Post } from "../signal/memory_broker.ts";
import type { Signal } from "../signal/types.ts";
import type { Fingerprint } from "../trust/fingerprint.ts";
import type { Channel, Lane, Link, LinkFactory, LinkOptions, LinkState } from "./types.ts";

/** Every end of every link of one bus, by role and link id. */
export type MemoryEnds = Map<string, MemoryLink>;

/**
 * One participant's links in memory: they are signalled like real ones, and then text goes from one
 * end to the other. `fingerprint` stands for the participant's certificate.
 */
export function createMemoryLinks(
  clock: Clock,
  post: Post,
  ends: MemoryEnds,
  fingerprint: Fingerprint,
): LinkFactory {
  return {
    fingerprint,
    canRelay: false,
    create: (options) => new MemoryLink(options, clock, post, ends, fingerprint),
  };
}

class MemoryLink implements Link {
  readonly id: string;
  readonly tracks = {};
  #state: LinkState;
  #other: MemoryLink | null = null;

  constructor(
    readonly options: LinkOptions,
    readonly clock: Clock,
    readonly post: Post,
    readonly ends: MemoryEnds,
    readonly fingerprint: Fingerprint,
  ) {
    this.id = options.id;
    this.#state = { name: "dialling", since: clock.now() };
    ends.set(this.#key(options.role), this);
  }

  get state(): LinkState {
    return this.#state;
  }

  get ready(): boolean {
    return this.#state.name === "connected";
  }

  start(): void {
    if (this.options.role === "answerer") return;
    this.options.listener.signal({ kind: "offer", link: this.id, sdp: "memory" });
  }

  restart(): void {
    // There is no network path to look for.
  }

  accept(signal: Signal): void {
    if (this.#state.name === "closed") return;
    if (signal.kind === "offer") {
      this.options.listener.signal({ kind: "answer", link: this.id, sdp: "memory" });
    }
    if (signal.kind === "answer") this.#meet();
    if (signal.kind === "bye") this.#ended();
  }

  send(channel: Channel, text: string): void {
    const other = this.#other;
    if (!this.ready || other === null) return;
    this.post(() => {
      if (other.ready) other.options.listener.message(channel, text);
    });
  }

  setTrack(_lane: Lane, _track: MediaStreamTrack | null): Promise<void> {
    return Promise.resolve();
  }

  stats(): Promise<null> {
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
    this.#state = { name: "closed", since: this.clock.now() };
    this.ends.delete(this.#key(this.options.role));
    const other = this.#other;
    if (other !== null) this.post(() => other.#ended());
  }

  #key(role: LinkOptions["role"]): string {
    return `${role} ${this.id}`;
  }

  #meet(): void {
    const other = this.ends.get(this.#key("answerer"));
    if (other === undefined || other.#state.name !== "dialling") return;
    this.#other = other;
    other.#other = this;
    // Both ends open at once, and each is told in a delivery of its own.
    for (const end of [this, other]) end.#become({ name: "connected", since: this.clock.now() });
  }

  #ended(): void {
    if (this.#state.name === "closed") return;
    this.close();
    this.options.listener.state(this.#state);
  }

  #become(state: LinkState): void {
    this.#state = state;
    this.post(() => {
      if (this.#state === state) this.options.listener.state(state);
    });
  }
}
