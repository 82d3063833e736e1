import { BROKER, type Network, type Place } from "../../../lib/env/network.ts";
import type { SeededRandom } from "./random.ts";
import type { VirtualTime } from "./virtual_time.ts";

/** Milliseconds until a lost path is noticed (consent freshness, RFC 7675), and until it is found again. */
const NOTICED_MS = 6_000;
const FOUND_MS = 500;
/** As WebRTC and socket connections in lib/ do. */
const PATIENCE_MS = 12_000;

/** How rough a network is. */
export interface Weather {
  /** Milliseconds that a delivery takes: this much at least, and up to `spread` more. */
  readonly delay: number;
  readonly spread: number;
  /** The share of broker frames that are lost. */
  readonly loss: number;
}

interface Lane {
  /** When the last delivery that is under way arrives: none overtakes it. */
  arrives: number;
  /** What was sent and is not there yet, in order. */
  readonly sent: (() => void)[];
  /** How much of it found no path, and waits for one. */
  stuck: number;
}

interface Watch {
  readonly from: Place;
  readonly to: Place;
  readonly told: (there: boolean) => void;
  /** What it was told last. */
  there: boolean;
  /** Whether it will look again in a moment. */
  looking: boolean;
  ended: boolean;
}

/** A network in memory that delays, loses and is cut, by the seed. */
export class RoughNetwork implements Network {
  readonly patience = PATIENCE_MS;
  weather: Weather = { delay: 5, spread: 20, loss: 0 };
  readonly #crashed = new Set<Place>();
  /** Of those who crashed: whose machine goes on, and closed their sockets at once. */
  readonly #killed = new Set<Place>();
  readonly #asleepUntil = new Map<Place, number>();
  /** The part of the network in which a place is; 0 unless it was cut off. */
  readonly #part = new Map<Place, number>();
  readonly #cutPairs = new Set<string>();
  readonly #lanes = new Map<string, Lane>();
  readonly #watches = new Set<Watch>();

  constructor(readonly time: VirtualTime, readonly random: SeededRandom) {}

  frame(from: Place, to: Place, run: () => void): void {
    if (this.random.unit() < this.weather.loss || this.#crashed.has(from)) return;
    const lane = this.#lane(from, to);
    this.#arrive(lane, to, () => {
      if (this.#path(from, to)) run();
    });
  }

  stream(from: Place, to: Place, run: () => void): void {
    if (this.#crashed.has(from)) return;
    const lane = this.#lane(from, to);
    lane.sent.push(run);
    this.#arrive(lane, to, () => this.#take(lane, from, to));
  }

  watch(from: Place, to: Place, told: (there: boolean) => void): () => void {
    const watch = { from, to, told, there: true, looking: false, ended: false };
    this.#watches.add(watch);
    this.#look(watch);
    return () => {
      watch.ended = true;
      this.#watches.delete(watch);
    };
  }

  /** Stops a place for good: nothing reaches it, and nothing more comes from it. */
  crash(place: Place): void {
    this.#crashed.add(place);
    this.#changed();
  }

  /** Stops a page whose machine goes on: the broker sees its socket close, and peers see nothing. */
  kill(place: Place): void {
    this.#killed.add(place);
    this.crash(place);
  }

  /** Puts a page to sleep, as a phone does: what should happen to it happens when it wakes up. */
  sleep(place: Place, ms: number): void {
    const until = Math.max(this.#asleepUntil.get(place) ?? 0, this.time.now() + ms);
    this.#asleepUntil.set(place, until);
  }

  /** Milliseconds until the last sleeper wakes up. */
  get asleepFor(): number {
    return Math.max(0, ...this.#asleepUntil.values(), this.time.now()) - this.time.now();
  }

  /** Runs what happens at a place: now, when it wakes up, or never. */
  at(place: Place, run: () => void): void {
    if (this.#crashed.has(place)) return;
    const left = (this.#asleepUntil.get(place) ?? 0) - this.time.now();
    if (left > 0) this.time.after(left, () => this.at(place, run));
    else run();
  }

  /** Cuts these places off from all others; they still reach each other. */
  split(places: readonly Place[], part: number): void {
    for (const place of places) this.#part.set(place, part);
    this.#changed();
  }

  /** Cuts two places off from each other alone. */
  cut(one: Place, other: Place): void {
    this.#cutPairs.add(pair(one, other));
    this.#changed();
  }

  /** Puts everything together again. */
  heal(): void {
    this.#part.clear();
    this.#cutPairs.clear();
    this.#changed();
  }

  #path(from: Place, to: Place): boolean {
    if (this.#crashed.has(to)) return false;
    if ((this.#part.get(from) ?? 0) !== (this.#part.get(to) ?? 0)) return false;
    return this.#cutPairs.size === 0 || !this.#cutPairs.has(pair(from, to));
  }

  #lane(from: Place, to: Place): Lane {
    const key = `${from} ${to}`;
    const found = this.#lanes.get(key);
    if (found !== undefined) return found;
    const fresh = { arrives: 0, sent: [], stuck: 0 };
    this.#lanes.set(key, fresh);
    return fresh;
  }

  #arrive(lane: Lane, to: Place, run: () => void): void {
    const { delay, spread } = this.weather;
    const now = this.time.now();
    lane.arrives = Math.max(lane.arrives, now + delay + this.random.below(spread + 1));
    this.time.after(lane.arrives - now, () => this.at(to, run));
  }

  #take(lane: Lane, from: Place, to: Place): void {
    if (this.#path(from, to)) lane.sent.shift()?.();
    else lane.stuck++;
  }

  #changed(): void {
    for (const watch of [...this.#watches]) this.#look(watch);
    for (const [key, lane] of this.#lanes) {
      const [from, to] = key.split(" ").map(Number);
      if (lane.stuck === 0 || !this.#path(from, to)) continue;
      for (; lane.stuck > 0; lane.stuck--) {
        this.#arrive(lane, to, () => this.#take(lane, from, to));
      }
    }
  }

  /** Tells a watcher of a change that lasts as long as it takes to notice. */
  #look(watch: Watch): void {
    const { from, to } = watch;
    if (watch.looking || this.#path(from, to) === watch.there) return;
    watch.looking = true;
    const closed = from === BROKER && this.#killed.has(to);
    const ms = closed ? 0 : (watch.there ? NOTICED_MS : FOUND_MS) + this.random.below(1_000);
    this.time.after(ms, () => {
      watch.looking = false;
      if (this.#path(from, to) === watch.there) return;
      watch.there = !watch.there;
      this.at(from, () => {
        if (!watch.ended) watch.told(watch.there);
      });
    });
  }
}

function pair(one: Place, other: Place): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
