import { type Knock, WAITING_MAX } from "../../wire/control.ts";
import { NOTE_MAX } from "../../wire/limits.ts";
import type { Newcomer } from "../roster.ts";
import type { PeerId } from "../../wire/fields.ts";

/** Somebody who waits, with what they said of themselves. */
export interface Waiting {
  readonly newcomer: Newcomer;
  readonly note: string;
}

export interface LobbyOptions {
  /** Tells the hosts who waits; the coordinator's part. */
  readonly tell: (knocks: readonly Knock[]) => void;
}

/** Those who wait at the door for the host's word. They hear nothing of who is inside. */
export class Lobby {
  readonly #waiting = new Map<PeerId, Waiting>();
  /** What the coordinator told us, who are the host, of those at its door. */
  #told: readonly Knock[] = [];

  constructor(readonly options: LobbyOptions) {}

  /** Whoever waits at our own door. */
  get guests(): readonly Newcomer[] {
    return [...this.#waiting.values()].map(({ newcomer }) => newcomer);
  }

  /** Who waits: at our own door, or as we were told. */
  knocks(coordinating: boolean): readonly Knock[] {
    return coordinating ? this.#ownKnocks() : this.#told;
  }

  has(guest: PeerId): boolean {
    return this.#waiting.has(guest);
  }

  /** Somebody begins to wait; false when there is no room. */
  enter(newcomer: Newcomer, note: string): boolean {
    if (!this.has(newcomer.id) && this.#waiting.size >= WAITING_MAX) return false;
    this.#waiting.set(newcomer.id, { newcomer, note: note.slice(0, NOTE_MAX) });
    this.options.tell(this.#ownKnocks());
    return true;
  }

  leave(guest: PeerId): void {
    if (this.#waiting.delete(guest)) this.options.tell(this.#ownKnocks());
  }

  onKnocks(knocks: readonly Knock[]): void {
    this.#told = knocks;
  }

  /** Another coordinates: whoever waits asks there. */
  clear(): void {
    this.#waiting.clear();
    this.#told = [];
  }

  #ownKnocks(): Knock[] {
    return [...this.#waiting.values()].map(({ newcomer: { id, name, seat }, note }) => ({
      id,
      name,
      note,
      seat,
    }));
  }
}
