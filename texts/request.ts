import { AsyncLocalStorage } from "node:async_hooks";
import type { Catalogue } from "./catalogue.ts";
import { de } from "./de/mod.ts";
import { es } from "./es/mod.ts";
import { fr } from "./fr/mod.ts";
import { he } from "./he/mod.ts";
import { hi } from "./hi/mod.ts";
import { ja } from "./ja/mod.ts";
import { pt } from "./pt/mod.ts";
import { zhHans } from "./zh-Hans/mod.ts";
import { FALLBACK, type Language, requestedLanguage } from "./languages.ts";
import { speakBy } from "./speech.ts";

/** Every other language's texts, for pages that are drawn on the server. */
const CATALOGUES: Readonly<Record<Exclude<Language, "en">, Catalogue>> = {
  de,
  es,
  fr,
  he,
  hi,
  ja,
  pt,
  "zh-Hans": zhHans,
};

// The build may put this module into more than one place; the language of a request is one.
const PLACE: unique symbol = Symbol.for("kibitz.language") as never;
const place = globalThis as { [PLACE]?: AsyncLocalStorage<Language> };
const asked = place[PLACE] ??= new AsyncLocalStorage<Language>();

speakBy(() => {
  const language = asked.getStore() ?? FALLBACK;
  return { language, catalogue: language === "en" ? null : CATALOGUES[language] };
});

/** Answers a request in the language that it asks for: `texts` speak it until the answer is made. */
export function inLanguageOf<T>(req: Request, answer: () => T): T {
  return asked.run(requestedLanguage(req.headers), answer);
}

/** The same for what follows in this request, where no middleware can be put around it. */
export function speakLanguageOf(req: Request): void {
  asked.enterWith(requestedLanguage(req.headers));
}
