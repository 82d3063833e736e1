import type { Emitter } from "../env/emitter.ts";
import { RoomError } from "../errors.ts";
import type { Connections } from "../room/connections.ts";
import type { ChatLine, PeerId, RoomEvents } from "../room/types.ts";
import {
  APP_MAX,
  CHAT_MAX,
  type Content as ContentMessage,
  contentSchema,
  HISTORY_BATCH,
} from "../wire/content.ts";
import { parseJson } from "../wire/json.ts";
import { ChatLog, type WireLine } from "./chat_log.ts";

export interface ContentOptions {
  readonly self: PeerId;
  readonly connections: Connections;
  readonly events: Emitter<RoomEvents>;
  readonly changed: () => void;
  /** Everyone else who is in the room now. */
  readonly members: () => readonly PeerId[];
  /** How often the host cleared the chat: lines of before are gone. */
  readonly epoch: () => number;
  /** Whether the host lets this author write. */
  readonly mayWrite: (author: PeerId) => boolean;
}

/**
 * What people say to each other: chat and application messages, each over the pair's own connection.
 * Nobody speaks for somebody who is there: a line is its author's when it came from its author.
 */
export class Content {
  readonly #chat = new ChatLog();

  constructor(readonly options: ContentOptions) {}

  get lines(): readonly ChatLine[] {
    return this.#chat.lines(this.options.epoch());
  }

  /** Forgets what was written before the host cleared the chat. */
  reset(): void {
    this.#chat.forgetBefore(this.options.epoch());
  }

  /** Writes a chat line to everyone, or to one member. Throws `RoomError` "bad-chat". */
  write(name: string, text: string, at: number, to: PeerId | null): ChatLine {
    const author = this.options.self;
    const trimmed = text.trim();
    if (trimmed === "" || trimmed.length > CHAT_MAX) {
      throw new RoomError("bad-chat", `a chat line has 1 to ${CHAT_MAX} characters`);
    }
    const line = this.#chat.write(author, name, trimmed, at, this.options.epoch(), to);
    for (const member of to === null ? this.options.members() : [to]) {
      this.#send(member, { t: "chat", ...line });
    }
    const id = `${author}:${line.n}`;
    const written = { id, author, name, text: trimmed, at, passedOn: false, to, unsent: [] };
    this.#told(written);
    return written;
  }

  /** Sends application data to one member, or to everyone. Throws `RoomError` "too-large". */
  sendApp(to: PeerId | "room", data: unknown): void {
    const message: ContentMessage = { t: "app", to: to === "room" ? "room" : "self", data };
    const text = JSON.stringify(message);
    if (new TextEncoder().encode(text).length > APP_MAX) {
      throw new RoomError("too-large", `an application message has at most ${APP_MAX} bytes`);
    }
    for (const member of to === "room" ? this.options.members() : [to]) {
      this.options.connections.sendContent(member, text);
    }
  }

  /**
   * Brings a newly connected member up to date: everyone sends its own lines, and the one who
   * `speaksForAbsent` passes on the lines of those who have left.
   */
  catchUp(peer: PeerId, speaksForAbsent: boolean): void {
    const present = new Set(this.options.members());
    const lines = this.#chat.linesOf(
      (author) => author === this.options.self || (speaksForAbsent && !present.has(author)),
      peer,
    );
    for (let at = 0; at < lines.length; at += HISTORY_BATCH) {
      this.#send(peer, { t: "history", lines: lines.slice(at, at + HISTORY_BATCH) });
    }
  }

  receive(peer: PeerId, text: string): void {
    const message = text.length <= 4 * APP_MAX ? parseJson(contentSchema, text) : null;
    switch (message?.t) {
      case "chat":
        if (!this.options.mayWrite(peer)) return;
        return this.#take({ ...message, author: peer }, false);
      case "history":
        return message.lines.forEach((line) => this.#takePassedOn(peer, line));
      case "app":
        return this.options.events.emit("message", {
          from: peer,
          data: message.data,
          to: message.to,
        });
    }
  }

  #takePassedOn(peer: PeerId, line: WireLine): void {
    const passedOn = line.author !== peer;
    const speaksForSelf = [this.options.self, ...this.options.members()];
    if (passedOn && (line.direct || speaksForSelf.includes(line.author))) return;
    this.#take(line, passedOn);
  }

  #take(wire: WireLine, passedOn: boolean): void {
    const epoch = this.options.epoch();
    const line = wire.epoch < epoch
      ? null
      : this.#chat.add(wire, passedOn, wire.direct ? this.options.self : null);
    if (line !== null && wire.epoch === epoch) this.#told(line);
  }

  #told(line: ChatLine): void {
    this.options.events.emit("chat", line);
    this.options.changed();
  }

  #send(peer: PeerId, message: ContentMessage): void {
    this.options.connections.sendContent(peer, JSON.stringify(message));
  }
}
