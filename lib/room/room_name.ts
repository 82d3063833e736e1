/** The longest room name, in characters. */
export const ROOM_NAME_MAX = 40;

/**
 * Turns what a person typed into a room name: lower case, accents dropped, everything else than
 * a-z and 0-9 becomes a single '-', at most 40 characters. `null` when nothing usable is left.
 */
export function normaliseRoomName(text: string): string | null {
  // A name is 40 characters; reading more of a hostile input would only cost time.
  const name = text.slice(0, 400).normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase()
    .replace(/[^a-z0-9]+/g, "-").slice(0, ROOM_NAME_MAX + 1).replace(/^-+/, "")
    .slice(0, ROOM_NAME_MAX).replace(/-+$/, "");
  return name === "" ? null : name;
}
