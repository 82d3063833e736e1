import { Broker } from "./broker/broker.ts";
import { BroadcastBus } from "./bus/broadcast_bus.ts";
import type { Bus } from "./bus/bus.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type BusSettings, readSettings, type Settings } from "./config.ts";
import type { Env } from "./env.ts";
import { LocalBus } from "./bus/local_bus.ts";
import { RedisBus } from "./bus/redis_bus.ts";
import { openRedis } from "./bus/redis_client.ts";
import { collector, keepTidy } from "./idle_gc.ts";
import { createIceSource } from "./turn/config.ts";
import { TurnLimits } from "./turn/limits.ts";
import type { IceSource } from "./turn/source.ts";

/** The running edge service: what routes answer from. */
export interface Edge {
  readonly settings: Settings;
  readonly broker: Broker;
  readonly ice: IceSource;
  readonly turnLimits: TurnLimits;
}

/** Makes an edge service from the environment. Throws `ConfigError`. */
export function createEdge(env: Env, clock: Clock = systemClock): Edge {
  const settings = readSettings(env);
  const { limits, peerKey: key } = settings;
  return {
    settings,
    broker: new Broker({ bus: createBus(settings.bus, clock), clock, limits, key }),
    ice: createIceSource(settings.ice, () => clock.now()),
    turnLimits: new TurnLimits(clock, limits),
  };
}

function createBus(settings: BusSettings, clock: Clock): Bus {
  switch (settings.kind) {
    case "local":
      return new LocalBus();
    case "broadcast":
      return new BroadcastBus({ clock });
    case "redis": {
      const { url } = settings;
      return new RedisBus({ clock, open: (options) => openRedis({ ...options, url }) });
    }
  }
}

// The development server evaluates modules again after a change, and the production build holds its
// own copy of them: one process has one edge service all the same, and its sockets live on.
const HOME = Symbol.for("kibitz.broker");
const home = globalThis as { [HOME]?: Edge };

/** This process's edge service, made at the first call. Throws `ConfigError` at that call. */
export function edge(): Edge {
  return home[HOME] ??= begin();
}

function begin(): Edge {
  const made = createEdge(Deno.env.toObject());
  keepTidy({
    clock: systemClock,
    events: () => eventsOf(made.broker),
    used: () => Deno.memoryUsage().heapUsed,
    collect: collector(),
  });
  return made;
}

function eventsOf({ counts }: Broker): number {
  const ends = Object.values(counts.closed).reduce((sum, count) => sum + count, 0);
  return counts.opened + counts.routed + ends;
}
