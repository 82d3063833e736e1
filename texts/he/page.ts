import { speakBy } from "../speech.ts";
import { he } from "./mod.ts";

speakBy(() => ({ language: "he", catalogue: he }));
