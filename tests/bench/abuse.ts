/**
 * What well-behaved pairs notice while strangers attack the same broker: their p99 against its quiet
 * value just before, and the server's memory afterwards. `ABUSE=flood,huge` measures these attacks
 * alone.
 *
 * The floor is the same attack on a second server, while the pairs go on at the first: what they
 * notice then is the machine's doing, since two busy servers, the attackers and the pairs share it.
 */
import { ensureBuilt } from "../helpers/servers/build.ts";
import { ROOT } from "../helpers/paths.ts";
import { type Precedence, takePrecedence } from "./abuse/precedence.ts";
import { quantile } from "./broker/load.ts";
import { metric, METRICS_TOKEN } from "./broker/metrics.ts";
import { type Contestant, start } from "./broker/process.ts";
import { ours } from "./broker/recipes.ts";
import { LoadSocket, textFrame } from "./broker/socket.ts";
import { atLeast, atMost, type Figure, plain } from "./report.ts";

interface Attack {
  readonly seconds: number;
  /** Why the broker closes sockets in it. */
  readonly ends?: string;
}

/**
 * The attacks. Their sockets have an address each, as of a crowd of machines, but for half of those
 * that only connect.
 */
const ATTACKS: Readonly<Record<string, Attack>> = {
  malformed: { seconds: 10, ends: "bad-frame" },
  huge: { seconds: 8, ends: "frame-too-large" },
  connects: { seconds: 10 },
  "slow-readers": { seconds: 8, ends: "crowding" },
  squatting: { seconds: 6, ends: "id-taken" },
  flood: { seconds: 8, ends: "too-fast" },
};
/** How long the server has after an attack to close what is left of it and to collect its garbage. */
const SETTLE_SECONDS = 4;
/** How long it has at the end to return to the memory that it had. */
const RETURN_SECONDS = 12;
/** How long the pairs are watched before each attack, and while the other server is attacked. */
const QUIET_SECONDS = 5;
const FLOOR_SECONDS = 5;
/** Well-behaved pairs, and milliseconds between two frames of each: the most that a socket may say. */
const PAIRS = ["one", "two", "three", "four", "five", "six"] as const;
const EVERY_MS = 20;
/** How many times its quiet value the pairs' p99 may be. */
const SLOWER = 3;
/** What the server may keep of its memory after all attacks, as a multiple of before. */
const MEMORY = 1.5;

export async function figures(say: (line: string) => void): Promise<Figure[]> {
  await ensureBuilt();
  await using precedence = await takePrecedence();
  if (!precedence.strict) {
    say("The attackers take turns with the others here (`chrt` and root would change that).");
  }
  const only = Deno.env.get("ABUSE")?.split(",");
  // All limits at their defaults; a proxy's word is taken, so that one machine can be many strangers.
  const recipe = { ...ours, env: { TRUSTED_PROXIES: "1", METRICS_TOKEN } };
  await using broker = await start(recipe);
  await using pairs = await openPairs(broker);
  await pairs.latencies(2);
  const before = broker.memory();
  const found: Figure[] = [];
  for (const [kind, { seconds, ends }] of Object.entries(ATTACKS)) {
    if (only !== undefined && !only.includes(kind)) continue;
    say(`quiet, before ${kind}`);
    await pairs.latencies(SETTLE_SECONDS);
    const quiet = quantile(await pairs.latencies(QUIET_SECONDS), 0.99);
    say(`${kind}, on another server`);
    const attackers: Attackers = { kind, precedence };
    const floor = await underAttackElsewhere(recipe, pairs, attackers);
    say(`attack: ${kind}`);
    const { p99, attempts } = await underAttack(broker, pairs, attackers, seconds);
    found.push(
      plain(`${kind}: attempts`, attempts, "in all"),
      ...(ends === undefined ? [] : [
        atLeast(`${kind}: sockets closed for it`, await closedFor(broker, ends), "in all", 1),
      ]),
      plain(`${kind}: p99 of the pairs, quiet`, quiet, "ms"),
      plain(`${kind}: ... beside an attack on another server`, ratio(floor, quiet), "x"),
      plain(`${kind}: ... under attack`, p99, "ms"),
      atMost(`${kind}: p99 against quiet`, ratio(p99, quiet), "x", SLOWER),
      atMost(`${kind}: frames of the pairs lost`, pairs.lost(), "frames", 0),
    );
  }
  say("quiet again");
  await pairs.latencies(RETURN_SECONDS);
  const after = broker.memory();
  found.push(
    atMost("memory after all attacks", ratio(after, before), "x before", MEMORY),
    atLeast("the server still runs", broker.running ? 1 : 0, "", 1),
  );
  return found;
}

