import { buildSite } from "../helpers/servers/build.ts";

let built: Promise<void> | null = null;

/**
 * The work tree of another state of the project, which takes part where a bench compares: `BESIDE` is
 * its folder, with what it depends on installed. Null where none is named.
 */
export async function beside(): Promise<string | null> {
  const folder = Deno.env.get("BESIDE");
  if (!folder) return null;
  built ??= buildSite(folder);
  await built;
  return folder;
}
