import { JoinError } from "../../errors.ts";
import type { Roster, RosterMember } from "../../wire/control.ts";
import type { Mesh } from "../mesh/mesh.ts";
import type { AddressClaim } from "../entry/address_claim.ts";
import type { Heartbeat } from "./heartbeat.ts";
import type { PeerId } from "../../wire/fields.ts";

/** How often in a row a coordinator may be silent on a connection that stands, as a page that sleeps is. */
const SILENCES_MAX = 22;

/** The place in line of one who has just been let in, and to whom nobody is connected yet. */
const STRANGERS_PLACE = 2;

export interface ElectionOptions {
  readonly self: PeerId;
  /** The room that we have a seat in; null without one. */
  readonly seatedIn: () => Roster | null;
  /** Everyone who is there, ourselves too, by join order. */
  readonly present: () => readonly RosterMember[];
  readonly mesh: Mesh;
  readonly addressClaim: AddressClaim;
  readonly heartbeat: () => Heartbeat;
  readonly meetHolder: () => void;
  readonly takeOver: () => void;
  readonly drift: () => void;
}

/** The line of those who coordinate next, and what the one whose turn it is finds out before it does. */
export class Election {
  /** How often in a row the coordinator was silent in our turn. */
  #silences = 0;
  /** Whether the broker is being asked for a silent coordinator's address. */
  #asking = false;

  constructor(readonly options: ElectionOptions) {}

  /** Whether the coordinator was silent in our turn, and not heard since. */
  get doubts(): boolean {
    return this.#silences > 0;
  }

  /** How many are before us among those who would coordinate next; null when we are not in line. */
  place(): number | null {
    const roster = this.options.seatedIn();
    if (roster === null) return null;
    if (this.#knowsNobody()) return STRANGERS_PLACE;
    const line = this.options.present().filter(({ id }) => id !== roster.coordinator);
    const place = line.findIndex(({ id }) => id === this.options.self);
    return place < 0 ? null : place;
  }

  /** The coordinator gave a sign of life, or there is a new one. */
  onSignOfLife(): void {
    this.#silences = 0;
    this.options.heartbeat().onPulse();
  }

  /**
   * The coordinator gives no sign of life. It is gone when the broker has its address to give away, or
   * when our connection to it is down as well; a page that is merely slow keeps its place for a while.
   */
  async coordinatorSilent(): Promise<void> {
    const { self, seatedIn, addressClaim, heartbeat, meetHolder, takeOver, drift } = this.options;
    const coordinator = seatedIn()?.coordinator;
    if (coordinator === undefined || this.#asking) return;
    heartbeat().tryAgain();
    this.#asking = true;
    const others = this.#others().filter((id) => id !== coordinator);
    const alone = !others.some((id) => this.#reaches(id));
    const claimed = await this.#tryClaim();
    this.#asking = false;
    const now = seatedIn()?.coordinator;
    if (now === self) return;
    if (now !== coordinator) return addressClaim.close();
    if (claimed === "ours") return takeOver();
    // Cut off from everyone and from the broker, it is we who are missing.
    if (alone && claimed === "unreachable") return;
    if (this.#knowsNobody()) return drift();
    if (this.#reaches(coordinator) && ++this.#silences < SILENCES_MAX) {
      if (claimed === "taken" && this.#silences > 1) meetHolder();
      return;
    }
    takeOver();
  }

  async #tryClaim(): Promise<"ours" | "taken" | "unreachable"> {
    try {
      return await this.options.addressClaim.claim() ? "ours" : "taken";
    } catch (error) {
      if (error instanceof JoinError) return "unreachable";
      throw error;
    }
  }

  /** Whether we are listed, but no connection stood yet: what we do not hear says nothing of others. */
  #knowsNobody(): boolean {
    const others = this.#others();
    return others.length > 0 && others.every((id) => !this.options.mesh.introduced(id));
  }

  #others(): PeerId[] {
    return this.options.present().map(({ id }) => id).filter((id) => id !== this.options.self);
  }

  #reaches(peer: PeerId): boolean {
    return this.options.mesh.stateOf(peer).name === "connected";
  }
}
