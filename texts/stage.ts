import { stage } from "./en/stage.ts";
import { area } from "./speech.ts";

export const stageTexts = () => area("stage", stage);
