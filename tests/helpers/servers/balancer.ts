/** A load balancer of the plainest kind: it passes TCP connections on, and knows nothing of HTTP. */
export interface Balancer extends AsyncDisposable {
  /** Such as `http://localhost:43127`. */
  readonly origin: string;
  /** Connections that each backend was given, in the order of `backends`. */
  readonly given: readonly number[];
  /** The backends that get new connections from now on, in turns; any other only when these fail. */
  aim(...backends: readonly number[]): void;
}

/**
 * Passes connections on to `backends` (origins on this machine). One that does not answer is passed
 * over, as a balancer's health check would have it, only sooner.
 */
export function startBalancer(backends: readonly string[]): Balancer {
  const ports = backends.map((origin) => Number(new URL(origin).port));
  const given = backends.map(() => 0);
  let preferred: readonly number[] = backends.map((_, at) => at);
  let turn = 0;
  const open = new Set<Deno.Conn>();
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });

  const reach = async (): Promise<Deno.TcpConn | null> => {
    const first = turn++ % preferred.length;
    const order = [...preferred.slice(first), ...preferred.slice(0, first), ...ports.keys()];
    for (const at of order) {
      try {
        const conn = await Deno.connect({ hostname: "127.0.0.1", port: ports[at] });
        given[at]++;
        return conn;
      } catch (error) {
        // This one is dead: the next one, then.
        if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      }
    }
    return null;
  };
  const join = async (client: Deno.TcpConn) => {
    open.add(client);
    const backend = await reach();
    if (backend !== null) {
      open.add(backend);
      client.setNoDelay(true);
      backend.setNoDelay(true);
      await Promise.all([pipe(client, backend), pipe(backend, client)]);
      open.delete(backend);
      closeQuietly(backend);
    }
    open.delete(client);
    closeQuietly(client);
  };
  const joined = new Set<Promise<void>>();
  const accepting = (async () => {
    for await (const client of listener) {
      const running: Promise<void> = join(client).finally(() => joined.delete(running));
      joined.add(running);
    }
  })();
  return {
    origin: `http://localhost:${listener.addr.port}`,
    given,
    aim: (...wanted) => preferred = wanted,
    async [Symbol.asyncDispose]() {
      listener.close();
      await accepting;
      for (const conn of open) closeQuietly(conn);
      await Promise.all(joined);
    },
  };
}

/** Copies one direction until it ends or breaks; a broken one ends the other as well. */
async function pipe(from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
  const buffer = new Uint8Array(16_384);
  try {
    for (;;) {
      const count = await from.read(buffer);
      if (count === null) break;
      for (let written = 0; written < count;) {
        written += await to.write(buffer.subarray(written, count));
      }
    }
    await to.closeWrite();
  } catch (error) {
    if (!isBroken(error)) throw error;
    closeQuietly(from);
    closeQuietly(to);
  }
}

function closeQuietly(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch (error) {
    // It was closed by its other direction.
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}

/** True for what a connection says that was closed or reset, here or at the other end. */
function isBroken(error: unknown): boolean {
  return [
    Deno.errors.BadResource,
    Deno.errors.BrokenPipe,
    Deno.errors.ConnectionAborted,
    Deno.errors.ConnectionReset,
    Deno.errors.Interrupted,
    Deno.errors.NotConnected,
  ].some((kind) => error instanceof kind);
}
