import { LINK_KEY_PATTERN } from "../lib/trust/link_key.ts";
import { normaliseRoomName } from "../lib/room/name.ts";

/** What a room's link says: which room, and the key that seals its introductions. */
export type Place =
  | { readonly name: "room"; readonly room: string; readonly key: string | null }
  | { readonly name: "bad-room" }
  | { readonly name: "bad-key" };

/** The parts of `Location` that are read here. */
export type PageAddress = Pick<Location, "origin" | "protocol" | "host" | "pathname" | "hash">;

/**
 * Reads a room's address, `/r/<room>#k=<key>`. A `k` that is not a key is an error and never
 * "no key": a link that was cut off must not quietly lose its seal.
 */
export function readPlace(address: PageAddress): Place {
  const part = address.pathname.match(/^\/r\/([^/]+)\/?$/)?.[1] ?? "";
  const room = normaliseRoomName(decoded(part));
  if (room === null) return { name: "bad-room" };
  const key = new URLSearchParams(address.hash.slice(1)).get("k");
  if (key === null) return { name: "room", room, key: null };
  return LINK_KEY_PATTERN.test(key) ? { name: "room", room, key } : { name: "bad-key" };
}

/** The link that invites somebody to a room. */
export function inviteLink(address: PageAddress, room: string, key: string | null): string {
  return `${address.origin}/r/${room}${key === null ? "" : `#k=${key}`}`;
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
