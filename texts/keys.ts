import { keys } from "./en/keys.ts";
import { area } from "./speech.ts";

export const keysTexts = () => area("keys", keys);
