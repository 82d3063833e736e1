import { hex } from "./env/bytes.ts";
import { type Clock, type Random, systemClock, systemRandom } from "./env/mod.ts";
import { createMemoryLinks, type MemoryEnds } from "./link/memory_link.ts";
import type { LinkFactory } from "./link/mod.ts";
import { createMemoryBroker, type Post } from "./signal/memory_broker.ts";
import type { Broker } from "./signal/mod.ts";

/** What one participant stands on: an introducer, and connections under one certificate. */
export interface Attachment {
  readonly broker: Broker;
  readonly links: LinkFactory;
}

/** Where participants can meet; each one who joins is attached once. */
export interface Transport {
  attach(): Promise<Attachment>;
}

/** How a local bus delivers. */
export interface LocalBusOptions {
  readonly clock?: Clock;
  readonly random?: Random;
  /** Runs each delivery. Default: as a microtask, in order. */
  readonly post?: Post;
}

/**
 * Makes a transport in memory: everyone who joins with the same one can meet, with no network and no
 * browser. Deliveries are asynchronous and keep their order, unless `post` says otherwise.
 */
export function createLocalBus(options: LocalBusOptions = {}): Transport {
  const { clock = systemClock, random = systemRandom, post = queueMicrotask } = options;
  const broker = createMemoryBroker(post);
  const ends: MemoryEnds = new Map();
  return {
    attach() {
      const links = createMemoryLinks(clock, post, ends, hex(random(32)));
      return Promise.resolve({ broker, links });
    },
  };
}
