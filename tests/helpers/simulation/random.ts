/** A repeatable source of chance: the same seed gives the same run. */
export interface SeededRandom {
  readonly seed: number;
  /** From 0 up to, but without, 1. */
  unit(): number;
  /** A whole number from 0 up to, but without, `limit`. */
  below(limit: number): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** `length` bytes, in the shape of the engine's `Random`. */
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

/** Makes a generator (mulberry32) from a 32-bit seed. Print the seed when a test fails. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const unit = (): number => next() / 2 ** 32;
  const below = (limit: number): number => Math.floor(unit() * limit);
  return {
    seed,
    unit,
    below,
    pick: (list) => list[below(list.length)],
    bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff),
  };
}
