import { emoji } from "./en/emoji.ts";
import { area } from "./speech.ts";

export const emojiTexts = (): readonly string[] => area("emoji", emoji);
