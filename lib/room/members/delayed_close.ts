import type { Clock } from "../../env/mod.ts";
import type { PeerId } from "../../wire/fields.ts";

/** Milliseconds in which somebody who was sent out can read why. */
const FAREWELL_MS = 1_000;
/** Milliseconds in which everyone of a room that moves has come into the other. */
const FELLOWS_MS = 10_000;

/** Those who are not here any more, by the host's word or on their way, and whose connections close later. */
export class DelayedClose {
  readonly #ends = new Map<PeerId, () => void>();

  constructor(readonly clock: Clock, readonly close: (peer: PeerId) => void) {}

  has(peer: PeerId): boolean {
    return this.#ends.has(peer);
  }

  /** Somebody was sent out. */
  begin(peer: PeerId): void {
    this.#closeAfter(peer, FAREWELL_MS);
  }

  /** Somebody moves with us into another room, and is not there yet. */
  await(fellow: PeerId): void {
    this.#closeAfter(fellow, FELLOWS_MS);
  }

  /** Somebody is here after all; false when there was no farewell. */
  revoke(peer: PeerId): boolean {
    this.#ends.get(peer)?.();
    return this.#ends.delete(peer);
  }

  #closeAfter(peer: PeerId, ms: number): void {
    this.#ends.get(peer)?.();
    this.#ends.set(
      peer,
      this.clock.after(ms, () => {
        this.#ends.delete(peer);
        this.close(peer);
      }),
    );
  }

  clear(): void {
    for (const cancel of this.#ends.values()) cancel();
    this.#ends.clear();
  }
}
