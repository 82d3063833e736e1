import type { SeededRandom } from "../simulation/random.ts";

/** What JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const NUMBERS = [-1, 0, 0.5, 1, -0, 1e20, -1e308, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 1e308];
const TEXTS = [
  "",
  " ",
  "\u0000",
  "\u202eevil",
  "\ud800",
  "\u{1f600}".repeat(30),
  "a".repeat(5_000),
  "__proto__",
  "NaN",
  "Infinity",
  "<script>",
  "0".repeat(32),
  "f".repeat(64),
];
const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "length", "then", "t"];
/** Bytes that a text is altered by. */
const CHARACTERS = '{}[]",:\\0123456789eE+-.tfn\u0000\ud800\u2028 ';

/**
 * Alters a message in one to three places: members dropped, doubled, retyped, made huge, negative or
 * deep, exchanged for others of the same kind out of `pool`, under names that objects have of their own;
 * and one in six as a text, whatever then becomes of it.
 */
export function mutated(message: Json, pool: readonly Json[], random: SeededRandom): string {
  let altered = structuredClone(message);
  // Half of them stay well formed, so that it is not the parser alone that has to refuse them.
  if (random.unit() < 0.5) {
    const changes = 1 + random.below(2);
    for (let n = 0; n < changes; n++) alterGently(altered, pool, random);
    return JSON.stringify(altered);
  }
  const times = 1 + random.below(3);
  for (let n = 0; n < times; n++) altered = alter(altered, pool, random);
  const text = JSON.stringify(altered);
  return random.unit() < 1 / 6 ? alterText(text, random) : text;
}

/** Places in a message: its members and elements, however deep. */
function placesIn(message: Json): { in: Json[] | { [name: string]: Json }; at: string }[] {
  if (message === null || typeof message !== "object") return [];
  const own = Object.keys(message).map((at) => ({ in: message, at }));
  return [...own, ...Object.values(message).flatMap(placesIn)];
}

/** Puts another value of the same kind somewhere: another id, name, flag or number; also in a text of JSON. */
function alterGently(message: Json, pool: readonly Json[], random: SeededRandom): void {
  const places = placesIn(message).filter(({ in: owner, at }) => {
    const value = (owner as { [name: string]: Json })[at];
    return at !== "t" && value !== null && typeof value !== "object";
  });
  if (places.length === 0) return;
  const { in: owner, at } = random.pick(places);
  const holder = owner as { [name: string]: Json };
  const before = holder[at];
  if (typeof before === "boolean") holder[at] = !before;
  else if (typeof before === "number") holder[at] = before + random.pick([-1, 1, 1, 2, 100]);
  else if (typeof before === "string" && before.startsWith('{"')) {
    const inside: Json = JSON.parse(before);
    alterGently(inside, pool, random);
    holder[at] = JSON.stringify(inside);
  } else holder[at] = exchanged(before, pool, random);
}

function alter(message: Json, pool: readonly Json[], random: SeededRandom): Json {
  const places = placesIn(message);
  if (places.length === 0) return structuredClone(random.pick(pool));
  const { in: owner, at } = random.pick(places);
  // Both are own members of what JSON.parse or a literal made.
  const holder = owner as { [name: string]: Json };
  const names = Array.isArray(owner) ? ["0"] : NAMES;
  const before = holder[at];
  switch (random.below(10)) {
    case 0:
      if (Array.isArray(owner)) owner.splice(Number(at), 1);
      else delete holder[at];
      break;
    case 1:
      if (Array.isArray(owner)) owner.push(structuredClone(before));
      else put(holder, random.pick(NAMES), structuredClone(before));
      break;
    case 2:
      holder[at] = random.pick([null, true, false, [], {}, "", 0, [before], { [at]: before }]);
      break;
    case 3:
      holder[at] = random.pick(NUMBERS);
      break;
    case 4:
      holder[at] = random.pick(TEXTS);
      break;
    case 5:
      put(holder, random.pick(names), structuredClone(random.pick(pool)));
      break;
    case 6:
      holder[at] = deep(random.below(40), before);
      break;
    case 7:
      if (typeof before === "string") holder[at] = before.slice(0, random.below(before.length + 1));
      else if (typeof before === "number") {
        holder[at] = before + random.pick([-1, 1, 1_000, -1_000]);
      } else if (typeof before === "boolean") holder[at] = !before;
      break;
    default:
      holder[at] = exchanged(before, pool, random);
  }
  return message;
}

/** A member of its own, also under a name that every object has. */
function put(holder: { [name: string]: Json }, name: string, value: Json): void {
  const own = { enumerable: true, configurable: true, writable: true };
  Object.defineProperty(holder, name, { value, ...own });
}

/** Something else of the same kind: another id for an id, another seat for a seat. */
function exchanged(before: Json, pool: readonly Json[], random: SeededRandom): Json {
  const like = pool.filter((one) =>
    typeof one === typeof before &&
    (typeof one !== "string" || one.length === String(before).length)
  );
  return structuredClone(random.pick(like.length > 0 ? like : pool));
}

function deep(levels: number, inside: Json): Json {
  let made = inside;
  for (let level = 0; level < levels; level++) made = level % 2 === 0 ? [made] : { t: made };
  return made;
}

function alterText(text: string, random: SeededRandom): string {
  const at = random.below(text.length + 1);
  const character = CHARACTERS[random.below(CHARACTERS.length)];
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + character + text.slice(at);
    case 2:
      return text.slice(0, at) + character + text.slice(at + 1);
    default:
      return text.slice(0, at) + text.slice(random.below(text.length + 1));
  }
}
