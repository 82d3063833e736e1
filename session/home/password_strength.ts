import { createTexts } from "../../texts/create.ts";
import { say } from "../../texts/mod.ts";

/** The fewest characters of a host's password. */
export const PASSWORD_MIN = 8;

/**
 * How well a password withstands somebody who has the room's link and all the time of the world:
 * 1 is guessed within minutes, 2 within days, 3 for much money, 4 not at all.
 */
export type Strength = 1 | 2 | 3 | 4;

/**
 * Judges by how many bits a guesser has to go through. A million iterations of PBKDF2 let one large
 * graphics card try some 10,000 passwords a second: 2^33 in ten days, 2^48 in nine hundred years.
 */
export function strengthOf(bits: number): Strength {
  if (bits < 20) return 1;
  if (bits < 33) return 2;
  return bits < 48 ? 3 : 4;
}

/** Why a password can't be used; null when it can. */
export function passwordProblem(password: string): string | null {
  const t = createTexts();
  if (password.trim() === "") return t.passwordMissing;
  return password.length < PASSWORD_MIN ? say(t.passwordShort, { least: PASSWORD_MIN }) : null;
}

type Guesser = (password: string, known: readonly string[]) => number;
let loading: Promise<Guesser> | null = null;

/**
 * Estimates the bits of a password, by the patterns and the leaked passwords that zxcvbn-ts knows.
 * `known` are words that a guesser would try first, such as the room's name. Rejects when the
 * estimator can't be fetched; the next call tries again.
 */
export async function passwordBits(password: string, known: readonly string[]): Promise<number> {
  loading ??= loadGuesser().catch((error) => {
    loading = null;
    throw error;
  });
  return (await loading)(password, known);
}

async function loadGuesser(): Promise<Guesser> {
  const [{ ZxcvbnFactory }, common] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  const guesser = new ZxcvbnFactory({
    dictionary: common.dictionary,
    graphs: common.adjacencyGraphs,
  });
  return (password, known) => guesser.check(password, [...known]).guessesLog10 * Math.log2(10);
}
