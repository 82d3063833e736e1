/** The repository's root folder. */
export const ROOT = new URL("../../", import.meta.url);

/** Where tests keep what they make; git ignores it. */
export const SCRATCH = new URL("../.tmp/", import.meta.url);

/** The full path of a command, looked up on the PATH and in `more` folders; null when absent. */
export async function onPath(
  command: string,
  more: readonly string[] = [],
): Promise<string | null> {
  const separator = Deno.build.os === "windows" ? ";" : ":";
  for (const folder of [...(Deno.env.get("PATH") ?? "").split(separator), ...more]) {
    if (folder !== "" && await isFile(`${folder}/${command}`)) return `${folder}/${command}`;
  }
  return null;
}

/** True when there is a file (or a link to one) at this path. */
export async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return false;
    }
    throw error;
  }
}

/** Runs `work` while no other test process or worker holds the lock of this name. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  await Deno.mkdir(SCRATCH, { recursive: true });
  using file = await Deno.open(new URL(`${name}.lock`, SCRATCH), { create: true, write: true });
  await file.lock(true);
  try {
    return await work();
  } finally {
    await file.unlock();
  }
}
