import { showsSomething, withoutHidden } from "../lib/wire/shown_text.ts";

/** The longest name that a person can show, in UTF-16 units, as the engine counts them. */
export const NAME_MAX = 40;

/** How many colours avatars come in (`.hue-0` and up in call.css). */
export const HUES = 8;

// What stands between words: white space, line breaks and the empty Braille cell.
const GAP = /[\p{Cc}\p{Z}\u2800]/gu;

/**
 * Tidies a typed name: single spaces, none at the ends, nothing that can't be seen but what joins
 * emoji or letters, at most 40 units. Empty where nothing would show.
 */
export function tidyName(text: string): string {
  const flat = withoutHidden(text.replace(GAP, " ")).replace(/ +/g, " ").trim();
  // Cut, a joined emoji may end in its joiner.
  const cut = withoutHidden(cutWhole(flat, NAME_MAX)).trim();
  return showsSomething(cut) ? cut : "";
}

/** Emoji to choose from as an avatar; any other one may be typed before a name as well. */
export const AVATARS = ["🦊", "🐻", "🐱", "🐸", "🦉", "🐙", "🌻", "🌵", "🍋", "🚲", "🎸"] as const;

// One emoji at the start: a picture with its variations, skin tones and joined pictures (UTS #51).
const LEADING_EMOJI =
  /^(?:\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*)(?=\s|$)/u;

/** A name in its two parts: the emoji that it begins with, if it does, and the rest. */
export function splitName(name: string): { readonly avatar: string | null; readonly rest: string } {
  const avatar = LEADING_EMOJI.exec(name)?.[0] ?? null;
  return { avatar, rest: avatar === null ? name : name.slice(avatar.length).trim() };
}

/** The same name with another emoji before it, or with none. Cut to what a name may be. */
export function withAvatar(name: string, avatar: string | null): string {
  const { rest } = splitName(name);
  return tidyName([avatar, rest].join(" "));
}

/** What an avatar shows: the emoji that a name begins with, else letters of its first and last word. */
export function initials(name: string): string {
  const { avatar } = splitName(name);
  if (avatar !== null) return avatar;
  const words = name.split(/[\s\-_.]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined]
    .map((word) => word === undefined ? "" : firstLetter(word));
  const both = letters.join("").toLocaleUpperCase();
  return both === "" ? "?" : both;
}

/** A colour for a person, the same on every screen: 0 to `HUES` - 1 from their id. */
export function hueOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}

function firstLetter(word: string): string {
  return word.match(/[\p{L}\p{N}]/u)?.[0] ?? "";
}

/** Cuts to `max` UTF-16 units, never through the middle of a surrogate pair. */
function cutWhole(text: string, max: number): string {
  if (text.length <= max) return text;
  let cut = "";
  for (const letter of text) {
    if (cut.length + letter.length > max) break;
    cut += letter;
  }
  return cut;
}
