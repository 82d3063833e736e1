import { median } from "../report.ts";

/** How often the memory is looked at, in milliseconds. */
const EVERY_MS = 200;

/** What was seen of memory, in MB. */
export interface Seen {
  /** How much more it was at the peak than at the beginning. */
  readonly peak: number;
  /** How much more it was in the last third of the time than in the second, each in the middle. */
  readonly growth: number;
}

/** Watches memory from now on; `stop` says what was seen, or null where it can't be told. */
export interface MemoryWatch {
  stop(): Promise<Seen | null>;
}

/** Watches what a process and all below it hold of their own, by Linux's /proc. */
export function memoryOf(root: number | null): MemoryWatch {
  if (Deno.build.os !== "linux" || root === null) return { stop: () => Promise.resolve(null) };
  let running = true;
  const watching = (async () => {
    const seen = [await held(root)];
    while (running) {
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      seen.push(await held(root));
    }
    const third = Math.ceil(seen.length / 3);
    const [second, last] = [seen.slice(third, 2 * third), seen.slice(2 * third)].map(median);
    if (second === null || last === null) return null;
    return { peak: (Math.max(...seen) - seen[0]) / 1000, growth: (last - second) / 1000 };
  })();
  return {
    stop() {
      running = false;
      return watching;
    },
  };
}

/** Kilobytes that a process and those below it hold, without files that are mapped. */
async function held(root: number): Promise<number> {
  const parents = new Map<number, { parent: number; kilobytes: number }>();
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const status = await Deno.readTextFile(`/proc/${name}/status`).catch(() => {
      // It ended while we looked.
      return "";
    });
    const of = (field: string) => Number(status.match(`${field}:\\s+(\\d+)`)?.[1] ?? 0);
    parents.set(Number(name), { parent: of("PPid"), kilobytes: of("RssAnon") + of("RssShmem") });
  }
  const below = (pid: number): boolean =>
    pid === root || (pid > 1 && below(parents.get(pid)?.parent ?? 0));
  let sum = 0;
  for (const [pid, { kilobytes }] of parents) if (below(pid)) sum += kilobytes;
  return sum;
}
