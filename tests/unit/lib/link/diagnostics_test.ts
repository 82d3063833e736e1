import assert from "node:assert/strict";
import { Diagnoser, readDiagnostics } from "../../../../lib/link/diagnostics.ts";
import type { Lane } from "../../../../lib/mod.ts";

type Fields = Readonly<Record<string, string | number | boolean>>;

/** What a statistics report is, of entries as browsers gave them. */
function reportOf(...entries: readonly Fields[]): RTCStatsReport {
  return new Map(entries.map((entry) => [entry.id, entry])) as unknown as RTCStatsReport;
}

const LANES: ReadonlyMap<string, Lane> = new Map([["cam", "camera"], ["mic", "microphone"]]);
const KNOWN = { lanes: LANES, remoteSdp: "" };

/** Chromium 156, in a call with Firefox, five seconds old; only fields that matter here. */
function chromium(at: number, changed: Readonly<Record<string, Fields>> = {}): RTCStatsReport {
  const entries: Fields[] = [
    { id: "T01", type: "transport", selectedCandidatePairId: "CP2" },
    {
      id: "CP1",
      type: "candidate-pair",
      localCandidateId: "L1",
      remoteCandidateId: "R1",
      nominated: true,
      state: "succeeded",
      bytesReceived: 999_999,
      bytesSent: 999_999,
      currentRoundTripTime: 0.9,
    },
    {
      id: "CP2",
      type: "candidate-pair",
      localCandidateId: "L2",
      remoteCandidateId: "R2",
      nominated: true,
      state: "succeeded",
      bytesReceived: 69_520,
      bytesSent: 124_413,
      currentRoundTripTime: 0.004,
    },
    { id: "L1", type: "local-candidate", candidateType: "relay", protocol: "udp" },
    { id: "R1", type: "remote-candidate", candidateType: "relay", protocol: "udp" },
    { id: "L2", type: "local-candidate", candidateType: "host", protocol: "udp" },
    { id: "R2", type: "remote-candidate", candidateType: "srflx", protocol: "udp" },
    {
      id: "A",
      type: "inbound-rtp",
      kind: "audio",
      trackIdentifier: "mic",
      packetsReceived: 187,
      packetsLost: 0,
    },
    {
      id: "V",
      type: "inbound-rtp",
      kind: "video",
      trackIdentifier: "cam",
      packetsReceived: 79,
      packetsLost: 0,
      framesDecoded: 63,
      framesPerSecond: 15,
      frameWidth: 320,
      frameHeight: 180,
    },
    // A lane that was never on: a probe came, and no picture.
    { id: "S", type: "inbound-rtp", kind: "video", trackIdentifier: "scr", packetsReceived: 1 },
  ];
  return reportOf(...entries.map((entry) => ({
    timestamp: at,
    ...entry,
    ...changed[String(entry.id)],
  })));
}

/** Firefox 153: without a mark of the pair on the transport in earlier ones. */
function firefox(at: number, remote: Fields, more: readonly Fields[] = []): RTCStatsReport {
  return reportOf(
    {
      id: "a5",
      type: "candidate-pair",
      timestamp: at,
      localCandidateId: "56",
      remoteCandidateId: "5d",
      selected: true,
      bytesReceived: 124_456,
      bytesSent: 69_520,
      currentRoundTripTime: 0.056,
    },
    { id: "fc", type: "candidate-pair", selected: false, localCandidateId: "x" },
    { id: "56", type: "local-candidate", candidateType: "host", protocol: "udp" },
    { id: "5d", type: "remote-candidate", ...remote },
    ...more,
  );
}

Deno.test("the first reading tells the way, and leaves out what takes two", () => {
  const reading = readDiagnostics(chromium(1_000), KNOWN, null);
  assert.deepEqual(reading?.diagnostics, {
    way: "direct",
    protocol: "udp",
    roundTrip: 4,
    loss: null,
    bitrate: null,
    video: { camera: { width: 320, height: 180, framesPerSecond: 15 } },
  });
});

Deno.test("rates and loss are taken between two readings", () => {
  const before = readDiagnostics(chromium(1_000), KNOWN, null)?.counters ?? null;
  const now = chromium(3_000, {
    CP2: { bytesReceived: 69_520 + 50_000, bytesSent: 124_413 + 25_000 },
    A: { packetsReceived: 187 + 100, packetsLost: 12 },
    V: { packetsReceived: 79 + 80, packetsLost: 8, framesDecoded: 63 + 25, framesPerSecond: 30 },
  });
  const { diagnostics } = readDiagnostics(now, KNOWN, before) ?? {};
  assert.deepEqual(diagnostics?.bitrate, { in: 200, out: 100 });
  assert.equal(diagnostics?.loss, 10);
  assert.equal(diagnostics?.video.camera?.framesPerSecond, 12.5);
});

