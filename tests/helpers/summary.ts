/** How one run of `deno test` went. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

// deno-lint-ignore no-control-regex -- terminal colours start with the ESC character
const COLOURS = /\x1b\[[0-9;]*m/g;

/**
 * Reads the counts from what `deno test` printed; null when it did not get as far as its summary
 * (a file that can't be read or parsed, or a run that was stopped).
 */
export function readTally(printed: string): Tally | null {
  const found = [
    ...printed.replace(COLOURS, "").matchAll(
      /^(?:ok|FAILED) \| (\d+) passed(?: \(\d+ steps?\))? \| (\d+) failed/gm,
    ),
  ].at(-1);
  return found === undefined ? null : { passed: Number(found[1]), failed: Number(found[2]) };
}
