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
  /** Makes a configuration for one caller. Throws `IceSourceError`. */
  mint(): Promise<IceConfiguration>;
}

/** The TURN provider did not give what it was asked for. The message is fit for the public. */
export class IceSourceError extends Error {
  override readonly name = "IceSourceError";
  constructor(
    readonly code: "unreachable" | "slow" | "refused" | "malformed",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Servers that are the same for everybody; ask again after `ttlMs` milliseconds all the same. */
export function staticSource(
  iceServers: readonly IceServer[],
  ttlMs: number,
  now: () => number,
): IceSource {
  return { mint: () => Promise.resolve({ iceServers, expiresAt: now() + ttlMs }) };
}

/** Browsers refuse to connect to port 53, and wait for it before they go on: those URLs go out. */
export function withoutBlockedPorts(servers: readonly IceServer[]): IceServer[] {
  return servers
    .map((server) => ({ ...server, urls: server.urls.filter((url) => !/:53(?:\?|$)/.test(url)) }))
    .filter(({ urls }) => urls.length > 0);
}
