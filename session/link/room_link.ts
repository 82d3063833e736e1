import { type ReadLink, readRoomLink, type RoomLink, writeRoomLink } from "../../lib/room_link.ts";

export type { RoomLink };

/** Where an address leads. */
export type Place = ReadLink;

/** The parts of `Location` that are read here. */
export type PageAddress = Pick<Location, "origin" | "protocol" | "host" | "pathname" | "hash">;

/** Reads a room's address. */
export function readPlace(address: PageAddress): Place {
  return readRoomLink(address);
}

/** A room's link on this site, from its path on. */
export function roomPath(link: RoomLink): string {
  return writeRoomLink(link);
}

/** The link that invites somebody to a room. */
export function inviteLink(address: PageAddress, link: RoomLink): string {
  return address.origin + roomPath(link);
}

/** The broker's WebSocket address on the host that served the page. */
export function brokerAddress(address: PageAddress): string {
  return `${address.protocol === "https:" ? "wss:" : "ws:"}//${address.host}/signal`;
}
