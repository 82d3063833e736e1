/** The language of the pages, as a BCP 47 tag. */
export type Language = "en" | "de" | "es" | "fr" | "he" | "hi" | "ja" | "pt" | "zh-Hans";

/** What a language calls itself, and the way it is written. */
interface Tongue {
  readonly own: string;
  readonly dir: "ltr" | "rtl";
}

/** Every language of the pages. */
export const LANGUAGES: Readonly<Record<Language, Tongue>> = {
  en: { own: "English", dir: "ltr" },
  de: { own: "Deutsch", dir: "ltr" },
  es: { own: "Español", dir: "ltr" },
  fr: { own: "Français", dir: "ltr" },
  he: { own: "עברית", dir: "rtl" },
  hi: { own: "हिन्दी", dir: "ltr" },
  ja: { own: "日本語", dir: "ltr" },
  pt: { own: "Português", dir: "ltr" },
  "zh-Hans": { own: "简体中文", dir: "ltr" },
};

/** What is spoken when nothing that somebody wants is at hand. */
export const FALLBACK: Language = "en";

/** The cookie that tells the server which language was chosen on this device, and nothing else. */
export const LANGUAGE_COOKIE = "language";

/** Whether a text from outside names one of our languages. */
export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}

/** The first of the wanted BCP 47 tags that we speak, by its main language; null when there is none. */
export function pickLanguage(wanted: readonly string[]): Language | null {
  for (const tag of wanted) {
    const main = tag.trim().toLowerCase().split("-")[0];
    const found = Object.keys(LANGUAGES).find((ours) => ours.split("-")[0] === main);
    if (found !== undefined && isLanguage(found)) return found;
  }
  return null;
}

/** The language of a request: what its cookie says, else what the browser asks for, else English. */
export function requestedLanguage(headers: Headers): Language {
  const chosen = headers.get("cookie")?.match(COOKIE)?.[1];
  if (chosen !== undefined && isLanguage(chosen)) return chosen;
  return pickLanguage(readAcceptLanguage(headers.get("accept-language") ?? "")) ?? FALLBACK;
}

const COOKIE = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=([A-Za-z-]{2,12})(?:;|$)`);
/** More than any browser sends; what is behind it is not looked at. */
const ACCEPT_MAX = 300;

/** The tags of an Accept-Language header (RFC 9110, 12.5.4), the most wanted first. */
export function readAcceptLanguage(header: string): string[] {
  return header.slice(0, ACCEPT_MAX).split(",")
    .map((part) => {
      const [tag, ...parameters] = part.split(";");
      const weight = parameters.map((text) => text.match(/^\s*q=([\d.]+)\s*$/)?.[1])
        .find((found) => found !== undefined);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => tag !== "" && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
