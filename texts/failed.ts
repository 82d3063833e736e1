import { failed } from "./en/failed.ts";
import { area } from "./speech.ts";

export const failedTexts = () => area("failed", failed);
