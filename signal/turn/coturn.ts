import { createHmac, randomBytes } from "node:crypto";
import type { IceServer, IceSource } from "./source.ts";

export interface CoturnOptions {
  readonly urls: readonly string[];
  /** coturn's `static-auth-secret`. */
  readonly secret: string;
  readonly ttlMs: number;
  readonly stun: readonly IceServer[];
  readonly now: () => number;
  /** Makes a user name unlike any other; eight random digits by default. */
  readonly tag?: () => string;
}

/**
 * Credentials by coturn's shared secret, as draft-uberti-behave-turn-rest-00 describes them: the
 * user name holds the expiry in seconds, and the password is its HMAC-SHA1.
 */
export function coturnSource(options: CoturnOptions): IceSource {
  const { urls, secret, ttlMs, stun, now, tag = () => randomBytes(4).toString("hex") } = options;
  return {
    mint() {
      const expires = Math.floor((now() + ttlMs) / 1000);
      const username = `${expires}:${tag()}`;
      const credential = createHmac("sha1", secret).update(username).digest("base64");
      return Promise.resolve({
        iceServers: [...stun, { urls, username, credential }],
        expiresAt: expires * 1000,
      });
    },
  };
}
