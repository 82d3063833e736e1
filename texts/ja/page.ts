import { speakBy } from "../speech.ts";
import { ja } from "./mod.ts";

speakBy(() => ({ language: "ja", catalogue: ja }));
