/** One number that a bench found. `aim` is in words ("at most 1.5"); null when there is none. */
export interface Figure {
  readonly name: string;
  /** The measured value, or null when it could not be measured (which misses any aim). */
  readonly value: number | null;
  readonly unit: string;
  readonly aim: string | null;
  readonly ok: boolean;
}

/** What every `tests/bench/<name>.ts` exports. */
export interface Bench {
  /** Measures, and tells what it is doing by `say` (a line each, never on standard output). */
  figures(say: (line: string) => void): Promise<Figure[]>;
}

/** What `--json` prints. */
export interface Report {
  readonly bench: string;
  readonly machine: string;
  readonly figures: readonly Figure[];
}

/** A figure without an aim. */
export function plain(name: string, value: number | null, unit: string): Figure {
  return { name, value: rounded(value), unit, aim: null, ok: true };
}

/** A figure that should be at most `limit`. */
export function atMost(name: string, value: number | null, unit: string, limit: number): Figure {
  const ok = value !== null && value <= limit;
  return { name, value: rounded(value), unit, aim: `at most ${limit}`, ok };
}

/** A figure that should be below `limit`. */
export function below(name: string, value: number | null, unit: string, limit: number): Figure {
  const ok = value !== null && value < limit;
  return { name, value: rounded(value), unit, aim: `below ${limit}`, ok };
}

/** A figure that should be at least `limit`. */
export function atLeast(name: string, value: number | null, unit: string, limit: number): Figure {
  const ok = value !== null && value >= limit;
  return { name, value: rounded(value), unit, aim: `at least ${limit}`, ok };
}

/** The middle of what was measured; null for nothing. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A report as a table for people. */
export function table(report: Report): string {
  const rows = report.figures.map((figure) => [
    figure.name,
    figure.value === null ? "not measured" : `${figure.value} ${figure.unit}`,
    figure.aim === null ? "" : `${figure.aim} ${figure.unit}`.trim(),
    figure.aim === null ? "" : figure.ok ? "ok" : "MISSED",
  ]);
  const all = [["figure", "value", "aim", ""], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column].length)));
  const lines = all.map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()
  );
  return [`${report.bench}, on ${report.machine}`, "", ...lines].join("\n");
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(4));
}
