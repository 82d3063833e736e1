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
              <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">{part.text}</a>
              {part.host !== null && <span class="dim">({part.host})</span>}
            </span>
          );
        })}
      </p>
      {payments.map((payment, at) => <PaymentCard key={at} payment={payment} />)}
    </>
  );
}
