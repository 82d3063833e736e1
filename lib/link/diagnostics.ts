import type { Lane } from "./lanes.ts";
import { type Way, wayBetween } from "./selected_path.ts";

/** The moving picture that arrives on one lane. */
export interface ReceivedVideo {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Frames shown in a second. */
  readonly framesPerSecond: number;
}

/** What one connection is like now. What takes two readings to know is null at the first. */
export interface Diagnostics {
  /** Whether it goes directly or by a relay. */
  readonly way: Way;
  /** What carries it from here: to the relay of our own where there is one, else to the peer. */
  readonly protocol: "udp" | "tcp" | "tls";
  /** Milliseconds there and back; null until it was measured. */
  readonly roundTrip: number | null;
  /** Of the media packets sent to us since the reading before, how many were lost, in percent. */
  readonly loss: number | null;
  /** What arrives and what leaves, in kbit/s, since the reading before. */
  readonly bitrate: { readonly in: number; readonly out: number } | null;
  /** By lane, where a picture ever arrived. One that froze has 0 frames a second. */
  readonly video: Readonly<Partial<Record<Lane, ReceivedVideo>>>;
}

/** Counters of one moment, to be compared with those of another. */
export interface Counters {
  /** Milliseconds since the Unix epoch, by the browser's statistics. */
  readonly at: number;
  /** The candidate pair in use: another one counts its bytes from zero. */
  readonly pair: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly frames: Readonly<Record<string, number>>;
}

/** A reading, and what the next one needs to know of it. */
export interface Reading {
  readonly counters: Counters;
  readonly diagnostics: Diagnostics;
}

/** What the statistics don't say of the connection that they are of. */
export interface Known {
  /** The lane that a received track is on, by the track's id. */
  readonly lanes: ReadonlyMap<string, Lane>;
  /** The peer's description with all of its candidates. */
  readonly remoteSdp: string;
}

/** One entry of a statistics report; which fields there are depends on its type and the browser. */
type Entry = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

/** Readings closer together than this, in milliseconds, say more about chance than about the line. */
const APART_MS = 500;

/** A round trip measured longer ago than this, in milliseconds, gives way to an older kind of figure. */
const ROUND_TRIP_FRESH_MS = 10_000;

/**
 * Reads a connection's statistics (W3C webrtc-stats), `before` being the counters of the reading
 * before. Null while no candidate pair is in use.
 */
export function readDiagnostics(
  report: RTCStatsReport,
  known: Known,
  before: Counters | null,
): Reading | null {
  const entries = entriesOf(report);
  const used = pairInUse(entries);
  if (used === null) return null;
  const { pair, local, remote } = used;
  const inbound = [...entries.values()].filter(({ type }) => type === "inbound-rtp");
  const counters = countersOf(pair, inbound);
  const since = before !== null && counters.at > before.at ? before : null;
  return {
    counters,
    diagnostics: {
      way: wayOf(local, remote, known.remoteSdp),
      protocol: protocolOf(local),
      roundTrip: roundTripOf(entries, pair),
      loss: since === null ? null : lossBetween(since, counters),
      bitrate: since === null ? null : bitrateBetween(since, counters),
      video: videoOf(inbound, known.lanes, counters, since),
    },
  };
}

/** The way that a connection's statistics tell; null while no candidate pair is in use. */
export function readWay(
  report: RTCStatsReport,
  remoteSdp: string,
): { readonly way: Way; readonly ownRelay: boolean } | null {
  const used = pairInUse(entriesOf(report));
  if (used === null) return null;
  const { local, remote } = used;
  return { way: wayOf(local, remote, remoteSdp), ownRelay: local.candidateType === "relay" };
}

/** The readings of one connection, one after another. */
export class Diagnoser {
  #last: Reading | null = null;

  /** Reads once more; the reading before again where that was only just now. */
  read(report: RTCStatsReport, known: Known): Diagnostics | null {
    const reading = readDiagnostics(report, known, this.#last?.counters ?? null);
    if (reading === null) return null;
    const last = this.#last;
    if (last !== null && reading.counters.at - last.counters.at < APART_MS) {
      return last.diagnostics;
    }
    this.#last = reading;
    return reading.diagnostics;
  }
}

function entriesOf(report: RTCStatsReport): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  report.forEach((entry: Entry) => entries.set(entry.id, entry));
  return entries;
}

