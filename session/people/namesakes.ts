import type { Member, PeerId } from "../../lib/mod.ts";

/** What is drawn as a Latin letter is (UTS #39): Cyrillic and Greek letters, digits, a capital I. */
const SHAPES = new Map<string, string>([
  ...pairs("\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e", "ABESlJKMHO"),
  ...pairs("\u0420\u0421\u0422\u0423\u0425\u04c0\u0430\u0435\u0455\u0456", "PCTYXlaesi"),
  ...pairs("\u0458\u043e\u0440\u0441\u0443\u0445\u04bb\u0501\u051b\u051d", "jopcyxhdqw"),
  ...pairs("\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f", "ABEZHlKMNO"),
  ...pairs("\u03a1\u03a4\u03a5\u03a7\u03bf", "PTYXo"),
  ...pairs("I1|0", "lllO"),
]);

/**
 * Those who go by the same name as somebody else here, or by one that looks the same: each with a
 * number, by the order in which they came. Whose name is theirs alone is not in it.
 */
export function namesakes(
  people: readonly Pick<Member, "id" | "name" | "order">[],
): ReadonlyMap<PeerId, number> {
  const seen = people.map(({ id, name, order }) => ({
    id,
    order,
    read: folded(name),
    shape: folded(Array.from(name.normalize("NFKC"), (letter) => SHAPES.get(letter) ?? letter)),
  }));
  const numbers = new Map<PeerId, number>();
  for (const one of seen) {
    const same = seen.filter(({ read, shape }) => read === one.read || shape === one.shape);
    if (same.length === 1) continue;
    numbers.set(one.id, 1 + same.filter(({ order }) => order < one.order).length);
  }
  return numbers;
}

/** A name with the number that tells it from the same name of somebody else here. */
export function numbered(name: string, number: number | null): string {
  return number === null ? name : `${name} (${number})`;
}

/** What is the same for a reader: forms of a letter, upper case, what shows nothing, white space. */
function folded(name: string | readonly string[]): string {
  return [...name].join("").normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .toLowerCase().normalize("NFKC").replace(/\s+/gu, " ").trim();
}

function pairs(from: string, to: string): [string, string][] {
  return [...from].map((letter, at) => [letter, to[at]]);
}
