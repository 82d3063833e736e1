import { speakBy } from "../speech.ts";
import { fr } from "./mod.ts";

speakBy(() => ({ language: "fr", catalogue: fr }));
