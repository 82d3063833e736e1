import assert from "node:assert/strict";
import { partsOf, readPayment } from "../../lib/content/links/mod.ts";

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
  assert.deepEqual(read(`bitcoin:${address}?amount=1e9`), ["bitcoin", address, null]);
  const invoice = `lnbc2500u1${"q".repeat(60)}`;
  assert.deepEqual(read(`lightning:${invoice.toUpperCase()}`), [
    "lightning",
    invoice,
    "250,000 sat",
  ]);
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
