/**
 * `deno task start`: builds the site, then serves it in this process.
 * `PORT` (8000) and `HOST` (127.0.0.1) override where.
 */
import { type ListenAddress, readListenAddress, readSettings } from "../signal/config.ts";
import { ConfigError } from "../signal/env.ts";
import { edge, endGracefully, ENDINGS } from "../signal/mod.ts";
import { ROOT } from "./fresh_gen.ts";
import { watchNpx } from "./orphan.ts";

let address: ListenAddress = { hostname: "", port: 0 };
let building: Deno.ChildProcess | null = null;
let serving = false;
for (const [signal, code] of Object.entries(ENDINGS)) {
  Deno.addSignalListener(signal as Deno.Signal, () => end(code));
}
watchNpx(Deno.env.toObject(), () => end(143));
try {
  readSettings(Deno.env.toObject());
  address = readListenAddress(Deno.env.toObject());
  // Asked before the build, so that nobody waits for a build that can't be served.
  Deno.listen(address).close();
  await build();
  const { default: app } = await import("../main.ts");
  serving = true;
  Deno.serve({ ...address, onListen: ({ port }) => sayReady(port) }, app.fetch);
} catch (error) {
  exitWithSentence(error);
}

async function build(): Promise<void> {
  building = new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "build"],
    cwd: ROOT,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const result = await building.output();
  building = null;
  if (result.success) return;
  const text = new TextDecoder();
  console.error(text.decode(result.stdout) + text.decode(result.stderr));
  console.error("Kibitz could not be built; the messages above say why.");
  Deno.exit(1);
}

function end(code: number): void {
  if (serving) return void endGracefully(edge().broker, code);
  stopBuilding();
  Deno.exit(code);
}

function stopBuilding(): void {
  try {
    building?.kill("SIGTERM");
  } catch (error) {
    // The build ended between its last line and ours: there is nothing left to stop.
    if (!(error instanceof TypeError)) throw error;
  }
}

function sayReady(port: number): void {
  const { hostname } = address;
  const everywhere = ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(hostname);
  const shown = everywhere ? "localhost" : hostname;
  console.log(`Kibitz is ready: http://${shown.includes(":") ? `[${shown}]` : shown}:${port}`);
}

function exitWithSentence(error: unknown): never {
  const where = `port ${address.port} of ${address.hostname}`;
  if (error instanceof ConfigError) console.error(`Kibitz can't start. ${error.message}.`);
  else if (error instanceof Deno.errors.AddrInUse) {
    console.error(`Something else uses ${where}. Set PORT to another one: PORT=8001`);
  } else if (error instanceof Deno.errors.PermissionDenied) {
    console.error(`This user may not listen on ${where}. Set PORT to one above 1023.`);
  } else if (error instanceof Deno.errors.AddrNotAvailable) {
    console.error(`This machine has no address ${address.hostname}. Set HOST to one that it has.`);
  } else throw error;
  Deno.exit(1);
}
