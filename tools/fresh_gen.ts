/** The absolute path of the repository's root folder. */
export const ROOT = new URL("..", import.meta.url);

/**
 * Makes the text of `fresh.gen.ts`: one export line per island file, and every route's pattern
 * in the order of its file name.
 */
export async function freshGenSource(root: URL = ROOT): Promise<string> {
  const islands = await filesBelow(new URL("islands/", root));
  const routes = (await filesBelow(new URL("routes/", root)))
    .filter((path) => !path.split("/").some((part) => part.startsWith("_")))
    .map(routePattern);
  return [
    "// Made by the build (tools/fresh_gen.ts): do not edit.",
    ...islands.map((path) => `export * from "./islands/${path}";`),
    "",
    "/** Every route that this site answers, as URL patterns. */",
    `export const routes = ${JSON.stringify(routes, null, 2)} as const;`,
    "",
  ].join("\n");
}

/** Writes `fresh.gen.ts` when its text would change. */
export async function writeFreshGen(root: URL = ROOT): Promise<void> {
  const path = new URL("fresh.gen.ts", root);
  const next = await freshGenSource(root);
  const now = await Deno.readTextFile(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  });
  if (now !== next) await Deno.writeTextFile(path, next);
}

async function filesBelow(folder: URL, prefix = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) {
      found.push(
        ...await filesBelow(
          new URL(`${entry.name}/`, folder),
          `${prefix}${entry.name}/`,
        ),
      );
    } else if (/\.tsx?$/.test(entry.name)) {
      found.push(prefix + entry.name);
    }
  }
  return found.sort();
}

function routePattern(path: string): string {
  const parts = path.replace(/\.tsx?$/, "").split("/")
    .filter((part) => part !== "index")
    .map((part) => part.replace(/^\[\.\.\.(.+)\]$/, ":$1*").replace(/^\[(.+)\]$/, ":$1"));
  return `/${parts.join("/")}`;
}
