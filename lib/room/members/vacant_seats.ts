import type { PublicKeyText } from "../../trust/signing.ts";
import type { Roster } from "../../wire/control.ts";

/** Milliseconds that a seat is kept for whoever left without a goodbye, as by a reload. */
export const VACANT_MS = 90_000;

/** Since when the roster's vacant seats are vacant, as far as this coordinator knows. */
export class VacantSeats {
  readonly #since = new Map<PublicKeyText, number>();

  /** The seats that were kept for long enough. */
  expired({ vacant }: Roster, now: number): ReadonlySet<PublicKeyText> {
    const seats = new Set(vacant.map(({ seat }) => seat));
    for (const seat of this.#since.keys()) if (!seats.has(seat)) this.#since.delete(seat);
    for (const seat of seats) if (!this.#since.has(seat)) this.#since.set(seat, now);
    return new Set([...seats].filter((seat) => now - (this.#since.get(seat) ?? now) >= VACANT_MS));
  }
}
