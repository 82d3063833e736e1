import { ROOT, withLock } from "../paths.ts";

/** Set by `tests/run.ts` for tests that run after its own build. */
export const BUILT = "KIBITZ_TESTS_BUILT";

const SOURCES = [
  "routes",
  "islands",
  "components",
  "session",
  "lib",
  "signal",
  "static",
  "texts",
  "tools",
  "worker",
  "docs",
];
const CONFIGURATION = ["deno.json", "deno.lock", "main.ts", "vite.config.ts"];

/**
 * Builds the site for production, of this work tree unless told. Throws with what the build printed
 * when it fails.
 */
export async function buildSite(folder: string | URL = ROOT): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "build"],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (success) return;
  const text = new TextDecoder();
  throw new Error(`the site could not be built:\n${text.decode(stdout)}${text.decode(stderr)}`);
}

/** Builds the site unless the last build is newer than every source, or the test runner built it. */
export async function ensureBuilt(): Promise<void> {
  if (Deno.env.get(BUILT) === "1") return;
  await withLock("build", async () => {
    const built = await changedAt(new URL(".output/server/index.mjs", ROOT));
    if (built === null || built < await newestSource()) await buildSite();
  });
}

async function newestSource(): Promise<number> {
  const files = await Promise.all([
    ...CONFIGURATION.map((name) => changedAt(new URL(name, ROOT))),
    ...SOURCES.map((name) => newestBelow(new URL(`${name}/`, ROOT))),
  ]);
  return Math.max(...files.map((time) => time ?? 0));
}

async function newestBelow(folder: URL): Promise<number> {
  let newest = 0;
  for await (const entry of Deno.readDir(folder)) {
    const time = entry.isDirectory
      ? await newestBelow(new URL(`${entry.name}/`, folder))
      : await changedAt(new URL(entry.name, folder));
    newest = Math.max(newest, time ?? 0);
  }
  return newest;
}

async function changedAt(file: URL): Promise<number | null> {
  try {
    return (await Deno.stat(file)).mtime?.getTime() ?? null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
