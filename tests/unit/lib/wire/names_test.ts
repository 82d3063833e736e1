import assert from "node:assert/strict";
import { checkedSettings } from "../../../../lib/trust/link_settings.ts";
import { nameSchema } from "../../../../lib/wire/fields.ts";
import { policySchema } from "../../../../lib/wire/policy.ts";
import { withoutHidden } from "../../../../lib/wire/shown_text.ts";
import { createLocalBus, joinRoom } from "../../../../lib/mod.ts";
import { namesakes, numbered } from "../../../../session/people/namesakes.ts";
import { NAME_MAX, tidyName } from "../../../../session/names.ts";

/** Nothing of these can be seen. */
const NOTHING = [
  "\u200b", // zero width space
  "\u3164", // Hangul filler
  "\u2800", // Braille without dots
  "\u00ad", // soft hyphen
  "\u115f\u1160",
  "\uffa0",
  "\u061c",
  "\u034f",
  "\u180e",
  "\ufe0f",
  "\u{e0100}",
  "\u{e0041}\u{e0064}\u{e0061}", // tags
  "\u200d\u200d",
  "\u2060\u2064",
  "\u0301\u0302", // marks without a letter
  "\u00a0\u3000\u2009",
  "\u2028",
  "\u{1d173}",
  "\ud800",
  "\ue000", // private use
  "\u202e \t ",
];

/** What shows nothing by itself has work to do in these. */
const WHOLE = [
  "👩‍👩‍👧‍👦",
  "🏳️‍🌈 Ada",
  "👋🏽",
  "🧑🏽‍🚀",
  "❤️‍🔥",
  "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  "1️⃣",
  "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", // Persian, with ZWNJ
  "\u0915\u094d\u200d\u0937", // Hindi, with ZWJ
  "\u0915\u094d\u200c\u0937", // and with ZWNJ
  "\u0dc1\u0dca\u200d\u0dbb\u0dd3", // Sinhala
  "\u845b\u{e0100}\u57ce", // an ideograph's registered shape
  "Zo\u0065\u0308",
  "🇩🇪",
];

Deno.test("a name of which nothing can be seen counts as missing, typed or sent", async () => {
  for (const name of NOTHING) {
    assert.equal(tidyName(name), "", escape(name));
    assert.equal(nameSchema.safeParse(name).success, false, escape(name));
    const host = { kind: "name", name } as const;
    assert.equal(checkedSettings({ capacity: 8, host }), null, escape(name));
    await assert.rejects(joinRoom("r", { name, transport: createLocalBus() }), {
      code: "bad-name",
    }, escape(name));
  }
});

Deno.test("characters that show nothing are dropped from a typed name and refused in a sent one", () => {
  for (const hidden of NOTHING) {
    if (!/\P{M}/u.test(hidden) || /[\s\ue000]/u.test(hidden)) continue;
    assert.equal(tidyName(`A${hidden}da`).replace(" ", ""), "Ada", escape(hidden));
    assert.equal(nameSchema.safeParse(`A${hidden}da`).success, false, escape(hidden));
  }
});

Deno.test("what joins emoji or letters stays in a name", () => {
  for (const name of WHOLE) {
    assert.equal(tidyName(name), name, escape(name));
    assert.equal(nameSchema.safeParse(name).data, name, escape(name));
  }
  // Cut in the middle, it is still a name that can be sent.
  for (const name of WHOLE) {
    for (let before = 0; before < NAME_MAX; before++) {
      const cut = tidyName("x".repeat(before) + name.repeat(9));
      assert.equal(nameSchema.safeParse(cut).data, cut, escape(cut));
    }
  }
});

Deno.test("dropping what shows nothing leaves nothing more to drop", () => {
  const pieces = [..."a1 \u200b\u200c\u200d\ufe0f\u0645\u0915\u094d\u845b\u20e3\u0301\u202e\u2800"]
    .concat("\u{e0100}", "\u{e0067}", "\u{e007f}", "🏴", "👩", "🏽", "\ud83d");
  let seed = 1;
  const next = () => seed = seed * 48271 % 2147483647;
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: 7 }, () => pieces[next() % pieces.length]).join("");
    const once = withoutHidden(text);
    assert.equal(withoutHidden(once), once, escape(text));
  }
});

Deno.test("a role of which nothing can be seen is none", () => {
  const { roles } = policySchema.shape;
  const seat = "A".repeat(43);
  for (const label of NOTHING) {
    const { error } = roles.safeParse([{ seat, label }]);
    assert.ok(error?.issues.some(({ path }) => path.includes("label")), escape(label));
  }
});

Deno.test("whoever has the name of somebody here is told apart, and nobody else", () => {
  const numbersOf = (...names: string[]) => {
    const people = names.map((name, order) => ({ id: String(order), name, order }));
    const numbers = namesakes(people);
    return people.map(({ id, name }) => numbered(name, numbers.get(id) ?? null));
  };
  assert.deepEqual(numbersOf("Ada", "Ben", "Cyd"), ["Ada", "Ben", "Cyd"]);
  assert.deepEqual(numbersOf("Ada", "Ben", "Ada"), ["Ada (1)", "Ben", "Ada (2)"]);
  assert.deepEqual(numbersOf("Ada", "ada", "ADA"), ["Ada (1)", "ada (2)", "ADA (3)"]);
  for (
    const twin of [
      "\uff21da", // full width
      "\u0410d\u0430", // Cyrillic
      "\u0391da", // Greek
      "A\u00adda",
      "Ada\ufe0f",
      "Ada\u00a0",
    ]
  ) assert.equal(numbersOf("Ada", twin)[0], "Ada (1)", escape(twin));
  assert.equal(numbersOf("Alan", "AIan")[1], "AIan (2)");
  assert.equal(numbersOf("\u0418\u0412\u0410\u041d", "\u0418\u0432\u0430\u043d")[0].at(-2), "1");
  assert.deepEqual(numbersOf("Zo\u00eb", "Zo\u0065\u0308").map((name) => name.at(-2)), ["1", "2"]);
  assert.deepEqual(numbersOf("Guest 1", "Guest 2"), ["Guest 1", "Guest 2"]);
  assert.deepEqual(numbersOf("\u0410\u043d\u043d\u0430", "\u0410\u043b\u043b\u0430").length, 2);
  assert.deepEqual(numbersOf("Ada", "Adá"), ["Ada", "Adá"]);
});

function escape(text: string): string {
  return JSON.stringify(text).replace(/[^ -~]/gu, (one) => `{${one.codePointAt(0)?.toString(16)}}`);
}
