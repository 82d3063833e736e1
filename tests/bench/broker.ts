/**
 * What the broker costs: the same load on ours with every check on, on PeerServer, and on a relay
 * that checks nothing; and how ours scales, with two workers and with two processes over Redis.
 * `BROKER_SOCKETS=500` measures that size alone, and with `BESIDE=<folder>` another state of the
 * project has the same load in the same turns, and nobody else.
 *
 * Those that are compared run at the same time and have the load in turns of a second, so that what
 * the machine does meanwhile falls on all alike. All are started anew several times, since one process
 * of the same program may need a fifth more than another. Medians of all turns, and of how those in
 * the same turn compare.
 *
 * Bare sockets pass on what comes without looking at it: what they cost is the runtime's and the
 * system's, and nothing that runs on them can cost less.
 */
import { z } from "zod";
import { ensureBuilt } from "../helpers/servers/build.ts";
import { connect, type Crowd, flood, pace, quantile } from "./broker/load.ts";
import { type Contestant, type Recipe, start } from "./broker/process.ts";
import {
  bareRelay,
  bareSocket,
  ours,
  oursBefore,
  oursForPeerJs,
  oursParallel,
  peerServer,
  peerServerInNode,
} from "./broker/recipes.ts";
import { OURS_OVER_REDIS, startOverRedis } from "./broker/redis_pair.ts";
import { beside } from "./beside.ts";
import { atMost, below, type Figure, median, plain } from "./report.ts";

/** As many sockets, and the loads that they are measured with. */
interface Size {
  readonly sockets: number;
  readonly talking: readonly number[];
}

/**
 * Numbers of sockets, and how many pairs of them talk at a time. With 1,000 every broker is so far
 * behind that frames wait for 40 ms; all do the same work for each then, but from colder memory.
 */
const SIZES: readonly Size[] = [
  { sockets: 500, talking: [250] },
  { sockets: 4_000, talking: [250, 1_000] },
];
/** How often those who are compared are started, and how many turns each has in every one of them. */
const STARTS = 3;
const TURNS = 5;
const chosen = z.coerce.number().int().optional();
/** How long the load runs before it is measured, so that everything is compiled, in seconds. */
const WARM_SECONDS = 2;
const TURN_SECONDS = 1;
/** Frames per second of the steady load, and how long it runs, in seconds. */
const RATE = 1_000;
const PACE_SECONDS = 3;
/** The most that ours may use of PeerServer's processor time for each message. */
const SHARE_OF_PEER = 0.6;
/** The most that ours may use of the processor time of the state that runs beside it. */
const SHARE_OF_BEFORE = 1.03;

/** What a broker did; null is what this system does not tell. */
interface Result {
  /** By the number of pairs that talk at a time. */
  readonly flooded: ReadonlyMap<number, Flooded>;
  readonly p50: number | null;
  readonly p99: number | null;
  readonly bytesPerSocket: number | null;
  readonly connectsPerSecond: number | null;
  readonly lost: number;
}

/** What it did with as much load as goes through, turn by turn; nothing where the system tells nothing. */
interface Flooded {
  readonly cpuMicros: number[];
  readonly perSecond: number[];
}

/** Whoever takes part; null when it can't be started here. */
interface Entrant {
  readonly name: string;
  start(): Promise<Contestant | null>;
}

type Say = (line: string) => void;

export async function figures(say: Say): Promise<Figure[]> {
  await ensureBuilt();
  const folder = await beside();
  if (folder !== null) return await comparedWith(folder, say);
  const inNode = await peerServerInNode();
  // In groups of what is compared, as large as the number of files that one process may open allows.
  const groups: Entrant[][] = [
    [ours, oursForPeerJs, peerServer, bareRelay].map(entrant),
    [bareSocket, ...(inNode ? [inNode] : [])].map(entrant),
    [entrant(oursParallel)],
    [{ name: OURS_OVER_REDIS, start: startOverRedis }],
  ];
  const all: Figure[] = [];
  for (const size of SIZES.filter(isChosen)) {
    const results = new Map<string, Result>();
    for (const group of groups) {
      say(`${size.sockets} sockets: ${group.map(({ name }) => name).join(", ")}`);
      for (const [name, result] of await measured(group, size)) results.set(name, result);
    }
    all.push(...summary(size, results));
  }
  return all;
}

