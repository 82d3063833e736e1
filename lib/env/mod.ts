/**
 * What the engine takes from outside, so that every rule can be tested without a browser, a network
 * or a wall clock: time and randomness. (Sockets and connections come in through `Transport`.)
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls `run` once after `ms` milliseconds; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}

/** Fills a fresh array of `length` unpredictable bytes. */
export type Random = (length: number) => Uint8Array<ArrayBuffer>;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** WebCrypto's generator. */
export const systemRandom: Random = (length): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(length));
