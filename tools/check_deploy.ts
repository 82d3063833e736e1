/**
 * `deno task check:deploy`: builds the site and runs it as a platform would (`deno serve main.ts`, no
 * more rights than it needs), then probes pages, files, endpoints, the broker and the gentle end.
 */
import { ROOT } from "./fresh_gen.ts";

/** How long the server may take to listen, and to end, in milliseconds. */
const START_MS = 30_000;
const END_MS = 5_000;

/** One thing that must hold. Throws, in words, when it does not. */
type Probe = (origin: string) => Promise<void>;

const PROBES: Readonly<Record<string, Probe>> = {
  "the start page, a room and the documents": async (origin) => {
    for (const path of ["/", "/r/check-deploy", "/security"]) await page(`${origin}${path}`, 200);
  },
  "a page that is not there": (origin) => page(`${origin}/not-there`, 404),
  "a malformed address": async (origin) => {
    const answer = await get(`${origin}/r/%E0%A4%A`);
    expect(answer.status === 400, `status ${answer.status}`);
  },
  "scripts and styles, kept for ever": async (origin) => {
    const html = await (await fetch(`${origin}/r/check-deploy`)).text();
    const files = [...new Set(html.match(/\/assets\/[\w./-]+\.(?:js|css)/g) ?? [])];
    expect(files.length > 0, "the room page names no file of /assets/");
    for (const file of files) {
      const { status, headers } = await get(`${origin}${file}`);
      expect(status === 200, `${file}: status ${status}`);
      expect(headers.get("cache-control")?.includes("immutable") ?? false, `${file}: not kept`);
    }
  },
  "the build's own list of files is not public": async (origin) => {
    const { status } = await get(`${origin}/.vite/manifest.json`);
    expect(status === 404, `status ${status}`);
  },
  "health and ICE servers": async (origin) => {
    for (const path of ["/api/health", "/api/turn"]) {
      const answer = await get(`${origin}${path}`);
      expect(answer.status === 200, `${path}: status ${answer.status}`);
      expect(answer.headers.get("cache-control") === "no-store", `${path}: may be kept`);
    }
  },
  "the broker on /signal": (origin) => brokerPasses(`${origin}/signal?key=peerjs`),
  "the broker on /peerjs": (origin) => brokerPasses(`${origin}/peerjs/peerjs?key=peerjs`),
};

Deno.exit(await main());

async function main(): Promise<number> {
  await run(["task", "--quiet", "build"]);
  const server = new Deno.Command(Deno.execPath(), {
    args: [
      ...["serve", "--allow-net", "--allow-env", "--allow-read", "--host", "127.0.0.1"],
      ...["--port", "0", "main.ts"],
    ],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  try {
    const origin = await listening(server);
    let failed = 0;
    for (const [name, probe] of Object.entries(PROBES)) {
      failed += await attempt(name, () => probe(origin));
    }
    failed += await attempt(
      "SIGINT ends it in time, with a client there",
      () => endsGently(server, origin),
    );
    console.log(failed === 0 ? "Ready to deploy." : `${failed} failed.`);
    return failed === 0 ? 0 : 1;
  } finally {
    kill(server);
    await server.status;
  }
}

async function attempt(name: string, probe: () => Promise<void>): Promise<0 | 1> {
  try {
    await probe();
    console.log(`ok      ${name}`);
    return 0;
  } catch (error) {
    console.log(`FAILED  ${name}: ${error instanceof Error ? error.message : error}`);
    return 1;
  }
}

async function run(args: string[]): Promise<void> {
  const { success } = await new Deno.Command(Deno.execPath(), { args, cwd: ROOT }).spawn().status;
  if (!success) throw new Error(`"deno ${args.join(" ")}" failed`);
}

/** Waits until the server prints its address, and lets the rest of its output go by. */
async function listening(server: Deno.ChildProcess): Promise<string> {
  const found = Promise.withResolvers<string>();
  const timer = setTimeout(() => found.reject(new Error("it does not listen")), START_MS);
  let printed = "";
  for (const stream of [server.stdout, server.stderr]) {
    (async () => {
      for await (const text of stream.pipeThrough(new TextDecoderStream())) {
        printed += text;
        const port = /Listening on \S+?:(\d+)\//.exec(printed)?.[1];
        if (port !== undefined) found.resolve(`http://127.0.0.1:${port}`);
      }
    })().catch(found.reject);
  }
  server.status.then(() => found.reject(new Error(`it ended: ${printed}`)));
  try {
    return await found.promise;
  } finally {
    clearTimeout(timer);
  }
}

async function get(url: string): Promise<Response> {
  const answer = await fetch(url, { redirect: "manual" });
  await answer.body?.cancel();
  return answer;
}

async function page(url: string, status: number): Promise<void> {
  const answer = await fetch(url);
  const html = await answer.text();
  expect(answer.status === status, `${url}: status ${answer.status}`);
  expect(html.includes("</html>"), `${url}: not a whole page`);
  const policy = answer.headers.get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(nonce !== undefined, `${url}: no nonce in its policy`);
  const scripts = html.match(/<script[\s>][^>]*>?/g) ?? [];
  expect(scripts.every((tag) => tag.includes(`nonce="${nonce}"`)), `${url}: a script has no nonce`);
}

async function brokerPasses(address: string): Promise<void> {
  const url = address.replace(/^http/, "ws");
  const [ada, bea] = await Promise.all(
    ["ada", "bea"].map((id) => client(`${url}&token=t&id=${id}`)),
  );
  const arrived = nextFrame(bea);
  ada.send(JSON.stringify({ type: "OFFER", dst: "bea", payload: "hello" }));
  const frame = await arrived;
  expect(frame === '{"type":"OFFER","src":"ada","dst":"bea","payload":"hello"}', `got ${frame}`);
  for (const socket of [ada, bea]) {
    const closed = new Promise((resolve) => socket.onclose = resolve);
    socket.close();
    await closed;
  }
}

async function client(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  expect(await nextFrame(socket) === '{"type":"OPEN"}', "the broker did not open");
  return socket;
}

function nextFrame(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.onmessage = ({ data }) => resolve(String(data));
    socket.onclose = ({ code }) => reject(new Error(`the socket closed with ${code}`));
    socket.onerror = () => reject(new Error("the WebSocket was refused"));
  });
}

async function endsGently(server: Deno.ChildProcess, origin: string): Promise<void> {
  const socket = await client(`${origin.replace(/^http/, "ws")}/signal?id=last&token=t`);
  const closed = new Promise<CloseEvent>((resolve) => socket.onclose = resolve);
  server.kill("SIGINT");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), END_MS);
  });
  const ended = await Promise.race([server.status, late]);
  clearTimeout(timer);
  expect(ended !== "late", `it still runs after ${END_MS / 1000} s`);
  const { code } = await closed;
  // `deno serve` closes sockets by itself as well (1001); both mean that clients should come back.
  expect(code === 1012 || code === 1001, `the client was closed with ${code}`);
}

function kill(server: Deno.ChildProcess): void {
  try {
    server.kill("SIGKILL");
  } catch (error) {
    // It has ended already, as the last probe wants it.
    if (!(error instanceof TypeError)) throw error;
  }
}

function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}
