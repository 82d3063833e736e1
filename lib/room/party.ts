import type { Link } from "../link/mod.ts";
import type { PeerId } from "./types.ts";

/** One peer, and the connection to it that counts now. */
export interface Party {
  /** The names on the wire: ours, theirs. */
  self: PeerId;
  peer: PeerId;
  /** The address, for the coordinator that was reached by it: some of its signals still come from there. */
  alias: PeerId | null;
  link: Link;
  /** Earlier connections that the other side may still hold. */
  replaced: Link[];
  readonly role: "dialler" | "answerer";
  /** Media flows only towards those who were admitted. */
  admitted: boolean;
  /** Nor towards somebody whose safety code differed; and no content either. */
  withheld: boolean;
  /** When a connection that had worked was lost. */
  lostAt: number | null;
  /** Whether a connection ever stood. */
  introduced: boolean;
  outbox: string[];
  /** Signals of others that wait for the connection. */
  passing: string[];
  /** Steps taken on the way back since the connection last worked. */
  steps: number;
  /** Whether the way back took so long that the peer counts as out of reach. */
  failed: boolean;
  cancelStep: () => void;
}

/** Whether media may flow to them. */
export function mayReceive(party: Party): boolean {
  return party.admitted && !party.withheld;
}
