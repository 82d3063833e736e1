import type { Edge } from "../edge.ts";
import { sameText } from "./peerjs.ts";

/**
 * Answers `GET /metrics` in Prometheus' text format, to whoever has the token. Numbers only: no
 * address, id or room. Without `METRICS_TOKEN` there is no such page.
 */
export function answerMetrics(req: Request, { settings, broker }: Edge): Response {
  if (settings.metricsToken === null) return text("There is nothing here.\n", 404);
  const given = req.headers.get("authorization") ?? "";
  if (!sameText(given, `Bearer ${settings.metricsToken}`)) {
    return text("The token is missing or wrong.\n", 401, { "www-authenticate": "Bearer" });
  }
  const { opened, routed, waited, expired, closed } = broker.counts;
  const { rss, heapUsed } = Deno.memoryUsage();
  return text(
    [
      metric("sockets", "gauge", "Open sockets.", broker.door.total),
      metric("waiting_frames", "gauge", "Frames that wait for a client.", broker.waiting.frames),
      metric("waiting_bytes", "gauge", "Their size.", broker.waiting.bytes),
      metric("unread_bytes", "gauge", "What clients are slow to read.", broker.lines.total),
      metric("dropped_total", "counter", "Frames that crowded a line.", broker.lines.dropped),
      metric("opened_total", "counter", "Ids that were granted.", opened),
      metric("routed_total", "counter", "Frames that clients sent to each other.", routed),
      metric("waited_total", "counter", "Frames that had to wait.", waited),
      metric("expired_total", "counter", "Times that a sender was told EXPIRE.", expired),
      metric("resident_bytes", "gauge", "Memory that the process holds.", rss),
      metric("heap_bytes", "gauge", "What of it is in use by objects, garbage included.", heapUsed),
      "# HELP kibitz_closed_total Sockets that ended, by reason.",
      "# TYPE kibitz_closed_total counter",
      ...Object.entries(closed).map(([why, count]) =>
        `kibitz_closed_total{reason="${why}"} ${count}`
      ),
      "",
    ].join("\n"),
    200,
  );
}

function metric(name: string, type: "gauge" | "counter", help: string, value: number): string {
  return `# HELP kibitz_${name} ${help}\n# TYPE kibitz_${name} ${type}\nkibitz_${name} ${value}`;
}

function text(body: string, status: number, headers: Record<string, string> = {}): Response {
  return new Response(body, {
    status,
    headers: {
      "content-type": "text/plain; version=0.0.4; charset=utf-8",
      "cache-control": "no-store",
      ...headers,
    },
  });
}
