import { z } from "zod";
import { ConfigError, type Env, readList, readValue } from "./env.ts";
import { DEFAULT_LIMITS, type Limits, limitVariable } from "./limits.ts";
import { type IceSettings, readIceSettings } from "./turn/config.ts";

/** Where to listen. */
export interface ListenAddress {
  readonly hostname: string;
  readonly port: number;
}

/** Everything that the edge service reads from the environment. */
export interface Settings {
  readonly limits: Limits;
  /** Origins that may use the broker and the TURN endpoint besides the site's own. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** Proxies in front of this server whose `X-Forwarded-For` and `X-Forwarded-Proto` are true. */
  readonly trustedProxies: number;
  /** The API key of the PeerServer protocol, and whether PeerJS clients may list all ids. */
  readonly peerKey: string;
  readonly peerDiscovery: boolean;
  readonly ice: IceSettings;
  /** How instances reach each other. */
  readonly bus: BusSettings;
  /** The bearer token of `/metrics`; without one there are no metrics. */
  readonly metricsToken: string | null;
}

export type BusSettings =
  | { readonly kind: "local" }
  | { readonly kind: "broadcast" }
  | { readonly kind: "redis"; readonly url: string };

const port = z.coerce.number().int().min(0).max(65_535);
const limit = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const proxies = z.coerce.number().int().min(0).max(10);
const peerKey = z.string().regex(/^[\w-]{1,64}$/);
const redisUrl = z.url({ protocol: /^rediss?$/ });
const token = z.string().min(16).max(256);

/** `PORT` (0 to 65535, default 8000) and `HOST` (default 127.0.0.1). Throws `ConfigError`. */
export function readListenAddress(env: Env): ListenAddress {
  return {
    hostname: env.HOST || "127.0.0.1",
    port: readValue(env, "PORT", port, "must be a whole number from 0 to 65535") ?? 8000,
  };
}

/** Reads the edge service's settings. Throws `ConfigError`, which names the wrong variable. */
export function readSettings(env: Env): Settings {
  return {
    limits: readLimits(env),
    allowedOrigins: new Set(readList(env, "ALLOWED_ORIGINS").map(readOrigin)),
    trustedProxies:
      readValue(env, "TRUSTED_PROXIES", proxies, "must be a whole number from 0 to 10") ?? 0,
    peerKey: readValue(env, "PEERJS_KEY", peerKey, "must be 1 to 64 letters, digits, _ or -") ??
      "peerjs",
    peerDiscovery:
      readValue(env, "PEERJS_DISCOVERY", z.enum(["on", "off"]), "must be on or off") === "on",
    ice: readIceSettings(env),
    bus: readBus(env),
    metricsToken: readValue(env, "METRICS_TOKEN", token, "must have at least 16 characters") ??
      null,
  };
}

function readBus(env: Env): BusSettings {
  const url = readValue(env, "REDIS_URL", redisUrl, "must be a URL such as redis://host:6379");
  if (url !== undefined) return { kind: "redis", url };
  const kinds = z.enum(["local", "broadcast"]);
  const kind = readValue(env, "BUS", kinds, "must be local or broadcast");
  // On Deno Deploy it is not certain that BroadcastChannel and locks reach other instances.
  return { kind: kind ?? (env.DENO_DEPLOY || env.DENO_DEPLOYMENT_ID ? "local" : "broadcast") };
}

function readLimits(env: Env): Limits {
  const names = Object.keys(DEFAULT_LIMITS) as (keyof Limits)[];
  return Object.fromEntries(names.map((name) => [
    name,
    readValue(env, limitVariable(name), limit, "must be a whole number of at least 1") ??
      DEFAULT_LIMITS[name],
  ])) as { [Name in keyof Limits]: number };
}

function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, "")) {
    throw new ConfigError(
      "ALLOWED_ORIGINS",
      "must be a comma-separated list of origins such as https://example.org",
    );
  }
  return url.origin;
}
