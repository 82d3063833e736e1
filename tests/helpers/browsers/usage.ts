/** Ticks of the kernel's clock per second, which is 100 on every Linux that Deno runs on. */
const TICKS = 100;

/** Processor time that a process has used, in seconds; null where the system does not tell. */
export function cpuOf(pid: number): number | null {
  const stat = readProc(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/**
 * Processor time that a process and all below it have used, in seconds; null where the system does not
 * tell. What ended meanwhile is not in it.
 */
export function cpuOfTree(root: number): number | null {
  if (Deno.build.os !== "linux") return null;
  const children = new Map<number, number[]>();
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== null) children.set(parent, [...children.get(parent) ?? [], Number(name)]);
  }
  const below = (pid: number): number =>
    (children.get(pid) ?? []).reduce((sum, child) => sum + below(child), usedBy(pid));
  return below(root);
}

function usedBy(pid: number): number {
  try {
    return cpuOf(pid) ?? 0;
  } catch (error) {
    // It ended while we looked.
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

function parentOf(pid: number): number | null {
  try {
    const stat = readProc(`/proc/${pid}/stat`);
    return stat === null ? null : Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch (error) {
    // It ended while we looked.
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** Resident memory of a process, in bytes; null where the system does not tell. */
export function memoryOf(pid: number): number | null {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readProc(`/proc/${pid}/status`) ?? "")?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}

function readProc(path: string): string | null {
  if (Deno.build.os !== "linux") return null;
  return Deno.readTextFileSync(path);
}
