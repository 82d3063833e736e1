import { RoomError } from "../errors.ts";
import type { AppMessage, ChatLine } from "./types.ts";
import type { PeerId } from "../wire/fields.ts";
import {
  APP_MAX,
  type Content as ContentMessage,
  CONTENT_MAX,
  contentSchema,
} from "../wire/content.ts";
import { parseJson } from "../wire/json.ts";
import { Chat, type ChatOptions } from "./chat.ts";

export interface ContentOptions extends Omit<ChatOptions, "send" | "told" | "refused"> {
  /** Sends text to a member over the pair's own connection. */
  readonly send: (peer: PeerId, text: string) => void;
  readonly onChat: (line: ChatLine) => void;
  readonly onMessage: (message: AppMessage) => void;
  readonly changed: () => void;
}

/**
 * What people say to each other: chat and application messages, each over the pair's own connection.
 * Nobody speaks for somebody who is there: a line is its author's when it came from its author.
 */
export class Content {
  readonly #chat: Chat;
  #refused = 0;

  constructor(readonly options: ContentOptions) {
    this.#chat = new Chat({
      ...options,
      send: (peer, message) => this.#send(peer, message),
      told: (line) => {
        options.onChat(line);
        options.changed();
      },
      refused: () => {
        this.#refused++;
        options.changed();
      },
    });
  }

  get lines(): readonly ChatLine[] {
    return this.#chat.lines;
  }

  /** Lines that were dropped: not signed by their author, or by numbers that can't be. */
  get refused(): number {
    return this.#refused;
  }

  /** Forgets what was written before the host cleared the chat. */
  reset(): void {
    this.#chat.reset();
  }

  /** Writes a chat line to everyone, or to one member. Throws `RoomError` "bad-chat". */
  write(name: string, text: string, to: PeerId | null): ChatLine {
    return this.#chat.write(name, text, to);
  }

  /** Sends application data to one member, or to everyone. Throws `RoomError` "too-large". */
  sendApp(to: PeerId | "room", data: unknown): void {
    const message: ContentMessage = { t: "app", to: to === "room" ? "room" : "self", data };
    const text = JSON.stringify(message);
    if (tooLarge(text)) {
      throw new RoomError("too-large", `an application message has at most ${APP_MAX} bytes`);
    }
    for (const member of to === "room" ? this.options.members() : [to]) {
      this.options.send(member, text);
    }
  }

  /** Says to a newly connected member what it may not have heard. */
  catchUp(peer: PeerId, speaksForAbsent: boolean): void {
    this.#chat.catchUp(peer, speaksForAbsent);
  }

  onText(peer: PeerId, text: string): void {
    const message = text.length <= CONTENT_MAX ? parseJson(contentSchema, text) : null;
    switch (message?.t) {
      case "chat": {
        const { t: _, ...line } = message;
        return this.#chat.onLine(peer, { ...line, author: peer });
      }
      case "history":
        return message.lines.forEach((line) => this.#chat.onLine(peer, line));
      case "app": {
        if (tooLarge(text)) return;
        const { data, to } = message;
        return this.options.onMessage({ from: peer, data, to });
      }
    }
  }

  close(): void {
    this.#chat.close();
  }

  #send(peer: PeerId, message: ContentMessage): void {
    this.options.send(peer, JSON.stringify(message));
  }
}

/** What a sender may not send, a receiver does not take. */
function tooLarge(text: string): boolean {
  return text.length > APP_MAX || new TextEncoder().encode(text).length > APP_MAX;
}
