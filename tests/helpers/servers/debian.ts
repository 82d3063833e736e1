import { onPath, withLock } from "../paths.ts";

/** Where services such as turnserver live, which an ordinary PATH may leave out. */
const SERVICES = ["/usr/sbin", "/usr/local/sbin"];

/**
 * Makes sure that `command` (named like the package unless said otherwise) can be run, and answers
 * with its path. Installs the Debian package when this process is root and has apt-get; otherwise
 * throws a sentence that says what to install.
 */
export async function ensureDebianPackage(
  name: string,
  { command = name, say = console.log }: {
    command?: string;
    say?: (line: string) => void;
  } = {},
): Promise<string> {
  const find = () => onPath(command, SERVICES);
  const there = await find();
  if (there !== null) return there;
  if (!await canInstall()) {
    throw new Error(
      `These tests need "${command}": install the package "${name}", for example with ` +
        `"sudo apt-get install ${name}", and run them again.`,
    );
  }
  return await withLock("apt", async () => {
    // Another test may have installed it while this one waited.
    const meanwhile = await find();
    if (meanwhile !== null) return meanwhile;
    say(`Installing the Debian package "${name}" for the tests ...`);
    await apt("update");
    await apt("install", "--yes", "--no-install-recommends", name);
    const installed = await find();
    if (installed === null) throw new Error(`The package "${name}" brought no "${command}".`);
    return installed;
  });
}

/** True when Debian packages can be installed from here without asking anyone. */
export async function canInstall(): Promise<boolean> {
  return Deno.build.os === "linux" && Deno.uid() === 0 && await onPath("apt-get") !== null;
}

async function apt(...args: string[]): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command("apt-get", {
    args: ["-o", "DPkg::Lock::Timeout=300", "-q", ...args],
    env: { DEBIAN_FRONTEND: "noninteractive" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (success) return;
  const text = new TextDecoder();
  throw new Error(
    `"apt-get ${args.join(" ")}" failed:\n${text.decode(stdout)}${text.decode(stderr)}`,
  );
}
