/** Holds docs/claims.md to the documents whose claims it lists, and to the tests that it names. */
import assert from "node:assert/strict";
import { ROOT } from "../../helpers/paths.ts";

const UNNAMED = "To be named at the merge";
const ATTACKS = "What can be attacked, and what happens";
/** Parts of the documents that claim nothing that a test could break. */
const NO_CLAIMS: ReadonlySet<string> = new Set([
  "What it does not do",
  "What we protect",
  "Who sees what",
  "Somebody on the network",
  "What is not protected",
  "Assumptions",
]);

const read = (path: string) => Deno.readTextFile(new URL(path, ROOT));
const claims = parts(await read("docs/claims.md"));
const documents = [await read("docs/security.md"), await read("docs/threat-model.md")];

interface Part {
  readonly heading: string;
  readonly text: string;
}

/** A document by its headings of the second and third level, without what is empty. */
function parts(source: string): Part[] {
  return source.split(/^#{2,3} /m).slice(1).map((part) => {
    const [heading, ...lines] = part.split("\n");
    return { heading, text: lines.join("\n").trim() };
  }).filter(({ text }) => text !== "");
}

const flat = (text: string) => text.replaceAll(/\s+/g, " ");

/** Each line of claims, in one piece. */
function lines({ text }: Part): string[] {
  return text.split(/^- /m).slice(1).map((line) => flat(line).trim());
}

/** What a line is about, where it names a row or a bullet. */
function subject(line: string): string | null {
  return line.match(/^\*\*(.+?)\*\*/)?.[1] ?? null;
}

interface Named {
  readonly file: string;
  readonly name: string;
}

function tests(line: string): Named[] {
  return [...line.matchAll(/`([\w/]+_test\.tsx?): "([^`]+)"`/g)]
    .map(([, file, name]) => ({ file, name }));
}

/** The names of a file's tests; what a template fills in is written as `…`. */
function namesIn(source: string): Set<string> {
  const names = new Set<string>();
  for (const { 0: start, index } of source.matchAll(/\bDeno\.test\(\s*(?:\{\s*name:\s*)?/g)) {
    names.add(literal(source, index + start.length));
  }
  return names;
}

function literal(source: string, begin: number): string {
  const quote = source[begin];
  if (!["'", '"', "`"].includes(quote)) return "";
  let [text, at] = ["", begin + 1];
  while (at < source.length && source[at] !== quote) {
    if (quote === "`" && source.startsWith("${", at)) {
      text += "…";
      at = afterHole(source, at + 2);
    } else {
      if (source[at] === "\\") at++;
      text += source[at++];
    }
  }
  return text;
}

/** Where the code of a template's hole ends; it may hold templates of its own. */
function afterHole(source: string, begin: number): number {
  let at = begin;
  for (let depth = 1; depth > 0 && at < source.length; at++) {
    if (source[at] === "{") depth++;
    if (source[at] === "}") depth--;
    if (source[at] !== "`") continue;
    for (at++; at < source.length && source[at] !== "`"; at++) {
      if (source.startsWith("${", at)) at = afterHole(source, at + 2) - 1;
    }
  }
  return at;
}

/** The attacks of a part, and the bullets and paragraphs that begin with a name. */
function subjects({ heading, text }: Part): string[] {
  const rows = text.split("\n").filter((line) => heading === ATTACKS && line.startsWith("| "))
    .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()))
    .filter(([attack]) => attack !== "attack" && !/^-+$/.test(attack));
  const named = [...text.matchAll(/^(?:- )?\*\*([^*]+)\*\*/gm)].map(([, name]) => flat(name));
  return [...rows.map(([attack]) => attack), ...named];
}

Deno.test("claims.md: every test that it names is there", async () => {
  const known = new Map<string, Set<string>>();
  const checked = claims.filter(({ heading }) => heading !== UNNAMED).flatMap(lines);
  const named = checked.flatMap(tests);
  assert.ok(named.length > 60, `only ${named.length} tests are named`);
  for (const { file, name } of named) {
    const names = known.get(file) ?? namesIn(await read(`tests/${file}`));
    known.set(file, names);
    assert.ok(names.has(name), `${file} has no test "${name}"`);
  }
});

Deno.test("claims.md: every line names a test", () => {
  for (const { heading, text } of claims) {
    for (const line of lines({ heading, text })) {
      assert.ok(tests(line).length > 0, `${heading}: ${line}`);
      const rest = line.replaceAll(/`[\w/]+_test\.tsx?: "[^`]+"`/g, "");
      assert.ok(!rest.includes("`"), `a test that can't be read in: ${line}`);
    }
  }
});

Deno.test("claims.md: every section of the documents has its claims, and every attack and every named bullet", () => {
  const listed = new Set(claims.flatMap(lines).map(subject));
  const headings = new Set(claims.map(({ heading }) => heading));
  for (const part of documents.flatMap(parts)) {
    if (NO_CLAIMS.has(part.heading)) continue;
    assert.ok(headings.has(part.heading), `no claims of "${part.heading}"`);
    for (const one of subjects(part)) assert.ok(listed.has(one), `no line for "${one}"`);
  }
});

Deno.test("claims.md: no line is about what the documents do not say", () => {
  const said = flat(documents.join("\n"));
  const inDocuments = documents.flatMap(parts).map(({ heading }) => heading);
  for (const part of claims) {
    if (part.heading === UNNAMED) continue;
    assert.ok(inDocuments.includes(part.heading), part.heading);
    for (const line of lines(part)) {
      const about = subject(line);
      if (about !== null) assert.ok(said.includes(about), about);
    }
  }
});

Deno.test("claims.md: names of tests are read with their holes", () => {
  const source = [
    'Deno.test("plain, with \\"quotes\\"", f);',
    "Deno.test(`of ${size} (${seed ?? `${seeds} seeds`})`, f);",
    'Deno.test({\n  name:\n    "an object\'s",',
  ].join("\n");
  assert.deepEqual([...namesIn(source)], ['plain, with "quotes"', "of … (…)", "an object's"]);
});
