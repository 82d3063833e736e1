import { type Going, migrate, type Migration } from "../helpers/browsers/migration.ts";
import { startSite } from "../helpers/servers/site.ts";
import { atMost, type Figure, median, plain } from "./report.ts";

/** How often each is done. */
const ROUNDS = 5;

/** The longest pause in anybody's picture, and until a newcomer is in, in milliseconds. */
const GAP_MS = 500;
const NEWCOMER_MS: Record<Going, number> = { killed: 8_000, leaves: 2_000 };

/**
 * Four people in real browsers, each in a process of its own, with cameras at 160x90 and 15 a second.
 * The coordinator's browser is killed by its process, or it leaves; at that moment a fifth person,
 * whose page is open, presses "join". Before that one joins while nobody goes, for comparison,
 * and after it the next coordinator goes while nobody joins.
 */
export async function figures(say: (line: string) => void): Promise<Figure[]> {
  await using site = await startSite();
  const found: Figure[] = [];
  for (const going of ["killed", "leaves"] as const) {
    const rounds: Migration[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const result = await migrate(site, `migrate-${going}-${round}`, going);
      rounds.push(result);
      const { usual, migrating, alone } = result;
      say(
        `coordinator ${going}, round ${round + 1} of ${ROUNDS}: fifth person in after ` +
          `${migrating.after} ms, gaps ${shown(migrating.gaps)}; while nothing else happens ` +
          `${usual.after} ms, gaps ${shown(usual.gaps)}; ` +
          `with nobody coming ${alone.pause}, before that ${alone.usual}`,
      );
    }
    found.push(...summary(going, rounds));
  }
  return found;
}

function summary(going: Going, rounds: readonly Migration[]): Figure[] {
  const what = `coordinator ${going}`;
  const arrivals = rounds.map(({ migrating }) => migrating);
  const usual = rounds.map((round) => round.usual);
  const newcomers = arrivals.map(({ after }) => after);
  const gaps = (pair: string) => arrivals.map((arrival) => arrival.gaps.get(pair) ?? Infinity);
  const pairs = [...arrivals[0].gaps.keys()];
  const usualGaps = usual.map((arrival) => Math.max(...arrival.gaps.values()));
  const alone = rounds.map((round) => round.alone.pause);
  return [
    plain(`${what}: fifth person in, median`, median(newcomers), "ms"),
    atMost(`${what}: fifth person in, worst`, Math.max(...newcomers), "ms", NEWCOMER_MS[going]),
    plain(
      `${what}: the same with nobody going, median`,
      median(usual.map((one) => one.after)),
      "ms",
    ),
    ...pairs.flatMap((pair) => [
      plain(`${what}: longest gap of ${pair}, median`, median(gaps(pair)), "ms"),
      atMost(`${what}: longest gap of ${pair}, worst`, Math.max(...gaps(pair)), "ms", GAP_MS),
    ]),
    plain(`${what}: longest gap of any pair with nobody going, median`, median(usualGaps), "ms"),
    plain(
      `${what}: longest gap of any pair with nobody going, worst`,
      Math.max(...usualGaps),
      "ms",
    ),
    plain(`${what}: longest gap with nobody coming, median`, median(alone), "ms"),
    atMost(`${what}: longest gap with nobody coming, worst`, Math.max(...alone), "ms", GAP_MS),
  ];
}

function shown(gaps: ReadonlyMap<string, number>): string {
  return [...gaps.values()].map((gap) => Math.round(gap)).join(", ");
}
