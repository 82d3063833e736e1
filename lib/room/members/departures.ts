import type { PublicKeyText } from "../../trust/signing.ts";
import type { Roster } from "../../wire/control.ts";
import type { PeerId } from "../../wire/fields.ts";
import { Unreached } from "./unreached.ts";
import { VacantSeats } from "./vacant_seats.ts";

/** Milliseconds that somebody whose connection closed may go on being listed before we dial them again. */
const DOUBT_MS = 5_000;

/** Who is listed and yet gone as far as we know, who left for good, and who seems to be on the way out. */
export class Departures {
  /** Members who said goodbye or whose connection closed, before the roster says so, and since when. */
  readonly #gone = new Map<PeerId, number>();
  /** Those who left for good, so that no seat is kept for them. */
  readonly #goodbyes = new Set<PeerId>();
  readonly #vacancies = new VacantSeats();
  /** Members whom we, coordinating, do not reach. */
  readonly unreached = new Unreached();

  isGone(member: PeerId): boolean {
    return this.#gone.has(member);
  }

  /** Somebody is gone. */
  note(member: PeerId, now: number): void {
    this.#gone.set(member, now);
    this.unreached.forget(member);
  }

  /** Somebody leaves for good. */
  sayGoodbye(member: PeerId): void {
    this.#goodbyes.add(member);
  }

  /** Whether a seat is kept for this member once it is gone. An arrow, since it is handed on as it is. */
  readonly keepsSeat = (member: PeerId): boolean => !this.#goodbyes.has(member);

  /** Somebody is back. */
  forget(member: PeerId): void {
    this.#gone.delete(member);
    this.#goodbyes.delete(member);
  }

  /** Nobody is gone from a room that we just came into. */
  comeIn(): void {
    this.#gone.clear();
  }

  /** What was said of those whom the roster does not list any more is done with. */
  keep(listed: ReadonlySet<PeerId>): void {
    for (const member of this.#gone.keys()) if (!listed.has(member)) this.#gone.delete(member);
    for (const member of this.#goodbyes) if (!listed.has(member)) this.#goodbyes.delete(member);
  }

  /**
   * Only our own connection to somebody closed, and the coordinator goes on listing them: they are
   * here. True when that changes who is.
   */
  takeBack(now: number): boolean {
    const doubtful = [...this.#gone].filter(([, since]) => since < now - DOUBT_MS);
    for (const [member] of doubtful) this.#gone.delete(member);
    return doubtful.length > 0;
  }

  /** The vacant seats that were kept for long enough. */
  expired(roster: Roster, now: number): ReadonlySet<PublicKeyText> {
    return this.#vacancies.expired(roster, now);
  }
}
