import { site } from "./en/site.ts";
import { area } from "./speech.ts";

export const siteTexts = () => area("site", site);
