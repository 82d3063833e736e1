import { speakBy } from "../speech.ts";
import { zhHans } from "./mod.ts";

speakBy(() => ({ language: "zh-Hans", catalogue: zhHans }));
