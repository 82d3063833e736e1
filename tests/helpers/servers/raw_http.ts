import { inTime } from "../until.ts";

/** What came back for a request that was written byte by byte. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/**
 * Sends a request exactly as written, which no URL parser has tidied, and reads the answer to the
 * end. `head` is the request line and headers without `connection: close` and the empty line.
 * Answers with status 0 when the server hung up without a word.
 */
export async function rawRequest(origin: string, head: string, body = ""): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const bytes = new TextEncoder().encode(`${head}\r\nconnection: close\r\n\r\n${body}`);
  return parse(await inTime(`the answer to ${head.slice(0, 60)}`, talk(connection, bytes)));
}

async function talk(connection: Deno.TcpConn, bytes: Uint8Array): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  let answer = "";
  try {
    for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
    for (;;) {
      const read = await connection.read(buffer);
      if (read === null) return answer;
      answer += decoder.decode(buffer.subarray(0, read), { stream: true });
    }
  } catch (error) {
    // The server may hang up on a hostile request while it is still being sent.
    if (isHangUp(error)) return answer;
    throw error;
  }
}

function isHangUp(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe ||
    error instanceof Deno.errors.ConnectionAborted;
}

function parse(answer: string): RawAnswer {
  const split = answer.indexOf("\r\n\r\n");
  const [line, ...lines] = answer.slice(0, split < 0 ? undefined : split).split("\r\n");
  const headers = new Map(lines.map((text) => {
    const colon = text.indexOf(":");
    return [text.slice(0, colon).toLowerCase(), text.slice(colon + 1).trim()] as const;
  }));
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(line)?.[1] ?? 0),
    headers,
    body: split < 0 ? "" : answer.slice(split + 4),
  };
}
