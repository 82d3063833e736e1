/** What people can trust and prove: the keys in a room's link. */
export { deriveRoomKeys, LINK_KEY_PATTERN, newLinkKey, type RoomKeys } from "./link_key.ts";
