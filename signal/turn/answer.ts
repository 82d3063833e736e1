import type { Edge } from "../edge.ts";
import { originAllowed } from "../origin.ts";

/** Answers `GET /api/turn`: the ICE servers, fresh for every caller. */
export async function answerTurn(req: Request, edge: Edge): Promise<Response> {
  if (!originAllowed(req, edge.settings.allowedOrigins)) {
    return json({ error: "Pages of this origin may not ask for ICE servers." }, 403);
  }
  const response = json(await edge.ice.mint(), 200);
  const origin = req.headers.get("origin");
  if (origin !== null && edge.settings.allowedOrigins.has(origin)) {
    response.headers.set("access-control-allow-origin", origin);
    response.headers.set("vary", "Origin");
    response.headers.set("cross-origin-resource-policy", "cross-origin");
  }
  return response;
}

function json(body: unknown, status: number): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
