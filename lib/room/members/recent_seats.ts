import type { PublicKeyText } from "../../trust/signing.ts";
import type { Policy } from "../../wire/policy.ts";
import { setLatest } from "../../env/bounded_map.ts";
import { VACANT_MS } from "./vacant_seats.ts";

/** Seats that are remembered at once. */
const KEPT_MAX = 256;

/**
 * Which seats this member itself knows to be in the room, or to have been within the time for which a
 * seat is kept. A coordinator's list of vacant seats is its word; this is not.
 */
export class RecentSeats {
  /** When a seat was last listed, or admitted by the host. */
  readonly #here = new Map<PublicKeyText, number>();
  /** When our own connection last showed a seat. */
  readonly #shown = new Map<PublicKeyText, number>();
  /** The seats that the host's last policy names, and the session that it is for. */
  #admitted: { readonly session: string; readonly seats: ReadonlySet<PublicKeyText> } | null = null;

  /** These seats are listed now. */
  listed(seats: readonly PublicKeyText[], now: number): void {
    for (const seat of seats) setLatest(this.#here, seat, now, KEPT_MAX);
  }

  /**
   * The host's policy names these seats: those that are new in it may come in the next moments, where
   * we are in its session and held the one before. Of the first that we hear it is not known how long
   * ago they were here.
   */
  admitted({ session, seated }: Pick<Policy, "session" | "seated">, here: boolean, now: number) {
    const before = this.#admitted;
    if (here && before?.session === session) {
      for (const seat of seated) {
        if (!before.seats.has(seat)) setLatest(this.#here, seat, now, KEPT_MAX);
      }
    }
    this.#admitted = { session, seats: new Set(seated) };
  }

  /** A proven connection of ours shows that this seat is here. */
  shown(seat: PublicKeyText, now: number): void {
    setLatest(this.#shown, seat, now, KEPT_MAX);
  }

  /** Somebody said goodbye for good: no seat is kept for them. */
  leftForGood(seat: PublicKeyText): void {
    this.#here.delete(seat);
    this.#shown.delete(seat);
  }

  /** Whether a seat was here within the time for which it is kept. */
  wasHere(seat: PublicKeyText, now: number): boolean {
    return isLate(this.#here, seat, now);
  }

  /** The seats that our own connections showed within that time. */
  shownLately(now: number): PublicKeyText[] {
    return [...this.#shown.keys()].filter((seat) => isLate(this.#shown, seat, now));
  }
}

function isLate(times: ReadonlyMap<PublicKeyText, number>, seat: PublicKeyText, now: number) {
  const at = times.get(seat);
  return at !== undefined && now - at < VACANT_MS;
}