Deno.test("nothing that came means no loss to speak of, and a duplicate is not a gain", () => {
  const before = readDiagnostics(chromium(1_000), KNOWN, null)?.counters ?? null;
  assert.equal(readDiagnostics(chromium(3_000), KNOWN, before)?.diagnostics.loss, null);
  const twice = chromium(3_000, { A: { packetsReceived: 287, packetsLost: -3 } });
  assert.equal(readDiagnostics(twice, KNOWN, before)?.diagnostics.loss, 0);
});

Deno.test("another candidate pair counts from zero: no rate, rather than a wrong one", () => {
  const before = readDiagnostics(chromium(1_000), KNOWN, null)?.counters ?? null;
  const moved = chromium(3_000, { T01: { selectedCandidatePairId: "CP1" } });
  const reading = readDiagnostics(moved, KNOWN, before);
  assert.equal(reading?.diagnostics.bitrate, null);
  assert.equal(reading?.diagnostics.way, "relayed");
});

Deno.test("a relay of our own tells how we reach it, one of theirs how we reach that", () => {
  for (const relayProtocol of ["udp", "tcp", "tls"]) {
    const ours = chromium(1_000, { L2: { candidateType: "relay", relayProtocol } });
    const { way, protocol } = readDiagnostics(ours, KNOWN, null)?.diagnostics ?? {};
    assert.deepEqual([way, protocol], ["relayed", relayProtocol]);
  }
  const theirs = chromium(1_000, { R2: { candidateType: "relay" } });
  assert.equal(readDiagnostics(theirs, KNOWN, null)?.diagnostics.way, "relayed");
  const direct = chromium(1_000, { L2: { protocol: "tcp" } });
  assert.equal(readDiagnostics(direct, KNOWN, null)?.diagnostics.protocol, "tcp");
});

Deno.test("where the transport names no pair, the pair's own mark counts", () => {
  const report = firefox(1_000, { candidateType: "host" });
  const { way, roundTrip } = readDiagnostics(report, KNOWN, null)?.diagnostics ?? {};
  assert.deepEqual([way, roundTrip], ["direct", 56]);
});

Deno.test("an end that is called reflexive is a relay when the peer announced it as one", () => {
  const report = firefox(1_000, { candidateType: "prflx", address: "192.0.2.9", port: 55336 });
  const announced = (type: string, port: number) => ({
    lanes: LANES,
    remoteSdp: `a=candidate:0 1 udp 92151807 192.0.2.9 ${port} typ ${type} raddr 0.0.0.0 rport 0`,
  });
  const way = (known: typeof KNOWN) => readDiagnostics(report, known, null)?.diagnostics.way;
  assert.equal(way(announced("relay", 55336)), "relayed");
  assert.equal(way(announced("relay", 5533)), "direct");
  assert.equal(way(announced("host", 55336)), "direct");
});

Deno.test("a receiver's report tells the round trip while it is fresh", () => {
  const heard = (at: number): Fields[] => [
    { id: "ra", type: "remote-inbound-rtp", timestamp: at - 1, roundTripTime: 0.9 },
    { id: "rv", type: "remote-inbound-rtp", timestamp: at, roundTripTime: 0.021 },
    // Firefox gives one without a time before it has measured any.
    { id: "rn", type: "remote-inbound-rtp", timestamp: at + 1 },
  ];
  const trip = (at: number) =>
    readDiagnostics(firefox(20_000, { candidateType: "host" }, heard(at)), KNOWN, null)
      ?.diagnostics.roundTrip;
  assert.equal(trip(19_000), 21);
  assert.equal(trip(9_000), 56);
});

Deno.test("before a pair is in use there is nothing to tell", () => {
  assert.equal(readDiagnostics(reportOf({ id: "T01", type: "transport" }), KNOWN, null), null);
});

Deno.test("two looks at once give the same figures, and the next one counts from the first", () => {
  const diagnoser = new Diagnoser();
  diagnoser.read(chromium(1_000), KNOWN);
  const first = diagnoser.read(chromium(2_000, { CP2: { bytesReceived: 94_520 } }), KNOWN);
  assert.equal(first?.bitrate?.in, 200);
  const again = diagnoser.read(chromium(2_010, { CP2: { bytesReceived: 95_520 } }), KNOWN);
  assert.equal(again, first);
  const next = diagnoser.read(chromium(3_000, { CP2: { bytesReceived: 107_020 } }), KNOWN);
  assert.equal(next?.bitrate?.in, 100);
});
