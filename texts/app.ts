import { app } from "./en/app.ts";
import { area } from "./speech.ts";

export const appTexts = () => area("app", app);
