import { ensureBuilt } from "./build.ts";
import { ROOT } from "../paths.ts";
import { until } from "../until.ts";

/** The production build, being served. It ends with the block that holds it. */
export interface Site extends AsyncDisposable {
  /** Such as `http://localhost:43127`. */
  readonly origin: string;
  /** The same as a WebSocket address, with the broker's path. */
  readonly broker: string;
  /** What the server printed so far. */
  log(): string;
  /** False when it ended by itself, which no request may cause. */
  readonly running: boolean;
  stop(): Promise<void>;
}

/** How to serve. Nothing is needed. */
export interface SiteOptions {
  /** Settings, over the process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** More arguments of `deno serve`, such as `--parallel`. */
  readonly args?: readonly string[];
  /** Where to listen; 127.0.0.1 unless told otherwise, on a port that is free. */
  readonly host?: string;
  /** A work tree of another state of the project, built already; this one unless told. */
  readonly folder?: string | URL;
  /** The port of a server that was stopped, to come back in its place; any free one unless told. */
  readonly port?: number;
}

/** Serves the production build (made first if need be) by `deno serve main.ts`, on a free port. */
export async function startSite(options: SiteOptions = {}): Promise<Site> {
  if (options.folder === undefined) await ensureBuilt();
  const host = options.host ?? "127.0.0.1";
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["serve", "-A", "--no-check", "--host", host, "--port", String(options.port ?? 0)],
      ...(options.args ?? []),
      "main.ts",
    ],
    cwd: options.folder ?? ROOT,
    env: { NO_COLOR: "1", ...options.env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();

  let printed = "";
  let running = true;
  const collect = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) printed += text;
  };
  const read = Promise.all([collect(child.stdout), collect(child.stderr)]);
  const ended = child.status.then(() => {
    running = false;
  });
  const stop = async () => {
    if (running) child.kill("SIGKILL");
    await Promise.all([ended, read]);
  };

  try {
    const port = await until("the site listens", () => {
      if (!running) throw new Error(`it ended; it printed: ${printed}`);
      return /Listening on \S+?:(\d+)\/?/.exec(printed)?.[1];
    }, { within: 30_000 });
    const shown = host === "127.0.0.1" ? "localhost" : host;
    return {
      origin: `http://${shown}:${port}`,
      broker: `ws://${shown}:${port}/signal`,
      log: () => printed,
      get running() {
        return running;
      },
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