/** What a message costs ours, beside what it costs in another work tree. */
async function comparedWith(folder: string, say: Say): Promise<Figure[]> {
  const before = oursBefore(folder);
  const found: Figure[] = [];
  for (const size of SIZES.filter(isChosen)) {
    say(`${size.sockets} sockets: ours, and ${folder}`);
    const results = await measured([ours, before].map(entrant), size);
    for (const talking of size.talking) {
      const turns = (name: string) => results.get(name)?.flooded.get(talking)?.cpuMicros ?? [];
      const [now, then] = [turns(ours.name), turns(before.name)];
      const label = `${size.sockets} sockets, ${talking} pairs talk: processor time`;
      const ratio = median(now.map((each, turn) => each / then[turn]));
      found.push(
        plain(`${label}, ours`, median(now), "µs/message"),
        plain(`${label}, before`, median(then), "µs/message"),
        atMost(`${label} of before`, ratio, "x", SHARE_OF_BEFORE),
      );
    }
  }
  return found;
}

function isChosen({ sockets }: Size): boolean {
  const only = chosen.parse(Deno.env.get("BROKER_SOCKETS"));
  return only === undefined || sockets === only;
}

/** What each of a group did, over all its starts. */
async function measured(group: readonly Entrant[], size: Size): Promise<Map<string, Result>> {
  const trials = new Map<string, Trial[]>();
  for (let n = 0; n < STARTS; n++) {
    const order = n % 2 === 0 ? group : group.toReversed();
    for (const [name, trial] of await inTurns(order, size)) {
      trials.set(name, [...trials.get(name) ?? [], trial]);
    }
  }
  return new Map([...trials].map(([name, each]) => [name, resultOf(each)]));
}

function entrant(recipe: Recipe): Entrant {
  return { name: recipe.name, start: () => start(recipe) };
}

/** What one process did in its turns, and under the steady load after them. */
interface Trial {
  readonly bytesPerSocket: number | null;
  readonly connectsPerSecond: number;
  readonly flooded: ReadonlyMap<number, Flooded>;
  latencies: readonly number[];
  lost: number;
}

/** A broker with its crowd. */
interface Station {
  readonly contestant: Contestant;
  readonly crowd: Crowd;
  readonly trial: Trial;
}

async function inTurns(
  group: readonly Entrant[],
  { sockets, talking }: Size,
): Promise<Map<string, Trial>> {
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
    const connectsPerSecond = sockets / crowd.connectMs * 1000;
    const flooded = new Map(talking.map((each) => [each, { cpuMicros: [], perSecond: [] }]));
    const trial = { bytesPerSocket, connectsPerSecond, flooded, latencies: [], lost: 0 };
    await flood(crowd, Math.max(...talking), WARM_SECONDS);
    stations.push({ contestant, crowd, trial });
  }
  for (const each of talking) {
    for (let turn = 0; turn < TURNS; turn++) {
      // There and back, so that nobody always follows the same one.
      for (const station of turn % 2 === 0 ? stations : stations.toReversed()) {
        await load(station, each);
      }
    }
  }
  for (const station of stations) await paced(station);
  return new Map(stations.map(({ contestant, trial }) => [contestant.name, trial]));
}

/** One turn of as much load as goes through. */
async function load({ contestant, crowd, trial }: Station, talking: number): Promise<void> {
  const before = contestant.cpu();
  const { messages, stuck } = await flood(crowd, talking, TURN_SECONDS);
  const after = contestant.cpu();
  const flooded = trial.flooded.get(talking);
  trial.lost += stuck;
  flooded?.perSecond.push(messages / TURN_SECONDS);
  if (before !== null && after !== null) {
    flooded?.cpuMicros.push((after - before) / messages * 1e6);
  }
}

