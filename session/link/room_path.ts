import { normaliseRoomName } from "../../lib/room/room_name.ts";

/** What the path behind `/r/` names. */
export type RoomPath =
  | { readonly name: "here"; readonly room: string }
  /** A room, written another way than its normal form. */
  | { readonly name: "elsewhere"; readonly room: string }
  | { readonly name: "refused" };

/** Reads the part behind `/r/` as it came, percent-encoding included. */
export function readRoomPath(part: string): RoomPath {
  const room = normaliseRoomName(decoded(part));
  if (room === null) return { name: "refused" };
  return room === part ? { name: "here", room } : { name: "elsewhere", room };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // URIError alone: bytes that are no text name no room.
    return "";
  }
}
