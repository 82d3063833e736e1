import { deepEqual, equal } from "node:assert/strict";
import { pickLanguage, readAcceptLanguage, requestedLanguage } from "../../../texts/languages.ts";
import { listed, say } from "../../../texts/mod.ts";

const headers = (init: Record<string, string>) => requestedLanguage(new Headers(init));

Deno.test("a text gets its parameters, and one that is a name keeps what looks like one", () => {
  equal(say("{name} joined", { name: "Ada" }), "Ada joined");
  equal(say("{a} and {b}", { a: "{b}", b: "$&" }), "{b} and $&");
});

Deno.test("a text that depends on a number takes the form for it", () => {
  const lines = { one: "{count} line", other: "{count} lines" };
  equal(say(lines, { count: 1 }), "1 line");
  equal(say(lines, { count: 2 }), "2 lines");
  equal(say(lines, { count: 0 }), "0 lines");
});

Deno.test("names are listed as a sentence would", () => {
  deepEqual([[], ["Ada"], ["Ada", "Ben"], ["Ada", "Ben", "Cyd"]].map(listed), [
    "",
    "Ada",
    "Ada and Ben",
    "Ada, Ben and Cyd",
  ]);
});

Deno.test("Accept-Language is read by weight, and a weight of nothing is a refusal", () => {
  deepEqual(readAcceptLanguage("fr;q=0.2, de-AT , en;q=0.8,it;q=0"), ["de-AT", "en", "fr"]);
  deepEqual(readAcceptLanguage(""), []);
  deepEqual(readAcceptLanguage(",;q=1,*;q=0.1"), ["*"]);
});

Deno.test("the language is the wanted one if we speak it, and English otherwise", () => {
  equal(pickLanguage(["tlh", "EN-au"]), "en");
  equal(pickLanguage(["tlh", "constructor"]), null);
  equal(headers({}), "en");
  equal(headers({ "accept-language": "tlh;q=1" }), "en");
  equal(headers({ cookie: "language=__proto__" }), "en");
});
