import { type Clock, systemClock } from "./env/mod.ts";
import { createMemoryLinks } from "./link/memory_link.ts";
import type { LinkFactory } from "./link/mod.ts";
import { createMemoryBroker, type Post } from "./signal/memory_broker.ts";
import type { Broker } from "./signal/mod.ts";

/** What a room stands on: an introducer and a kind of connection. */
export interface Transport {
  readonly broker: Broker;
  readonly links: LinkFactory;
}

/**
 * Makes a transport in memory: everyone who joins with the same one can meet, with no network and no
 * browser. Deliveries are asynchronous and keep their order, unless `post` says otherwise.
 */
export function createLocalBus(
  { clock = systemClock, post = queueMicrotask }: { clock?: Clock; post?: Post } = {},
): Transport {
  return { broker: createMemoryBroker(post), links: createMemoryLinks(clock, post) };
}
