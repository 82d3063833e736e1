import type { Payment } from "../../lib/content/links/mod.ts";
import { transferTexts } from "../../texts/transfer.ts";
import { PayIcon } from "./icons.tsx";

/** A way to pay that somebody wrote: what the link itself says, and a button that opens it. */
export function PaymentCard({ payment }: { payment: Payment }) {
  const t = transferTexts();
  const { means, payee, amount, href } = payment;
  return (
    <div class="chat-card" data-testid="payment" data-means={means}>
      <p class="card-head">
        <PayIcon />
        <strong>{t.pay[means]}</strong>
      </p>
      <dl>
        <dt>{t.amount}</dt>
        <dd data-testid="payment-amount">{amount ?? t.noAmount}</dd>
        <dt>{t.payTo}</dt>
        <dd class="card-payee" data-testid="payment-payee" dir="ltr">{payee}</dd>
      </dl>
      <p class="dim">{t.payCare}</p>
      <a class="button" href={href} target="_blank" rel="noopener noreferrer nofollow">
        {t.payOpen}
      </a>
    </div>
  );
}
