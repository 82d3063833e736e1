import assert from "node:assert/strict";
import { ROOT } from "../../helpers/paths.ts";
import { inTime, until } from "../../helpers/until.ts";

/** A small server over the real edge service, in a process of its own, that takes signals. */
const PROGRAM = `
  import { createEdge, endGracefully, ENDINGS, upgradeToBroker } from ${
  JSON.stringify(new URL("signal/mod.ts", ROOT).href)
};
  const edge = createEdge({ BUS: "broadcast" });
  for (const [signal, code] of Object.entries(ENDINGS)) {
    Deno.addSignalListener(signal, () => void endGracefully(edge.broker, code));
  }
  Deno.serve({ port: 0, hostname: "127.0.0.1" }, (req) =>
    upgradeToBroker(req, edge, { dialect: "kibitz", address: "a" }));
`;

async function withServer(run: (url: string, child: Deno.ChildProcess) => Promise<void>) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--ext=ts", "-"],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(PROGRAM));
  await writer.close();
  let printed = "";
  const read = Promise.all([child.stdout, child.stderr].map(async (stream) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) printed += text;
  }));
  try {
    const port = await until("it listens", () => /Listening on \S+:(\d+)/.exec(printed)?.[1]);
    await run(`ws://127.0.0.1:${port}/signal`, child);
  } finally {
    kill(child);
    await child.status;
    await read;
  }
}

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test(`${signal} tells every client to come back, and ends in time`, async () => {
    await withServer(async (url, child) => {
      const closes: Promise<CloseEvent>[] = [];
      for (let n = 0; n < 20; n++) {
        const socket = new WebSocket(`${url}?id=c${n}&token=t`);
        closes.push(new Promise((resolve) => socket.onclose = resolve));
        await new Promise((resolve) => socket.onmessage = resolve);
      }
      child.kill(signal);
      const codes = (await inTime("closing", Promise.all(closes), 5_000)).map(({ code }) => code);
      assert.deepEqual(new Set(codes), new Set([1012]));
      assert.equal((await inTime("ending", child.status, 5_000)).code, code);
    });
  });
}

Deno.test("SIGINT sends hundreds away one after the other, waits for none that is gone, and ends within 5 s", async () => {
  await withServer(async (url, child) => {
    const closes: Promise<number>[] = [];
    for (let n = 0; n < 200; n++) {
      const socket = new WebSocket(`${url}?id=c${n}&token=t`);
      closes.push(new Promise((resolve) => socket.onclose = () => resolve(performance.now())));
      await new Promise((resolve) => socket.onmessage = resolve);
    }
    // It shakes hands, and then neither reads nor answers.
    const { hostname, port, pathname } = new URL(url);
    using gone = await Deno.connect({ hostname, port: Number(port) });
    await gone.write(new TextEncoder().encode(
      `GET ${pathname}?id=gone&token=t HTTP/1.1\r\nHost: ${hostname}:${port}\r\n` +
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    ));
    const begun = performance.now();
    child.kill("SIGINT");
    assert.equal((await inTime("ending", child.status, 5_000)).code, 130);
    assert.ok(performance.now() - begun < 5_000);
    const times = (await Promise.all(closes)).sort((a, b) => a - b);
    assert.ok((times.at(-1) ?? 0) - times[0] > 100, "they were not all sent away at once");
  });
});

Deno.test("with nobody there, a signal ends the process at once", async () => {
  await withServer(async (_url, child) => {
    child.kill("SIGINT");
    assert.equal((await inTime("ending", child.status, 2_000)).code, 130);
  });
});

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    // It has ended, as it should.
    if (!(error instanceof TypeError)) throw error;
  }
}
