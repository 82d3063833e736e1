import type { PublicKeyText } from "../trust/signing.ts";
import type { PeerId } from "./types.ts";

/** The most people of one visit who are remembered. */
export const ACQUAINTANCES_MAX = 256;

/** Somebody whom a roster of this visit listed. */
export interface Acquaintance {
  readonly id: PeerId;
  readonly seat: PublicKeyText;
  readonly name: string;
}

/** Who is here, or was in this visit: by what name, and in which seat. The latest are remembered. */
export class Acquaintances {
  readonly #byId = new Map<PeerId, Acquaintance>();
  readonly #nameBySeat = new Map<PublicKeyText, string>();

  /** These are here now. */
  note(present: readonly Acquaintance[]): void {
    for (const { id, seat, name } of present) {
      renew(this.#byId, id, { id, seat, name });
      renew(this.#nameBySeat, seat, name);
    }
  }

  /** Who goes, or went, by this id. */
  byId(id: PeerId): Acquaintance | null {
    return this.#byId.get(id) ?? null;
  }

  /** The name of whoever sits, or sat, in this seat. */
  nameOf(seat: PublicKeyText): string | null {
    return this.#nameBySeat.get(seat) ?? null;
  }
}

/** Sets it as the latest, and forgets the oldest where there are too many. */
function renew<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > ACQUAINTANCES_MAX && oldest !== undefined) map.delete(oldest);
}
