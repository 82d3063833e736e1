/**
 * Ten minutes of steady load on the broker (`SOAK_SECONDS` sets another time): nothing may be lost, and
 * memory must be flat.
 */
import { z } from "zod";
import { ensureBuilt } from "../helpers/build.ts";
import { connect, pace } from "./broker/load.ts";
import { start } from "./broker/process.ts";
import { ours } from "./broker/recipes.ts";
import { atLeast, atMost, type Figure, median, plain } from "./report.ts";

const SOCKETS = 500;
/** Frames per second, and how long one slice of the load is, in seconds. */
const RATE = 500;
const SLICE = 10;
/** How much larger memory may be in the last third than in the second. */
const GROWTH = 1.1;

const duration = z.coerce.number().int().min(3 * SLICE).default(600);

export async function figures(say: (line: string) => void): Promise<Figure[]> {
  const seconds = duration.parse(Deno.env.get("SOAK_SECONDS"));
  await ensureBuilt();
  await using broker = await start(ours);
  await using crowd = await connect(broker, SOCKETS);
  const memory: number[] = [];
  let sent = 0;
  let arrived = 0;
  for (let passed = 0; passed + SLICE <= seconds; passed += SLICE) {
    const slice = await pace(crowd, RATE, SLICE);
    sent += slice.sent;
    arrived += slice.arrived;
    const now = broker.memory();
    if (now !== null) memory.push(now);
    say(`${passed + SLICE} s: ${arrived} of ${sent} arrived, ${Math.round((now ?? 0) / 1e6)} MB`);
  }
  const third = Math.floor(memory.length / 3);
  const middle = median(memory.slice(third, 2 * third));
  const end = median(memory.slice(2 * third));
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
    atLeast("the server still runs", broker.running ? 1 : 0, "", 1),
  ];
}
