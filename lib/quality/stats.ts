/** How a moment was. "fair": not bad, and not so well that more could be asked. */
export type Verdict = "bad" | "fair" | "calm";

/** What the statistics of one connection say of this machine and of the line. */
export interface Reading {
  readonly machine: Verdict;
  readonly line: Verdict;
}

/** Counters of one moment, to be compared with those of the next. */
export interface Totals {
  /** Milliseconds, by the browser's statistics. */
  readonly at: number;
  readonly encoded: number;
  readonly encodeSeconds: number;
  readonly received: number;
  readonly dropped: number;
}

/** Before the first reading: what is read then is the average since the connection began. */
const NOTHING: Totals = { at: 0, encoded: 0, encodeSeconds: 0, received: 0, dropped: 0 };

/** One entry of a statistics report; which fields there are depends on its type and the browser. */
type Entry = Readonly<Record<string, unknown>> & { readonly type: string };

/**
 * The share of the time between two frames that encoding one may take: with half of it gone for one
 * connection, there is no time for those to the others.
 */
const ENCODING = { calm: 0.25, bad: 0.5 } as const;
/** The share of the frames received that were dropped since there was no time for them. */
const DROPPED = { calm: 0.02, bad: 0.15 } as const;
/** The share of our packets that did not arrive. Below the first, the browser's own repair copes. */
const LOSS = { calm: 0.02, bad: 0.1 } as const;
/** A line that carries less than this share of what a picture may take is too narrow for it. */
const TOO_NARROW = 0.7;
/** Fewer frames than this say more about chance than about the machine. */
const FRAMES_ENOUGH = 10;

/**
 * Reads a connection's statistics (W3C webrtc-stats), `earlier` being the totals of the reading before.
 * `allowed` is what its pictures may take together.
 */
export function read(
  report: RTCStatsReport,
  earlier: Totals | null,
  allowed: { readonly kilobits: number; readonly framesPerSecond: number },
): { readonly totals: Totals; readonly reading: Reading } {
  const before = earlier ?? NOTHING;
  const entries: Entry[] = [];
  report.forEach((entry: Entry) => entries.push(entry));
  const pictures = entries.filter(({ type, kind, active }) =>
    type === "outbound-rtp" && kind === "video" && active !== false
  );
  const limits = new Set(pictures.map(({ qualityLimitationReason }) => qualityLimitationReason));
  const totals = totalsOf(entries, pictures);
  return {
    totals,
    reading: {
      machine: machineOf(limits.has("cpu"), totals, before, allowed.framesPerSecond),
      line: lineOf(entries, limits.has("bandwidth"), before, allowed.kilobits),
    },
  };
}

/** The worst of several verdicts; calm where there is none. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("bad")) return "bad";
  return verdicts.includes("fair") ? "fair" : "calm";
}

function totalsOf(entries: readonly Entry[], pictures: readonly Entry[]): Totals {
  const received = entries.filter(({ type, kind }) => type === "inbound-rtp" && kind === "video");
  return {
    at: Math.max(0, ...entries.map(({ timestamp }) => count(timestamp))),
    encoded: sum(pictures, "framesEncoded"),
    encodeSeconds: sum(pictures, "totalEncodeTime"),
    received: sum(received, "framesReceived"),
    dropped: sum(received, "framesDropped"),
  };
}

function machineOf(
  limited: boolean,
  now: Totals,
  before: Totals,
  framesPerSecond: number,
): Verdict {
  if (limited) return "bad";
  const encoded = now.encoded - before.encoded;
  const received = now.received - before.received;
  const perFrame = (now.encodeSeconds - before.encodeSeconds) / encoded;
  return worst([
    encoded < FRAMES_ENOUGH ? "calm" : graded(perFrame * framesPerSecond, ENCODING),
    received < FRAMES_ENOUGH ? "calm" : graded((now.dropped - before.dropped) / received, DROPPED),
  ]);
}

function lineOf(
  entries: readonly Entry[],
  limited: boolean,
  before: Totals,
  kilobits: number,
): Verdict {
  // Reports of the other side are kept after they have ended: one that is not new says nothing of now.
  const losses = entries.filter(({ type, timestamp }) =>
    type === "remote-inbound-rtp" && count(timestamp) > before.at
  ).map(({ fractionLost }) => count(fractionLost));
  const carried = entries.find(({ type, availableOutgoingBitrate }) =>
    type === "candidate-pair" && typeof availableOutgoingBitrate === "number"
  )?.availableOutgoingBitrate;
  const narrow = limited && typeof carried === "number" && carried < TOO_NARROW * kilobits * 1000;
  return worst([
    graded(Math.max(0, ...losses), LOSS),
    narrow ? "bad" : limited ? "fair" : "calm",
  ]);
}

function graded(value: number, from: { readonly calm: number; readonly bad: number }): Verdict {
  return value >= from.bad ? "bad" : value > from.calm ? "fair" : "calm";
}

function count(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function sum(entries: readonly Entry[], field: string): number {
  return entries.reduce((total, entry) => total + count(entry[field]), 0);
}
