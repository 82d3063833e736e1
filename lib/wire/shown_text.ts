/** What of a text can be seen. Names, labels and lines are drawn by people who did not write them. */

/** Scripts whose letters take other shapes beside a joiner or a non-joiner (UAX #31, 2.3). */
const JOINED_SCRIPTS = [
  ..."Arabic Syriac Mongolian Nko Mandaic Phags_Pa Devanagari Bengali Gurmukhi Gujarati".split(" "),
  ..."Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar Balinese Javanese".split(" "),
].map((script) => `\\p{Script=${script}}`).join("");

const HIDES = "\\p{Default_Ignorable_Code_Point}";
const LETTER = `(?!${HIDES})[${JOINED_SCRIPTS}]`;
const PICTURE = "\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]?\\p{Emoji_Modifier}?";

/** Sequences in which a character that shows nothing has work to do. */
const AT_WORK = [
  // Emoji: joined pictures, the flags of parts of countries, keycaps (UTS #51).
  "\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,6}\\u{e007f}",
  `${PICTURE}(?:\\u200d${PICTURE})*`,
  "[0-9#*]\\ufe0f\\u20e3",
  // Persian, Hindi and their like: ZWNJ between two letters, ZWJ behind one.
  `${LETTER}(?:(?!${HIDES})[${JOINED_SCRIPTS}\\p{M}]|[\\u200c\\u200d]${LETTER}|` +
  "\\u200d(?![\\u200c\\u200d]))*",
  // The shape of an ideograph, as Japanese names are registered with.
  "\\p{Unified_Ideograph}[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]",
].join("|");

/** Beside what Unicode ignores: control characters, separators, half characters, the empty Braille cell. */
const HIDDEN = `[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\ufff9-\\ufffb\\u{13430}-\\u{1343f}\\u2800]|${HIDES}`;
const KEPT_OR_HIDDEN = new RegExp(`(${AT_WORK})|${HIDDEN}`, "gu");

/** The text without characters that show nothing, but for those that join emoji or letters. */
export function withoutHidden(text: string): string {
  return text.replace(KEPT_OR_HIDDEN, (_, kept: string | undefined) => kept ?? "");
}

/** Whether anything of a text can be seen: a mark alone, or space, is nothing. */
export function showsSomething(text: string): boolean {
  return /[^\p{M}\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u.test(withoutHidden(text));
}

/**
 * The text without characters that turn the direction of what stands around them (UAX #9). A reader's
 * own text direction remains: letters bring it along.
 */
export function withoutDirections(text: string): string {
  return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/gu, "");
}
