import type { Channel, Link } from "../../link/mod.ts";
import type { Signal } from "../../signal/mod.ts";
import type { Fingerprint } from "../../trust/mod.ts";
import type { PublicKeyText } from "../../trust/signing.ts";
import type { SeatClaim } from "../policy/seat.ts";
import type { PeerId } from "../../wire/fields.ts";

/** One try at a connection to a peer. */
export interface Attempt {
  /** Whose it is: the address's at first, where the peer was reached by it. */
  party: MeshPeer;
  readonly link: Link;
  readonly role: "dialler" | "answerer";
  readonly relayOnly: boolean;
  /** Our name on the wire: our own id, or the address while we answer there. */
  self: PeerId;
  /** The address, where the peer was reached by it: some of its signals still come from there. */
  alias: PeerId | null;
  /** The seat that signed the peer's descriptions; null before the first. */
  seat: PublicKeyText | null;
  /** The certificate at the other end, once it was read; undefined before. */
  seen: Fingerprint | null | undefined;
  /** When it was begun, and when it was proven, by one counter for all; null before. */
  readonly begun: number;
  provenAt: number | null;
  /** Candidates that we sent before the proof, and so unsigned, oldest first. */
  unsigned: Signal[];
  /** Texts that came before the proof, oldest first. */
  waiting: { readonly channel: Channel; readonly text: string }[];
}

/** One peer: the connection to it that counts, and others that are being made or let go of. */
export interface MeshPeer {
  peer: PeerId;
  /** The proven connection; null before there is one. It is given up only for another proven one. */
  current: Attempt | null;
  /** Attempts that are not proven, oldest first. */
  attempts: Attempt[];
  /** Proven connections that were replaced, and that the other side may still use for a moment. */
  replaced: Attempt[];
  /** Who a guest showed to be; members are known by the roster. */
  claim: SeatClaim | null;
  /** Who began the newest attempt. */
  role: Attempt["role"];
  /** Whether they are members, as far as the room is concerned. */
  admitted: boolean;
  /** The person here said that their code differs. */
  withheld: boolean;
  /** When a connection that had worked was lost. */
  lostAt: number | null;
  /** Whether a connection ever stood. */
  introduced: boolean;
  /** The number of the newest description that their seat signed. */
  lastHeard: number;
  outbox: string[];
  /** Signals of others that wait for the connection. */
  passing: string[];
  /** Steps taken on the way back since the connection last worked. */
  steps: number;
  /** Whether the way back took so long that the peer counts as out of reach. */
  failed: boolean;
  cancelStep: () => void;
  cancelGrace: () => void;
}

/** A peer to whom there is no connection yet. */
export function newMeshPeer(peer: PeerId): MeshPeer {
  return {
    peer,
    current: null,
    attempts: [],
    replaced: [],
    claim: null,
    role: "dialler",
    admitted: false,
    withheld: false,
    lostAt: null,
    introduced: false,
    lastHeard: -1,
    outbox: [],
    passing: [],
    steps: 0,
    failed: false,
    cancelStep: () => {},
    cancelGrace: () => {},
  };
}

/** The connection whose state is shown: the one that counts, or else the newest attempt. */
export function shownAttempt({ current, attempts }: MeshPeer): Attempt | null {
  return current ?? attempts.at(-1) ?? null;
}

export function linksOf({ current, attempts, replaced }: MeshPeer): Attempt[] {
  return [...current === null ? [] : [current], ...attempts, ...replaced];
}

/**
 * Whether an attempt is the connection of whoever made this claim: their seat signed its
 * description, and the certificate at the other end is the one that the claim names. A platform
 * that shows no certificate of its own claims none; then the signed description, to which DTLS
 * holds it, says which one it is.
 */
export function isBoundTo({ seat, seen }: Attempt, claim: SeatClaim): boolean {
  if (seen === undefined || seat !== claim.seat) return false;
  return claim.certificate === null || seen === null || seen === claim.certificate;
}

/**
 * Whether a connection that stands goes on when another is proven: only where both were begun by the
 * two sides at once. Then the smaller id's is kept, on either side.
 */
export function outlasts(standing: Attempt, other: Attempt, selfIsSmaller: boolean): boolean {
  if (standing.role === other.role || standing.link.state.name !== "connected") return false;
  if (standing.provenAt === null || other.begun > standing.provenAt) return false;
  return (standing.role === "dialler") === selfIsSmaller;
}
