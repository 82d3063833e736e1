import { clientAddress } from "./client_address.ts";
import type { Edge } from "../edge.ts";
import { answered } from "./security_headers.ts";
import type { Dialect } from "../broker/idle_watch.ts";
import { upgradeToBroker } from "./websocket_upgrade.ts";

/** Where the broker listens, and what is spoken there. */
const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ["/signal", "kibitz"],
  ["/peerjs/peerjs", "peerjs"],
]);

/**
 * Takes a WebSocket request for the broker before the site sees it, which costs half as much; null for
 * every other request. The routes of the same paths answer the rest, and everything in development.
 * No page is ever shown what a handshake is answered with, so it goes without the headers of pages.
 */
export function takeSocket(
  req: Request,
  runtime: unknown,
  edge: Edge,
): Promise<Response> | null {
  if (!req.headers.has("upgrade")) return null;
  // Targets that are no URL are refused with all others of their kind.
  const dialect = DIALECTS.get(URL.parse(req.url)?.pathname ?? "");
  if (dialect === undefined) return null;
  return answered(() => {
    const address = clientAddress(req, runtime, edge.settings.trustedProxies);
    return upgradeToBroker(req, edge, { dialect, address });
  });
}
