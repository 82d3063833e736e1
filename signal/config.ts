import { z } from "zod";
import { DEFAULT_LIMITS, type Limits, limitVariable } from "./limits.ts";

/** A setting in the environment that can't be used. The message names the variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly code = "bad-setting";

  constructor(readonly variable: string, problem: string) {
    super(`The environment variable ${variable} ${problem}`);
  }
}

/** The environment's variables by name. An empty one counts as not set. */
export type Env = Readonly<Record<string, string | undefined>>;

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
  /** The API key of the PeerServer protocol. */
  readonly peerKey: string;
  readonly stunUrls: readonly string[];
}

const port = z.coerce.number().int().min(0).max(65_535);
const limit = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const stunUrl = z.string().regex(/^stuns?:(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/);
const peerKey = z.string().regex(/^[\w-]{1,64}$/);

/** `PORT` (0 to 65535, default 8000) and `HOST` (default 127.0.0.1). Throws `ConfigError`. */
export function readListenAddress(env: Env): ListenAddress {
  return {
    hostname: env.HOST || "127.0.0.1",
    port: read(env, "PORT", port, "must be a whole number from 0 to 65535") ?? 8000,
  };
}

/** Reads the edge service's settings. Throws `ConfigError`, which names the wrong variable. */
export function readSettings(env: Env): Settings {
  return {
    limits: readLimits(env),
    allowedOrigins: new Set(list(env, "ALLOWED_ORIGINS").map(readOrigin)),
    peerKey: read(env, "PEERJS_KEY", peerKey, "must be 1 to 64 letters, digits, _ or -") ??
      "peerjs",
    stunUrls: readStunUrls(env),
  };
}

function readLimits(env: Env): Limits {
  const names = Object.keys(DEFAULT_LIMITS) as (keyof Limits)[];
  return Object.fromEntries(names.map((name) => [
    name,
    read(env, limitVariable(name), limit, "must be a whole number of at least 1") ??
      DEFAULT_LIMITS[name],
  ])) as { [Name in keyof Limits]: number };
}

function readStunUrls(env: Env): readonly string[] {
  const urls = list(env, "STUN_URLS");
  if (!urls.every((url) => stunUrl.safeParse(url).success)) {
    throw new ConfigError("STUN_URLS", "must be a comma-separated list such as stun:host:3478");
  }
  return urls;
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

function list(env: Env, variable: string): string[] {
  return (env[variable] ?? "").split(",").map((part) => part.trim()).filter((part) => part !== "");
}

function read<Output>(
  env: Env,
  variable: string,
  schema: z.ZodType<Output>,
  problem: string,
): Output | undefined {
  const text = env[variable]?.trim();
  if (text === undefined || text === "") return undefined;
  const parsed = schema.safeParse(text);
  if (!parsed.success) throw new ConfigError(variable, problem);
  return parsed.data;
}
