import { isLanguage, type Language, LANGUAGE_COOKIE } from "../../texts/languages.ts";
import { language } from "../../texts/mod.ts";
import { renewOfflinePage } from "../browser/app_shell.ts";
import { deviceStorage, readText, writeText } from "./storage.ts";

/** Where the language that was chosen on this device is kept. */
const PLACE = "kibitz/language";
/** As long as browsers let a cookie live, in seconds: 400 days (RFC 6265bis, 5.5). */
const COOKIE_SECONDS = 400 * 24 * 60 * 60;

/** Speaks another language from now on, on this device: the page comes anew in it. */
export async function chooseLanguage(next: Language): Promise<void> {
  // Where nothing can be kept, the cookie alone remembers it.
  writeText(deviceStorage(), PLACE, next);
  tellServer(next);
  await renewOfflinePage();
  // The address stays whole, with a room's key in it.
  location.reload();
}

/**
 * Holds the cookie to what was chosen on this device: browsers forget a cookie sooner. Where it was
 * forgotten, the page comes anew, once, in the chosen language.
 */
export function keepChosenLanguage(): void {
  const chosen = chosenLanguage();
  if (chosen === null) return;
  tellServer(chosen);
  const told = document.cookie.split("; ").includes(`${LANGUAGE_COOKIE}=${chosen}`);
  if (told && document.documentElement.lang !== chosen && language() !== chosen) location.reload();
}

function chosenLanguage(): Language | null {
  const kept = readText(deviceStorage(), PLACE);
  return kept !== null && isLanguage(kept) ? kept : null;
}

function tellServer(chosen: Language): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie =
    `${LANGUAGE_COOKIE}=${chosen}; path=/; max-age=${COOKIE_SECONDS}; samesite=lax${secure}`;
}
