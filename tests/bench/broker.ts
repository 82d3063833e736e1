/**
 * What the broker costs: the same load on ours with every check on, on PeerServer, and on a relay
 * that checks nothing; and how ours scales, with two workers and with two processes over Redis. In
 * turns, medians. `BROKER_SOCKETS=500` measures that size alone.
 *
 * Bare sockets pass on what comes without looking at it: what they cost is the runtime's and the
 * system's, and nothing that runs on them can cost less.
 */
import { z } from "zod";
import { ensureBuilt } from "../helpers/build.ts";
import { connect, flood, pace, quantile } from "./broker/load.ts";
import { type Contestant, start } from "./broker/process.ts";
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

/** Sockets, rounds, and for how long each load runs, in seconds. */
const SIZES = [
  { sockets: 500, rounds: 3, floodSeconds: 4, paceSeconds: 3 },
  { sockets: 4_000, rounds: 1, floodSeconds: 5, paceSeconds: 3 },
] as const;
const chosen = z.coerce.number().int().optional();
/** Frames per second of the steady load. */
const RATE = 1_000;
/** The most that ours may use of PeerServer's processor time for each message. */
const SHARE_OF_PEER = 0.6;

/** One round against one broker; null is what this system does not tell. */
interface Round {
  readonly cpuMicros: number | null;
  readonly perSecond: number;
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
  const recipes = [
    ours,
    bareSocket,
    bareRelay,
    peerServer,
    ...(inNode ? [inNode] : []),
    oursParallel,
  ];
  const entrants: Entrant[] = [
    ...recipes.map((recipe) => ({ name: recipe.name, start: () => start(recipe) })),
    { name: OURS_OVER_REDIS, start: startOverRedis },
  ];
  const all: Figure[] = [];
  const only = chosen.parse(Deno.env.get("BROKER_SOCKETS"));
  for (const size of SIZES.filter(({ sockets }) => only === undefined || sockets === only)) {
    const rounds = new Map<string, Round[]>(entrants.map(({ name }) => [name, []]));
    for (let round = 0; round < size.rounds; round++) {
      for (const entrant of entrants) {
        say(`${size.sockets} sockets, round ${round + 1}: ${entrant.name}`);
        await using contestant = await entrant.start();
        if (contestant === null) rounds.delete(entrant.name);
        else rounds.get(entrant.name)?.push(await once(contestant, size));
      }
    }
    all.push(...summary(size.sockets, rounds));
  }
  return all;
}

async function once(contestant: Contestant, size: (typeof SIZES)[number]): Promise<Round> {
  const before = contestant.memory();
  await using crowd = await connect(contestant, size.sockets);
  const after = contestant.memory();
  // Once unmeasured, so that everything is compiled.
  await flood(crowd, 1);
  const cpu = contestant.cpu();
  const { messages, stuck } = await flood(crowd, size.floodSeconds);
  const used = contestant.cpu();
  const { sent, arrived, latencies } = await pace(crowd, RATE, size.paceSeconds);
  return {
    cpuMicros: cpu === null || used === null ? null : (used - cpu) / messages * 1e6,
    perSecond: messages / size.floodSeconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    bytesPerSocket: before === null || after === null ? null : (after - before) / size.sockets,
    connectsPerSecond: size.sockets / crowd.connectMs * 1000,
    lost: stuck + sent - arrived,
  };
}

function summary(sockets: number, rounds: ReadonlyMap<string, readonly Round[]>): Figure[] {
  const middle = (name: string, pick: (round: Round) => number | null) =>
    median((rounds.get(name) ?? []).map(pick).filter((value) => value !== null));
  const found: Figure[] = [];
  for (const name of rounds.keys()) {
    const label = `${sockets} sockets, ${name}`;
    found.push(
      plain(`${label}: processor time`, middle(name, ({ cpuMicros }) => cpuMicros), "µs/message"),
      plain(`${label}: throughput`, middle(name, ({ perSecond }) => perSecond), "messages/s"),
      plain(`${label}: p50 at ${RATE}/s`, middle(name, ({ p50 }) => p50), "ms"),
      plain(`${label}: p99 at ${RATE}/s`, middle(name, ({ p99 }) => p99), "ms"),
      plain(`${label}: memory`, middle(name, (round) => round.bytesPerSocket), "B/socket"),
      plain(
        `${label}: connect storm`,
        middle(name, (round) => round.connectsPerSecond),
        "sockets/s",
      ),
      atMost(`${label}: lost`, middle(name, ({ lost }) => lost), "messages", 0),
    );
  }
  const cpu = (name: string) => middle(name, ({ cpuMicros }) => cpuMicros);
  const ratio = (a: number | null, b: number | null) => a === null || b === null ? null : a / b;
  found.push(
    atMost(
      `${sockets} sockets: processor time of PeerServer's`,
      ratio(cpu(ours.name), cpu(peerServer.name)),
      "x",
      SHARE_OF_PEER,
    ),
    plain(
      `${sockets} sockets: ... what bare sockets take of it`,
      ratio(cpu(bareSocket.name), cpu(peerServer.name)),
      "x",
    ),
    below(
      `${sockets} sockets: processor time of the bare relay's`,
      ratio(cpu(ours.name), cpu(bareRelay.name)),
      "x",
      1,
    ),
  );
  const perSecond = (name: string) => middle(name, (round) => round.perSecond);
  for (const name of [oursParallel.name, OURS_OVER_REDIS].filter((each) => rounds.has(each))) {
    found.push(
      plain(
        `${sockets} sockets, ${name}: throughput of one worker's`,
        ratio(perSecond(name), perSecond(ours.name)),
        "x",
      ),
    );
  }
  return found;
}
