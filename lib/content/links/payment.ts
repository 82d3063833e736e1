/** A way to pay that somebody wrote into the chat. Nothing is known of it but what stands there. */
export interface Payment {
  /** "bitcoin", "lightning", "upi", or "web" for a page of a known service. */
  readonly means: "bitcoin" | "lightning" | "upi" | "web";
  readonly href: string;
  /** Who is paid, as it stands in the link: an address, a name, an invoice; for "web" the host and path. */
  readonly payee: string;
  /** Such as "12.50 EUR"; null when the link names none. */
  readonly amount: string | null;
}

/** Hosts of services that move money, and what the path of a link to pay somebody looks like there. */
const SERVICES: readonly { readonly host: string; readonly path: RegExp }[] = [
  { host: "paypal.me", path: /^\/[\w.-]+(?:\/[\w.]+)?$/ },
  { host: "www.paypal.me", path: /^\/[\w.-]+(?:\/[\w.]+)?$/ },
  { host: "www.paypal.com", path: /^\/paypalme\/[\w.-]+(?:\/[\w.]+)?$/ },
  { host: "revolut.me", path: /^\/[\w.-]+(?:\/[\w.]+)?$/ },
  { host: "cash.app", path: /^\/\$\w+(?:\/[\w.]+)?$/ },
  { host: "venmo.com", path: /^\/(?:u\/)?[\w-]+$/ },
  { host: "buy.stripe.com", path: /^\/\w+$/ },
];

/** Reads a link as a way to pay; null when it is none that is known (BIP 21, BOLT 11, NPCI's UPI). */
export function readPayment(text: string): Payment | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  switch (url.protocol) {
    case "bitcoin:":
      return bitcoin(url);
    case "lightning:":
      return lightning(url);
    case "upi:":
      return upi(url);
    case "https:":
      return service(url);
    default:
      return null;
  }
}

function bitcoin(url: URL): Payment | null {
  if (!/^[a-zA-HJ-NP-Z0-9]{26,90}$/.test(url.pathname)) return null;
  const amount = decimal(url.searchParams.get("amount"));
  return {
    means: "bitcoin",
    href: url.href,
    payee: url.pathname,
    amount: amount === null ? null : `${amount} BTC`,
  };
}

/** What the letters behind the amount of an invoice stand for, in satoshi (BOLT 11). */
const SATOSHI: Readonly<Record<string, number>> = { m: 1e5, u: 1e2, n: 0.1, p: 0.0001 };

function lightning(url: URL): Payment | null {
  const payee = url.pathname.toLowerCase();
  const invoice = /^ln(?:bc|tb)(?:(\d{1,12})([munp]))?1[a-z0-9]{50,1500}$/.exec(payee);
  if (invoice === null && !/^lnurl1[a-z0-9]{20,1500}$/.test(payee)) return null;
  const [, digits, unit] = invoice ?? [];
  const amount = digits === undefined ? null : Number(digits) * SATOSHI[unit];
  return {
    means: "lightning",
    href: url.href,
    payee,
    amount: amount === null ? null : `${amount.toLocaleString("en")} sat`,
  };
}

function upi(url: URL): Payment | null {
  if (url.host !== "pay") return null;
  const payee = url.searchParams.get("pa") ?? "";
  if (!/^[\w.-]{2,256}@[a-zA-Z]{2,64}$/.test(payee)) return null;
  const amount = decimal(url.searchParams.get("am"));
  const currency = /^[A-Z]{3}$/.exec(url.searchParams.get("cu") ?? "INR")?.[0] ?? "INR";
  return {
    means: "upi",
    href: url.href,
    payee,
    amount: amount === null ? null : `${amount} ${currency}`,
  };
}

function service(url: URL): Payment | null {
  const known = SERVICES.some(({ host, path }) => url.host === host && path.test(url.pathname));
  if (!known || url.username !== "" || url.password !== "") return null;
  const last = url.pathname.split("/").at(-1) ?? "";
  const [, amount, currency] = /^(\d{1,9}(?:\.\d{1,2})?)([A-Za-z]{3})?$/.exec(last) ?? [];
  return {
    means: "web",
    href: url.href,
    payee: url.host + url.pathname,
    amount: amount === undefined
      ? null
      : [amount, currency?.toUpperCase()].filter(Boolean).join(" "),
  };
}

function decimal(text: string | null): string | null {
  return text !== null && /^\d{1,12}(?:\.\d{1,8})?$/.test(text) ? text : null;
}
