import type { PublicKeyText } from "../../trust/signing.ts";
import { setLatest } from "../../env/bounded_map.ts";
import type { PeerId } from "../../wire/fields.ts";

/** The most people of one visit who are remembered. */
export const ACQUAINTANCES_MAX = 256;

/** Somebody whom a roster of this visit listed. */
export interface KnownMember {
  readonly id: PeerId;
  readonly seat: PublicKeyText;
  readonly name: string;
}

/** Who is here, or was in this visit: by what name, and in which seat. The latest are remembered. */
export class KnownMembers {
  readonly #byId = new Map<PeerId, KnownMember>();
  readonly #nameBySeat = new Map<PublicKeyText, string>();

  /** These are here now. */
  note(present: readonly KnownMember[]): void {
    for (const { id, seat, name } of present) {
      setLatest(this.#byId, id, { id, seat, name }, ACQUAINTANCES_MAX);
      setLatest(this.#nameBySeat, seat, name, ACQUAINTANCES_MAX);
    }
  }

  /** Who goes, or went, by this id. */
  byId(id: PeerId): KnownMember | null {
    return this.#byId.get(id) ?? null;
  }

  /** The name of whoever sits, or sat, in this seat. */
  nameOf(seat: PublicKeyText): string | null {
    return this.#nameBySeat.get(seat) ?? null;
  }
}
