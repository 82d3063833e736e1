import type { Lane, LinkState } from "../link/types.ts";
import type {
  Fingerprint,
  GroupVerificationState,
  PairVerificationState,
  TrustState,
} from "../trust/mod.ts";

/** One participant's name on the wire: 32 lower-case hex digits, new for every join. */
export type PeerId = string;

/** What a member says of itself; tiles follow these, never the presence of a track. */
export interface Status {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
}

/** One person in the roster. */
export interface Member {
  readonly id: PeerId;
  /** Join order: 0 for the first person ever in this room; decides who coordinates next. */
  readonly order: number;
  readonly name: string;
  readonly status: Status;
}

/** Where a join, and then the room, stands. */
export type RoomPhase =
  | {
    readonly name: "joining";
    readonly step: "claiming" | "dialling" | "asking";
  }
  | { readonly name: "joined"; readonly role: "coordinator" | "member" }
  | { readonly name: "left"; readonly reason: LeaveReason };

export type LeaveReason = "left" | "refused" | "aborted" | "failed";

/** Another member, with the state of the direct link to them and what arrives over it. */
export interface PeerView {
  readonly member: Member;
  readonly link: LinkState;
  /** Live remote tracks by lane, there from the moment the link is negotiated. */
  readonly tracks: Readonly<Partial<Record<Lane, MediaStreamTrack>>>;
  readonly trust: PeerTrust;
}

/** What is known of who is at the other end of one connection. */
export interface PeerTrust {
  readonly state: TrustState;
  /** The comparison with this person; null while the certificates are not known. */
  readonly pair: PairVerificationState | null;
}

export interface ChatLine {
  /** `<author id>:<number>`: the same line has the same id on every screen. */
  readonly id: string;
  readonly author: PeerId;
  readonly name: string;
  readonly text: string;
  /** The author's clock, milliseconds since the Unix epoch. */
  readonly at: number;
  /** True for a line that came from somebody other than its author, who had left. */
  readonly passedOn: boolean;
}

/** A read-only picture of the room; a new object after every change. */
export interface RoomState {
  readonly phase: RoomPhase;
  /** The normalised room name. */
  readonly room: string;
  /** True when the link carried a key, so that introductions are sealed. */
  readonly sealed: boolean;
  readonly self: Member;
  /** Everyone else, by join order. */
  readonly peers: readonly PeerView[];
  readonly coordinator: PeerId | null;
  readonly capacity: number;
  readonly chat: readonly ChatLine[];
  /** The comparison of the whole room at once; null where the platform shows no certificate. */
  readonly group: GroupVerificationState | null;
  /** Introductions that were refused: unsealed, altered, replayed or reflected. Not used, but counted. */
  readonly refusedSignals: number;
  /** The broker's socket. A running call does not need it; newcomers do. */
  readonly broker: "connected" | "reconnecting" | "closed";
}

/** Every event of a room, by name. */
export interface RoomEvents {
  /** Anything in `state` changed. Delivered once per microtask, however much changed. */
  state: RoomState;
  "peer-joined": Member;
  "peer-left": Member;
  chat: ChatLine;
  /** A member's certificate is another than before; whatever was compared holds no more. */
  "certificate-changed": Member;
  /** An application's own message. `to` says whether it was for everyone or for us alone. */
  message: {
    readonly from: PeerId;
    readonly data: unknown;
    readonly to: "room" | "self";
  };
}

/** A joined room: what a page, a script or an agent holds. */
export interface Room {
  readonly state: RoomState;
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
  /** Writes a line (1 to 500 characters). Throws `RoomError` "bad-chat". */
  chat(text: string): ChatLine;
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
  /** Tells that the network changed or the machine woke up: every connection looks for its way now. */
  networkChanged(): void;
  /** Statistics of the connection to one member; null when there is none. */
  stats(peer: PeerId): Promise<RTCStatsReport | null>;
  /**
   * How loud a member's microphone arrives right now, 0 to 1; null when nothing arrives.
   * Cheap enough to ask ten times a second.
   */
  audioLevel(peer: PeerId): number | null;
  /** Leaves, and releases every track, timer, socket and connection. Safe to call twice. */
  leave(): Promise<void>;
}
