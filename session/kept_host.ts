import type { KeptText } from "./stored.ts";

const PLACE = "kibitz/v1/host/";

/**
 * The host's key of a room, as a tab keeps it: so that whoever made the room, or typed its password,
 * is still its host after a reload. It is gone when the tab is closed.
 */
export interface KeptHost {
  /** What `HostKey.keptText` gave; null where nothing is kept. */
  read(room: string): string | null;
  keep(room: string, text: string): void;
}

/** Opens what the tab keeps in `storage`; without one nothing is kept. */
export function openKeptHost(storage: KeptText | null): KeptHost {
  return {
    read(room) {
      try {
        return storage?.getItem(PLACE + room) ?? null;
      } catch {
        // SecurityError alone: the person blocks storage for this site.
        return null;
      }
    },
    keep(room, text) {
      try {
        storage?.setItem(PLACE + room, text);
      } catch {
        // QuotaExceededError or SecurityError: the password opens the key again after a reload.
      }
    },
  };
}

/** This tab's `sessionStorage`, or null where the browser forbids it. */
export function tabKeptText(): KeptText | null {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    // SecurityError alone: the person blocks storage for this site, which is theirs to decide.
    return null;
  }
}
