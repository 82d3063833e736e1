import { host } from "./en/host.ts";
import { area } from "./speech.ts";

export const hostTexts = () => area("host", host);
