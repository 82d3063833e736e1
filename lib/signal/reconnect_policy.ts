import type { Random } from "../env/mod.ts";

/**
 * What a client does when the broker closes its socket: it comes back soon, or much later because the
 * broker has had enough of it, or never, because the id is not its own any more or never will be.
 */
export type Comeback = "soon" | "later" | "never";

/** Close codes after which the same id and token lead nowhere (docs/protocol.md, "Close codes"). */
const NEVER: ReadonlySet<number> = new Set([1000, 4401, 4409, 4410]);
/** Close codes that say that this client did something wrong, or too much of it. */
const LATER: ReadonlySet<number> = new Set([4400, 4413, 4429, 4430, 4431, 4432, 4433]);

/** How to take a close code. A lost connection, a restart and a full broker all pass: soon. */
export function comebackAfter(code: number): Comeback {
  if (NEVER.has(code)) return "never";
  return LATER.has(code) ? "later" : "soon";
}

/** Milliseconds before each attempt to come back; the last one repeats. */
const RECONNECT_MS = [500, 1_000, 2_000, 4_000, 8_000];

/**
 * Milliseconds before attempt number `attempt` (from 0): between half and one and a half times the
 * table's value, so that those whom one broker lost do not all knock at the next one at once.
 * Whoever is to come back later takes the longest wait from the beginning.
 */
export function comebackDelay(
  comeback: Exclude<Comeback, "never">,
  attempt: number,
  random: Random,
): number {
  const last = RECONNECT_MS.length - 1;
  const base = RECONNECT_MS[comeback === "later" ? last : Math.min(attempt, last)];
  const [high, low] = random(2);
  return base * (0.5 + (high * 256 + low) / 65_536);
}
