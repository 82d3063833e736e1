import { LINK_KEY_PATTERN } from "../../lib/trust/link_key.ts";
import {
  canonicalSettings,
  type LinkSettings,
  readSettings,
} from "../../lib/trust/link_settings.ts";
import { normaliseRoomName } from "../../lib/room/room_name.ts";

/** What a room's link says. */
export interface RoomLink {
  readonly room: string;
  /** Seals the room's introductions; null for a room by name alone. */
  readonly key: string | null;
  readonly settings: LinkSettings;
}

/** Where an address leads. */
export type Place =
  | { readonly name: "room" } & RoomLink
  | { readonly name: "bad-room" }
  | { readonly name: "bad-key" }
  /** Its host, its number of people or its gate are malformed, or not known to this page. */
  | { readonly name: "bad-settings" };

/** The parts of `Location` that are read here. */
export type PageAddress = Pick<Location, "origin" | "protocol" | "host" | "pathname" | "hash">;

/**
 * Reads a room's address, `/r/<room>#k=<key>&cap=<people>&host=<host>`. A part that is malformed is
 * an error and never as good as absent: a link that was cut off must not quietly lose its seal or
 * its host.
 */
export function readPlace(address: PageAddress): Place {
  const part = address.pathname.match(/^\/r\/([^/]+)\/?$/)?.[1] ?? "";
  const room = normaliseRoomName(decoded(part));
  if (room === null) return { name: "bad-room" };
  const parameters = new URLSearchParams(address.hash.slice(1));
  const [key = null, ...more] = parameters.getAll("k");
  if (more.length > 0 || key !== null && !LINK_KEY_PATTERN.test(key)) return { name: "bad-key" };
  const settings = readSettings(parameters);
  return settings === null ? { name: "bad-settings" } : { name: "room", room, key, settings };
}

/** A room's link on this site, from its path on. */
export function roomPath({ room, key, settings }: RoomLink): string {
  const parts = [key === null ? "" : `k=${key}`, canonicalSettings(settings)];
  const fragment = parts.filter((part) => part !== "").join("&");
  return fragment === "" ? `/r/${room}` : `/r/${room}#${fragment}`;
}

/** The link that invites somebody to a room. */
export function inviteLink(address: PageAddress, link: RoomLink): string {
  return address.origin + roomPath(link);
}

/** The broker's WebSocket address on the host that served the page. */
export function brokerAddress(address: PageAddress): string {
  return `${address.protocol === "https:" ? "wss:" : "ws:"}//${address.host}/signal`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // URIError alone: a stray % in the address; what is there is then read as it stands.
    return part;
  }
}
