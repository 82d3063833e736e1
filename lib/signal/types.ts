import type { PeerId } from "../wire/fields.ts";
import type { RoutedType } from "../wire/routed_types.ts";
import type { SignedPolicy } from "../wire/policy.ts";
import type { Hello, Refusal, Roster } from "../wire/control.ts";
import type { SignedBy } from "../wire/signal.ts";

/** The four message types that the broker routes between peers (PeerServer's names). */
export type SignalType = RoutedType;

/** What is outside the seal: the broker, or a member who passes it on, routes by this. */
export interface Envelope {
  /** What kind of signal it is. */
  readonly type: SignalType;
  /** Who sends it. */
  readonly src: PeerId;
  /** Whom it is for. */
  readonly dst: PeerId;
}

/**
 * What one peer says to another to connect, before it is sealed.
 * `link` names one attempt to connect, so that a late signal of an earlier attempt is recognised.
 */
export type Signal =
  | {
    readonly kind: "offer";
    readonly link: string;
    readonly sdp: string;
    /** The sender's seat, and its signature. */
    readonly by?: SignedBy | undefined;
    /** From a newcomer to the address of a sealed room: who asks, to save a round trip. */
    readonly hello?: Hello | undefined;
    /** From a member to the address: who coordinates its room, as far as it knows. */
    readonly coordinator?: PeerId | undefined;
  }
  | {
    readonly kind: "answer";
    readonly link: string;
    readonly sdp: string;
    /** The sender's seat, and its signature. */
    readonly by?: SignedBy | undefined;
    /** The coordinator's answer to that. */
    readonly reply?:
      | { readonly welcome: Roster; readonly policy: SignedPolicy | null }
      | { readonly refused: Refusal }
      | undefined;
  }
  | {
    readonly kind: "candidate";
    readonly link: string;
    readonly candidate: IceCandidate;
    /** There once the connection was proven: then nobody else can name another way. */
    readonly by?: SignedBy | undefined;
  }
  | { readonly kind: "bye"; readonly link: string };

/** The message type under which each kind of signal travels; a codec refuses any other. */
export const SIGNAL_TYPE: Readonly<Record<Signal["kind"], SignalType>> = {
  offer: "OFFER",
  answer: "ANSWER",
  candidate: "CANDIDATE",
  bye: "LEAVE",
};

/** `RTCIceCandidateInit`, as it crosses the wire. */
export interface IceCandidate {
  /** The candidate line (RFC 8839). */
  readonly candidate: string;
  /** The m-line that it is for, by its id. */
  readonly sdpMid: string | null;
  /** The same by its number. */
  readonly sdpMLineIndex: number | null;
}

/**
 * Turns signals into payloads and back, on every path that a signal takes. One that seals binds the
 * envelope and refuses what is altered, replayed or reflected.
 */
export interface SignalCodec {
  readonly sealed: boolean;
  /** Makes the payload that goes on the wire (JSON-serialisable). */
  encode(envelope: Envelope, signal: Signal): Promise<unknown>;
  /** Reads a payload from the wire. Throws `SignalRefused`, with its reason as `code`. */
  decode(envelope: Envelope, payload: unknown): Promise<Signal>;
}

/** Why a signal was refused. */
export type RefusalCode =
  | "malformed"
  | "unsealed"
  | "bad-seal"
  | "replayed"
  | "stale"
  | "reflected"
  | "wrong-type"
  /** The seat that it names did not sign it. */
  | "bad-proof"
  /** It is in the name of somebody whose seat or certificate is another. */
  | "not-theirs";

/** A signal that must not be used. It is counted, and nothing else happens. */
export class SignalRefused extends Error {
  override readonly name = "SignalRefused";
  constructor(readonly code: RefusalCode) {
    super(`signal refused: ${code}`);
  }
}
