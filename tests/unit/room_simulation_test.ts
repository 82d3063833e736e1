import { simulate } from "../helpers/simulation.ts";

/** `SEED=7` replays one run and says what happened in it; `SEEDS=10000` runs as many, from 1. */
const seed = Deno.env.get("SEED");
const seeds = Number(Deno.env.get("SEEDS") ?? 3_000);

Deno.test(`rooms in a rough network come to rest and serve (${seed ?? `${seeds} seeds`})`, async () => {
  if (seed !== undefined) return void await simulate(Number(seed), console.log);
  for (let next = 1; next <= seeds; next++) await simulate(next);
});
