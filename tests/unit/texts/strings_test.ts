import { deepEqual, ok } from "node:assert/strict";
import { ROOT } from "../../helpers/paths.ts";

/** What is the same in every language. */
const NAMES = new Set(["Kibitz"]);
/** Documents are in English, and so is what stands around their text. */
const ENGLISH = new Set(["components/docs/DocPage.tsx", "components/docs/markdown.ts"]);
/** With these begins code, not text. */
const CODE =
  /^(else|as|from|export|interface|type|catch|const|let|function|async|return|import|\w+ as)\b/;

Deno.test("no page says anything that is not in the catalogue", async () => {
  const found: string[] = [];
  for (const folder of ["components/", "islands/", "routes/"]) {
    for (const path of await sources(folder)) {
      if (ENGLISH.has(path)) continue;
      const code = withoutComments(await Deno.readTextFile(new URL(path, ROOT)));
      if (path.endsWith("x")) {
        found.push(...wordsInMarkup(code).map((words) => `${path}: ${words}`));
      }
      found.push(...sentences(code).map((words) => `${path}: ${words}`));
    }
  }
  deepEqual(found, []);
});

Deno.test("no store of a page says anything that is not in the catalogue", async () => {
  const found: string[] = [];
  for (const path of await sources("session/")) {
    const code = withoutComments(await Deno.readTextFile(new URL(path, ROOT)));
    found.push(...sentences(code).map((words) => `${path}: ${words}`));
  }
  deepEqual(found, []);
});

Deno.test("the scan finds words in markup, in labels and in code", () => {
  ok(wordsInMarkup("<p>\n  You left\n</p>").length === 1);
  ok(wordsInMarkup('<a href="/">To {where} now</a>').length === 2);
  ok(wordsInMarkup('<button aria-label="Close it">').length === 1);
  ok(wordsInMarkup("<p>{t.left}</p>").length === 0);
  ok(wordsInMarkup("const a = (b: Map<string, X>) => c > d && e < f;").length === 0);
  ok(sentences('const a = ready ? "Join the call" : t.wait;').length === 1);
  ok(sentences("notices.add(`${name} has left`)").length === 1);
  ok(sentences('throw new TypeError("no clipboard here")').length === 0);
});

async function sources(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(new URL(folder, ROOT))) {
    if (entry.isDirectory) found.push(...await sources(`${folder}${entry.name}/`));
    else if (/\.tsx?$/.test(entry.name)) found.push(folder + entry.name);
  }
  return found.sort();
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "")
    .replace(/([\s;,{])\/\/ .*$/gm, "$1").replace(/\(\s*\n\s*/g, "(");
}

/** Text between tags, and the labels of elements. */
function wordsInMarkup(code: string): string[] {
  const texts = code.matchAll(
    /(?:<\/?[a-z][^<>]*>|<\/?[A-Z]\w*[^<>]*>|\})([^<>{}()=;:?&|]*)(?=[<{])/g,
  );
  const labels = code.matchAll(/\b(?:aria-label|label|title|placeholder|alt|about)="([^"]*)"/g);
  return [...texts, ...labels].map(([, words]) => words.trim())
    .filter((words) => /\p{L}{2}/u.test(words) && !NAMES.has(words) && !CODE.test(words));
}

/** Words with spaces between them in strings of code, but for those of errors that nobody is shown. */
function sentences(code: string): string[] {
  return [...code.replace(/throw [^;]*;/g, "").matchAll(/(.*?)("(?:[^"\\\n]|\\.)*"|`[^`]*`)/g)]
    .filter(([, before]) =>
      !/(?:Error|reject|assert)\(\s*$|throw |class=\{?$|\bd=$|import |from /.test(before)
    )
    .map(([, , text]) => text.slice(1, -1).replace(/\$\{[^}]*\}/g, "x"))
    .filter((text) => /^(?:\p{Lu}|x )?[\p{L}'’,…-]*(?: [\p{L}'’,…-]+){1,}[.!?…]?$/u.test(text))
    .filter((text) =>
      /\p{L}{2,} \p{Ll}{2,}/u.test(text) && !/^[a-z0-9 -]+$/.test(text) || /^x [a-z]/.test(text)
    );
}
