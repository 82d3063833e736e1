import { build } from "rolldown";
import { ROOT } from "./paths.ts";

/** A module of this repository, by its path from the root, as one script for a browser. */
export async function bundle(path: string): Promise<string> {
  const { output: [chunk] } = await build({
    input: decodeURIComponent(new URL(path, ROOT).pathname),
    platform: "browser",
    write: false,
    logLevel: "warn",
  });
  return chunk.code;
}
