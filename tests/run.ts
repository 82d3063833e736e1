/**
 * `deno task test [unit|browser] [part of a file's path ...]`: runs the tests from a bare machine.
 * It fetches a browser when there is none, builds the site, runs every `*_test.ts`, and ends with
 * one line: `N passed, N failed`.
 */
import { buildSite, BUILT } from "./helpers/servers/build.ts";
import { ensureChromium } from "./helpers/browsers/chromium.ts";
import { ROOT } from "./helpers/paths.ts";
import { readTally, type Tally } from "./helpers/summary.ts";

const SUITES = ["unit", "browser"] as const;
type Suite = (typeof SUITES)[number];

/** A suite that hangs is ended, in milliseconds: several times what it takes on two slow cores. */
const DEADLINE: Record<Suite, number> = { unit: 15 * 60_000, browser: 45 * 60_000 };
const NOT_OURS = new Set(["node_modules"]);

const { wanted, filters } = readArguments(Deno.args);
const files = (await testFiles(ROOT)).filter((path) =>
  filters.length === 0 || filters.some((filter) => path.includes(filter))
);
let passed = 0;
let failed = 0;
for (const suite of wanted) {
  const chosen = files.filter((path) => suiteOf(path) === suite);
  if (chosen.length === 0) continue;
  const tally = await attempt(suite, chosen);
  passed += tally.passed;
  failed += tally.failed;
}
if (passed + failed === 0) console.log("No test was run: no test file fits what was asked for.");
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed === 0 && passed > 0 ? 0 : 1);

function readArguments(args: readonly string[]): { wanted: Suite[]; filters: string[] } {
  const named = SUITES.filter((suite) => args.includes(suite));
  return {
    wanted: named.length === 0 ? [...SUITES] : named,
    filters: args.filter((argument) => !SUITES.some((suite) => suite === argument)),
  };
}

/** Paths of all test files, relative to the root, in a stable order. */
async function testFiles(folder: URL, prefix = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = prefix + entry.name;
    if (entry.isDirectory) {
      if (entry.name.startsWith(".") || NOT_OURS.has(entry.name)) continue;
      found.push(...await testFiles(new URL(`${entry.name}/`, folder), `${path}/`));
    } else if (/_test\.tsx?$/.test(entry.name)) {
      found.push(path);
    }
  }
  return found.sort();
}

function suiteOf(path: string): Suite {
  return path.startsWith("tests/browser/") ? "browser" : "unit";
}

/** Prepares and runs one suite. What keeps it from running counts as one failure. */
async function attempt(suite: Suite, chosen: readonly string[]): Promise<Tally> {
  console.log(`\n== ${suite} tests: ${chosen.length} files ==`);
  try {
    const env = suite === "browser" ? await prepareBrowsers() : {};
    return await run(suite, chosen, env);
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1 };
  }
}

async function prepareBrowsers(): Promise<Record<string, string>> {
  const chromium = await ensureChromium();
  console.log(`Browser: ${chromium}`);
  console.log("Building the site ...");
  await buildSite();
  return { CHROME_PATH: chromium, [BUILT]: "1" };
}

async function run(
  suite: Suite,
  chosen: readonly string[],
  env: Record<string, string>,
): Promise<Tally> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      // Types are `deno task check`'s business.
      ...["test", "-A", "--no-check"],
      // Several calls at once would be more than two cores can carry.
      ...(suite === "unit" ? ["--parallel"] : []),
      ...chosen,
    ],
    cwd: ROOT,
    env: { ...env, ...(Deno.stdout.isTerminal() ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }) },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const deadline = setTimeout(() => {
    console.log(`The ${suite} tests did not end within ${DEADLINE[suite] / 60_000} minutes.`);
    child.kill("SIGKILL");
  }, DEADLINE[suite]);
  const printed = await passOn(child.stdout);
  const { success } = await child.status;
  clearTimeout(deadline);

  const tally = readTally(printed);
  if (tally === null) {
    console.log(`The ${suite} tests did not run to their end.`);
    return { passed: 0, failed: 1 };
  }
  return success || tally.failed > 0 ? tally : { passed: tally.passed, failed: 1 };
}

/** Shows a stream as it comes, and answers with all of it as text. */
async function passOn(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    await Deno.stdout.write(chunk);
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}
