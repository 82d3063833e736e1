import { clientAddress } from "./address.ts";
import type { Edge } from "./edge.ts";
import type { Dialect } from "./silence.ts";
import { upgradeToBroker } from "./upgrade.ts";

/** Where the broker listens, and what is spoken there. */
const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ["/signal", "kibitz"],
  ["/peerjs/peerjs", "peerjs"],
]);

/**
 * Takes a WebSocket request for the broker before the site sees it, which costs half as much; null for
 * every other request. The routes of the same paths answer the rest, and everything in development.
 */
export function takeSocket(
  req: Request,
  runtime: unknown,
  edge: Edge,
): Response | Promise<Response> | null {
  if (!req.headers.has("upgrade")) return null;
  const dialect = DIALECTS.get(new URL(req.url).pathname);
  if (dialect === undefined) return null;
  const address = clientAddress(req, runtime, edge.settings.trustedProxies);
  return upgradeToBroker(req, edge, { dialect, address });
}