/** The pair by which everything goes, and its candidates. */
function pairInUse(entries: ReadonlyMap<string, Entry>) {
  const all = [...entries.values()];
  const transport = all.find(({ type }) => type === "transport");
  // Where a browser has no statistics of the transport, its own mark on the pair tells.
  const pair = entries.get(text(transport?.selectedCandidatePairId)) ??
    all.find(({ type, selected }) => type === "candidate-pair" && selected === true);
  const local = entries.get(text(pair?.localCandidateId));
  const remote = entries.get(text(pair?.remoteCandidateId));
  if (pair === undefined || local === undefined || remote === undefined) return null;
  return { pair, local, remote };
}

function countersOf(pair: Entry, inbound: readonly Entry[]): Counters {
  return {
    at: count(pair.timestamp),
    pair: pair.id,
    bytesIn: count(pair.bytesReceived),
    bytesOut: count(pair.bytesSent),
    packetsReceived: sum(inbound, "packetsReceived"),
    packetsLost: sum(inbound, "packetsLost"),
    frames: Object.fromEntries(inbound.map((entry) => [entry.id, count(entry.framesDecoded)])),
  };
}

function wayOf(local: Entry, remote: Entry, remoteSdp: string): Way {
  const [here, there] = [local, remote].map(({ candidateType, address, port }) => ({
    type: text(candidateType),
    address: text(address),
    port: count(port),
  }));
  return wayBetween(here, there, remoteSdp);
}

function protocolOf(local: Entry): Diagnostics["protocol"] {
  const carrier = local.candidateType === "relay" ? local.relayProtocol : local.protocol;
  return carrier === "tcp" || carrier === "tls" ? carrier : "udp";
}

/**
 * From the peer's latest receiver report while media flows (RFC 3550, section 6.4.1); else from the
 * connectivity checks, which Firefox counts only until the connection stands.
 */
function roundTripOf(entries: ReadonlyMap<string, Entry>, pair: Entry): number | null {
  let newest: Entry | null = null;
  for (const entry of entries.values()) {
    if (entry.type !== "remote-inbound-rtp" || typeof entry.roundTripTime !== "number") continue;
    if (newest === null || count(entry.timestamp) > count(newest.timestamp)) newest = entry;
  }
  const fresh = newest !== null &&
    count(pair.timestamp) - count(newest.timestamp) < ROUND_TRIP_FRESH_MS;
  const seconds = fresh ? newest?.roundTripTime : pair.currentRoundTripTime;
  return typeof seconds === "number" ? Math.round(seconds * 1000) : null;
}

function lossBetween(before: Counters, now: Counters): number | null {
  // A duplicate counts as one lost packet fewer (RFC 3550, section 6.4.1).
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  const received = Math.max(0, now.packetsReceived - before.packetsReceived);
  return lost + received === 0 ? null : rounded(100 * lost / (lost + received), 1);
}

function bitrateBetween(before: Counters, now: Counters): Diagnostics["bitrate"] {
  if (before.pair !== now.pair) return null;
  // Bits per millisecond are kilobits per second.
  const rate = (bytes: number) => Math.round(Math.max(0, bytes) * 8 / (now.at - before.at));
  return { in: rate(now.bytesIn - before.bytesIn), out: rate(now.bytesOut - before.bytesOut) };
}

function videoOf(
  inbound: readonly Entry[],
  lanes: ReadonlyMap<string, Lane>,
  now: Counters,
  before: Counters | null,
): Diagnostics["video"] {
  const video: Partial<Record<Lane, ReceivedVideo>> = {};
  for (const entry of inbound) {
    const lane = lanes.get(text(entry.trackIdentifier));
    const [width, height] = [count(entry.frameWidth), count(entry.frameHeight)];
    if (lane === undefined || entry.kind !== "video" || width === 0) continue;
    const frames = before?.frames[entry.id];
    const framesPerSecond = before === null || frames === undefined
      ? count(entry.framesPerSecond)
      : 1000 * Math.max(0, (now.frames[entry.id] ?? 0) - frames) / (now.at - before.at);
    video[lane] = { width, height, framesPerSecond: rounded(framesPerSecond, 1) };
  }
  return video;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function count(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function sum(entries: readonly Entry[], field: string): number {
  return entries.reduce((total, entry) => total + count(entry[field]), 0);
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
