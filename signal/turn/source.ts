import type { Settings } from "../config.ts";

/** One entry of `RTCConfiguration.iceServers`. */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

/** What `/api/turn` answers. */
export interface IceConfiguration {
  readonly iceServers: readonly IceServer[];
  /** Milliseconds since the Unix epoch; ask again at half the time that is left. */
  readonly expiresAt: number;
}

/** Where ICE servers come from. */
export interface IceSource {
  /** Makes a configuration that holds for an hour. */
  mint(): Promise<IceConfiguration>;
}

/** How long a configuration holds, in milliseconds. */
export const ICE_TTL_MS = 60 * 60 * 1000;

/** STUN servers alone, or none: the same for everybody. */
export function stunSource(urls: readonly string[], now: () => number): IceSource {
  const iceServers = urls.length === 0 ? [] : [{ urls }];
  return { mint: () => Promise.resolve({ iceServers, expiresAt: now() + ICE_TTL_MS }) };
}

/** The source that the settings ask for. */
export function iceSource(settings: Settings, now: () => number): IceSource {
  return stunSource(settings.stunUrls, now);
}
