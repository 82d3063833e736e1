import { timingSafeEqual } from "node:crypto";
import type { Edge } from "../edge.ts";
import { originAllowed, share } from "./origin.ts";

/**
 * The HTTP half of the PeerServer protocol, which PeerJS clients ask before they open a WebSocket:
 * `id` gives out an id that nobody else has, `peers` lists the ids that are held.
 */
export function answerPeerServer(
  req: Request,
  edge: Edge,
  key: string,
  method: "id" | "peers",
): Response {
  const { allowedOrigins, peerKey, peerDiscovery } = edge.settings;
  if (!originAllowed(req, allowedOrigins)) {
    return text("Pages of this origin may not use the broker. ALLOWED_ORIGINS names others.", 403);
  }
  const answer = !sameText(key, peerKey)
    ? text("Invalid key provided", 401)
    : method === "id"
    ? text(crypto.randomUUID(), 200)
    : peerDiscovery
    ? Response.json(edge.broker.ids(), { headers: { "cache-control": "no-store" } })
    : text("This broker does not tell who is there. PEERJS_DISCOVERY=on would change that.", 401);
  return share(req, allowedOrigins, answer);
}

/** Compares in a time that does not tell where two texts differ. */
export function sameText(a: string, b: string): boolean {
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function text(body: string, status: number): Response {
  return new Response(body, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
