import assert from "node:assert/strict";
import { base64url } from "../../../../lib/env/bytes.ts";
import {
  canonicalSettings,
  checkedSettings,
  DEFAULT_SETTINGS,
  type LinkSettings,
  readSettings,
} from "../../../../lib/trust/link_settings.ts";

const SEALED = base64url(Uint8Array.from({ length: 140 }, (_, at) => at));
const KEY = "k=asnlmK6g1i979ZSxSprs3Q";

const read = (text: string) => readSettings(new URLSearchParams(text));

Deno.test("link settings: a link that says nothing has eight places and no host", () => {
  assert.deepEqual(read(""), { capacity: 8, host: { kind: "none" }, hostFirst: false });
  assert.deepEqual(read(`${KEY}&other=1`), DEFAULT_SETTINGS);
  assert.equal(canonicalSettings(DEFAULT_SETTINGS), "");
});

Deno.test("link settings: what is written is read back, in one spelling", () => {
  const cases: readonly [LinkSettings, string][] = [
    [{ capacity: 2, host: { kind: "none" }, hostFirst: false }, "cap=2"],
    [
      { capacity: 64, host: { kind: "name", name: "Ada" }, hostFirst: false },
      "cap=64&host=name.Ada",
    ],
    [
      { capacity: 8, host: { kind: "name", name: "Zoë & O'Hara (Dr.)" }, hostFirst: false },
      "host=name.Zo%C3%AB%20%26%20O%27Hara%20%28Dr%2E%29",
    ],
    [
      { capacity: 8, host: { kind: "name", name: "x.y+z=1#" }, hostFirst: false },
      "host=name.x%2Ey%2Bz%3D1%23",
    ],
    [
      { capacity: 3, host: { kind: "key", sealed: SEALED }, hostFirst: false },
      `cap=3&host=key.${SEALED}`,
    ],
    [
      { capacity: 8, host: { kind: "key", sealed: SEALED }, hostFirst: true },
      `host=key.${SEALED}&first=host`,
    ],
    [
      { capacity: 4, host: { kind: "name", name: "Ada" }, hostFirst: true },
      "cap=4&host=name.Ada&first=host",
    ],
  ];
  for (const [settings, text] of cases) {
    assert.equal(canonicalSettings(settings), text);
    assert.deepEqual(read(text), settings);
    assert.deepEqual(read(`${KEY}&${text}`), settings);
  }
});

Deno.test("link settings: other spellings of the same are brought to the one", () => {
  for (
    const [text, canonical] of [
      ["cap=8", ""],
      ["host=name.Ada&cap=5", "cap=5&host=name.Ada"],
      ["host=name.%41da", "host=name.Ada"],
      ["host=name.+Ada%20", "host=name.Ada"],
      ["first=host&host=name.Ada", "host=name.Ada&first=host"],
    ] as const
  ) {
    const settings = read(text);
    assert(settings, text);
    assert.equal(canonicalSettings(settings), canonical);
  }
});

Deno.test("link settings: what is malformed or not known is refused, never taken for nothing", () => {
  const long = "x".repeat(41);
  for (
    const text of [
      ...["", "0", "1", "65", "08", "8.0", "+8", "1e1", "-4", "eight"].map((cap) => `cap=${cap}`),
      "cap=4&cap=4",
      "host=",
      "host=none",
      "host=name",
      "host=name.",
      "host=name.%20",
      `host=name.${long}`,
      "host=name.a%0Ab",
      "host=name.%E2%80%AEadA",
      "host=Name.Ada",
      "host=identity.https%3A%2F%2Fexample.org",
      "host=key.",
      `host=key.${SEALED.slice(1)}`,
      `host=key.${SEALED}A`,
      `host=key.${SEALED.slice(0, -1)}-`,
      `host=key.${SEALED}=`,
      "host=name.Ada&host=name.Ada",
      "first=host",
      "cap=4&first=host",
      "first=host&host=none",
      ...["", "Host", "anyone", "1", "true", "host%20"].map((first) =>
        `host=name.Ada&first=${first}`
      ),
      "host=name.Ada&first=host&first=host",
      "gate=open",
      "gate=invite",
    ]
  ) assert.equal(read(text), null, text);
});

Deno.test("link settings: no link is written for what none could say", () => {
  for (
    const settings of [
      { capacity: 1, host: { kind: "none" } },
      { capacity: 2.5, host: { kind: "none" } },
      { capacity: 8, host: { kind: "name", name: "" } },
      { capacity: 8, host: { kind: "name", name: "\ud800" } },
      { capacity: 8, host: { kind: "key", sealed: "AAAA" } },
      { capacity: 8, host: { kind: "identity" } },
      { capacity: 8, host: { kind: "none" }, hostFirst: true },
      { capacity: 8, host: { kind: "name", name: "Ada" }, hostFirst: "host" },
    ]
  ) {
    assert.equal(checkedSettings(settings), null);
    assert.throws(() => canonicalSettings(settings as LinkSettings), TypeError);
  }
});
