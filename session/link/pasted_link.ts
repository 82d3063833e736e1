import { normaliseRoomName } from "../../lib/room/room_name.ts";
import { readPlace } from "./room_link.ts";

/** The longest text that is looked at; a link with a key and a host is under 700 characters. */
export const OPENING_MAX = 2000;

/** What a pasted link or a typed name opens. */
export type Opening =
  /** A room on this site; `href` is where it is, with everything that its link carried. */
  | { readonly name: "room"; readonly href: string; readonly room: string; readonly keyed: boolean }
  /** A room's link, but of another host, with that host's name to show. */
  | { readonly name: "elsewhere"; readonly href: string; readonly host: string }
  | { readonly name: "refused"; readonly reason: RefusalReason };

export type RefusalReason =
  | "empty"
  | "too-long"
  | "not-a-room"
  | "bad-key"
  | "bad-settings"
  | "no-name";

/**
 * Reads what a person pasted or typed: a room's full link, one without its https://, `/r/<room>`,
 * `<room>#k=<key>`, or a bare name. `origin` is this site's own, such as `https://example.org`.
 */
export function readOpening(text: string, origin: string): Opening {
  const typed = text.trim();
  if (typed === "") return refused("empty");
  if (typed.length > OPENING_MAX) return refused("too-long");
  const kind = kindOf(typed);
  if (kind === "other") return refused("not-a-room");
  if (kind === "link") return readLink(linkUrl(typed, origin), origin);
  const [name, ...fragment] = typed.split("#");
  const room = normaliseRoomName(name);
  if (room === null) return refused("no-name");
  return readLink(linkUrl(`/r/${room}#${fragment.join("#")}`, origin), origin);
}

/** Whether the text is meant as a link, as a name, or is neither (a mail address, a script, a path). */
function kindOf(typed: string): "link" | "name" | "other" {
  if (typed.includes("://") || typed.includes("/r/")) return "link";
  // What looks like a scheme with something behind it was never meant as a name.
  if (/^[a-z][a-z0-9+.-]*:\S/i.test(typed) || typed.includes("/")) return "other";
  return "name";
}

function linkUrl(typed: string, origin: string): URL | null {
  if (typed.includes("://")) return URL.parse(typed);
  if (typed.startsWith("/")) return URL.parse(typed, origin);
  return URL.parse(`${new URL(origin).protocol}//${typed}`);
}

function readLink(url: URL | null, origin: string): Opening {
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "") {
    return refused("not-a-room");
  }
  if (!/^\/r\/[^/]+\/?$/.test(url.pathname)) return refused("not-a-room");
  const place = readPlace(url);
  if (place.name === "bad-key") return refused("bad-key");
  if (place.name === "bad-settings") return refused("bad-settings");
  if (place.name === "bad-room") return refused("no-name");
  // The fragment goes along whole: it may carry more than the key.
  const path = `/r/${place.room}${url.hash}`;
  if (url.origin !== origin) {
    return { name: "elsewhere", href: url.origin + path, host: url.host };
  }
  return { name: "room", href: path, room: place.room, keyed: place.key !== null };
}

function refused(reason: RefusalReason): Opening {
  return { name: "refused", reason };
}
