import { prejoin } from "./en/prejoin.ts";
import { area } from "./speech.ts";

export const prejoinTexts = () => area("prejoin", prejoin);
