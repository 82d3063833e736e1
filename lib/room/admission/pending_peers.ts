import type { Clock } from "../../env/mod.ts";
import type { PeerId } from "../../wire/fields.ts";

/** How many people may stand at the door at once, and for how long without a word, in milliseconds. */
const GUESTS_MAX = 32;
const SILENCE_MS = 15_000;

/** Those who dialled the address and have not been let in. */
export class PendingPeers {
  readonly #silence = new Map<PeerId, () => void>();

  constructor(readonly clock: Clock, readonly dismiss: (guest: PeerId) => void) {}

  has(guest: PeerId): boolean {
    return this.#silence.has(guest);
  }

  mayCome(guest: PeerId): boolean {
    return this.has(guest) || this.#silence.size < GUESTS_MAX;
  }

  /** Somebody dials: they have a moment to say who they are. */
  arrived(guest: PeerId): void {
    this.forget(guest);
    this.#silence.set(guest, this.clock.after(SILENCE_MS, () => this.dismissed(guest)));
  }

  /** Somebody may stand there for as long as they like. */
  stay(guest: PeerId): void {
    this.forget(guest);
    this.#silence.set(guest, () => {});
  }

  /** A guest goes away, by itself or because it says nothing. */
  dismissed(guest: PeerId): void {
    this.forget(guest);
    this.dismiss(guest);
  }

  /** A guest is a guest no more. */
  forget(guest: PeerId): void {
    this.#silence.get(guest)?.();
    this.#silence.delete(guest);
  }

  /** We let nobody in any more: they ask again, wherever the door is then. But for those `kept`. */
  clear(kept: ReadonlySet<PeerId> = new Set()): void {
    for (const guest of [...this.#silence.keys()]) if (!kept.has(guest)) this.dismissed(guest);
  }
}
