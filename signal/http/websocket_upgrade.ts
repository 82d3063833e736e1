import { blockOf } from "./client_address.ts";
import type { Intake } from "../broker/broker.ts";
import type { Wire } from "../broker/connection.ts";
import type { Edge } from "../edge.ts";
import { originAllowed } from "./origin.ts";
import type { Dialect } from "../broker/idle_watch.ts";

export interface UpgradeOptions {
  readonly dialect: Dialect;
  /** The client's address key. */
  readonly address: string;
}

/**
 * Turns a WebSocket request into a connection at the broker. A request that is none, comes from a
 * page of another origin, comes too often or in too great a crowd, or is incomplete, is answered with
 * 426, 403, 429, 503 or 400.
 */
export function upgradeToBroker(
  req: Request,
  edge: Edge,
  options: UpgradeOptions,
): Response | Promise<Response> {
  if (req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return plain(426, "This is the broker: connect to it by WebSocket.", { upgrade: "websocket" });
  }
  if (!originAllowed(req, edge.settings.allowedOrigins)) {
    return plain(403, "Pages of this origin may not use the broker. ALLOWED_ORIGINS names others.");
  }
  const { broker } = edge;
  if (!broker.door.mayKnock(options.address)) {
    return plain(429, "Too many connections from this address.", { "retry-after": "5" });
  }
  const turn = broker.door.turnstile.pass(blockOf(options.address));
  if (turn === null) {
    return plain(503, "Too many clients connect just now.", { "retry-after": "1" });
  }
  return turn.then(() => shakeHands(req, edge, options));
}

function shakeHands(
  req: Request,
  { broker }: Edge,
  { address, dialect }: UpgradeOptions,
): Response {
  const query = new URL(req.url).searchParams;
  const upgraded = accept(req);
  if (upgraded === null) return plain(400, "This WebSocket handshake is incomplete.");
  const { socket, response } = upgraded;
  const hello = {
    id: query.get("id"),
    token: query.get("token"),
    key: query.get("key"),
    dialect,
    address,
  };
  attach(socket, (wire) => broker.connect(hello, wire));
  return response;
}

function accept(req: Request): Deno.WebSocketUpgrade | null {
  try {
    // The broker itself looks after silent sockets: the runtime would set a timer for every message.
    return Deno.upgradeWebSocket(req, { idleTimeout: 0 });
  } catch (error) {
    // Deno refuses a handshake whose headers are missing or wrong.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function attach(socket: WebSocket, connect: (wire: Wire) => Intake): void {
  let intake: Intake | null = null;
  socket.onopen = () => intake = connect(wireOf(socket));
  // A listener costs the runtime less than a handler, and this one is called for every frame.
  socket.addEventListener("message", ({ data }) => intake?.message(data));
  socket.onclose = () => {
    intake?.gone();
    intake = null;
  };
  // A broken socket is closed next, and the close says all that the broker needs to know.
  socket.onerror = (event) => event.preventDefault();
}

function wireOf(socket: WebSocket): Wire {
  return {
    send: (text) => socket.send(text),
    close: (code, reason) => socket.close(code, reason),
    unread: () => socket.bufferedAmount,
  };
}

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}
