import { z } from "zod";
import { type IceServer, type IceSource, IceSourceError, withoutBlockedPorts } from "./source.ts";

export interface CloudflareOptions {
  readonly keyId: string;
  readonly apiToken: string;
  readonly ttlMs: number;
  readonly now: () => number;
  /** Cloudflare's API; another one in tests. */
  readonly api?: string;
  /** How long the API may take, in milliseconds. */
  readonly timeoutMs?: number;
}

const API = "https://rtc.live.cloudflare.com/v1";
const TIMEOUT_MS = 5_000;
/** The most that is read of an answer. */
const ANSWER_MAX = 64 * 1024;

const urlsSchema = z.union([z.string().transform((url) => [url]), z.array(z.string())])
  .pipe(z.array(z.string().regex(/^(?:stuns?|turns?):\S{1,255}$/)).min(1).max(16));
const serverSchema = z.object({
  urls: urlsSchema,
  username: z.string().max(1_024).optional(),
  credential: z.string().max(1_024).optional(),
});
/** `generate-ice-servers` gives a list; the older `generate` gave one entry. */
const answerSchema = z.object({
  iceServers: z.union([
    z.array(serverSchema).min(1).max(8),
    serverSchema.transform((server) => [server]),
  ]),
});

/** Credentials from Cloudflare Realtime's `generate-ice-servers`, made anew for every caller. */
export function cloudflareSource(options: CloudflareOptions): IceSource {
  const { keyId, apiToken, ttlMs, now, api = API, timeoutMs = TIMEOUT_MS } = options;
  const url = `${api}/turn/keys/${keyId}/credentials/generate-ice-servers`;
  return {
    async mint() {
      const asked = now();
      const text = await ask(url, apiToken, Math.floor(ttlMs / 1000), timeoutMs);
      return { iceServers: read(text), expiresAt: asked + ttlMs };
    },
  };
}

async function ask(url: string, token: string, ttl: number, timeoutMs: number): Promise<string> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ ttl }),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await readUpTo(answer, ANSWER_MAX);
    if (answer.ok) return text;
    throw new IceSourceError("refused", `The TURN provider answered with status ${answer.status}.`);
  } catch (error) {
    if (error instanceof IceSourceError) throw error;
    if (error instanceof DOMException && error.name === "TimeoutError") {
      throw new IceSourceError("slow", "The TURN provider took too long.", { cause: error });
    }
    throw new IceSourceError("unreachable", "The TURN provider can't be reached.", {
      cause: error,
    });
  }
}

async function readUpTo(answer: Response, max: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of answer.body ?? []) {
    text += decoder.decode(part, { stream: true });
    if (text.length > max) {
      throw new IceSourceError("malformed", "The TURN provider's answer is too long.");
    }
  }
  return text + decoder.decode();
}

function read(text: string): IceServer[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new IceSourceError("malformed", "The TURN provider's answer is not JSON.");
  }
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success) {
    throw new IceSourceError("malformed", "The TURN provider's answer holds no ICE servers.");
  }
  return withoutBlockedPorts(parsed.data.iceServers);
}
