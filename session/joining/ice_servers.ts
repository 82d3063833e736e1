import * as z from "zod/mini";
import type { Clock, IceConfiguration } from "../../lib/mod.ts";

const text = z.string().check(z.maxLength(2000));
const server = z.object({
  urls: z.union([text, z.array(text)]),
  username: z.optional(text),
  credential: z.optional(text),
});
const answer = z.object({
  iceServers: z.array(server).check(z.maxLength(20)),
  expiresAt: z.number(),
});

/** Milliseconds that a join waits for the servers' answer before it goes on without them. */
export const ICE_PATIENCE_MS = 3000;

/** There are no STUN and TURN servers to be had now. */
export class IceError extends Error {
  override readonly name = "IceError";
  constructor(readonly code: "refused" | "malformed", message: string) {
    super(message);
  }
}

/** What is used of `fetch`. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/**
 * Asks the edge for STUN and TURN servers. Throws `IceError`, or what `fetch` throws when the edge
 * can't be reached or takes longer than `ICE_PATIENCE_MS`.
 */
export async function fetchIceServers(fetch: Fetch, clock: Clock): Promise<IceConfiguration> {
  const response = await fetch("/api/turn", { signal: AbortSignal.timeout(ICE_PATIENCE_MS) });
  if (!response.ok) throw new IceError("refused", `the edge answered with ${response.status}`);
  const read = readIceServers(await response.json());
  if (read === null) throw new IceError("malformed", "the edge's answer holds no ICE servers");
  // By the edge's own clock, so that this device's may be wrong.
  const served = Date.parse(response.headers.get("date") ?? "");
  const now = clock.now();
  const life = read.expiresAt - (Number.isNaN(served) ? now : served);
  return { iceServers: read.iceServers, expiresAt: now + life };
}

/** Reads the edge's answer; null when it is of another shape. */
export function readIceServers(body: unknown): z.infer<typeof answer> | null {
  return answer.safeParse(body).data ?? null;
}