/** The steady load at the end. */
async function paced({ crowd, trial }: Station): Promise<void> {
  const { sent, arrived, latencies } = await pace(crowd, RATE, PACE_SECONDS);
  trial.latencies = latencies;
  trial.lost += sent - arrived;
}

function resultOf(trials: readonly Trial[]): Result {
  const middle = (pick: (trial: Trial) => number | null) =>
    median(trials.map(pick).filter((each) => each !== null));
  const all = (talking: number, pick: keyof Flooded) =>
    trials.flatMap(({ flooded }) => flooded.get(talking)?.[pick] ?? []);
  return {
    flooded: new Map([...trials[0].flooded.keys()].map((talking) => [talking, {
      cpuMicros: all(talking, "cpuMicros"),
      perSecond: all(talking, "perSecond"),
    }])),
    p50: middle(({ latencies }) => quantile(latencies, 0.5)),
    p99: middle(({ latencies }) => quantile(latencies, 0.99)),
    bytesPerSocket: middle(({ bytesPerSocket }) => bytesPerSocket),
    connectsPerSecond: middle(({ connectsPerSecond }) => connectsPerSecond),
    lost: trials.reduce((sum, { lost }) => sum + lost, 0),
  };
}

type Results = ReadonlyMap<string, Result>;

function summary({ sockets, talking }: Size, results: Results): Figure[] {
  const found: Figure[] = [];
  for (const [name, result] of results) {
    const label = `${sockets} sockets, ${name}`;
    found.push(
      plain(`${label}: p50 at ${RATE}/s`, result.p50, "ms"),
      plain(`${label}: p99 at ${RATE}/s`, result.p99, "ms"),
      plain(`${label}: memory`, result.bytesPerSocket, "B/socket"),
      plain(`${label}: connect storm`, result.connectsPerSecond, "sockets/s"),
      atMost(`${label}: lost`, result.lost, "messages", 0),
    );
  }
  return [
    ...found,
    ...talking.flatMap((each) => flooded(`${sockets} sockets, ${each} pairs talk`, each, results)),
  ];
}

/** What brokers did with as much load as goes through, and how they compare. */
function flooded(label: string, talking: number, results: Results): Figure[] {
  const found: Figure[] = [];
  const turns = (name: string, pick: keyof Flooded) =>
    results.get(name)?.flooded.get(talking)?.[pick] ?? [];
  for (const name of results.keys()) {
    found.push(
      plain(`${label}, ${name}: processor time`, median(turns(name, "cpuMicros")), "µs/message"),
      plain(`${label}, ${name}: throughput`, median(turns(name, "perSecond")), "messages/s"),
    );
  }
  const ratio = (pick: keyof Flooded, one: string, other: string) => {
    const [a, b] = [turns(one, pick), turns(other, pick)];
    return median(a.slice(0, b.length).map((each, turn) => each / b[turn]));
  };
  const ofPeerServer = `${label}: processor time of PeerServer's`;
  found.push(
    atMost(ofPeerServer, ratio("cpuMicros", ours.name, peerServer.name), "x", SHARE_OF_PEER),
    atMost(
      `${ofPeerServer}, with frames of PeerJS clients`,
      ratio("cpuMicros", oursForPeerJs.name, peerServer.name),
      "x",
      SHARE_OF_PEER,
    ),
    plain(
      `${ofPeerServer}, bare sockets`,
      ratio("cpuMicros", bareSocket.name, peerServer.name),
      "x",
    ),
    below(
      `${label}: processor time of the bare relay's`,
      ratio("cpuMicros", ours.name, bareRelay.name),
      "x",
      1,
    ),
  );
  for (const name of [oursParallel.name, OURS_OVER_REDIS].filter((each) => results.has(each))) {
    found.push(
      plain(
        `${label}, ${name}: throughput of one worker's`,
        ratio("perSecond", name, ours.name),
        "x",
      ),
    );
  }
  return found;
}
