import { speakBy } from "../speech.ts";
import { hi } from "./mod.ts";

speakBy(() => ({ language: "hi", catalogue: hi }));
