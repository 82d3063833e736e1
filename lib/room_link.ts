import { normaliseRoomName } from "./room/room_name.ts";
import { LINK_KEY_PATTERN } from "./trust/link_key.ts";
import { canonicalSettings, type LinkSettings, readSettings } from "./trust/link_settings.ts";

/** What a room's link says. */
export interface RoomLink {
  /** The room's normalised name. */
  readonly room: string;
  /** Seals the room's introductions; null for a room by name alone. */
  readonly key: string | null;
  /** Who governs the room, how many people it takes, and whether it waits for its host. */
  readonly settings: LinkSettings;
}

/** What an address says of a room, or which part of it is malformed. */
export type ReadLink =
  | { readonly name: "room" } & RoomLink
  | { readonly name: "bad-room" }
  | { readonly name: "bad-key" }
  /** Its host, its number of people or its gate are malformed, or not known to this program. */
  | { readonly name: "bad-settings" };

/**
 * Reads a room's link, `/r/<room>#k=<key>&cap=<people>&host=<host>`, by its path and what follows the
 * `#`. A part that is malformed is an error and never as good as absent: a link that was cut off must
 * not quietly lose its seal or its host.
 */
export function readRoomLink({ pathname, hash }: Pick<URL, "pathname" | "hash">): ReadLink {
  const part = pathname.match(/^\/r\/([^/]+)\/?$/)?.[1] ?? "";
  const room = readRoomName(part);
  if (room === null) return { name: "bad-room" };
  const parameters = new URLSearchParams(hash.slice(1));
  const [key = null, ...more] = parameters.getAll("k");
  if (more.length > 0 || key !== null && !LINK_KEY_PATTERN.test(key)) return { name: "bad-key" };
  const settings = readSettings(parameters);
  return settings === null ? { name: "bad-settings" } : { name: "room", room, key, settings };
}

/**
 * A room's link from its path on; the site's origin comes before it. Throws `TypeError` for settings
 * that no link can say.
 */
export function writeRoomLink({ room, key, settings }: RoomLink): string {
  const parts = [key === null ? "" : `k=${key}`, canonicalSettings(settings)];
  const fragment = parts.filter((part) => part !== "").join("&");
  return fragment === "" ? `/r/${room}` : `/r/${room}#${fragment}`;
}

/** The room that the part of a path behind `/r/` names, as the address has it; null for none. */
export function readRoomName(part: string): string | null {
  return normaliseRoomName(decoded(part));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // URIError alone: bytes that are no text name no room.
    return "";
  }
}
