import type { PeerId } from "../wire/fields.ts";

/**
 * Who stands for a line. "author": its author said it to us. "signed": somebody passed it on once its
 * author had left, and it is signed by somebody who is here, or was in this visit. "passed-on": it is
 * signed by somebody whom we never met, so that there is nothing to check the name by.
 */
export type Vouched = "author" | "signed" | "passed-on";

/** One line of the chat. */
export interface ChatLine {
  /** `<author id>:<number>:<seat>`: the same line has the same id on every screen. */
  readonly id: string;
  /** Who wrote it. */
  readonly author: PeerId;
  /** What the roster calls the author; for somebody whom it never listed here, what the line says. */
  readonly name: string;
  /** What they wrote. */
  readonly text: string;
  /** The author's clock, milliseconds since the Unix epoch; ours where theirs can't be right. */
  readonly at: number;
  /** Who stands for it. */
  readonly vouched: Vouched;
  /** The name of whoever passed on a line that is vouched for by nobody else; null for the others. */
  readonly passedOnBy: string | null;
  /** The one whom it is for; null for everyone. */
  readonly to: PeerId | null;
  /** Of a line of our own: to whom it was not sent, as their codes differ here. It never will be. */
  readonly unsent: readonly PeerId[];
}

/** An application's own message. */
export interface AppMessage {
  /** Whose it is. */
  readonly from: PeerId;
  /** What they sent, as JSON gives it. */
  readonly data: unknown;
  /** Whether it was for everyone or for us alone. */
  readonly to: "room" | "self";
}
