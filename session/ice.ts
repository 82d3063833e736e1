import * as z from "zod/mini";
import type { Clock } from "../lib/mod.ts";

const text = z.string().check(z.maxLength(2000));
const server = z.object({
  urls: z.union([text, z.array(text)]),
  username: z.optional(text),
  credential: z.optional(text),
});
const answer = z.object({ iceServers: z.array(server).check(z.maxLength(20)) });

/** Milliseconds that a join waits for the servers' answer before it goes on without them. */
export const ICE_PATIENCE_MS = 3000;

/**
 * Asks the edge for STUN and TURN servers. Whatever goes wrong, a direct call must not wait for it:
 * the answer is then an empty list.
 */
export async function fetchIceServers(
  fetch: (path: string, init: RequestInit) => Promise<Response>,
): Promise<readonly RTCIceServer[]> {
  try {
    const signal = AbortSignal.timeout(ICE_PATIENCE_MS);
    const response = await fetch("/api/turn", { signal });
    return response.ok ? readIceServers(await response.json()) : [];
  } catch {
    // Offline, too slow, or not JSON: a direct connection may still work, and the join says if not.
    return [];
  }
}

/** Milliseconds for which an answer is used again; TURN credentials live an hour. */
export const ICE_FRESH_MS = 20 * 60_000;

/** `ask`, which asks at most once in `ICE_FRESH_MS`: what was fetched ahead of a join is used by it. */
export function rememberIce(
  ask: () => Promise<readonly RTCIceServer[]>,
  clock: Clock,
): () => Promise<readonly RTCIceServer[]> {
  let last: { at: number; answer: Promise<readonly RTCIceServer[]> } | null = null;
  return () => {
    if (last === null || clock.now() - last.at > ICE_FRESH_MS) {
      last = { at: clock.now(), answer: ask() };
    }
    return last.answer;
  };
}

/** Reads the edge's answer; an answer of another shape gives no servers. */
export function readIceServers(body: unknown): readonly RTCIceServer[] {
  const parsed = answer.safeParse(body);
  return parsed.success ? parsed.data.iceServers : [];
}
