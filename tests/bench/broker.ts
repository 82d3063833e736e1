/**
 * What the broker costs: the same load on ours with every check on, on PeerServer, and on a relay
 * that checks nothing; and how ours scales, with two workers and with two processes over Redis.
 * `BROKER_SOCKETS=500` measures that size alone.
 *
 * Those that are compared run at the same time and have the load in turns of a second, so that what
 * the machine does meanwhile falls on all alike; medians of the turns.
 *
 * Bare sockets pass on what comes without looking at it: what they cost is the runtime's and the
 * system's, and nothing that runs on them can cost less.
 */
import { z } from "zod";
import { ensureBuilt } from "../helpers/build.ts";
import { connect, type Crowd, flood, pace, quantile } from "./broker/load.ts";
import { type Contestant, type Recipe, start } from "./broker/process.ts";
import {
  bareRelay,
  bareSocket,
  ours,
  oursParallel,
  peerServer,
  peerServerInNode,
} from "./broker/recipes.ts";
import { OURS_OVER_REDIS, startOverRedis } from "./broker/redis_pair.ts";
import { atMost, below, type Figure, median, plain } from "./report.ts";

/** Sockets, and how many turns each contestant has. */
const SIZES = [
  { sockets: 500, turns: 15 },
  { sockets: 4_000, turns: 10 },
] as const;
const chosen = z.coerce.number().int().optional();
/** How long the load runs before it is measured, so that everything is compiled, in seconds. */
const WARM_SECONDS = 2;
const TURN_SECONDS = 1;
/** Frames per second of the steady load, and how long it runs, in seconds. */
const RATE = 1_000;
const PACE_SECONDS = 3;
/** The most that ours may use of PeerServer's processor time for each message. */
const SHARE_OF_PEER = 0.6;

/** What a broker did; null is what this system does not tell. */
interface Result {
  readonly cpuMicros: number | null;
  readonly perSecond: number | null;
  readonly p50: number | null;
  readonly p99: number | null;
  readonly bytesPerSocket: number | null;
  readonly connectsPerSecond: number;
  readonly lost: number;
}

/** Whoever takes part; null when it can't be started here. */
interface Entrant {
  readonly name: string;
  start(): Promise<Contestant | null>;
}

type Say = (line: string) => void;

export async function figures(say: Say): Promise<Figure[]> {
  await ensureBuilt();
  const inNode = await peerServerInNode();
  // In groups of what is compared, as large as the number of files that one process may open allows.
  const groups: Entrant[][] = [
    [ours, peerServer, bareRelay].map(entrant),
    [bareSocket, ...(inNode ? [inNode] : [])].map(entrant),
    [entrant(oursParallel)],
    [{ name: OURS_OVER_REDIS, start: startOverRedis }],
  ];
  const all: Figure[] = [];
  const only = chosen.parse(Deno.env.get("BROKER_SOCKETS"));
  for (const size of SIZES.filter(({ sockets }) => only === undefined || sockets === only)) {
    const results = new Map<string, Result>();
    for (const group of groups) {
      say(`${size.sockets} sockets: ${group.map(({ name }) => name).join(", ")}`);
      for (const [name, result] of await inTurns(group, size)) results.set(name, result);
    }
    all.push(...summary(size.sockets, results));
  }
  return all;
}

function entrant(recipe: Recipe): Entrant {
  return { name: recipe.name, start: () => start(recipe) };
}

/** A broker with its crowd, and what was measured so far. */
interface Station {
  readonly contestant: Contestant;
  readonly crowd: Crowd;
  readonly bytesPerSocket: number | null;
  readonly cpuMicros: number[];
  readonly perSecond: number[];
  stuck: number;
}

async function inTurns(
  group: readonly Entrant[],
  { sockets, turns }: (typeof SIZES)[number],
): Promise<Map<string, Result>> {
  await using resources = new AsyncDisposableStack();
  const stations: Station[] = [];
  for (const { start } of group) {
    const contestant = await start();
    if (contestant === null) continue;
    resources.use(contestant);
    const before = contestant.memory();
    const crowd = resources.use(await connect(contestant, sockets));
    const after = contestant.memory();
    const bytesPerSocket = before === null || after === null ? null : (after - before) / sockets;
    await flood(crowd, WARM_SECONDS);
    stations.push({ contestant, crowd, bytesPerSocket, cpuMicros: [], perSecond: [], stuck: 0 });
  }
  for (let turn = 0; turn < turns; turn++) {
    // There and back, so that nobody always follows the same one.
    for (const station of turn % 2 === 0 ? stations : stations.toReversed()) await load(station);
  }
  const results = new Map<string, Result>();
  for (const station of stations) results.set(station.contestant.name, await paced(station));
  return results;
}

/** One turn of as much load as goes through. */
async function load(station: Station): Promise<void> {
  const { contestant, crowd, cpuMicros, perSecond } = station;
  const before = contestant.cpu();
  const { messages, stuck } = await flood(crowd, TURN_SECONDS);
  const after = contestant.cpu();
  station.stuck += stuck;
  perSecond.push(messages / TURN_SECONDS);
  if (before !== null && after !== null) cpuMicros.push((after - before) / messages * 1e6);
}

/** The steady load at the end, and what came of it all. */
async function paced(station: Station): Promise<Result> {
  const { crowd, bytesPerSocket, cpuMicros, perSecond, stuck } = station;
  const { sent, arrived, latencies } = await pace(crowd, RATE, PACE_SECONDS);
  return {
    cpuMicros: median(cpuMicros),
    perSecond: median(perSecond),
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    bytesPerSocket,
    connectsPerSecond: crowd.pairs.length * 2 / crowd.connectMs * 1000,
    lost: stuck + sent - arrived,
  };
}

function summary(sockets: number, results: ReadonlyMap<string, Result>): Figure[] {
  const found: Figure[] = [];
  for (const [name, result] of results) {
    const label = `${sockets} sockets, ${name}`;
    found.push(
      plain(`${label}: processor time`, result.cpuMicros, "µs/message"),
      plain(`${label}: throughput`, result.perSecond, "messages/s"),
      plain(`${label}: p50 at ${RATE}/s`, result.p50, "ms"),
      plain(`${label}: p99 at ${RATE}/s`, result.p99, "ms"),
      plain(`${label}: memory`, result.bytesPerSocket, "B/socket"),
      plain(`${label}: connect storm`, result.connectsPerSecond, "sockets/s"),
      atMost(`${label}: lost`, result.lost, "messages", 0),
    );
  }
  const ratio = (pick: (result: Result) => number | null, name: string, base: string) => {
    const [one, other] = [results.get(name), results.get(base)].map((each) => each && pick(each));
    return one == null || other == null ? null : one / other;
  };
  const cpu = ({ cpuMicros }: Result) => cpuMicros;
  found.push(
    atMost(
      `${sockets} sockets: processor time of PeerServer's`,
      ratio(cpu, ours.name, peerServer.name),
      "x",
      SHARE_OF_PEER,
    ),
    plain(
      `${sockets} sockets: ... what bare sockets take of it`,
      ratio(cpu, bareSocket.name, peerServer.name),
      "x",
    ),
    below(
      `${sockets} sockets: processor time of the bare relay's`,
      ratio(cpu, ours.name, bareRelay.name),
      "x",
      1,
    ),
  );
  for (const name of [oursParallel.name, OURS_OVER_REDIS].filter((each) => results.has(each))) {
    found.push(
      plain(
        `${sockets} sockets, ${name}: throughput of one worker's`,
        ratio(({ perSecond }) => perSecond, name, ours.name),
        "x",
      ),
    );
  }
  return found;
}
