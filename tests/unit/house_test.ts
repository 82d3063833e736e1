/** Holds the house: what may use what, and what lib may know of the world around it. */
import assert from "node:assert/strict";
import { type Arrow, arrows, circles, codeOf, namedIn, sources } from "../helpers/imports.ts";

/** The floors, lowest first. A file uses its own floor and those below it. */
const FLOORS: readonly string[] = [
  "lib/env",
  "lib/errors.ts",
  "lib/wire",
  "lib/signal",
  "lib/trust",
  "lib/link",
  "lib/quality",
  "lib/content",
  "lib/room",
  "lib",
  "signal",
  "texts",
  "session",
  "components",
  "islands",
  "routes",
];

/** The floors inside the room, lowest first; what is named by a file alone stands on its own. */
const ROOM_FLOORS: readonly string[] = [
  "lib/room/types.ts",
  "lib/room/room_name.ts",
  "lib/room/folded_name.ts",
  "lib/room/link_keys.ts",
  "lib/room/verdicts.ts",
  "lib/room/policy",
  "lib/room/roster.ts",
  "lib/room/mesh",
  "lib/room/entry",
  "lib/room/admission",
  "lib/room/coordinator",
  "lib/room/members",
  "lib/room/signalling",
  "lib/room/host",
  "lib/room",
];

/** Floors that know nothing of each other, whichever stands higher. */
const APART: readonly (readonly [string, string])[] = [
  ["signal", "lib/room"],
  ["signal", "lib/link"],
  ["signal", "lib/trust"],
  ["session", "signal"],
  ["components", "signal"],
  ["islands", "signal"],
];

const isIn = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

/** How high a file stands; -1 for one that stands on no floor. The longest name that fits counts. */
function heightOf(path: string, floors: readonly string[]): number {
  const fitting = floors.filter((floor) => isIn(path, floor));
  const [narrowest] = fitting.sort((a, b) => b.length - a.length);
  return narrowest === undefined ? -1 : floors.indexOf(narrowest);
}

function pointsUp({ from, to }: Arrow, floors: readonly string[]): boolean {
  const [low, high] = [heightOf(from, floors), heightOf(to, floors)];
  return low >= 0 && high > low;
}

const shown = ({ from, to }: Arrow) => `${from} -> ${to}`;
const ALL = arrows("lib", "session", "signal", "texts", "components", "islands", "routes");

Deno.test("no files need each other in a circle", () => {
  const held = ALL.filter(({ from }) => /^(lib|session|signal)\//.test(from));
  assert.deepEqual(circles(held), []);
});

Deno.test("imports point down: no floor uses one above it", () => {
  const up = ALL.filter((arrow) => pointsUp(arrow, FLOORS)).map(shown);
  assert.deepEqual(up, []);
});

Deno.test("inside the room imports point down as well", () => {
  const own = ALL.filter(({ from, to }) => isIn(from, "lib/room") && isIn(to, "lib/room"));
  assert.deepEqual(own.filter((arrow) => pointsUp(arrow, ROOM_FLOORS)).map(shown), []);
});

Deno.test("the edge knows nothing of calls, and no page knows the edge", () => {
  const across = ALL.filter(({ from, to }) =>
    APART.some(([one, other]) => isIn(from, one) && isIn(to, other))
  );
  assert.deepEqual(across.map(shown), []);
});

Deno.test("lib runs anywhere: no Preact, no Fresh, no Deno, no page", () => {
  const found: string[] = [];
  for (const path of sources("lib")) {
    for (const name of namedIn(path)) {
      if (/preact|fresh|^jsr:|^node:/.test(name)) found.push(`${path}: ${name}`);
    }
    const named = codeOf(path).match(
      /\bDeno\.|\b(?:document|window|localStorage|sessionStorage|indexedDB|history)\s*[.[(]|\bnavigator\./g,
    );
    for (const name of named ?? []) found.push(`${path}: ${name}`);
  }
  assert.deepEqual(found, []);
});
