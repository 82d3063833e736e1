/** How long `until` waits, and how often it looks, both in milliseconds. */
export interface Patience {
  readonly within?: number;
  readonly every?: number;
}

/** What is left of a type when the value is known to be truthy. */
export type Truthy<T> = Exclude<NonNullable<T>, false | 0 | "">;

/**
 * Waits until `condition` gives something truthy, and answers with it. Looks at once, then every
 * `every` ms (25). Throws with `what` and the last error or value after `within` ms (15,000).
 * An error thrown by the condition means "not yet".
 */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  { within = 15_000, every = 25 }: Patience = {},
): Promise<Truthy<T>> {
  const started = performance.now();
  let last: unknown;
  do {
    try {
      const value = await condition();
      if (value) return value as Truthy<T>;
      last = value;
    } catch (error) {
      last = error;
    }
    await pause(every);
  } while (performance.now() - started < within);
  throw new Error(`waited ${within} ms in vain until ${what}; last seen: ${shown(last)}`);
}

/** Waits, as `until` does, until nothing is left; what is left at the end is in the error. */
export async function untilNone<T>(
  what: string,
  left: () => readonly T[] | Promise<readonly T[]>,
  patience?: Patience,
): Promise<void> {
  let last: readonly T[] = [];
  try {
    await until(what, async () => (last = await left()).length === 0, patience);
  } catch (error) {
    throw new Error(`still left: ${shown(last)}`, { cause: error });
  }
}

/** Rejects with `what` when `promise` takes longer than `within` ms; the timer never outlives it. */
export async function inTime<T>(what: string, promise: Promise<T>, within = 15_000): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${within} ms`)), within);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** One step of a polling loop. Not for tests: a test awaits a condition. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function shown(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return typeof value === "string" ? value : Deno.inspect(value, { depth: 6 });
}
