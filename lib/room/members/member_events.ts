import type { PublicKeyText } from "../../trust/signing.ts";
import type { RosterMember } from "../../wire/control.ts";
import type { Mesh } from "../mesh/mesh.ts";
import type { DelayedClose } from "./delayed_close.ts";
import { setLatest } from "../../env/bounded_map.ts";
import type { SeatClaim } from "../policy/seat.ts";
import type { PeerId } from "../../wire/fields.ts";

export interface MemberEventsOptions {
  readonly self: PeerId;
  readonly mesh: Mesh;
  readonly delayedClose: DelayedClose;
  /** Whether the host lets a listed member be here. */
  readonly mayBeHere: (member: RosterMember) => boolean;
  /** The same, of one who is not gone as far as we know. */
  readonly isHere: (member: RosterMember) => boolean;
  readonly joined: (member: RosterMember) => void;
  readonly left: (member: RosterMember) => void;
}

/** Members who are remembered after they went. */
const EVER_HERE_MAX = 512;

/** Who came and who went, each told once, whatever rosters say it how often. */
export class MemberEvents {
  /** Those whose coming was told, so that their going is told too. */
  readonly #told = new Map<PeerId, RosterMember>();
  /**
   * Who was shown to be here by a connection of ours, or was told something alone: an id is its first
   * holder's for good.
   */
  readonly #shown = new Map<PeerId, RosterMember>();
  /** Every member that was let be here, as it was listed last. */
  readonly #everHere = new Map<PeerId, RosterMember>();

  constructor(readonly options: MemberEventsOptions) {}

  /** Whether this member's coming was told, and not its going. */
  has(member: PeerId): boolean {
    return this.#told.has(member);
  }

  get ids(): Iterable<PeerId> {
    return this.#told.keys();
  }

  /** Whether any roster ever listed this id. */
  wasHere(id: PeerId): boolean {
    return this.#everHere.has(id);
  }

  /** Whether whoever has this seat was ever let be here, under whatever id. */
  knowsSeat(seat: PublicKeyText): boolean {
    return this.#everHere.values().some((member) => member.seat === seat);
  }

  /** Somebody as they were listed last; null for whoever never was. */
  lastSeen(id: PeerId): RosterMember | null {
    return this.#everHere.get(id) ?? null;
  }

  /** Whether an id is known to be somebody else's: one is one visit of one seat and certificate. */
  isAnothers({ id, seat, certificate }: SeatClaim & { readonly id: PeerId }): boolean {
    const known = this.#shown.get(id);
    return known !== undefined && (known.seat !== seat || known.certificate !== certificate);
  }

  /** Whose this id is, as a connection of ours showed; null for whoever was never shown. */
  shownAs(id: PeerId): RosterMember | null {
    return this.#shown.get(id) ?? null;
  }

  /** Whether a connection of ours showed that a listed member's id is theirs. */
  wasShown({ id, seat }: RosterMember): boolean {
    return this.#shown.get(id)?.seat === seat;
  }

  /** From now on this id is this member's alone. */
  shown(member: RosterMember): void {
    if (!this.#shown.has(member.id)) setLatest(this.#shown, member.id, member, EVER_HERE_MAX);
  }

  #remember(member: RosterMember): void {
    if (!this.isAnothers(member)) setLatest(this.#everHere, member.id, member, EVER_HERE_MAX);
  }

  /** These are listed now; answers with those of them who are new here. */
  update(members: readonly RosterMember[]): RosterMember[] {
    const allowed = members.filter(this.options.mayBeHere);
    for (const member of allowed) this.#remember(member);
    this.#tellWhoWent(new Set(allowed.map(({ id }) => id)));
    const { self, isHere } = this.options;
    const fresh = members.filter((one) => one.id !== self && !this.has(one.id) && isHere(one));
    for (const member of fresh) this.#tellCame(member);
    return fresh;
  }

  /** Somebody went, before any roster says so. */
  depart(member: RosterMember): void {
    this.#told.delete(member.id);
    this.options.mesh.drop(member.id);
    this.options.left(member);
  }

  #tellCame(member: RosterMember): void {
    const { mesh, delayedClose, joined } = this.options;
    this.#told.set(member.id, member);
    if (delayedClose.revoke(member.id)) mesh.admit(member.id);
    joined(member);
  }

  #tellWhoWent(here: ReadonlySet<PeerId>): void {
    const { mesh, delayedClose, left } = this.options;
    for (const [id, member] of this.#told) {
      if (here.has(id)) continue;
      this.#told.delete(id);
      if (!delayedClose.has(id)) mesh.drop(id);
      left(member);
    }
  }
}
