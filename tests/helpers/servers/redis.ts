import { canInstall, ensureDebianPackage } from "./debian.ts";
import { onPath } from "../paths.ts";
import { until } from "../until.ts";
import { cpuOf, memoryOf } from "../browsers/usage.ts";

/** A Redis of the tests' own, which keeps nothing on disk. */
export interface RedisServer {
  readonly url: string;
  /** Ends it as a crash would: no client is told. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** Processor time in seconds, and resident memory in bytes; null where the system does not tell. */
  cpu(): number | null;
  memory(): number | null;
  [Symbol.asyncDispose](): Promise<void>;
}

/** True when Redis is here, or can be installed. */
export async function redisAvailable(): Promise<boolean> {
  return await onPath("redis-server", ["/usr/sbin"]) !== null || await canInstall();
}

/** Starts a Redis server on a free port of this machine. */
export async function startRedis(): Promise<RedisServer> {
  const command = await ensureDebianPackage("redis-server");
  const port = freePort();
  let process: Deno.ChildProcess | null = null;
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      process = new Deno.Command(command, {
        args: ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        cwd: "/tmp",
        stdin: "null",
        stdout: "null",
        stderr: "null",
      }).spawn();
      await until("Redis listens", async () => {
        (await Deno.connect({ hostname: "127.0.0.1", port })).close();
        return true;
      });
    },
    cpu: () => process === null ? null : cpuOf(process.pid),
    memory: () => process === null ? null : memoryOf(process.pid),
    async kill() {
      process?.kill("SIGKILL");
      await process?.status;
      process = null;
    },
    [Symbol.asyncDispose]: () => server.kill(),
  };
  await server.start();
  return server;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
