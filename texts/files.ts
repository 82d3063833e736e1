/// <reference types="vite/client" />
import { type Language } from "./languages.ts";

interface Asset {
  readonly entry?: string;
}

// The build makes one file of each, and tells where it is served.
const files = import.meta.glob<Asset>("./*/page.ts", {
  query: "?assets=client",
  import: "default",
  eager: true,
});

/** Where the texts of a language are served; null for English, which is part of the code. */
export function textsFile(language: Language): string | null {
  return files[`./${language}/page.ts`]?.entry ?? null;
}
