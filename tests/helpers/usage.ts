/** Ticks of the kernel's clock per second, which is 100 on every Linux that Deno runs on. */
const TICKS = 100;

/** Processor time that a process has used, in seconds; null where the system does not tell. */
export function cpuOf(pid: number): number | null {
  const stat = readProc(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
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
