/** A token bucket: `rate` tokens a second, and at most `burst` saved up. */
export class TokenBucket {
  #tokens: number;
  #at: number;

  constructor(readonly rate: number, readonly burst: number, now: number) {
    this.#tokens = burst;
    this.#at = now;
  }

  /** Takes `count` tokens when they are there. `now` is in milliseconds. */
  spend(now: number, count = 1): boolean {
    this.#fill(now);
    if (this.#tokens < count) return false;
    this.#tokens -= count;
    return true;
  }

  /** Takes as many of `count` tokens as there are. */
  charge(now: number, count: number): void {
    this.#fill(now);
    this.#tokens = Math.max(0, this.#tokens - count);
  }

  #fill(now: number): void {
    // A clock that was set back gives nothing, and takes nothing away.
    if (now > this.#at) {
      this.#tokens = Math.min(this.burst, this.#tokens + (now - this.#at) / 1000 * this.rate);
    }
    this.#at = now;
  }

  /** True when nothing was taken for so long that a new bucket would be the same. */
  idle(now: number): boolean {
    return this.#tokens + (now - this.#at) / 1000 * this.rate >= this.burst;
  }
}

/** Buckets kept for so many keys before the idle ones are swept out. */
const SWEEP_AT = 1_024;
/**
 * The most keys. Beyond them the oldest quarter is forgotten: nobody new is kept out, and memory is
 * bounded.
 */
const KEYS_MAX = 65_536;

/** One bucket for each key, made when it is first asked for and forgotten when it is full again. */
export class TokenBuckets {
  #buckets = new Map<string, TokenBucket>();
  #sweepAt = SWEEP_AT;

  constructor(readonly rate: number, readonly burst: number) {}

  get size(): number {
    return this.#buckets.size;
  }

  spend(key: string, now: number): boolean {
    return this.#bucket(key, now).spend(now);
  }

  /** Takes as many of `count` tokens of a key as there are. */
  charge(key: string, count: number, now: number): void {
    this.#bucket(key, now).charge(now, count);
  }

  #bucket(key: string, now: number): TokenBucket {
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      if (this.#buckets.size >= this.#sweepAt) this.#sweep(now);
      if (this.#buckets.size >= KEYS_MAX) this.#forgetOldest();
      bucket = new TokenBucket(this.rate, this.burst, now);
      this.#buckets.set(key, bucket);
    }
    return bucket;
  }

  #forgetOldest(): void {
    let left = KEYS_MAX / 4;
    for (const key of this.#buckets.keys()) {
      if (left-- === 0) break;
      this.#buckets.delete(key);
    }
  }

  #sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (bucket.idle(now)) this.#buckets.delete(key);
    }
    this.#sweepAt = Math.max(SWEEP_AT, this.#buckets.size * 2);
  }
}
