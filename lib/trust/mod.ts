/** What people can trust and prove: the keys in a room's link, and who is at the other end. */
export { deriveRoomKeys, LINK_KEY_PATTERN, newLinkKey, type RoomKeys } from "./link_key.ts";
export { createSealedCodec, SEAL_LEEWAY_MS, type SealedCodecOptions } from "./sealed_codec.ts";
