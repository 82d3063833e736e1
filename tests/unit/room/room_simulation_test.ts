import {
  simulateGoverned,
  simulatePolicyLiar,
} from "../../helpers/simulation/governed_simulation.ts";
import { LIES } from "../../helpers/attack/lying_coordinator.ts";
import { POLICY_LIES } from "../../helpers/attack/lying_about_policy.ts";
import { simulate, simulateLiar } from "../../helpers/simulation/simulation.ts";

/** `SEED=7` replays one run and says what happened in it; `SEEDS=10000` runs as many, from 1. */
const seed = Deno.env.get("SEED");
const seeds = Number(Deno.env.get("SEEDS") ?? 3_000);
/** Runs of rooms that wait for their host. */
const hostFirst = Math.ceil(seeds / 10);
/** Runs of each lie. */
const lies = Math.ceil(seeds / 30);

Deno.test(`rooms in a rough network come to rest and serve (${seed ?? `${seeds} seeds`})`, async () => {
  if (seed !== undefined) return void await simulate(Number(seed), console.log);
  for (let next = 1; next <= seeds; next++) await simulate(next);
});

for (const lie of LIES) {
  Deno.test(`a coordinator that ${lie} rosters harms nobody once it is gone (${seed ?? `${lies} seeds`})`, async () => {
    if (seed !== undefined) return void await simulateLiar(Number(seed), lie, console.log);
    for (let next = 1; next <= lies; next++) await simulateLiar(next, lie);
  });
}

Deno.test(`governed rooms keep to the host's policy, whatever happens (${seed ?? `${seeds} seeds`})`, async () => {
  if (seed !== undefined) return void await simulateGoverned(Number(seed), console.log);
  for (let next = 1; next <= seeds; next++) await simulateGoverned(next);
});

Deno.test(`governed rooms that wait for their host keep to that and to the policy (${seed ?? `${hostFirst} seeds`})`, async () => {
  if (seed !== undefined) return void await simulateGoverned(Number(seed), console.log, true);
  for (let next = 1; next <= hostFirst; next++) await simulateGoverned(next, undefined, true);
});

for (const lie of POLICY_LIES) {
  Deno.test(`a coordinator that ${lie} a policy is believed by nobody (${seed ?? `${lies} seeds`})`, async () => {
    if (seed !== undefined) return void await simulatePolicyLiar(Number(seed), lie, console.log);
    for (let next = 1; next <= lies; next++) await simulatePolicyLiar(next, lie);
  });
}
