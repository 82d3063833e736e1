import { hex } from "./env/bytes.ts";
import { type Clock, type Random, systemClock, systemRandom } from "./env/mod.ts";
import { BROKER, type Network, perfectNetwork } from "./env/network.ts";
import { createMemoryLinks, type MemoryEnds } from "./link/memory_link.ts";
import type { LinkFactory } from "./link/mod.ts";
import { createMemoryBroker, type HeldIds } from "./signal/memory_broker.ts";
import type { Broker } from "./signal/mod.ts";

/** What one participant stands on: an introducer, and connections under one certificate. */
export interface Attachment {
  /** Introduces participants to each other. */
  readonly broker: Broker;
  /** Makes connections. */
  readonly links: LinkFactory;
}

/** Where participants can meet; each one who joins is attached once. */
export interface Transport {
  /** Attaches one participant. */
  attach(): Promise<Attachment>;
}

/** What a local bus runs on. */
export interface LocalBusOptions {
  /** Default: the system's clock. */
  readonly clock?: Clock;
  /** Default: the system's randomness. */
  readonly random?: Random;
  /** What lies between participants, who are places 1, 2, ... in it. Default: nothing is ever lost. */
  readonly network?: Network;
}

/**
 * Makes a transport in memory: everyone who joins with the same one can meet, with no network and no
 * browser. Deliveries are asynchronous and keep their order, unless `network` says otherwise.
 */
export function createLocalBus(options: LocalBusOptions = {}): Transport {
  const { clock = systemClock, random = systemRandom, network = perfectNetwork } = options;
  const held: HeldIds = new Map();
  const ends: MemoryEnds = new Map();
  let last = BROKER;
  return {
    attach() {
      const place = ++last;
      const broker = createMemoryBroker(place, network, clock, held);
      const links = createMemoryLinks(place, network, clock, ends, hex(random(32)));
      return Promise.resolve({ broker, links });
    },
  };
}
