import assert from "node:assert/strict";
import { partsOf, readPayment } from "../../../../lib/content/links/mod.ts";

/** The links and ways to pay in a line. */
function found(line: string): string[] {
  return partsOf(line).flatMap((part) => part.kind === "words" ? [] : [part.text]);
}

Deno.test("https links are found, without the punctuation around them", () => {
  assert.deepEqual(found("see https://example.org/a?b=c#d."), ["https://example.org/a?b=c#d"]);
  assert.deepEqual(found("(https://example.org/x)"), ["https://example.org/x"]);
  assert.deepEqual(found("https://en.wikipedia.org/wiki/Deno_(x), yes"), [
    "https://en.wikipedia.org/wiki/Deno_(x)",
  ]);
  assert.deepEqual(found('"https://a.example" and https://b.example!'), [
    "https://a.example",
    "https://b.example",
  ]);
});

Deno.test("nothing else is a link", () => {
  for (
    const line of [
      "http://example.org",
      "javascript:alert(1)",
      "data:text/html,x",
      "ftp://example.org",
      "example.org",
      "https://",
      "https://bank.example@evil.example/",
      "https://bank.example:pw@evil.example/",
      "xhttps://example.org",
      "bitcoin:1",
      "upi://collect?pa=a@b",
    ]
  ) assert.deepEqual(found(line), [], line);
});

Deno.test("the parts of a line put together are the line", () => {
  for (
    const line of ["", "a", "a https://b.example c", "https://b.example", "x (https://b.example)."]
  ) {
    assert.equal(partsOf(line).map(({ text }) => text).join(""), line);
  }
});

Deno.test("a link whose text hides its host names the host", () => {
  const hosts = (line: string) =>
    partsOf(line).map((part) => part.kind === "link" ? part.host : undefined);
  assert.deepEqual(hosts("https://example.org/a"), [null]);
  assert.deepEqual(hosts("https://EXAMPLE.org/a"), [null]);
  assert.deepEqual(hosts("https://b\u00fccher.example/"), ["xn--bcher-kva.example"]);
  assert.deepEqual(hosts("https://\u0430pple.com/"), ["xn--pple-43d.com"]);
  assert.deepEqual(hosts("https:\\\\evil.example"), [undefined]);
});

Deno.test("ways to pay are read with payee and amount, and nothing that only looks like one", () => {
  const read = (text: string) => {
    const payment = readPayment(text);
    return payment && [payment.means, payment.payee, payment.amount];
  };
  const address = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq";
  assert.deepEqual(read(`bitcoin:${address}?amount=0.001&label=x`), [
    "bitcoin",
    address,
    "0.001 BTC",
  ]);
  assert.deepEqual(read(`bitcoin:${address}`), ["bitcoin", address, null]);
  const invoice = `lnbc2500u1${"q".repeat(60)}`;
  assert.deepEqual(read(`lightning:${invoice.toUpperCase()}`), [
    "lightning",
    invoice,
    "250,000 sat",
  ]);
  assert.deepEqual(read(`lightning:lnbc10p1${"q".repeat(60)}`)?.at(2), "0.001 sat");
  assert.deepEqual(read("upi://pay?pa=ada@bank&am=150.00&cu=INR"), [
    "upi",
    "ada@bank",
    "150.00 INR",
  ]);
  assert.deepEqual(read("https://paypal.me/ada/12.50EUR"), [
    "web",
    "paypal.me/ada/12.50EUR",
    "12.50 EUR",
  ]);
  assert.deepEqual(read("https://cash.app/$ada/5"), ["web", "cash.app/$ada/5", "5"]);
  for (
    const text of [
      "https://paypal.me.evil.example/ada/5",
      "https://x@paypal.me/ada/5",
      "http://paypal.me/ada",
      "https://paypal.me/ada/5/more/x",
      "bitcoin:<script>",
      "lightning:hello",
      "upi://pay?pa=nobody",
      "intent://pay",
    ]
  ) assert.equal(read(text), null, text);
});