/** How many sockets the broker has closed for this reason, so far. */
async function closedFor(broker: Contestant, reason: string): Promise<number> {
  return await metric(broker, `kibitz_closed_total{reason="${reason}"}`) ?? 0;
}

/** What the pairs notice while the broker that they use is attacked. */
async function underAttack(
  broker: Contestant,
  pairs: Pairs,
  { kind, precedence }: Attackers,
  seconds: number,
) {
  await using _victim = begin("victim", precedence, broker, 2 * seconds);
  await using attack = begin(kind, precedence, broker, seconds);
  const latencies = await pairs.latencies(seconds);
  return { p99: quantile(latencies, 0.99), attempts: await attack.attempts };
}

/** The pairs' p99 while a server that they do not use is attacked. */
async function underAttackElsewhere(
  recipe: Parameters<typeof start>[0],
  pairs: Pairs,
  { kind, precedence }: Attackers,
): Promise<number | null> {
  await using other = await start(recipe);
  // Whom the squatters want to be.
  await using _settled = await openPairs(other);
  await using _victim = begin("victim", precedence, other, 2 * FLOOR_SECONDS);
  await using _attack = begin(kind, precedence, other, FLOOR_SECONDS);
  return quantile(await pairs.latencies(FLOOR_SECONDS), 0.99);
}

function ratio(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a / b;
}

/** An attack that runs; it ends with the block that holds it. */
interface Running extends AsyncDisposable {
  readonly attempts: Promise<number>;
}

/** What they do, and how they give way to the pairs and the broker. */
interface Attackers {
  readonly kind: string;
  readonly precedence: Precedence;
}

function begin(
  kind: string,
  { attacker }: Precedence,
  broker: Contestant,
  seconds: number,
): Running {
  const command = [
    ...attacker,
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

/** Clients that do nothing wrong, in pairs. */
interface Pairs extends AsyncDisposable {
  /** Sends at a steady pace for so long; milliseconds from sending to arriving, sorted. */
  latencies(seconds: number): Promise<number[]>;
  /** Frames that never arrived, so far. */
  lost(): number;
}

async function openPairs(broker: Contestant): Promise<Pairs> {
  const senders: { readonly socket: LoadSocket; readonly dst: string }[] = [];
  const all: LoadSocket[] = [];
  let sent = 0;
  let arrived = 0;
  let latencies: number[] = [];
  for (const name of PAIRS) {
    const [src, dst] = [`well-behaved-${name}-a`, `well-behaved-${name}-b`];
    const [a, b] = await Promise.all([open(broker, src), open(broker, dst)]);
    senders.push({ socket: a, dst });
    all.push(a, b);
    const prefix = `{"type":"OFFER","src":"${src}"`;
    b.heard = (frame) => {
      const data = new TextDecoder().decode(frame);
      // Others write to it as well: only its partner's frames count.
      if (!data.startsWith(prefix)) return;
      arrived++;
      latencies.push(performance.now() - JSON.parse(data).payload.at);
    };
  }
  return {
    lost: () => sent - arrived,
    async latencies(seconds) {
      latencies = [];
      const end = performance.now() + seconds * 1000;
      for (let turn = 0; performance.now() < end; turn++) {
        sent++;
        const { socket, dst } = senders[turn % senders.length];
        const payload = { at: performance.now(), sdp: "x".repeat(3_000) };
        socket.send(textFrame(JSON.stringify({ type: "OFFER", dst, payload })));
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS / senders.length));
      }
      for (let round = 0; round < 100 && arrived < sent; round++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return latencies.sort((x, y) => x - y);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(all.map((socket) => socket.close()));
    },
  };
}

async function open(broker: Contestant, id: string): Promise<LoadSocket> {
  const opened = Promise.withResolvers<void>();
  const socket = await LoadSocket.open(broker.address(id), {
    headers: { "x-forwarded-for": "192.0.2.1" },
    heard: () => opened.resolve(),
  });
  socket.closed.then((code) => opened.reject(new Error(`a pair was closed with ${code}`)));
  await opened.promise;
  return socket;
}
