import type { Site } from "./site.ts";

/** A server in front of the site, as a host has it: it can be away, and go on to another build. */
export interface Front extends AsyncDisposable {
  readonly origin: string;
  /** Takes the server away; the address stays. */
  goDown(): Promise<void>;
  comeBack(): void;
  /** From now on another build's service worker is served, and these files of this one are gone. */
  deploy(gone: RegExp): void;
}

/** Starts a front on a free port. */
export function startFront(site: Site): Front {
  let gone: RegExp | null = null;

  async function answer(request: Request): Promise<Response> {
    if (request.headers.get("upgrade") === "websocket") return join(request, site);
    const { pathname, search } = new URL(request.url);
    if (gone?.test(pathname)) return new Response("gone\n", { status: 404 });
    const headers = new Headers(request.headers);
    // Answers are whole and as they are, so that they can be changed here.
    const conditions = ["host", "accept-encoding", "if-none-match", "if-modified-since"];
    for (const name of conditions) headers.delete(name);
    const body = await fetch(site.origin + pathname + search, { headers, redirect: "manual" });
    const out = new Headers(body.headers);
    for (const name of ["content-encoding", "content-length"]) out.delete(name);
    // The policy names the host that the page's sockets go to.
    const policy = out.get("content-security-policy");
    if (policy !== null) {
      const [theirs, ours] = [new URL(site.origin).host, new URL(origin).host];
      out.set("content-security-policy", policy.replaceAll(theirs, ours));
    }
    if (gone === null || pathname !== "/sw.js") {
      return new Response(body.body, { status: body.status, headers: out });
    }
    const worker = await body.text();
    return new Response(worker.replace(/("version\\*":\\*")\w+/, "$1another"), { headers: out });
  }
  const listen = (port: number) =>
    Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, answer);

  let server: Deno.HttpServer<Deno.NetAddr> | null = listen(0);
  const { port } = server.addr;
  const origin = `http://localhost:${port}`;
  const goDown = async () => {
    const was = server;
    server = null;
    await was?.shutdown();
  };
  return {
    origin,
    goDown,
    comeBack() {
      server ??= listen(port);
    },
    deploy(files) {
      gone = files;
    },
    [Symbol.asyncDispose]: goDown,
  };
}

/** Passes a page's WebSocket on to the site's, both ways. */
function join(request: Request, site: Site): Response {
  const { socket: page, response } = Deno.upgradeWebSocket(request, { idleTimeout: 0 });
  const { pathname, search } = new URL(request.url);
  const edge = new WebSocket(site.origin.replace("http", "ws") + pathname + search);
  const early: (string | ArrayBuffer)[] = [];
  page.onmessage = ({ data }) => {
    if (edge.readyState === WebSocket.OPEN) edge.send(data);
    else early.push(data);
  };
  edge.onopen = () => {
    for (const data of early.splice(0)) edge.send(data);
  };
  edge.onmessage = ({ data }) => {
    if (page.readyState === WebSocket.OPEN) page.send(data);
  };
  page.onclose = () => edge.close();
  edge.onclose = () => page.close();
  return response;
}
