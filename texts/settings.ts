import { settings } from "./en/settings.ts";
import { area } from "./speech.ts";

export const settingsTexts = () => area("settings", settings);
