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

/** Hosts of services that move money, and the path there of who is paid and, behind them, how much. */
const SERVICES: readonly { readonly host: string; readonly path: RegExp }[] = [
  { host: "paypal.me", path: /^\/[\w.-]+(?:\/([\w.]+))?$/ },
  { host: "www.paypal.me", path: /^\/[\w.-]+(?:\/([\w.]+))?$/ },
  { host: "www.paypal.com", path: /^\/paypalme\/[\w.-]+(?:\/([\w.]+))?$/ },
  { host: "revolut.me", path: /^\/[\w.-]+(?:\/([\w.]+))?$/ },
  { host: "cash.app", path: /^\/\$\w+(?:\/([\w.]+))?$/ },
  { host: "venmo.com", path: /^\/(?:u\/)?[\w-]+$/ },
  { host: "buy.stripe.com", path: /^\/\w+$/ },
];

/**
 * Reads a link as a way to pay (BIP 21, BOLT 11, NPCI's UPI). Null when it is none that is known, and
 * when it says more than a card shows: what is there twice, a second payee or amount, another way to
 * pay, or an amount that can't be read. Which of them counts, the program that opens it decides.
 */
export function readPayment(text: string): Payment | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "" || url.port !== "" || text.includes("#")) {
    return null;
  }
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

/** Parameters that change neither who is paid nor how much; a wallet shows some of them. */
const BITCOIN_WORDS = ["label", "message"];
const UPI_WORDS = ["pn", "tn", "tr", "tid", "mc"];

function bitcoin(url: URL): Payment | null {
  const said = parameters(url, ["amount", ...BITCOIN_WORDS]);
  if (said === null || !/^[a-zA-HJ-NP-Z0-9]{26,90}$/.test(url.pathname)) return null;
  const amount = decimal(said.get("amount"));
  if (amount === "unreadable") return null;
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
  if (parameters(url, []) === null) return null;
  const payee = url.pathname.toLowerCase();
  // The letters of bech32: a 1 among them would end the amount somewhere else.
  const invoice = /^ln(?:bc|tb)(?:([1-9]\d{0,11})([munp]))?1[02-9ac-hj-np-z]{50,1500}$/.exec(payee);
  if (invoice === null && !/^lnurl1[02-9ac-hj-np-z]{20,1500}$/.test(payee)) return null;
  const [, digits, unit] = invoice ?? [];
  const amount = digits === undefined ? null : Number(digits) * SATOSHI[unit];
  return {
    means: "lightning",
    href: url.href,
    payee,
    amount: amount === null
      ? null
      : `${amount.toLocaleString("en", { maximumFractionDigits: 4 })} sat`,
  };
}

function upi(url: URL): Payment | null {
  const said = parameters(url, ["pa", "am", "cu", ...UPI_WORDS]);
  if (said === null || url.host !== "pay" || !/^\/?$/.test(url.pathname)) return null;
  const payee = said.get("pa") ?? "";
  if (!/^[\w.-]{2,256}@[a-zA-Z]{2,64}$/.test(payee)) return null;
  const amount = decimal(said.get("am"));
  const currency = said.get("cu") ?? "INR";
  if (amount === "unreadable" || !/^[A-Z]{3}$/.test(currency)) return null;
  return {
    means: "upi",
    href: url.href,
    payee,
    amount: amount === null ? null : `${amount} ${currency}`,
  };
}

function service(url: URL): Payment | null {
  const known = SERVICES.find(({ host }) => url.host === host)?.path.exec(url.pathname) ?? null;
  if (known === null || parameters(url, []) === null) return null;
  const [, said] = known;
  const [, amount, currency] = /^(\d{1,9}(?:\.\d{1,2})?)([A-Za-z]{3})?$/.exec(said ?? "") ?? [];
  if (said !== undefined && amount === undefined) return null;
  return {
    means: "web",
    href: url.href,
    payee: url.host + url.pathname,
    amount: amount === undefined
      ? null
      : [amount, currency?.toUpperCase()].filter(Boolean).join(" "),
  };
}

/**
 * The parameters of a link, each there once, and plainly written: programs differ in whether `AMOUNT`
 * and `%61mount` are `amount`. Null where there is another one.
 */
function parameters(url: URL, known: readonly string[]): ReadonlyMap<string, string> | null {
  const said = new Map<string, string>();
  if (url.search === "") return said;
  for (const piece of url.search.slice(1).split("&")) {
    const [name] = piece.split("=", 1);
    if (!known.includes(name) || said.has(name) || piece.includes(";")) return null;
    said.set(name, new URLSearchParams(piece).get(name) ?? "");
  }
  return said;
}

/** An amount as plain digits; null where none is named. */
function decimal(text: string | undefined): string | null | "unreadable" {
  if (text === undefined) return null;
  return /^(?:0|[1-9]\d{0,11})(?:\.\d{1,8})?$/.test(text) ? text : "unreadable";
}
