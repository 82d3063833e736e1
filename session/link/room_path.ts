import { readRoomName } from "../../lib/room_link.ts";

/** What the path behind `/r/` names. */
export type RoomPath =
  | { readonly name: "here"; readonly room: string }
  /** A room, written another way than its normal form. */
  | { readonly name: "elsewhere"; readonly room: string }
  | { readonly name: "refused" };

/** Reads the part behind `/r/` as it came, percent-encoding included. */
export function readRoomPath(part: string): RoomPath {
  const room = readRoomName(part);
  if (room === null) return { name: "refused" };
  return room === part ? { name: "here", room } : { name: "elsewhere", room };
}
