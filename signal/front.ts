import { clientAddress } from "./address.ts";
import type { Edge } from "./edge.ts";
import { upgradeToBroker } from "./upgrade.ts";

/** Where the broker listens, and whether a client there must name the API key. */
const KEY_REQUIRED: ReadonlyMap<string, boolean> = new Map([
  ["/signal", false],
  ["/peerjs/peerjs", true],
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
  const keyRequired = KEY_REQUIRED.get(new URL(req.url).pathname);
  if (keyRequired === undefined) return null;
  const address = clientAddress(req, runtime, edge.settings.trustedProxies);
  return upgradeToBroker(req, edge, { keyRequired, address });
}
