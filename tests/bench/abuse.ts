/**
 * What a well-behaved pair notices while strangers attack the same broker: its p99 against its quiet
 * value, and the server's memory afterwards. The attackers, who would be on other machines, give way
 * to the pair and the broker (`nice`); the broker gives way to nobody.
 */
import { ensureBuilt } from "../helpers/build.ts";
import { onPath, ROOT } from "../helpers/paths.ts";
import { quantile } from "./broker/load.ts";
import { type Contestant, start } from "./broker/process.ts";
import { ours } from "./broker/recipes.ts";
import { LoadSocket, textFrame } from "./broker/socket.ts";
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
  const whole = Object.values(ATTACKS).reduce((sum, seconds) => sum + seconds, 0);
  await using _victim = begin("victim", broker, 2 * whole);
  say("quiet");
  await pair.latencies(2);
  const before = broker.memory();
  const quiet = quantile(await pair.latencies(QUIET_SECONDS), 0.99);
  const found: Figure[] = [plain("p99 of a pair, quiet", quiet, "ms")];
  for (const [kind, seconds] of Object.entries(ATTACKS)) {
    say(`attack: ${kind}`);
    await using attack = begin(kind, broker, seconds);
    const latencies = await pair.latencies(seconds);
    const p99 = quantile(latencies, 0.99);
    found.push(
      plain(`${kind}: attempts`, await attack.attempts, "in all"),
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

/** An attack that runs; it ends with the block that holds it. */
interface Attack extends AsyncDisposable {
  readonly attempts: Promise<number>;
}

const nice = await onPath("nice");

function begin(kind: string, broker: Contestant, seconds: number): Attack {
  const command = [
    ...(nice === null ? [] : [nice, "-n", "19"]),
    ...[Deno.execPath(), "run", "-A", "--no-check", "tests/bench/abuse/attack.ts"],
    ...[kind, broker.address("x").replace(/&id=.*/, ""), String(seconds)],
  ];
  const child = new Deno.Command(command[0], {
    args: command.slice(1),
    cwd: ROOT,
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const output = child.output();
  let running = true;
  void output.then(() => running = false);
  return {
    attempts: output.then(({ stdout }) => Number(new TextDecoder().decode(stdout).trim())),
    async [Symbol.asyncDispose]() {
      if (running) child.kill("SIGKILL");
      await output;
    },
  };
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
  b.heard = (frame) => {
    const data = new TextDecoder().decode(frame);
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
        a.send(textFrame(JSON.stringify({ type: "OFFER", dst: "well-behaved-b", payload })));
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      }
      for (let round = 0; round < 100 && arrived < sent; round++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return latencies.sort((x, y) => x - y);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([a.close(), b.close()]);
    },
  };
}

async function open(broker: Contestant, id: string): Promise<LoadSocket> {
  const opened = Promise.withResolvers<void>();
  const socket = await LoadSocket.open(broker.address(id), {
    headers: { "x-forwarded-for": "192.0.2.1" },
    heard: () => opened.resolve(),
  });
  socket.closed.then((code) => opened.reject(new Error(`the pair was closed with ${code}`)));
  await opened.promise;
  return socket;
}
