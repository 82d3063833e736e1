/** What a line of chat holds beside words: links, and ways to pay. Nothing here opens or fetches. */
export { partsOf, type TextPart } from "./parts.ts";
export { type Payment, readPayment } from "./payment.ts";
