import { speakBy } from "../speech.ts";
import { pt } from "./mod.ts";

speakBy(() => ({ language: "pt", catalogue: pt }));
