import type { Broker } from "./broker/broker.ts";

/** The signals that end a program, with the exit codes that shells expect (128 + the number). */
export const ENDINGS: Readonly<Partial<Record<Deno.Signal, number>>> = Deno.build.os === "windows"
  ? { SIGINT: 130 }
  : { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Clients are sent away over a millisecond each, and over no more than this in all. */
const SPREAD_MAX_MS = 3_000;
/** How long their sockets may take to close afterwards. With the spread it stays below 5 s. */
const CLOSE_MS = 1_000;

let ending = false;

/**
 * Tells every client to come back, a few at a time so that they do not all knock at once elsewhere,
 * and ends the process: at once when nobody is there, and in less than 5 s in any case. A second
 * call does not wait any more.
 */
export async function endGracefully(broker: Broker, code: number): Promise<never> {
  if (ending || broker.door.total === 0) Deno.exit(code);
  ending = true;
  const deadline = setTimeout(() => Deno.exit(code), SPREAD_MAX_MS + CLOSE_MS);
  await broker.close(Math.min(broker.door.total, SPREAD_MAX_MS));
  await broker.door.empty();
  clearTimeout(deadline);
  Deno.exit(code);
}
