import type { AppMessage, ChatLine } from "../content/types.ts";
import type { PeerId, Status } from "../wire/fields.ts";
import type { Diagnostics } from "../link/diagnostics.ts";
import type { Ink } from "../content/ink/types.ts";
import type { Files, SharedFile } from "../content/files/types.ts";
import type { LinkState } from "../link/types.ts";
import type { Lane } from "../link/lanes.ts";
import type { Way } from "../link/selected_path.ts";
import type { Signer } from "../trust/signing.ts";
import type { Ability } from "../wire/policy.ts";
import type { Knock } from "../wire/control.ts";
import type {
  Fingerprint,
  GroupVerificationState,
  PairVerificationState,
  TrustState,
} from "../trust/mod.ts";

/** One person in the roster. */
export interface Member {
  /** The same for a whole visit. */
  readonly id: PeerId;
  /** Join order: 0 for the first person ever in this room; decides who coordinates next. */
  readonly order: number;
  /** The shown name. */
  readonly name: string;
  /** What they say of themselves. */
  readonly status: Status;
  /** What the host calls their role; null for none. */
  readonly role: string | null;
  /** Whether they are the room's host. */
  readonly host: boolean;
  /** What the host took from them. */
  readonly without: readonly Ability[];
}

/**
 * How far a join is. "waiting": the host was asked about us. "waiting-host": nobody is there who may
 * begin the room.
 */
export type JoinStep = "claiming" | "dialling" | "asking" | "waiting" | "waiting-host";

/** Where a join, and then the room, stands. */
export type RoomPhase =
  | { readonly name: "joining"; readonly step: JoinStep }
  | { readonly name: "joined"; readonly role: "coordinator" | "member" }
  | { readonly name: "left"; readonly reason: LeaveReason };

/** Why a room ended for us. */
export type LeaveReason = "left" | "refused" | "aborted" | "failed" | "removed";

/** Another member, with the state of the direct link to them and what arrives over it. */
export interface PeerView {
  /** Who it is. */
  readonly member: Member;
  /** Where the connection to them stands. */
  readonly link: LinkState;
  /** Whether the link goes through a relay; null while that is not known. */
  readonly way: Way | null;
  /** Live remote tracks by lane, there from the moment the link is negotiated. */
  readonly tracks: Readonly<Partial<Record<Lane, MediaStreamTrack>>>;
  /** What is known of who is at the other end. */
  readonly trust: PeerTrust;
  /** True while they say that their browser stopped sending to us: the codes differed for them. */
  readonly halted: boolean;
}

/** What is known of who is at the other end of one connection. */
export interface PeerTrust {
  /** What is known of them by now. */
  readonly state: TrustState;
  /** The comparison with this person; null while the certificates are not known. */
  readonly pair: PairVerificationState | null;
}

/** A read-only picture of the room; a new object after every change. */
export interface RoomState {
  /** Where the join, and then the room, stands. */
  readonly phase: RoomPhase;
  /** The normalised room name. */
  readonly room: string;
  /** True when the link carried a key, so that introductions are sealed. */
  readonly sealed: boolean;
  /** We ourselves. */
  readonly self: Member;
  /** Everyone else, by join order. */
  readonly peers: readonly PeerView[];
  /** Who introduces newcomers now; null before we are in. */
  readonly coordinator: PeerId | null;
  /** How many people the room takes. */
  readonly capacity: number;
  /** The chat, oldest line first. */
  readonly chat: readonly ChatLine[];
  /** The comparison of the whole room at once; null where the platform shows no certificate. */
  readonly group: GroupVerificationState | null;
  /** The link key now: a host can change it, and then the room's link is another. */
  readonly key: string | null;
  /** Who decides here, and what was decided. */
  readonly governance: GovernanceState;
  /** True when the others reach us by relays alone, and are told no address of ours. */
  readonly addressHidden: boolean;
  /** Introductions that were refused: unsealed, altered, replayed or reflected. Not used, but counted. */
  readonly refusedSignals: number;
  /** Chat lines that were dropped, since their authors did not sign them or their numbers can't be. */
  readonly refusedLines: number;
  /** The broker's socket. A running call does not need it; newcomers do. */
  readonly broker: "connected" | "reconnecting" | "closed";
}

/** Who decides in a room, and what was decided. */
export interface GovernanceState {
  /** How the room's link names a host. */
  readonly host: "none" | "name" | "key";
  /** Whether we are the host, and whether anybody here is. */
  readonly open: boolean;
  /** Whether anybody here is the host. */
  readonly present: boolean;
  /** Whether newcomers wait until they are let in. */
  readonly lobby: boolean;
  /** Whether nobody new comes in. */
  readonly locked: boolean;
  /** Who waits to be let in; only the host knows. */
  readonly waiting: readonly Knock[];
  /** The version of what was decided; it never goes back. */
  readonly version: number;
  /** Commands that were not obeyed: forged, old, repeated, or meant for another room. */
  readonly refusedCommands: number;
}

/**
 * What the host of a room can do. Everything throws `RoomError` "not-host" where we are not the host,
 * and is done when those whom we reach have been told.
 */
