import { Buckets } from "./bucket.ts";
import type { Clock } from "./clock.ts";
import type { Limits } from "./limits.ts";
import { Turnstile } from "./turnstile.ts";

type DoorLimits = Pick<
  Limits,
  "socketsPerAddress" | "socketsTotal" | "connectsPerSecond" | "connectBurst"
>;

/** Sockets above the limit that are taken in to be told so, as a share of the limit. */
const REFUSABLE = 0.25;

/** What a socket that had to be closed for what it did costs its address, in attempts to connect. */
const OFFENCE = 20;

/** Counts open sockets, per address and in all, from the moment they open until they are closed. */
export class Door {
  #perAddress = new Map<string, number>();
  #total = 0;
  #connects: Buckets;
  readonly turnstile: Turnstile;
  #whenEmpty: (() => void)[] = [];

  /** `frames` tells how many frames those inside have sent so far. */
  constructor(readonly clock: Clock, readonly limits: DoorLimits, frames?: () => number) {
    this.#connects = new Buckets(limits.connectsPerSecond, limits.connectBurst);
    this.turnstile = new Turnstile(clock, frames);
  }

  get total(): number {
    return this.#total;
  }

  /**
   * Asked before a socket is accepted at all. An address that knocks too often, or has so many
   * sockets that telling it so is a burden, is turned away with an HTTP status.
   */
  mayKnock(address: string): boolean {
    const { socketsPerAddress, socketsTotal } = this.limits;
    return this.#connects.take(address, this.clock.now()) &&
      this.#count(address) < Math.ceil(socketsPerAddress * (1 + REFUSABLE)) &&
      this.#total < Math.ceil(socketsTotal * (1 + REFUSABLE));
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
    const count = this.#count(address) + 1;
    this.#perAddress.set(address, count);
    this.#total++;
    if (count > this.limits.socketsPerAddress) return "too-many-sockets";
    return this.#total > this.limits.socketsTotal ? "broker-full" : "welcome";
  }

  /** Counts a socket out. */
  leave(address: string): void {
    const count = this.#count(address) - 1;
    if (count > 0) this.#perAddress.set(address, count);
    else this.#perAddress.delete(address);
    this.#total--;
    if (this.#total === 0) { for (const settle of this.#whenEmpty.splice(0)) settle(); }
  }

  /** Resolves when no socket is open any more. */
  empty(): Promise<void> {
    if (this.#total === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenEmpty.push(resolve));
  }

  #count(address: string): number {
    return this.#perAddress.get(address) ?? 0;
  }
}
