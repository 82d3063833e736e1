import { secured } from "./signal/headers.ts";

// The build writes this file; its default export is the whole site as one fetch handler.
// @ts-ignore there is nothing to check before the first build
const { default: site } = await import("./.output/server/index.mjs") as {
  default: { fetch(req: Request): Promise<Response> };
};

export default {
  /** Answers one request: the built site's answer, with the security headers on it. */
  fetch(req: Request, info: Deno.ServeHandlerInfo): Promise<Response> {
    // Nitro reads the platform from here; Fresh hands it to routes as `ctx.runtime`.
    Object.assign(req, { runtime: { name: "deno", deno: { info } } });
    return secured(req, (request) => site.fetch(request));
  },
};
