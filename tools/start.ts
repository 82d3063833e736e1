/**
 * `deno task start`: builds the site, then serves it in this process.
 * `PORT` (8000) and `HOST` (127.0.0.1) override where.
 */
import { readListenAddress } from "../signal/config.ts";
import { ROOT } from "./fresh_gen.ts";

const { hostname, port } = readListenAddress(Deno.env.toObject());

const build = new Deno.Command(Deno.execPath(), {
  args: ["task", "--quiet", "build"],
  cwd: ROOT,
  stdout: "piped",
  stderr: "piped",
  env: { NO_COLOR: "1" },
}).spawn();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(
    signal,
    () => Deno.exit(signal === "SIGINT" ? 130 : 143),
  );
}
const result = await build.output();
if (!result.success) {
  const text = new TextDecoder();
  console.error(text.decode(result.stdout) + text.decode(result.stderr));
  console.error("Kibitz could not be built; the messages above say why.");
  Deno.exit(1);
}

const { default: app } = await import("../main.ts");
Deno.serve({
  hostname,
  port,
  onListen: ({ port }) => {
    const shown = hostname === "127.0.0.1" || hostname === "0.0.0.0" ? "localhost" : hostname;
    console.log(
      `Kibitz is ready: http://${shown.includes(":") ? `[${shown}]` : shown}:${port}`,
    );
  },
}, app.fetch);
