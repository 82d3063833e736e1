/**
 * What a well-behaved pair notices while strangers attack the same broker: its p99 against its quiet
 * value, and the server's memory afterwards.
 */
import { ensureBuilt } from "../helpers/build.ts";
import { ROOT } from "../helpers/paths.ts";
import { socketFrom } from "./abuse/socket.ts";
import { quantile } from "./broker/load.ts";
import { type Contestant, start } from "./broker/process.ts";
import { ours } from "./broker/recipes.ts";
import { atLeast, atMost, type Figure, plain } from "./report.ts";

/** How long each attack runs, in seconds. */
const ATTACKS = {
  malformed: 10,
  huge: 8,
  connects: 10,
  "slow-readers": 8,
  squatting: 6,
  flood: 8,
} as const;
const QUIET_SECONDS = 5;
/** Milliseconds between two frames of the pair. */
const EVERY_MS = 20;
/** How many times its quiet value the pair's p99 may be. */
const SLOWER = 3;
/** What the server may keep of its memory after all attacks, as a multiple of before. */
const MEMORY = 1.5;

export async function figures(say: (line: string) => void): Promise<Figure[]> {
  await ensureBuilt();
  // All limits at their defaults; a proxy's word is taken, so that one machine can be many strangers.
  await using broker = await start({ ...ours, env: { TRUSTED_PROXIES: "1" } });
  await using pair = await openPair(broker);
  const victim = await open(broker, "victim");
  victim.onmessage = null;
  victim.onclose = null;
  say("quiet");
  await pair.latencies(2);
  const before = broker.memory();
  const quiet = quantile(await pair.latencies(QUIET_SECONDS), 0.99);
  const found: Figure[] = [plain("p99 of a pair, quiet", quiet, "ms")];
  for (const [kind, seconds] of Object.entries(ATTACKS)) {
    say(`attack: ${kind}`);
    const attack = attacking(kind, broker, seconds);
    const latencies = await pair.latencies(seconds);
    const p99 = quantile(latencies, 0.99);
    found.push(
      plain(`${kind}: attempts`, await attack, "in all"),
      plain(`${kind}: p99 of the pair`, p99, "ms"),
      atMost(
        `${kind}: p99 against quiet`,
        p99 === null || quiet === null ? null : p99 / quiet,
        "x",
        SLOWER,
      ),
      atMost(`${kind}: frames of the pair lost`, pair.lost(), "frames", 0),
    );
  }
  say("quiet again");
  await pair.latencies(QUIET_SECONDS);
  const after = broker.memory();
  found.push(
    atMost(
      "memory after all attacks",
      before === null || after === null ? null : after / before,
      "x before",
      MEMORY,
    ),
    atLeast("the server still runs", broker.running ? 1 : 0, "", 1),
  );
  return found;
}

async function attacking(kind: string, broker: Contestant, seconds: number): Promise<number> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "--no-check", "tests/bench/abuse/attack.ts"],
      ...[kind, broker.address("x").replace(/&id=.*/, ""), String(seconds)],
    ],
    cwd: ROOT,
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).output();
  return Number(new TextDecoder().decode(stdout).trim());
}

/** Two clients that do nothing wrong. */
interface Pair extends AsyncDisposable {
  /** Sends at a steady pace for so long; milliseconds from sending to arriving, sorted. */
  latencies(seconds: number): Promise<number[]>;
  /** Frames that never arrived, so far. */
  lost(): number;
}

async function openPair(broker: Contestant): Promise<Pair> {
  const [a, b] = await Promise.all(
    ["well-behaved-a", "well-behaved-b"].map((id) => open(broker, id)),
  );
  let sent = 0;
  let arrived = 0;
  let latencies: number[] = [];
  const prefix = '{"type":"OFFER","src":"well-behaved-a"';
  b.onmessage = ({ data }) => {
    // Others write to it as well: only its partner's frames count.
    if (!data.startsWith(prefix)) return;
    arrived++;
    latencies.push(performance.now() - JSON.parse(data).payload.at);
  };
  return {
    lost: () => sent - arrived,
    async latencies(seconds) {
      latencies = [];
      const end = performance.now() + seconds * 1000;
      while (performance.now() < end) {
        sent++;
        const payload = { at: performance.now(), sdp: "x".repeat(3_000) };
        a.send(JSON.stringify({ type: "OFFER", dst: "well-behaved-b", payload }));
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      }
      for (let round = 0; round < 100 && arrived < sent; round++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return latencies.sort((x, y) => x - y);
    },
    async [Symbol.asyncDispose]() {
      for (const socket of [a, b]) {
        const closed = new Promise((resolve) => socket.onclose = resolve);
        socket.close();
        await closed;
      }
    },
  };
}

function open(broker: Contestant, id: string): Promise<WebSocket> {
  const socket = socketFrom("192.0.2.1", broker.address(id));
  return new Promise((resolve, reject) => {
    socket.onmessage = () => resolve(socket);
    socket.onclose = ({ code }) => reject(new Error(`the pair was closed with ${code}`));
  });
}