Deno.test("a link that says more than its card would has no card", () => {
  const address = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq";
  const invoice = `lnbc150m1${"q".repeat(60)}`;
  for (
    const link of [
      // Twice, in whatever way it is written.
      `bitcoin:${address}?amount=0.001&amount=1.5`,
      `bitcoin:${address}?amount=0.001&AMOUNT=1.5`,
      `bitcoin:${address}?AMOUNT=1.5`,
      `bitcoin:${address}?amount=0.001&%61mount=1.5`,
      `bitcoin:${address}?%61mount=1.5`,
      `bitcoin:${address}?amount=1&amount=1`,
      `bitcoin:${address}?amount=0.001;amount=1.5`,
      `bitcoin:${address}?amount=0.001?amount=1.5`,
      `bitcoin:${address}?amount=0.001&&amount=1.5`,
      `bitcoin:${address}?amount=0.001#amount=1.5`,
      "upi://pay?pa=shop@bank&am=1.00&am=5000.00&cu=INR",
      "upi://pay?pa=shop@bank&pa=mallory@bank&am=1.00",
      "upi://pay?pa=shop@bank&am=1.00&mam=5000",
      "upi://pay?pa=shop@bank&am=1.00&split=x",
      "upi://pay/other?pa=shop@bank&am=1.00",
      // Another way to pay, or something that must be understood.
      `bitcoin:${address}?amount=0.001&lightning=${invoice}`,
      `bitcoin:${address}?lno=lno1qq`,
      `bitcoin:${address}?sp=sp1qq`,
      `bitcoin:${address}?pj=https://pay.example`,
      `bitcoin:${address}?req-somethingelse=1`,
      `bitcoin:${address}?bc=${address}`,
      `lightning:${invoice}?amount=1`,
      `lightning:${invoice}#1`,
      "https://paypal.me/ada/5?amount=500",
      "https://venmo.com/ada?txn=pay&amount=500",
      "https://cash.app/$ada/5#6",
      "https://paypal.me:8443/ada/5",
    ]
  ) assert.equal(readPayment(link), null, link);
});

Deno.test("an amount that can't be read as plain digits is not passed over as none", () => {
  const address = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq";
  for (
    const amount of [
      ..."-1 +1 1e9 1,5 0x10 NaN Infinity 1.2.3 .5 5. 01".split(" "),
      "",
      "1%00",
      "\u0661\u0662",
      "\uff11",
      "1".repeat(13),
      "0.123456789",
      "1\u200b",
    ]
  ) {
    assert.equal(readPayment(`bitcoin:${address}?amount=${amount}`), null, amount);
    assert.equal(readPayment(`upi://pay?pa=ada@bank&am=${amount}`), null, amount);
  }
  for (const currency of ["inr", "RUPEES", "\u20b9", ""]) {
    assert.equal(readPayment(`upi://pay?pa=ada@bank&am=1&cu=${currency}`), null, currency);
  }
  // One whole bitcoin, whose amount has no letter behind it.
  assert.equal(readPayment(`lightning:lnbc11${"q".repeat(60)}`), null);
  // The name of who is paid is not an amount, and an amount that is none is not passed over.
  assert.equal(readPayment("https://paypal.me/500")?.amount, null);
  assert.equal(readPayment("https://paypal.me/ada/5.5.5"), null);
  assert.equal(readPayment("https://revolut.me/ada/eur12"), null);
});

Deno.test("a link without a card is still a link, or words", () => {
  const kinds = (line: string) => partsOf(line).map(({ kind }) => kind);
  assert.deepEqual(kinds("https://paypal.me/ada/5?amount=500"), ["link"]);
  assert.deepEqual(kinds("upi://pay?pa=a1@bank&am=1&am=2"), ["words"]);
  assert.deepEqual(kinds("upi://pay?pa=a1@bank&am=1"), ["payment"]);
});

Deno.test("characters that turn the direction don't make a link read as another one", () => {
  const TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c";
  for (const turn of TURNS) {
    for (
      const line of [
        `${turn}https://evil.example/moc.knab//:sptth`,
        `https://evil.example/${turn}moc.knab//:sptth`,
        `https://evil${turn}.example/moc.knab//:sptth`,
        `https://evil.example/moc.knab//:sptth${turn}`,
        `so: ${turn}https://evil.example/moc.knab//:sptth${turn}, see`,
      ]
    ) {
      const parts = partsOf(line);
      const links = parts.filter((part) => part.kind === "link");
      assert.deepEqual(links.map(({ text, href }) => [text, href]), [
        ["https://evil.example/moc.knab//:sptth", "https://evil.example/moc.knab//:sptth"],
      ], line);
      assert.ok(!parts.some(({ text }) => text.includes(turn)), line);
    }
  }
});

Deno.test("a host with characters that show nothing is said in full", () => {
  for (const hidden of ["\u00ad", "\u200b", "\u2060"]) {
    const [part] = partsOf(`https://ba${hidden}nk.example/`);
    assert.ok(part.kind === "words" || part.kind === "link" && part.host === "bank.example");
  }
});
