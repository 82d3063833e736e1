import { speakBy } from "../speech.ts";
import { es } from "./mod.ts";

speakBy(() => ({ language: "es", catalogue: es }));
