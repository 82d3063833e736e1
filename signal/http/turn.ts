import type { Edge } from "../edge.ts";
import { originAllowed, share } from "./origin.ts";
import { IceSourceError } from "../turn/source.ts";

/**
 * Answers `GET /api/turn` with ICE servers for this caller alone. A failure says why; a call that
 * needs no relay goes on without.
 */
export async function answerTurn(req: Request, edge: Edge, address: string): Promise<Response> {
  const { allowedOrigins } = edge.settings;
  if (!originAllowed(req, allowedOrigins)) {
    return json({ error: "Pages of this origin may not ask for ICE servers." }, 403);
  }
  return share(req, allowedOrigins, await mint(edge, address));
}

async function mint({ ice, turnLimits }: Edge, address: string): Promise<Response> {
  if (!turnLimits.allow(address)) {
    return json({ error: "Too many requests. Try again in a minute." }, 429, {
      "retry-after": "60",
    });
  }
  try {
    return json(await ice.mint(), 200);
  } catch (error) {
    if (error instanceof IceSourceError) return json({ error: error.message }, 502);
    throw error;
  }
}

function json(body: unknown, status: number, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}