export interface Host {
  /** Makes us the host by the room's host key. Throws `RoomError` "not-host" for another key. */
  unlock(key: Signer): Promise<void>;
  /** Newcomers wait until they are let in. */
  setLobby(on: boolean): Promise<void>;
  /** Nobody new comes in. Whoever has a seat may come back to it. */
  setLocked(on: boolean): Promise<void>;
  /** Lets in guests who wait. */
  admit(guests: readonly PeerId[]): Promise<void>;
  /** Turns a guest away. */
  deny(guest: PeerId): Promise<void>;
  /** Sends a member out, and keeps their seat and certificate out. Throws `RoomError` "no-such-peer". */
  remove(peer: PeerId): Promise<void>;
  /** Clears the chat on every screen. */
  resetChat(): Promise<void>;
  /** Mutes a member, who can unmute again. Throws `RoomError` "no-such-peer". */
  askToMute(peer: PeerId): Promise<void>;
  /** Names a member's role (1 to 24 characters), or none. Throws `RoomError` "bad-label", "no-such-peer". */
  label(peer: PeerId, label: string | null): Promise<void>;
  /** Takes abilities from a member; none gives all back. Throws `RoomError` "no-such-peer". */
  withhold(peer: PeerId, abilities: readonly Ability[]): Promise<void>;
  /** Gives everyone who is here a new link key, and answers it: the old link leads nowhere. */
  rekey(): Promise<string>;
  /**
   * What the host decided, in the form in which it is passed on: `policy` of the host's next join.
   * Null before there is anything. Throws nothing.
   */
  keepPolicy(): string | null;
}

/** Every event of a room, by name. */
export interface RoomEvents {
  /** Anything in `state` changed. Delivered once per microtask, however much changed. */
  state: RoomState;
  /** A member came in. */
  "peer-joined": Member;
  /** A member went. */
  "peer-left": Member;
  /** A line was written, by us as well. */
  chat: ChatLine;
  /** The files on offer, or how far they are, changed: `room.files.list`, some ten times a second. */
  files: readonly SharedFile[];
  /** What is drawn on this member's screen changed: `room.ink.board(member)`. */
  ink: PeerId;
  /** A member's certificate is another than before; whatever was compared holds no more. */
  "certificate-changed": Member;
  /** The host mutes us. */
  "mute-asked": Member;
  /** The room has another link key now. */
  rekeyed: { readonly key: string };
  /** An application's own message came. */
  message: AppMessage;
}

/** A joined room: what a page, a script or an agent holds. */
export interface Room {
  /** The room as it is now; a new object after every change. */
  readonly state: RoomState;
  /** Files, directly from person to person. */
  readonly files: Files;
  /** Drawing on shared screens. */
  readonly ink: Ink;
  /** What the host can do. */
  readonly host: Host;
  /** Subscribes; the answer unsubscribes. */
  on<Name extends keyof RoomEvents>(
    name: Name,
    listener: (event: RoomEvents[Name]) => void,
  ): () => void;
  /** Changes the shown name (1 to 40 characters). Throws `RoomError` "bad-name". */
  setName(name: string): void;
  /**
   * Puts a track on a lane towards everyone, or silences the lane with `null`. Never renegotiates.
   * The room does not stop the track that was there before; `leave` stops those still on a lane.
   */
  setTrack(lane: Lane, track: MediaStreamTrack | null): Promise<void>;
  /**
   * Writes a line (1 to 500 characters) to everyone, or to one member alone. Throws `RoomError`
   * "bad-chat" or "no-such-peer".
   */
  chat(text: string, to?: PeerId): ChatLine;
  /** Sends JSON data to every member. Throws `RoomError` "too-large" above 64 KiB. */
  broadcast(data: unknown): void;
  /** Sends JSON data to one member, directly. Throws `RoomError` "no-such-peer" or "too-large". */
  sendTo(peer: PeerId, data: unknown): void;
  /**
   * Says what a comparison with a member gave, for the certificate (`fingerprint` of its trust state)
   * that it was made for; about another certificate it says nothing. "differ" stops all media
   * towards that member until it is withdrawn or matched.
   */
  compare(peer: PeerId, verdict: "match" | "differ" | "withdraw", fingerprint: Fingerprint): void;
  /** Twelve groups of five digits over both live certificates, for comparison by text. */
  longCode(peer: PeerId): Promise<readonly string[] | null>;
  /** Says that the group's code of this epoch is the same on every screen. */
  compareGroup(epoch: number): void;
  /** Dials a member anew, on a connection of its own; the old one goes. */
  redial(peer: PeerId): void;
  /**
   * Hides our network address from the others, or shows it again: every link is dialled anew, by
   * relays alone or not. Resolves when no other link is left. What they learned before they know.
   * Throws `RoomError` "no-relay" when there is none to hide behind; nothing changes then.
   */
  setHideAddress(on: boolean): Promise<void>;
  /** Tells that the network changed or the machine woke up: every connection looks for its way now. */
  networkChanged(): void;
  /** Statistics of the connection to one member; null when there is none. */
  stats(peer: PeerId): Promise<RTCStatsReport | null>;
  /**
   * What the connection to one member is like, in figures for people; null when there is none. Rates
   * are taken between two calls: ask every second or two, for as long as somebody looks.
   */
  diagnose(peer: PeerId): Promise<Diagnostics | null>;
  /**
   * How loud a member's microphone arrives right now, 0 to 1; null when nothing arrives.
   * Cheap enough to ask ten times a second.
   */
  audioLevel(peer: PeerId): number | null;
  /**
   * What to keep on this device, for 90 seconds, to come back into the same seat: `seat` of the next
   * join. Whoever has it can take the seat.
   */
  keepSeat(): string;
  /**
   * The certificate of this visit: `certificate` of the next join, beside `seat`, so that the others
   * meet the same one and what they compared holds. Null where the platform gives none.
   */
  readonly certificate: RTCCertificate | null;
  /**
   * Leaves, and releases every track, timer, socket and connection. Safe to call twice. `back` keeps
   * the seat for a while, as for a reload.
   */
  leave(options?: { readonly back?: boolean }): Promise<void>;
}
