import { type Bytes, hex } from "../../env/bytes.ts";
import type { Clock, Random } from "../../env/mod.ts";
import { RoomError } from "../../errors.ts";
import type { PeerId } from "../../wire/fields.ts";
import {
  FILE_BYTES_MAX,
  FILE_MESSAGE_MAX,
  FILE_TYPE_MAX,
  type FileMessage,
  fileMessageSchema,
  readChunk,
} from "../../wire/files.ts";
import { parseJson } from "../../wire/json.ts";
import { cleanFileName } from "./file_name.ts";
import { Incoming } from "./incoming.ts";
import { Outgoing, over } from "./outgoing.ts";
import type { FileEnd, FileSink, FileSource, SharedFile } from "./types.ts";

/** Files of one person that may be open at once, and those that are kept to be shown, and of all. */
const OPEN_MAX = 16;
const KEPT_MAX = 100;
const KEPT_IN_ALL = 400;

export interface ExchangeOptions {
  readonly self: PeerId;
  readonly clock: Clock;
  readonly random: Random;
  readonly members: () => readonly PeerId[];
  /** Whether the host lets this member, or us, offer files. */
  readonly mayOffer: (author: PeerId) => boolean;
  readonly send: (peer: PeerId, text: string) => void;
  readonly sendBytes: (peer: PeerId, bytes: Bytes) => boolean;
  readonly changed: () => void;
}

/** One file, and its ways: to each receiver, or from its author. */
interface Entry {
  readonly about: Omit<SharedFile, "ways" | "onOffer">;
  /** The file's name on the wire. */
  readonly number: string;
  /** Null for a file of somebody else. */
  readonly source: FileSource | null;
  readonly sending: Map<PeerId, Outgoing>;
  readonly coming: Incoming | null;
  /** Whether it is offered to those who come later. */
  onOffer: boolean;
}

/** The files that one member offers and is offered, each over the pair's own connection. */
export class FileExchange {
  readonly #entries = new Map<string, Entry>();

  constructor(readonly options: ExchangeOptions) {}

