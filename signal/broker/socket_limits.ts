import { blockOf } from "../http/client_address.ts";
import { TokenBuckets } from "../token_bucket.ts";
import type { Clock } from "../clock.ts";
import type { Limits } from "../limits.ts";
import { KeyCounts } from "./key_counts.ts";
import { AcceptThrottle } from "./accept_throttle.ts";

type DoorLimits = Pick<
  Limits,
  "socketsPerAddress" | "socketsPerBlock" | "socketsTotal" | "connectsPerSecond" | "connectBurst"
>;

/** Sockets above the limit that are taken in to be told so, as a share of the limit. */
const REFUSABLE = 0.25;

/** What a socket that had to be closed for what it did costs its address, in attempts to connect. */
const OFFENCE = 20;

/**
 * Counts open sockets, per address, per block of addresses and in all, from the moment they open until
 * they are closed.
 */
export class SocketLimits {
  #perAddress = new KeyCounts();
  #perBlock = new KeyCounts();
  #total = 0;
  #connects: TokenBuckets;
  readonly turnstile: AcceptThrottle;
  #whenEmpty: (() => void)[] = [];

  /** `frames` tells how many frames those inside have sent so far. */
  constructor(readonly clock: Clock, readonly limits: DoorLimits, frames?: () => number) {
    this.#connects = new TokenBuckets(limits.connectsPerSecond, limits.connectBurst);
    this.turnstile = new AcceptThrottle(clock, frames);
  }

  get total(): number {
    return this.#total;
  }

  /**
   * Asked before a socket is accepted at all. An address that knocks too often, or has so many
   * sockets that telling it so is a burden, is turned away with an HTTP status.
   */
  mayKnock(address: string): boolean {
    const { socketsPerAddress, socketsPerBlock, socketsTotal } = this.limits;
    return this.#connects.spend(address, this.clock.now()) &&
      this.#perAddress.of(address) < refusable(socketsPerAddress) &&
      this.#perBlock.of(blockOf(address)) < refusable(socketsPerBlock) &&
      this.#total < refusable(socketsTotal);
  }

  /**
   * Counts a broken rule against an address, as so many attempts to connect: who breaks them again
   * and again is soon turned away before a handshake.
   */
  offended(address: string): void {
    this.#connects.charge(address, OFFENCE, this.clock.now());
  }

  /** Counts a socket in, and says whether it may stay. Every `enter` needs its `leave`. */
  enter(address: string): "welcome" | "too-many-sockets" | "broker-full" {
    const { socketsPerAddress, socketsPerBlock, socketsTotal } = this.limits;
    const ofAddress = this.#perAddress.add(address, 1);
    const ofBlock = this.#perBlock.add(blockOf(address), 1);
    this.#total++;
    if (ofAddress > socketsPerAddress || ofBlock > socketsPerBlock) return "too-many-sockets";
    return this.#total > socketsTotal ? "broker-full" : "welcome";
  }

  /** Counts a socket out. */
  leave(address: string): void {
    this.#perAddress.add(address, -1);
    this.#perBlock.add(blockOf(address), -1);
    this.#total--;
    if (this.#total === 0) { for (const settle of this.#whenEmpty.splice(0)) settle(); }
  }

  /** Resolves when no socket is open any more. */
  empty(): Promise<void> {
    if (this.#total === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenEmpty.push(resolve));
  }
}

/** How many sockets are taken in, some of them only to be told that they are too many. */
function refusable(limit: number): number {
  return Math.ceil(limit * (1 + REFUSABLE));
}
