import { type Going, migrate, type Migration } from "../helpers/migration.ts";
import { startSite } from "../helpers/site.ts";
import { atMost, type Figure, median, plain } from "./report.ts";

/** How often each is done. */
const ROUNDS = 5;

/** The longest pause in anybody's picture, and until a newcomer is in, in milliseconds. */
const GAP_MS = 500;
const NEWCOMER_MS: Record<Going, number> = { killed: 8_000, leaves: 2_000 };

/**
 * Four people in real browsers, each in a process of its own, with cameras at 160x90 and 15 a second.
 * The coordinator's browser is killed by its process, or it leaves; at that moment a fifth person,
 * whose page is open, presses "join".
 */
export async function figures(say: (line: string) => void): Promise<Figure[]> {
  await using site = await startSite();
  const found: Figure[] = [];
  for (const going of ["killed", "leaves"] as const) {
    const rounds: Migration[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const result = await migrate(site, `migrate-${going}-${round}`, going);
      rounds.push(result);
      say(
        `coordinator ${going}, round ${round + 1} of ${ROUNDS}: fifth person in after ` +
          `${result.newcomer} ms, the fourth after ${result.usual} ms, gaps ${
            shown(result.gaps)
          }, before that ${shown(result.quiet)}`,
      );
    }
    found.push(...summary(going, rounds));
  }
  return found;
}

function summary(going: Going, rounds: readonly Migration[]): Figure[] {
  const what = `coordinator ${going}`;
  const newcomers = rounds.map(({ newcomer }) => newcomer);
  const gaps = (pair: string) => rounds.map((round) => round.gaps.get(pair) ?? Infinity);
  const pairs = [...rounds[0].gaps.keys()];
  const quiet = rounds.map((round) => Math.max(...round.quiet.values()));
  return [
    plain(`${what}: fifth person in, median`, median(newcomers), "ms"),
    atMost(`${what}: fifth person in, worst`, Math.max(...newcomers), "ms", NEWCOMER_MS[going]),
    plain(`${what}: fourth person in before, median`, median(rounds.map((one) => one.usual)), "ms"),
    ...pairs.flatMap((pair) => [
      plain(`${what}: longest gap of ${pair}, median`, median(gaps(pair)), "ms"),
      atMost(`${what}: longest gap of ${pair}, worst`, Math.max(...gaps(pair)), "ms", GAP_MS),
    ]),
    plain(`${what}: longest gap of any pair just before, median`, median(quiet), "ms"),
    plain(`${what}: longest gap of any pair just before, worst`, Math.max(...quiet), "ms"),
  ];
}

function shown(gaps: ReadonlyMap<string, number>): string {
  return [...gaps.values()].map((gap) => Math.round(gap)).join(", ");
}