  get list(): readonly SharedFile[] {
    return [...this.#entries.values()].map(({ about, sending, coming, onOffer }) => ({
      ...about,
      onOffer,
      ways: coming !== null
        ? [{ peer: about.author, state: coming.state }]
        : [...sending].map(([peer, { state }]) => ({ peer, state })),
    }));
  }

  offer(file: FileSource, to: PeerId | "room"): string {
    const { self, random, clock, members, mayOffer } = this.options;
    if (!mayOffer(self)) throw new RoomError("not-allowed", "the host took that from us");
    if (to !== "room" && !members().includes(to)) {
      throw new RoomError("no-such-peer", "nobody here has that id");
    }
    if (!(file.size <= FILE_BYTES_MAX)) throw new RoomError("too-large", "the file is too large");
    if (this.#openOf(self) >= OPEN_MAX) {
      throw new RoomError("too-many", `${OPEN_MAX} files are on their way already`);
    }
    const number = hex(random(8));
    const name = cleanFileName(file.name);
    const type = file.type.slice(0, FILE_TYPE_MAX);
    const { size } = file;
    const named = { name, type, size, read: file.read.bind(file) };
    const id = `${self}:${number}`;
    const about = { id, author: self, name, size, type, at: clock.now() };
    const entry: Entry = {
      about: { ...about, to: to === "room" ? null : to },
      number,
      source: named,
      sending: new Map(),
      coming: null,
      onOffer: to === "room",
    };
    this.#keep(entry);
    for (const peer of to === "room" ? members() : [to]) this.#offerTo(entry, named, peer);
    this.options.changed();
    return id;
  }

  accept(id: string, sink: FileSink): void {
    this.#entries.get(id)?.coming?.accept(sink);
  }

  cancel(id: string, peer?: PeerId): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.coming?.cancel();
    if (peer !== undefined) return entry.sending.get(peer)?.cancel();
    entry.onOffer = false;
    for (const way of entry.sending.values()) way.cancel();
    this.options.changed();
  }

  /** The host gave or took something: files of those who may offer none are over. */
  rightsChanged(): void {
    const { mayOffer } = this.options;
    for (const [id, entry] of this.#entries) {
      const { about: { author }, onOffer } = entry;
      if (!mayOffer(author) && (onOffer || isOpen(entry))) this.cancel(id);
    }
  }

  /** A connection to a member stands, for the first time or again. */
  connected(peer: PeerId): void {
    for (const entry of this.#entries.values()) {
      if (entry.about.author === peer) entry.coming?.resume();
      const way = entry.sending.get(peer);
      if (way !== undefined) way.offer();
      else if (entry.onOffer && entry.source !== null) this.#offerTo(entry, entry.source, peer);
    }
  }

  left(peer: PeerId): void {
    for (const entry of this.#entries.values()) {
      if (entry.about.author === peer) entry.coming?.end("left");
      entry.sending.get(peer)?.end("left");
    }
  }

  close(): void {
    for (const { coming, sending } of this.#entries.values()) {
      coming?.end("left");
      for (const way of sending.values()) way.end("left");
    }
  }

  drained(peer: PeerId): void {
    for (const { sending } of this.#entries.values()) sending.get(peer)?.drained();
  }

  receiveBytes(peer: PeerId, data: Bytes): void {
    const chunk = readChunk(data);
    if (chunk !== null) this.#entries.get(`${peer}:${chunk.id}`)?.coming?.addChunk(chunk);
  }

  onText(peer: PeerId, text: string): void {
    const message = text.length <= FILE_MESSAGE_MAX ? parseJson(fileMessageSchema, text) : null;
    if (message === null) return;
    const coming = this.#entries.get(`${peer}:${message.id}`)?.coming;
    const sending = this.#entries.get(`${this.options.self}:${message.id}`)?.sending.get(peer);
    switch (message.t) {
      case "offer":
        return coming ? coming.offeredAgain() : this.#offered(peer, message);
      case "accept":
        if (sending === undefined) return this.#send(peer, cancelled(message.id, "sender"));
        if (over(sending.state)) return this.#send(peer, cancelled(message.id, "sender"));
        return sending.accept(message.run, message.from);
      case "have":
        return sending?.have(message.run, message.next);
      case "done":
        return sending?.done();
      case "end":
        return coming?.check(message.run, message.sha256);
      case "cancel":
        return (message.as === "sender" ? coming : sending)?.end(endOf(message));
    }
  }

  #offered(peer: PeerId, { id: number, name, size, type, to }: Offer): void {
    const { self, clock, changed, mayOffer } = this.options;
    if (!mayOffer(peer)) return this.#send(peer, cancelled(number, "receiver"));
    if (this.#openOf(peer) >= OPEN_MAX) {
      return this.#send(peer, { ...cancelled(number, "receiver"), why: "too-many" });
    }
    const send = (message: FileMessage) => this.#send(peer, message);
    this.#keep({
      about: {
        id: `${peer}:${number}`,
        author: peer,
        name: cleanFileName(name),
        size,
        type,
        to: to === "room" ? null : self,
        at: clock.now(),
      },
      number,
      source: null,
      sending: new Map(),
      coming: new Incoming({ id: number, size, clock, send, changed }),
      onOffer: false,
    });
    changed();
  }

  #offerTo(entry: Entry, file: FileSource, peer: PeerId): void {
    const way = new Outgoing({
      id: entry.number,
      file,
      to: entry.about.to === null ? "room" : "self",
      clock: this.options.clock,
      send: (message) => this.#send(peer, message),
      sendBytes: (bytes) => this.options.sendBytes(peer, bytes),
      changed: this.options.changed,
    });
    entry.sending.set(peer, way);
    way.offer();
  }

  #openOf(author: PeerId): number {
    return [...this.#entries.values()].filter((entry) =>
      entry.about.author === author && isOpen(entry)
    ).length;
  }

  /**
   * Keeps a file. Where there are too many of its author, or in all, the oldest that is over goes: of
   * its author, or of whoever has the most.
   */
  #keep(entry: Entry): void {
    const { id, author } = entry.about;
    this.#entries.set(id, entry);
    const of = (one: PeerId) =>
      [...this.#entries.values()].filter(({ about }) => about.author === one);
    if (of(author).length > KEPT_MAX) this.#forgetOldest(of(author));
    if (this.#entries.size <= KEPT_IN_ALL) return;
    const authors = [...new Set([...this.#entries.values()].map(({ about }) => about.author))];
    const past = authors.map((one) => of(one).filter((entry) => !isOpen(entry)));
    this.#forgetOldest(
      past.reduce((most, theirs) => theirs.length > most.length ? theirs : most, []),
    );
  }

  #forgetOldest(entries: readonly Entry[]): void {
    const oldest = entries.find((entry) => !isOpen(entry));
    if (oldest !== undefined) this.#entries.delete(oldest.about.id);
  }

  #send(peer: PeerId, message: FileMessage): void {
    this.options.send(peer, JSON.stringify(message));
  }
}

type Offer = Extract<FileMessage, { t: "offer" }>;
type Cancel = Extract<FileMessage, { t: "cancel" }>;

function isOpen({ coming, sending }: Entry): boolean {
  if (coming !== null) return !over(coming.state);
  return [...sending.values()].some(({ state }) => !over(state));
}

function cancelled(id: string, as: Cancel["as"]): Cancel {
  return { t: "cancel", id, as, why: "cancelled" };
}

function endOf({ as, why }: Cancel): FileEnd {
  switch (why) {
    case "cancelled":
      return "cancelled-there";
    case "failed":
      return as === "sender" ? "not-readable" : "not-stored";
    case "damaged":
    case "too-many":
      return why;
  }
}
