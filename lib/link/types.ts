import type { Bytes } from "../env/bytes.ts";
import type { Lane } from "./lanes.ts";
import type { Signal } from "../signal/types.ts";
import type { Fingerprint } from "../trust/fingerprint.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { Quality } from "./quality.ts";
import type { Way } from "./selected_path.ts";

/** Where the connection to one peer stands; `since` is milliseconds since the Unix epoch. */
export type LinkState =
  | { readonly name: "dialling"; readonly since: number }
  /**
   * DTLS stands, and whose certificate is at the other end is not settled, or a channel is not open
   * yet. Nothing is put on a lane, and no text goes but what is said before that (lib/room/mesh/may_exchange.ts).
   */
  | { readonly name: "checking"; readonly since: number }
  | { readonly name: "connected"; readonly since: number }
  | { readonly name: "reconnecting"; readonly since: number }
  | {
    readonly name: "failed";
    readonly since: number;
    readonly reason: "unreachable";
  }
  | { readonly name: "closed"; readonly since: number };

/** The data channels of every connection, by their fixed stream id. All are reliable and ordered. */
export const CHANNELS = { control: 0, content: 1, verify: 2, files: 3, ink: 4 } as const;
/** The name of a data channel. */
export type Channel = "control" | "content" | "verify" | "files" | "ink";

/** Bytes that may wait in a connection before the sender should pause, and when it may go on. */
export const BYTES_FULL = 1_048_576;
export const BYTES_LOW = 262_144;

/** What a link tells its owner. */
export interface LinkListener {
  /** A signal that must reach the other side. */
  signal(signal: Signal): void;
  /** The link's state changed. */
  state(state: LinkState): void;
  /**
   * The certificate of this very transport was read, at the first handshake or at one that followed
   * on the same connection; null when the platform shows nothing of it. `prove` lets it through.
   */
  certificate(seen: Fingerprint | null): void;
  /** The channels are open: text can be sent. */
  opened(): void;
  /** A later description named another certificate than the first one. It was not applied. */
  refused(): void;
  /** The link's `way` is another than before. */
  wayChanged(): void;
  /** A text came on a channel. */
  message(channel: Channel, text: string): void;
  /** Bytes that came on the `files` channel, in order with its texts. */
  bytes(data: Bytes): void;
  /** There is room again on the `files` channel, after `sendBytes` had said that it is full. */
  drained(): void;
}

/** How a link is made. */
export interface LinkOptions {
  /** Names this attempt to connect: 16 hex digits, chosen by the one who dials. */
  readonly id: string;
  /** Who offers first. When both offer later, at once, it is the answerer who gives way. */
  readonly role: "dialler" | "answerer";
  /** Uses relays alone, and tells the other side no address but theirs. */
  readonly relayOnly?: boolean;
  /** Who hears of what happens. */
  readonly listener: LinkListener;
}

/** One connection to one peer. */
export interface Link {
  /** Names this attempt to connect. */
  readonly id: string;
  /** Where the connection stands. */
  readonly state: LinkState;
  /** What arrives, by lane; complete once the connection is negotiated. */
  readonly tracks: Readonly<Partial<Record<Lane, MediaStreamTrack>>>;
  /** Begins: the dialler offers, the answerer waits for `accept`. */
  start(): void;
  /** Looks for a new network path on the same connection (ICE restart, RFC 8445 section 9). */
  restart(): void;
  /** Takes in a signal of the other side. */
  accept(signal: Signal): void;
  /** Says that the certificate that was read last is the right one. Holds until DTLS begins again. */
  prove(): void;
  /** Whether the certificate of this transport was said to be the right one. */
  readonly proven: boolean;
  /** True once text can be sent. */
  readonly ready: boolean;
  /** Sends text in order. Does nothing unless `ready`. */
  send(channel: Channel, text: string): void;
  /**
   * Sends bytes on the `files` channel, in order with its texts. Answers whether more may follow at
   * once; if not, `drained` says when. Does nothing, and answers false, unless `ready`.
   */
  sendBytes(data: Bytes): boolean;
  /**
   * Readies a track for a lane, or none, while the link is not proven: nothing of it is sent before
   * `setTrack` puts it on, and its first picture comes sooner then. No promise: a browser that can't
   * hold a track back is given none.
   */
  hold(lane: Lane, track: MediaStreamTrack | null): void;
  /** Puts a track on a lane, or nothing. Never renegotiates. */
  setTrack(lane: Lane, track: MediaStreamTrack | null): Promise<void>;
  /** What may be sent from now on. Never renegotiates; how sound is packed holds from the next offer. */
  setQuality(quality: Quality): void;
  /** Statistics as the browser gives them; null once it is closed. */
  stats(): Promise<RTCStatsReport | null>;
  /** What the connection is like, compared with the reading before; null while nothing goes over it. */
  diagnose(): Promise<Diagnostics | null>;
  /** How the connection goes now; null while that is not known. */
  readonly way: Way | null;
  /**
   * The fingerprint of the certificate at the other end of this very connection, read from the live
   * transport and never from what was announced; null when the platform does not show it.
   */
  peerFingerprint(): Promise<Fingerprint | null>;
  /** How loud the microphone lane is right now, 0 to 1; null when nothing arrives on it. */
  audioLevel(): number | null;
  /** Ends the connection; the other side notices at once. Safe to call twice. */
  close(): void;
}

/** Makes one participant's links, over WebRTC or in memory: all of them under one certificate. */
export interface LinkFactory {
  /** Our own certificate's fingerprint; null when the platform does not show it. */
  readonly fingerprint: Fingerprint | null;
  /** The certificate itself, to be kept over a reload; null where there is none to keep. */
  readonly certificate: RTCCertificate | null;
  /** Whether there is a relay to fall back on, or to hide behind. */
  readonly canRelay: boolean;
  /** Makes a connection; nothing happens before it is started. */
  create(options: LinkOptions): Link;
  /**
   * Does ahead what the next dial needs of this page alone, such as a connection with its lanes: it
   * takes tens of milliseconds that somebody would wait for. Nothing leaves the page.
   */
  makeReady(): void;
  /** Asks for relays anew. Resolves when that is over, whatever came of it. */
  refreshRelays(): Promise<void>;
  /** The network changed or the machine woke up: whatever is due by the clock is looked after now. */
  wake(): void;
  /** Lets go of every timer. Links are closed by whoever holds them. */
  close(): void;
}
