import { z } from "zod";
import { ConfigError, type Env, readList, readValue } from "../env.ts";
import { cloudflareSource } from "./cloudflare.ts";
import { coturnSource } from "./coturn.ts";
import { type IceServer, type IceSource, staticSource, withoutBlockedPorts } from "./source.ts";

/** How long credentials hold, in seconds, unless `TURN_TTL_SECONDS` says otherwise. */
const TTL_SECONDS = 3_600;

const HOST_PORT = String.raw`(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?`;
const stunUrl = new RegExp(`^stuns?:${HOST_PORT}$`);
const turnUrl = new RegExp(String.raw`^turns?:${HOST_PORT}(?:\?transport=(?:udp|tcp))?$`);
const ttl = z.coerce.number().int().min(10).max(86_400);
const secret = z.string().min(1).max(1_024);
const identifier = z.string().regex(/^[\w-]{1,128}$/);
const apiUrl = z.url({ protocol: /^https?$/ });

/** Where ICE servers come from, as the environment says. */
export type IceSettings =
  & { readonly ttlMs: number; readonly stun: readonly IceServer[] }
  & (
    | { readonly kind: "stun" }
    | { readonly kind: "coturn"; readonly urls: readonly string[]; readonly secret: string }
    | {
      readonly kind: "static";
      readonly urls: readonly string[];
      readonly username: string;
      readonly credential: string;
    }
    | {
      readonly kind: "cloudflare";
      readonly keyId: string;
      readonly apiToken: string;
      readonly api?: string;
    }
  );

/**
 * Reads `STUN_URLS`, `TURN_TTL_SECONDS` and one of: `TURN_URLS` with `TURN_SECRET` (coturn),
 * `TURN_URLS` with `TURN_USERNAME` and `TURN_CREDENTIAL` (the same for everybody), or
 * `CLOUDFLARE_TURN_KEY_ID` with `CLOUDFLARE_TURN_API_TOKEN`. Throws `ConfigError`.
 */
export function readIceSettings(env: Env): IceSettings {
  const ttlMs = 1000 *
    (readValue(env, "TURN_TTL_SECONDS", ttl, "must be a whole number from 10 to 86400") ??
      TTL_SECONDS);
  const stunUrls = readUrls(env, "STUN_URLS", stunUrl, "stun:host:3478");
  const common = { ttlMs, stun: stunUrls.length === 0 ? [] : [{ urls: stunUrls }] };
  const urls = readUrls(env, "TURN_URLS", turnUrl, "turn:host:3478?transport=udp");
  const keyId = readValue(env, "CLOUDFLARE_TURN_KEY_ID", identifier, "must be a TURN key's id");
  const shared = readValue(env, "TURN_SECRET", secret, "is too long");
  if (keyId !== undefined) {
    if (urls.length > 0) throw new ConfigError("TURN_URLS", "can't go with CLOUDFLARE_TURN_KEY_ID");
    const apiToken = required(env, "CLOUDFLARE_TURN_API_TOKEN", "CLOUDFLARE_TURN_KEY_ID");
    const api = readValue(env, "CLOUDFLARE_TURN_API", apiUrl, "must be an http(s) URL");
    return { ...common, kind: "cloudflare", keyId, apiToken, ...(api && { api }) };
  }
  refuseAlone(env, "CLOUDFLARE_TURN_API_TOKEN", "CLOUDFLARE_TURN_KEY_ID");
  if (urls.length === 0) {
    for (const each of ["TURN_SECRET", "TURN_USERNAME", "TURN_CREDENTIAL"]) {
      refuseAlone(env, each, "TURN_URLS");
    }
    return { ...common, kind: "stun" };
  }
  if (shared !== undefined) {
    if (env.TURN_USERNAME) throw new ConfigError("TURN_USERNAME", "can't go with TURN_SECRET");
    return { ...common, kind: "coturn", urls, secret: shared };
  }
  const username = readValue(env, "TURN_USERNAME", secret, "is too long");
  if (username === undefined) {
    throw new ConfigError("TURN_URLS", "needs TURN_SECRET, or TURN_USERNAME and TURN_CREDENTIAL");
  }
  const credential = required(env, "TURN_CREDENTIAL", "TURN_USERNAME");
  return { ...common, kind: "static", urls, username, credential };
}

/** The source that the settings describe. */
export function createIceSource(settings: IceSettings, now: () => number): IceSource {
  const { ttlMs, stun } = settings;
  switch (settings.kind) {
    case "stun":
      return staticSource(stun, ttlMs, now);
    case "static": {
      const { urls, username, credential } = settings;
      return staticSource([...stun, { urls, username, credential }], ttlMs, now);
    }
    case "coturn":
      return coturnSource({ ...settings, now });
    case "cloudflare":
      return cloudflareSource({ ...settings, now });
  }
}

function readUrls(env: Env, variable: string, pattern: RegExp, example: string): string[] {
  const urls = readList(env, variable);
  if (!urls.every((url) => pattern.test(url))) {
    throw new ConfigError(variable, `must be a comma-separated list such as ${example}`);
  }
  return withoutBlockedPorts(urls.length === 0 ? [] : [{ urls }]).flatMap((server) => server.urls);
}

function required(env: Env, variable: string, because: string): string {
  const value = readValue(env, variable, secret, "is too long");
  if (value === undefined) throw new ConfigError(variable, `is needed, since ${because} is set`);
  return value;
}

function refuseAlone(env: Env, variable: string, without: string): void {
  if (env[variable]) throw new ConfigError(variable, `is of no use without ${without}`);
}
