/** The part of `Storage` that is used here. */
export type KeptText = Pick<Storage, "getItem" | "setItem">;

/** This browser's `localStorage`, or null where the browser forbids it. */
export function deviceStorage(): KeptText | null {
  return storageOrNull(() => globalThis.localStorage);
}

/** This tab's `sessionStorage`, or null where the browser forbids it. */
export function tabStorage(): KeptText | null {
  return storageOrNull(() => globalThis.sessionStorage);
}

/** What is kept under a name; null for nothing, and where reading is forbidden. */
export function readText(storage: KeptText | null, name: string): string | null {
  try {
    return storage?.getItem(name) ?? null;
  } catch {
    // SecurityError alone: the person blocks storage for this site, so there is nothing kept.
    return null;
  }
}

/** Keeps a text under a name where that is possible; nothing may depend on it. */
export function writeText(storage: KeptText | null, name: string, text: string): void {
  try {
    storage?.setItem(name, text);
  } catch {
    // QuotaExceededError or SecurityError: it lasts as long as the page.
  }
}

function storageOrNull(open: () => Storage | undefined): KeptText | null {
  try {
    return open() ?? null;
  } catch {
    // SecurityError alone: the person blocks storage for this site, which is theirs to decide.
    return null;
  }
}
