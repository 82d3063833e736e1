/**
 * Rooms' links: names, keys, host keys and the settings that stand in a link. With these a program
 * makes a room that others open in a browser.
 *
 * @example A room with a host by password
 * ```ts
 * import { createHostKey, DEFAULT_SETTINGS, newLinkKey, systemRandom, writeRoomLink } from "@kibitz/engine/link";
 *
 * const random = systemRandom;
 * const { sealed } = await createHostKey({ room: "tuesday", password: "correct horse", random });
 * const settings = { ...DEFAULT_SETTINGS, host: { kind: "key", sealed } } as const;
 * const link = writeRoomLink({ room: "tuesday", key: newLinkKey(random), settings });
 * ```
 *
 * @module
 */
export { type Random, systemRandom } from "./env/mod.ts";
export type { Bytes } from "./env/bytes.ts";
export { normaliseRoomName, ROOM_NAME_MAX } from "./room/room_name.ts";
export { type ReadLink, readRoomLink, type RoomLink, writeRoomLink } from "./room_link.ts";
export {
  createHostKey,
  type HostKey,
  HostKeyError,
  type HostKeyErrorCode,
  type HostKeyLock,
  hostPublicKey,
  openHostKey,
  readKeptHostKey,
} from "./trust/host_key.ts";
export { newLinkKey } from "./trust/link_key.ts";
export {
  DEFAULT_CAPACITY,
  DEFAULT_SETTINGS,
  type HostSetting,
  type LinkSettings,
} from "./trust/link_settings.ts";
export type { PublicKeyText, SignatureText, Signer } from "./trust/signing.ts";
