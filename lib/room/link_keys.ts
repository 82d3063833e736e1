import { type Envelope, type Signal, type SignalCodec, SignalRefused } from "../signal/mod.ts";
import type { PeerId } from "../wire/fields.ts";

/** What follows from one link: where the room is, and how its signals are sealed. */
export interface RoomLock {
  readonly address: PeerId;
  readonly codec: SignalCodec;
  /** The link key that both were derived from; null for a room by name alone. */
  readonly key: string | null;
}

/**
 * The room's keys, which a host can change while the room goes on. Those who were told of a new one
 * later than others are still spoken to, and heard, under the one before; nobody else is.
 */
export class LinkKeys implements SignalCodec {
  #now: RoomLock;
  #before: SignalCodec | null = null;
  /** Members who have not said yet that they changed. */
  readonly #behind = new Set<PeerId>();
  /** What each member said that it uses. */
  readonly #heard = new Map<PeerId, number>();
  #generation = 0;

  constructor(lock: RoomLock) {
    this.#now = lock;
  }

  get address(): PeerId {
    return this.#now.address;
  }

  get key(): string | null {
    return this.#now.key;
  }

  get sealed(): boolean {
    return this.#now.codec.sealed;
  }

  /** How often the key was changed. */
  get generation(): number {
    return this.#generation;
  }

  /** Goes on under another key; `members` are those who have it still to come. */
  change(lock: RoomLock, generation: number, members: readonly PeerId[]): void {
    this.#before = this.#now.codec;
    this.#now = lock;
    this.#generation = generation;
    this.#behind.clear();
    for (const member of members) this.#behind.add(member);
    for (const [member, used] of this.#heard) if (used >= generation) this.#caughtUp(member);
  }

  /** A member says which generation of the key it uses. */
  onGeneration(peer: PeerId, generation: number): void {
    this.#heard.set(peer, generation);
    if (generation >= this.#generation) this.#caughtUp(peer);
  }

  /** Nobody but these is spoken to under the key before: whoever else comes has the new one. */
  keep(listed: ReadonlySet<PeerId>): void {
    const known = new Set([...this.#heard.keys(), ...this.#behind]);
    for (const peer of known) if (!listed.has(peer)) this.forget(peer);
  }

  /** A member is out, or no member any more. */
  forget(peer: PeerId): void {
    this.#heard.delete(peer);
    this.#caughtUp(peer);
  }

  /** Members of whom we do not know that they changed. */
  get behind(): ReadonlySet<PeerId> {
    return this.#behind;
  }

  encode(envelope: Envelope, signal: Signal): Promise<unknown> {
    const codec = this.#codecBefore(envelope.dst) ?? this.#now.codec;
    return codec.encode(envelope, signal);
  }

  async decode(envelope: Envelope, payload: unknown): Promise<Signal> {
    const { codec } = this.#now;
    try {
      const signal = await codec.decode(envelope, payload);
      // Who seals under the new key has it, also where the word of it was lost.
      if (codec === this.#now.codec) this.#caughtUp(envelope.src);
      return signal;
    } catch (error) {
      const before = this.#codecBefore(envelope.src);
      if (!(error instanceof SignalRefused) || before === null) throw error;
      return await before.decode(envelope, payload);
    }
  }

  #caughtUp(peer: PeerId): void {
    this.#behind.delete(peer);
    if (this.#behind.size === 0) this.#before = null;
  }

  #codecBefore(peer: PeerId): SignalCodec | null {
    return this.#behind.has(peer) ? this.#before : null;
  }
}
