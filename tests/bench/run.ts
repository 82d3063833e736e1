/**
 * `deno task bench <name> [--json]`: runs `tests/bench/<name>.ts` and prints its figures, as a table
 * or as one JSON object. What it is doing meanwhile goes to standard error.
 */
import { type Bench, type Report, table } from "./report.ts";

const PARTS = new Set(["run", "report", "beside"]);

const json = Deno.args.includes("--json");
const name = Deno.args.find((argument) => !argument.startsWith("--"));
const known = await benches();
if (name === undefined || !known.includes(name)) {
  console.error(
    `${name === undefined ? "Which bench?" : `There is no bench "${name}".`} ` +
      `There are: ${known.join(", ")}. For example: deno task bench ${known[0]} --json`,
  );
  Deno.exit(2);
}

const bench: Bench = await import(new URL(`${name}.ts`, import.meta.url).href);
const figures = await bench.figures((line) => console.error(line));
const report: Report = { bench: name, machine: await machine(), figures };
console.log(json ? JSON.stringify(report) : table(report));
// A missed aim is a figure, not a failure: whoever reads the report decides.
Deno.exit(0);

async function benches(): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(new URL(".", import.meta.url))) {
    const base = entry.name.replace(/\.ts$/, "");
    if (entry.isFile && base !== entry.name && !PARTS.has(base)) found.push(base);
  }
  return found.sort();
}

/** The processor, how many of them, the memory, and the runtime, in one line. */
async function machine(): Promise<string> {
  const model = Deno.build.os === "linux"
    ? /^model name\s*:\s*(.+)$/m.exec(await Deno.readTextFile("/proc/cpuinfo"))?.[1]
    : undefined;
  const memory = Math.round(Deno.systemMemoryInfo().total / 2 ** 30);
  return [
    model ?? `${Deno.build.os} ${Deno.build.arch}`,
    `${navigator.hardwareConcurrency} cores`,
    `${memory} GiB`,
    `Deno ${Deno.version.deno}`,
  ].join(", ");
}
