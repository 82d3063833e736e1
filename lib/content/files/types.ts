import type { Bytes } from "../../env/bytes.ts";
import type { PeerId } from "../../wire/fields.ts";

/** A file to send. */
export interface FileSource {
  /** The name under which it is offered. */
  readonly name: string;
  /** Its size in bytes. */
  readonly size: number;
  /** The media type, such as "image/png"; empty when it is not known. */
  readonly type: string;
  /** The bytes from `start` up to `end`. Rejects when the file can't be read any more. */
  read(start: number, end: number): Promise<Bytes>;
}

/** Where a file that comes in is written. */
export interface FileSink {
  /** Writes the next bytes; called again only when this is done. Rejects when they can't be kept. */
  write(bytes: Bytes): Promise<void>;
  /** All is there, and is what was sent. */
  close(): Promise<void>;
  /** The rest will not come, or was not what was sent. */
  abort(): Promise<void>;
}

/** How the way of a file to, or from, one person ended without the file. */
export type FileEnd =
  | "cancelled-here"
  | "cancelled-there"
  /** The person left. */
  | "left"
  /** What arrived is not what was sent. */
  | "damaged"
  /** It could not be read here, or there. */
  | "not-readable"
  /** It could not be written here, or there. */
  | "not-stored"
  /** Too many files of this person are open. */
  | "too-many";

/** Where the way of a file to, or from, one person stands. */
export type TransferState =
  | { readonly name: "offered" }
  | {
    readonly name: "moving";
    /** Bytes that the receiver has. */
    readonly done: number;
    /** Bytes a second of late; null while it is too early to tell. */
    readonly speed: number | null;
  }
  | { readonly name: "checking" }
  /** Stored, and what it is by its SHA-256 in hex. */
  | { readonly name: "finished"; readonly sha256: string }
  | { readonly name: "ended"; readonly why: FileEnd };

/** One file that was offered, by us or to us. */
export interface SharedFile {
  /** `<author>:<number of the file>`. */
  readonly id: string;
  /** Whose file it is. */
  readonly author: PeerId;
  /** Its name, as its owner's device calls it. */
  readonly name: string;
  /** Its size in bytes. */
  readonly size: number;
  /** Its media type, as its owner's device says; "" where it does not know. */
  readonly type: string;
  /** Whom it was offered to; null for everyone. */
  readonly to: PeerId | null;
  /** When we offered it or heard of it, by our clock. */
  readonly at: number;
  /** Whether whoever comes will be offered it too. */
  readonly onOffer: boolean;
  /** Its way to each receiver, for a file of ours; else the one way, to us. */
  readonly ways: readonly { readonly peer: PeerId; readonly state: TransferState }[];
}

/** The files of a room. */
export interface Files {
  /** Those offered by us and to us, oldest first. */
  readonly list: readonly SharedFile[];
  /**
   * Offers a file to one member, or to everyone who is here or comes while it is on offer. Answers
   * with its id. Throws `RoomError` "not-allowed", "no-such-peer", "too-large", "too-many" or "left".
   */
  offer(file: FileSource, to: PeerId | "room"): Promise<string>;
  /** Takes a file that was offered to us; does nothing when it is not on offer any more. */
  accept(id: string, sink: FileSink): void;
  /** Ends a file's way: for a file of ours to `peer`, or to everyone; else to us. */
  cancel(id: string, peer?: PeerId): void;
}
