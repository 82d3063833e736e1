import { withoutDirections } from "../../wire/shown_text.ts";
import { type Payment, readPayment } from "./payment.ts";

/** A piece of a line: words, a link to open, or a way to pay. */
export type TextPart =
  | { readonly kind: "words"; readonly text: string }
  | {
    readonly kind: "link";
    readonly text: string;
    readonly href: string;
    /** Where the link leads, in ASCII, where the text does not plainly begin with it; else null. */
    readonly host: string | null;
  }
  | { readonly kind: "payment"; readonly text: string; readonly payment: Payment };

/** What may be a link: a scheme that we know, up to the next space or quotation mark. */
const CANDIDATE = /\b(?:https:\/\/|bitcoin:|lightning:|upi:\/\/)[^\s<>"'`\u2018-\u201f]+/gi;

/**
 * Cuts a line of chat into its parts; put together they are the line without the characters that turn
 * its direction, by which a link could read as another one. Only https is a link: other pages could be
 * changed on their way. A link with a user name in front of its host is left as words, since it is
 * made to be misread.
 */
export function partsOf(written: string): TextPart[] {
  const line = withoutDirections(written);
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: found, index } of line.matchAll(CANDIDATE)) {
    const text = withoutTrailing(found);
    const part = readLink(text);
    if (part === null) continue;
    if (index > end) parts.push({ kind: "words", text: line.slice(end, index) });
    parts.push(part);
    end = index + text.length;
  }
  if (end < line.length) parts.push({ kind: "words", text: line.slice(end) });
  return parts;
}

function readLink(text: string): TextPart | null {
  const payment = readPayment(text);
  if (payment !== null) return { kind: "payment", text, payment };
  if (!URL.canParse(text)) return null;
  const { protocol, host, href, username, password } = new URL(text);
  if (protocol !== "https:" || username !== "" || password !== "") return null;
  const plain = text.toLowerCase().startsWith(`https://${host}`) &&
    !/^https:\/\/[^/?#]*\\/.test(text);
  return { kind: "link", text, href, host: plain ? null : host };
}

/** Without the punctuation that belongs to the sentence, and a bracket that was opened before. */
function withoutTrailing(text: string): string {
  let rest = text.replace(/[.,;:!?\u2026]+$/, "");
  for (const [open, close] of ["()", "[]", "{}"]) {
    while (rest.endsWith(close) && rest.split(open).length < rest.split(close).length) {
      rest = rest.slice(0, -1).replace(/[.,;:!?]+$/, "");
    }
  }
  return rest;
}
