/**
 * What the pages say, in each language. English is part of the code, one area after another (`en/`),
 * each of them imported by its own name (`call.ts`, ...) so that a page loads only what it says. Any
 * other language is one file, which a page names when it needs it (`files.ts`).
 */
export { type Language, LANGUAGE_COOKIE, LANGUAGES } from "./languages.ts";
export { dateLocale, language, listed, say } from "./speech.ts";
