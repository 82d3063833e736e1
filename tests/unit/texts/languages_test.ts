import { deepEqual, equal, ok } from "node:assert/strict";
import { SAS_EMOJI } from "../../../lib/trust/emoji.ts";
import type { Catalogue } from "../../../texts/catalogue.ts";
import { isLanguage, LANGUAGES, requestedLanguage } from "../../../texts/languages.ts";

const AREAS: readonly (keyof Catalogue)[] = await areas();
const OTHERS = Object.keys(LANGUAGES).filter((tag) => tag !== "en");

Deno.test("every language says everything, with the parameters that English has", async () => {
  const english = flat(await catalogue("en"));
  for (const tag of OTHERS) {
    const theirs = flat(await catalogue(tag));
    for (const [path, text] of english) {
      const said = theirs.get(path);
      // A plural has the forms of its own language.
      if (said === undefined && path.endsWith(".one") && !counts(tag).includes("one")) continue;
      ok(said !== undefined && said.trim() !== "", `${tag} says nothing for ${path}`);
      deepEqual(parameters(said), parameters(text), `${tag}: ${path}`);
    }
  }
});

Deno.test("a number's forms are those that the language tells apart", async () => {
  for (const tag of Object.keys(LANGUAGES)) {
    for (const path of flat(await catalogue(tag)).keys()) {
      if (!path.endsWith(".one")) continue;
      ok(counts(tag).includes("one"), `${tag} has no singular, yet ${path}`);
    }
  }
});

Deno.test("languages are languages, and not English under another name", async () => {
  const english = flat(await catalogue("en"));
  for (const tag of OTHERS) {
    const theirs = flat(await catalogue(tag));
    const same = [...theirs].filter(([path, text]) =>
      text === english.get(path) && /\w \w/.test(text)
    );
    deepEqual(same.map(([path, text]) => `${path}: ${text}`), [], tag);
  }
});

Deno.test("each of the 64 emoji has a name of its own in every language", async () => {
  deepEqual((await catalogue("en")).emoji, SAS_EMOJI.map(([, name]) => name));
  for (const tag of Object.keys(LANGUAGES)) {
    const names = (await catalogue(tag)).emoji;
    equal(new Set(names).size, SAS_EMOJI.length, tag);
  }
});

Deno.test("each language is found by what browsers ask for, and by its cookie", () => {
  const asked = (init: Record<string, string>) => requestedLanguage(new Headers(init));
  equal(asked({ "accept-language": "pt-BR,pt;q=0.9,en;q=0.8" }), "pt");
  equal(asked({ "accept-language": "zh-CN" }), "zh-Hans");
  equal(asked({ "accept-language": "iw,he;q=0.9" }), "he");
  equal(asked({ "accept-language": "de", cookie: "a=1; language=ja; b=2" }), "ja");
  equal(asked({ "accept-language": "de", cookie: "language=xx" }), "de");
});

async function areas(): Promise<(keyof Catalogue)[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(new URL("../../../texts/en/", import.meta.url))) {
    found.push(entry.name.replace(/\.ts$/, ""));
  }
  return found.sort() as (keyof Catalogue)[];
}

async function catalogue(tag: string): Promise<Catalogue> {
  ok(isLanguage(tag));
  const found = await Promise.all(
    AREAS.map(async (area) => [area, (await import(`../../../texts/${tag}/${area}.ts`))[area]]),
  );
  return Object.fromEntries(found);
}

function flat(texts: unknown, path = ""): Map<string, string> {
  if (typeof texts === "string") return new Map([[path, texts]]);
  ok(typeof texts === "object" && texts !== null, path);
  return new Map(
    Object.entries(texts).flatMap(([name, inner]) => [...flat(inner, `${path}.${name}`)]),
  );
}

function parameters(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}

function counts(tag: string): string[] {
  return new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
}
