import { FALLBACK, type Language, LANGUAGES } from "./languages.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Plural } from "./shape.ts";

/** A language and its texts; null stands for English, whose texts are part of the code. */
export interface Speech {
  readonly language: Language;
  readonly catalogue: Catalogue | null;
}

const ENGLISH: Speech = { language: FALLBACK, catalogue: null };

let current: () => Speech = () => ENGLISH;

/** From now on, texts come in the language that `source` answers. */
export function speakBy(source: () => Speech): void {
  current = source;
}

/** The language in use. */
export function language(): Language {
  return current().language;
}

/** An area of the catalogue in the language in use. `english` names its texts and their parameters. */
export function area<T>(name: keyof Catalogue, english: T): T {
  // A catalogue has the same shape in every language (catalogue.ts), and a test holds its parameters.
  return (current().catalogue?.[name] as T | undefined) ?? english;
}

type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type Values<T extends string | Plural> = T extends string ? Record<Names<T>, string | number>
  : T extends Plural ? Record<Names<T["other"]>, string | number> & { readonly count: number }
  : never;

/**
 * A text with its parameters put in. Of a plural, the form that the language has for `count`
 * (Unicode CLDR's plural rules).
 */
export function say<const T extends string | Plural>(text: T, values: Values<T>): string {
  const given: Readonly<Record<string, string | number>> = values;
  const form = typeof text === "string" ? text : pluralForm(text, Number(given.count));
  return form.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = given[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? String(value) : isolated(value);
  });
}

/** "Ada", "Ada and Ben", "Ada, Ben and Cyd": a list in the language in use. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(listLocale(), { type: "conjunction" })
    .format(names.map(isolated));
}

/** For dates and times: the person's own habits where they fit the language in use. */
export function dateLocale(): string | undefined {
  const own = globalThis.navigator?.language ?? "";
  return own.split("-")[0] === language().split("-")[0] ? undefined : language();
}

function pluralForm(forms: Plural, count: number): string {
  return forms[new Intl.PluralRules(language()).select(count)] ?? forms.other;
}

// American English would put a comma before "and".
function listLocale(): string {
  return language() === "en" ? "en-GB" : language();
}

/** A name of another script must not turn the words around it (Unicode UAX #9, FSI and PDI). */
function isolated(text: string): string {
  return LANGUAGES[language()].dir === "rtl" ? `\u2068${text}\u2069` : text;
}
