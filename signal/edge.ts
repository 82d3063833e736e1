import { Broker } from "./broker.ts";
import { systemClock } from "./clock.ts";
import { type Env, readSettings, type Settings } from "./config.ts";
import { LocalBus } from "./local_bus.ts";
import { type IceSource, iceSource } from "./turn/source.ts";

/** The running edge service: what routes answer from. */
export interface Edge {
  readonly settings: Settings;
  readonly broker: Broker;
  readonly ice: IceSource;
}

/** Makes an edge service from the environment. Throws `ConfigError`. */
export function createEdge(env: Env): Edge {
  const settings = readSettings(env);
  const { limits, peerKey: key } = settings;
  return {
    settings,
    broker: new Broker({ bus: new LocalBus(), clock: systemClock, limits, key }),
    ice: iceSource(settings, () => systemClock.now()),
  };
}

// The development server evaluates modules again after a change, and the production build holds its
// own copy of them: one process has one edge service all the same, and its sockets live on.
const HOME = Symbol.for("kibitz.broker");
const home = globalThis as { [HOME]?: Edge };

/** This process's edge service, made at the first call. Throws `ConfigError` at that call. */
export function edge(): Edge {
  return home[HOME] ??= createEdge(Deno.env.toObject());
}
