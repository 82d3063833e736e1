/**
 * The one entry: `deno serve -A main.ts`, after `deno task build`. Security headers, then the built
 * site.
 */
import { ConfigError, edge, endGracefully, ENDINGS, secured, takeSocket } from "./signal/mod.ts";

type Site = { default: { fetch(req: Request): Response | Promise<Response> } };

const { default: site } = await loadSite();
checkSettings();
// `deno task start` has listeners of its own, which also end a build.
if (import.meta.main) endOnSignals();

export default {
  /** Answers one request: the broker's answer, or the built site's with the security headers on it. */
  fetch(req: Request, info: Deno.ServeHandlerInfo): Response | Promise<Response> {
    const runtime = { name: "deno", deno: { info } };
    const taken = takeSocket(req, runtime, edge());
    if (taken !== null) return taken;
    // Nitro reads the platform from here; Fresh hands it to routes as `ctx.runtime`.
    Object.assign(req, { runtime });
    return secured(req, (request) => site.fetch(request), edge().settings.trustedProxies > 0);
  },
};

/** Ends with a plain sentence when a setting can't be used, before the first visitor meets it. */
function checkSettings(): void {
  try {
    edge();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`Kibitz can't start. ${error.message}.`);
    Deno.exit(1);
  }
}

function endOnSignals(): void {
  for (const [signal, code] of Object.entries(ENDINGS)) {
    Deno.addSignalListener(signal as Deno.Signal, () => void endGracefully(edge().broker, code));
  }
}

async function loadSite(): Promise<Site> {
  const path = new URL("./.output/server/index.mjs", import.meta.url);
  try {
    await Deno.stat(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    console.error("Kibitz is not built yet: run `deno task build` first, or `deno task start`.");
    Deno.exit(1);
  }
  // @ts-ignore the build makes this module; its default export is the site as a fetch handler
  return await import("./.output/server/index.mjs") as Site;
}
