/** Milliseconds between two looks. */
const EVERY_MS = 250;

/**
 * Calls `orphaned` once when the program was started through npx and npx is gone. npx does not pass
 * a SIGTERM on: it ends its shell, and what the shell had started would serve on for ever.
 * Only where the system tells who started whom in files (Linux); elsewhere nothing happens.
 */
export function watchNpx(env: Record<string, string>, orphaned: () => void): void {
  if (Deno.build.os !== "linux" || env.npm_lifecycle_event === undefined) return;
  // npx starts a shell, the shell `deno task`, and that one this program.
  const starter = parentOf(Deno.ppid);
  if (starter === null) return;
  const timer = setInterval(() => {
    if (parentOf(Deno.ppid) === starter) return;
    clearInterval(timer);
    orphaned();
  }, EVERY_MS);
}

/** The process that started `pid`, or null when there is no such process (any more). */
function parentOf(pid: number): number | null {
  try {
    // "pid (name) state parent ...", where the name may hold anything.
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    return Number(stat.slice(stat.lastIndexOf(")")).split(" ")[2]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
