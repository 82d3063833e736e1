/**
 * Ten minutes of steady load on the broker (`SOAK_SECONDS` sets another time): nothing may be lost, and
 * memory must be flat. Resident memory also tells how far the collector lets garbage grow, which
 * depends on what else the machine does; the heap at its lowest, just after a collection, is what is
 * really kept.
 */
import { z } from "zod";
import { ensureBuilt } from "../helpers/servers/build.ts";
import { connect, pace } from "./broker/load.ts";
import { metric, METRICS_TOKEN } from "./broker/metrics.ts";
import { type Contestant, start } from "./broker/process.ts";
import { ours } from "./broker/recipes.ts";
import { atLeast, atMost, type Figure, median, plain } from "./report.ts";

const SOCKETS = 500;
/** Frames per second, and how long one slice of the load is, in seconds. */
const RATE = 500;
const SLICE = 10;
/** How much larger memory may be in the last third than in the second. */
const GROWTH = 1.1;

/** How often the heap is looked at, in milliseconds. */
const LOOK_MS = 500;

const duration = z.coerce.number().int().min(3 * SLICE).default(600);

export async function figures(say: (line: string) => void): Promise<Figure[]> {
  const seconds = duration.parse(Deno.env.get("SOAK_SECONDS"));
  await ensureBuilt();
  await using broker = await start({ ...ours, env: { ...ours.env, METRICS_TOKEN } });
  await using crowd = await connect(broker, SOCKETS);
  const memory: number[] = [];
  const heaps: number[] = [];
  let sent = 0;
  let arrived = 0;
  for (let passed = 0; passed + SLICE <= seconds; passed += SLICE) {
    await using lowest = watchHeap(broker);
    const slice = await pace(crowd, RATE, SLICE);
    sent += slice.sent;
    arrived += slice.arrived;
    const now = broker.memory();
    if (now !== null) memory.push(now);
    heaps.push(lowest.bytes());
    say(
      `${passed + SLICE} s: ${arrived} of ${sent} arrived, ${Math.round((now ?? 0) / 1e6)} MB, ` +
        `heap ${Math.round(lowest.bytes() / 1e6)} MB`,
    );
  }
  const third = Math.floor(memory.length / 3);
  const middle = median(memory.slice(third, 2 * third));
  const end = median(memory.slice(2 * third));
  const heapMiddle = Math.min(...heaps.slice(third, 2 * third));
  const heapEnd = Math.min(...heaps.slice(2 * third));
  return [
    plain("time", seconds, "s"),
    plain("sent", sent, "frames"),
    atMost("lost", sent - arrived, "frames", 0),
    plain("memory in the second third", middle === null ? null : middle / 1e6, "MB"),
    plain("memory in the last third", end === null ? null : end / 1e6, "MB"),
    atMost(
      "growth",
      middle === null || end === null ? null : end / middle,
      "x",
      GROWTH,
    ),
    plain("heap at its lowest in the second third", heapMiddle / 1e6, "MB"),
    plain("heap at its lowest in the last third", heapEnd / 1e6, "MB"),
    atMost("growth of the heap", heapEnd / heapMiddle, "x", GROWTH),
    atLeast("the server still runs", broker.running ? 1 : 0, "", 1),
  ];
}

/** Looks at the server's heap again and again, and keeps its lowest. */
function watchHeap(broker: Contestant): AsyncDisposable & { bytes(): number } {
  let lowest = Number.POSITIVE_INFINITY;
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      lowest = Math.min(lowest, await metric(broker, "kibitz_heap_bytes") ?? lowest);
      await pause(LOOK_MS, over.signal);
    }
  })();
  return {
    bytes: () => lowest,
    async [Symbol.asyncDispose]() {
      over.abort();
      await watching;
    },
  };
}

/** Waits, but no longer than until `over`. */
function pause(ms: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    over.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
