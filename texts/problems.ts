import { problems } from "./en/problems.ts";
import { area } from "./speech.ts";

export const problemsTexts = () => area("problems", problems);
