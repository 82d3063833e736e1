import { type KeptText, readText, writeText } from "./storage.ts";

const PLACE = "kibitz/v1/host/";

/**
 * The host's key of a room, as a tab keeps it: so that whoever made the room, or typed its password,
 * is still its host after a reload. It is gone when the tab is closed.
 */
export interface KeptHostKey {
  /** What `HostKey.keptText` gave; null where nothing is kept. */
  read(room: string): string | null;
  keep(room: string, text: string): void;
}

/** Opens what the tab keeps in `storage`; without one nothing is kept, and the password opens the key. */
export function openKeptHostKey(storage: KeptText | null): KeptHostKey {
  return {
    read: (room) => readText(storage, PLACE + room),
    keep: (room, text) => writeText(storage, PLACE + room, text),
  };
}
