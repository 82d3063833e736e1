import { partsOf } from "../../lib/content/links/mod.ts";
import { PaymentCard } from "./PaymentCard.tsx";

/** The text of a line, with its links to click. Nothing is fetched before that. */
export function LineText({ text }: { text: string }) {
  const parts = partsOf(text);
  const payments = parts.flatMap((part) => part.kind === "payment" ? [part.payment] : []);
  return (
    <>
      <p class="chat-text" dir="auto">
        {parts.map((part, at) => {
          if (part.kind !== "link") return part.text;
          return (
            <span key={at}>
              <LinkText href={part.href} text={part.text} />
              {part.host !== null && <span class="dim" dir="ltr">({part.host})</span>}
            </span>
          );
        })}
      </p>
      {payments.map((payment, at) => <PaymentCard key={at} payment={payment} />)}
    </>
  );
}

/**
 * A link reads from left to right whatever stands around it, and where it leads stays in front of the
 * rest of it: letters of either can't be put in order with other ones.
 */
function LinkText({ href, text }: { href: string; text: string }) {
  const [place] = /^https:\/\/[^/?#\\]*/i.exec(text) ?? [""];
  return (
    <a href={href} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">
      <bdi dir="ltr">{place}</bdi>
      <bdi dir="ltr">{text.slice(place.length)}</bdi>
    </a>
  );
}
