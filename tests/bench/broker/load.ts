import { inTime } from "../../helpers/until.ts";
import type { Contestant, Frames } from "./process.ts";
import { LoadSocket, textFrame } from "./socket.ts";

/** Sockets that are opened at the same time. */
const CONNECTING = 64;
/** How long a frame may take before it counts as lost, in milliseconds. */
const STUCK_MS = 8_000;
/** How often the paced load sends, in milliseconds. */
const TICK_MS = 4;

/** What a browser's offer looks like: about 3.3 kB. */
const SDP = [
  "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1 2\r\n",
  ...Array.from(
    { length: 55 },
    (_, n) => `a=rtpmap:${96 + n} VP8/90000\r\na=rtcp-fb:${96 + n} nack pli\r\n`,
  ),
].join("");

interface LoadClient {
  readonly socket: LoadSocket;
  /** What it says to its partner. */
  readonly frame: Uint8Array<ArrayBuffer>;
  /** Called for every frame that arrives after OPEN. */
  heard: () => void;
}

/** Clients in pairs, all connected to one broker. */
export interface Crowd extends AsyncDisposable {
  readonly pairs: readonly (readonly [LoadClient, LoadClient])[];
  /** Milliseconds until everybody was in. */
  readonly connectMs: number;
}

/** Connects `count` clients as fast as it goes. */
export async function connect(contestant: Contestant, count: number): Promise<Crowd> {
  const clients: LoadClient[] = [];
  const started = performance.now();
  const next = Array.from({ length: count }, (_, n) => n);
  await Promise.all(Array.from({ length: CONNECTING }, async () => {
    for (let n = next.shift(); n !== undefined; n = next.shift()) {
      clients[n] = await open(contestant, n);
    }
  }));
  const connectMs = performance.now() - started;
  const pairs = Array.from(
    { length: count / 2 },
    (_, n) => [clients[2 * n], clients[2 * n + 1]] as const,
  );
  return {
    pairs,
    connectMs,
    async [Symbol.asyncDispose]() {
      const closed = Promise.all(clients.map(({ socket }) => socket.close()));
      await inTime("closing the load's sockets", closed, 30_000);
    },
  };
}

async function open(contestant: Contestant, n: number): Promise<LoadClient> {
  const opened = Promise.withResolvers<void>();
  const socket = await LoadSocket.open(contestant.address(`client-${n}`), {
    heard: () => opened.resolve(),
  });
  socket.closed.then((code) =>
    opened.reject(new Error(`${contestant.name} closed a socket with ${code}`))
  );
  const client: LoadClient = { socket, frame: offerOf(n, contestant.frames), heard: () => {} };
  await opened.promise;
  socket.heard = () => client.heard();
  return client;
}

/** What client `n` says to its partner. */
function offerOf(n: number, frames: Frames): Uint8Array<ArrayBuffer> {
  const [src, dst] = [`client-${n}`, `client-${n ^ 1}`];
  const payload = {
    sdp: { type: "offer", sdp: SDP },
    type: "media",
    connectionId: "mc_benchbench",
    browser: "chrome",
  };
  const frame = frames === "peerjs"
    ? { type: "OFFER", payload, dst }
    : { type: "OFFER", src, dst, payload };
  return textFrame(JSON.stringify(frame));
}

/** How many frames went through, and how many pairs waited in vain for one. */
export interface Flood {
  readonly messages: number;
  readonly stuck: number;
}

/** As many frames as go through in `seconds`, with `talking` pairs at a time but all in turn. */
export async function flood({ pairs }: Crowd, talking: number, seconds: number): Promise<Flood> {
  let messages = 0;
  let turn = 0;
  let active = 0;
  const end = performance.now() + seconds * 1000;
  let timer: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000 + STUCK_MS);
    const begin = () => {
      if (performance.now() >= end) return --active === 0 && resolve();
      const [a, b] = pairs[turn++ % pairs.length];
      b.heard = () => {
        messages++;
        b.socket.send(b.frame);
      };
      a.heard = () => {
        messages++;
        begin();
      };
      a.socket.send(a.frame);
    };
    for (active = 0; active < Math.min(talking, pairs.length);) {
      active++;
      begin();
    }
  });
  clearTimeout(timer);
  return { messages, stuck: active };
}

/** What a steady load shows. */
export interface Paced {
  readonly sent: number;
  readonly arrived: number;
  /** Milliseconds from sending to arriving, sorted. */
  readonly latencies: readonly number[];
}

/** Sends `rate` frames a second for `seconds`, whatever the broker makes of it. */
export async function pace({ pairs }: Crowd, rate: number, seconds: number): Promise<Paced> {
  const latencies: number[] = [];
  let sent = 0;
  let turn = 0;
  for (const [, b] of pairs) {
    const waiting: number[] = [];
    b.heard = () => latencies.push(performance.now() - (waiting.shift() ?? Number.NaN));
    starts.set(b, waiting);
  }
  const started = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const elapsed = performance.now() - started;
      for (; sent < Math.min(elapsed / 1000, seconds) * rate; sent++) {
        const [a, b] = pairs[turn++ % pairs.length];
        starts.get(b)?.push(performance.now());
        a.socket.send(a.frame);
      }
      if (elapsed < seconds * 1000) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
  await drained(() => latencies.length >= sent);
  return { sent, arrived: latencies.length, latencies: latencies.sort((a, b) => a - b) };
}

const starts = new WeakMap<LoadClient, number[]>();

/** Waits for the last frames, but not for ever: what is lost is lost. */
async function drained(done: () => boolean): Promise<void> {
  for (let round = 0; round < 100 && !done(); round++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A quantile of sorted values. */
export function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}
