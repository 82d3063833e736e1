import { speakBy } from "../speech.ts";
import { de } from "./mod.ts";

speakBy(() => ({ language: "de", catalogue: de }));
