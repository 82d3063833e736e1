import assert from "node:assert/strict";
import { withoutOwnAddress } from "../../../../lib/link/relay_only.ts";

/** What a browser would write that forgot what it was told. */
const SDP = [
  "v=0",
  "o=- 4611731400430051336 2 IN IP4 198.51.100.7",
  "s=-",
  "t=0 0",
  "m=audio 55336 UDP/TLS/RTP/SAVPF 111",
  "c=IN IP6 2001:db8::7",
  "a=rtcp:9 IN IP4 198.51.100.7",
  "a=candidate:1 1 udp 2122260223 198.51.100.7 53537 typ host generation 0",
  "a=candidate:2 1 udp 2122260223 0f5b3a1c-aaaa.local 53537 typ host",
  "a=candidate:3 1 udp 1686052607 203.0.113.9 53537 typ srflx raddr 198.51.100.7 rport 53537",
  "a=candidate:4 1 udp 41885439 192.0.2.50 49170 typ relay raddr 203.0.113.9 rport 53537 generation 0",
  "a=ice-ufrag:mXdT",
  "a=fingerprint:sha-256 AA:BB",
  "",
].join("\r\n");

Deno.test("a description goes out with relays alone, and with no address but theirs", () => {
  const sent = withoutOwnAddress({ kind: "offer", link: "0123456789abcdef", sdp: SDP });
  assert.ok(sent?.kind === "offer");
  assert.doesNotMatch(sent.sdp, /198\.51\.100|203\.0\.113|2001:db8|\.local|srflx|typ host/);
  const lines = sent.sdp.split("\r\n");
  assert.deepEqual(lines.filter((line) => line.startsWith("a=candidate")), [
    "a=candidate:4 1 udp 41885439 192.0.2.50 49170 typ relay raddr 0.0.0.0 rport 0 generation 0",
  ]);
  assert.ok(lines.includes("o=- 4611731400430051336 2 IN IP4 0.0.0.0"));
  assert.ok(lines.includes("c=IN IP4 0.0.0.0"));
  assert.ok(lines.includes("a=fingerprint:sha-256 AA:BB") && sent.sdp.endsWith("\r\n"));
});

Deno.test("of candidates a relay's goes out, without what the relay sees; and the end of them", () => {
  const signal = (candidate: string) => ({
    kind: "candidate" as const,
    link: "0123456789abcdef",
    candidate: { candidate, sdpMid: "0", sdpMLineIndex: 0 },
  });
  const sent = (candidate: string) => {
    const passed = withoutOwnAddress(signal(candidate));
    return passed?.kind === "candidate" ? passed.candidate.candidate : null;
  };
  assert.equal(sent("candidate:1 1 udp 2122260223 198.51.100.7 53537 typ host"), null);
  assert.equal(sent("candidate:1 1 udp 1 203.0.113.9 1 typ srflx raddr 0.0.0.0 rport 0"), null);
  assert.equal(sent("candidate:1 1 udp 1 203.0.113.9 1 typ prflx raddr 0.0.0.0 rport 0"), null);
  assert.equal(
    sent("candidate:4 1 udp 1 192.0.2.50 49170 typ relay raddr 203.0.113.9 rport 5 ufrag x"),
    "candidate:4 1 udp 1 192.0.2.50 49170 typ relay raddr 0.0.0.0 rport 0 ufrag x",
  );
  assert.equal(
    sent("candidate:4 1 udp 1 192.0.2.50 49170 typ relay"),
    "candidate:4 1 udp 1 192.0.2.50 49170 typ relay",
  );
  assert.equal(sent(""), "");
});
