import { ensureDebianPackage } from "./debian.ts";
import { until } from "../until.ts";

/** A TURN server of the tests' own, on this machine. */
export interface Coturn extends AsyncDisposable {
  /** For `TURN_URLS`. */
  readonly url: string;
  readonly secret: string;
}

/** Starts coturn with a shared secret on a free port of `host`, by which it also relays. */
export async function startCoturn({ host = "127.0.0.1" } = {}): Promise<Coturn> {
  const command = await ensureDebianPackage("coturn", { command: "turnserver" });
  const folder = await Deno.makeTempDir({ prefix: "kibitz-coturn-" });
  const port = freePort(host);
  const secret = crypto.randomUUID();
  const child = new Deno.Command(command, {
    args: [
      ...["-n", "--no-cli", "--no-tls", "--no-dtls", "--fingerprint", "--use-auth-secret"],
      ...[`--listening-ip=${host}`, `--relay-ip=${host}`, `--listening-port=${port}`],
      ...[`--static-auth-secret=${secret}`, "--realm=kibitz.test", "--no-multicast-peers"],
      ...["--allow-loopback-peers", "--log-file=stdout", "--simple-log"],
      ...[`--pidfile=${folder}/pid`, `--userdb=${folder}/db`],
    ],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const stop = async () => {
    child.kill("SIGKILL");
    await child.status;
    await Deno.remove(folder, { recursive: true });
  };
  try {
    await until("coturn listens", async () => {
      (await Deno.connect({ hostname: host, port })).close();
      return true;
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `turn:${host}:${port}?transport=udp`, secret, [Symbol.asyncDispose]: stop };
}

function freePort(hostname: string): number {
  using listener = Deno.listen({ hostname, port: 0 });
  return listener.addr.port;
}
