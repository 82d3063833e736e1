import assert from "node:assert/strict";

const css = await Deno.readTextFile(new URL("../../../static/styles/tokens.css", import.meta.url));

/** The colours that one block of tokens.css sets. */
function palette(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--color-([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((
      [, name, hex],
    ) => [name, hex]),
  );
}

/** The text between a selector's braces, from the first place where it stands after `from`. */
function block(selector: string, from = 0): string {
  const start = css.indexOf(selector, from);
  assert.notEqual(start, -1, selector);
  return css.slice(start, css.indexOf("}", start));
}

/** WCAG 2.2's relative luminance of "#rrggbb". */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const light = palette(block(":root {"));
const dark = palette(block(":root {", css.indexOf("prefers-color-scheme: dark")));
const stage = palette(block(".on-stage {"));

const TEXT: [text: string, ground: string][] = [
  ...["bg", "surface", "surface-2"].flatMap((ground): [string, string][] =>
    ["text", "text-dim", "accent", "danger", "ok", "warn"].map((text) => [text, ground])
  ),
  ["accent-text", "accent"],
  ["danger-text", "danger"],
  ["glow-text", "glow"],
];
const EDGES: [edge: string, ground: string][] = [
  ["edge", "bg"],
  ["edge", "surface"],
  ["accent", "bg"],
];

for (const [theme, colours] of [["light", light], ["dark", dark]] as const) {
  Deno.test(`in the ${theme} theme text is 4.5:1 and an edge 3:1 (WCAG AA)`, () => {
    const ratio = (a: string, b: string) => {
      const [one, two] = [colours.get(a), colours.get(b)];
      assert.ok(one !== undefined && two !== undefined, `${a} and ${b} are set`);
      return contrast(one, two);
    };
    for (const [text, ground] of TEXT) {
      assert.ok(ratio(text, ground) >= 4.5, `${text} on ${ground}: ${ratio(text, ground)}`);
    }
    for (const [edge, ground] of EDGES) {
      assert.ok(ratio(edge, ground) >= 3, `${edge} on ${ground}: ${ratio(edge, ground)}`);
    }
  });
}

Deno.test("the stage has the dark theme's colours, and its text is readable on the stage itself", () => {
  assert.deepEqual(stage, dark);
  const ground = light.get("stage") ?? "";
  for (const text of ["text", "text-dim", "accent", "danger", "ok", "warn"]) {
    const colour = stage.get(text) ?? "";
    assert.ok(contrast(colour, ground) >= 4.5, `${text}: ${contrast(colour, ground)}`);
  }
});
