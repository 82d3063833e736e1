import { presenting } from "./en/presenting.ts";
import { area } from "./speech.ts";

export const presentingTexts = () => area("presenting", presenting);
