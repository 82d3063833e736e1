import { blockOf } from "../http/client_address.ts";
import { TokenBucket, TokenBuckets } from "../token_bucket.ts";
import type { Clock } from "../clock.ts";
import type { Limits } from "../limits.ts";

/** How often ICE servers may be asked for: from one address, from one block of them, and in all. */
export class TurnLimits {
  #perAddress: TokenBuckets;
  #perBlock: TokenBuckets;
  #total: TokenBucket;

  constructor(
    readonly clock: Clock,
    { turnPerMinute, turnPerMinutePerBlock, turnPerMinuteTotal }: Pick<
      Limits,
      "turnPerMinute" | "turnPerMinutePerBlock" | "turnPerMinuteTotal"
    >,
  ) {
    this.#perAddress = new TokenBuckets(turnPerMinute / 60, turnPerMinute);
    this.#perBlock = new TokenBuckets(turnPerMinutePerBlock / 60, turnPerMinutePerBlock);
    this.#total = new TokenBucket(turnPerMinuteTotal / 60, turnPerMinuteTotal, clock.now());
  }

  /** Counts one request, and says whether it may be answered. */
  allow(address: string): boolean {
    const now = this.clock.now();
    return this.#perAddress.spend(address, now) && this.#perBlock.spend(blockOf(address), now) &&
      this.#total.spend(now);
  }
}
