import type { Random } from "../../lib/env/mod.ts";
import { PASSPHRASE_WORDS } from "./passphrase_words.ts";

/** Words in a passphrase. Of 1,024 words each is worth 10 bits: 60 in all. */
const WORDS = 6;

/** How hard a passphrase of `makePassphrase` is to guess, in bits. */
export const PASSPHRASE_BITS = WORDS * Math.log2(PASSPHRASE_WORDS.length);

/** Six words joined by hyphens, such as "kettle-otter-maple-lantern-plum-anchor", each as likely as any. */
export function makePassphrase(random: Random): string {
  const bytes = random(2 * WORDS);
  const words = Array.from({ length: WORDS }, (_, at) => {
    // 65,536 is a multiple of the list's length, so no word comes up more often than another.
    const value = bytes[2 * at] * 256 + bytes[2 * at + 1];
    return PASSPHRASE_WORDS[value % PASSPHRASE_WORDS.length];
  });
  return words.join("-");
}
