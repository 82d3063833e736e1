import { bundle } from "../bundle.ts";
import { createHostileBroker, type HostileBroker } from "./hostile_broker.ts";
import { type Site, startSite } from "../servers/site.ts";

/** The real site as people get it when somebody has taken over its broker. */
export interface HostileSite extends AsyncDisposable {
  readonly origin: string;
  readonly broker: HostileBroker;
  /** Where the attacker's own page is, in which `tests/helpers/attack/middle/page.ts` runs. */
  readonly attackerPage: string;
  /** Hands every frame between two clients to the attacker's page, and delivers what it sends. */
  handOver(): void;
}

/** Serves the production build, with every introduction in the hands of a hostile broker. */
export async function startHostileSite(): Promise<HostileSite> {
  await using stack = new AsyncDisposableStack();
  const site = stack.use(await startSite());
  const script = await bundle("tests/helpers/attack/middle/page.ts");
  const broker = createHostileBroker();
  stack.defer(() => broker.close());
  let attacker: WebSocket | null = null;

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    switch (new URL(request.url).pathname) {
      case "/signal":
        return broker.accept(request);
      case "/attacker":
        return html(`<script type="module" src="/attacker.js"></script>`);
      case "/attacker.js":
        return new Response(script, { headers: { "content-type": "text/javascript" } });
      case "/attacker.socket": {
        const { socket, response } = Deno.upgradeWebSocket(request);
        socket.onmessage = ({ data }) => broker.inject(JSON.parse(String(data)));
        attacker = socket;
        return response;
      }
      default:
        return passOn(request, site);
    }
  });
  stack.defer(() => server.shutdown());
  stack.defer(() => attacker?.close());
  const origin = `http://localhost:${server.addr.port}`;
  const kept = stack.move();
  return {
    origin,
    broker,
    attackerPage: `${origin}/attacker`,
    handOver() {
      broker.tamper = (frame) => {
        if (attacker === null) throw new Error("the attacker's page is not there");
        attacker.send(JSON.stringify(frame));
        return [];
      };
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function html(body: string): Response {
  return new Response(`<!doctype html><title>attacker</title>${body}`, {
    headers: { "content-type": "text/html; charset=utf-8" },
  });
}

/** The site's own answer, from the site itself. */
async function passOn(request: Request, site: Site): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const answer = await fetch(site.origin + pathname + search, {
    method: request.method,
    // What says where the page came from names this server, which the site doesn't know.
    headers: { accept: request.headers.get("accept") ?? "*/*", "accept-encoding": "identity" },
    redirect: "manual",
  });
  const headers = new Headers(answer.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(answer.body, { status: answer.status, headers });
}
