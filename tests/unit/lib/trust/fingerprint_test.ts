import assert from "node:assert/strict";
import {
  fingerprintBytes,
  fingerprintOfCertificate,
  fingerprintOfDescription,
  ownFingerprint,
  parseFingerprint,
} from "../../../../lib/trust/fingerprint.ts";

const HEX = "0123456789abcdef".repeat(4);
const COLONS = HEX.toUpperCase().match(/../g)?.join(":") ?? "";
const OTHER = COLONS.replace("01", "02");

function sdp(...lines: string[]): string {
  return ["v=0", "o=- 1 1 IN IP4 0.0.0.0", "s=-", ...lines, "a=setup:active", ""].join("\r\n");
}

Deno.test("fingerprint: as SDP and certificates write it, in either case", () => {
  assert.equal(parseFingerprint(COLONS), HEX);
  assert.equal(parseFingerprint(COLONS.toLowerCase()), HEX);
  for (
    const bad of ["", HEX, COLONS.slice(3), COLONS + ":00", COLONS.replace("0", "g"), ` ${COLONS}`]
  ) {
    assert.equal(parseFingerprint(bad), null);
  }
});

Deno.test("fingerprint: our own is the SHA-256 one that the certificate lists", () => {
  const listed = [{ algorithm: "sha-1", value: "AA:BB" }, { algorithm: "SHA-256", value: COLONS }];
  assert.equal(ownFingerprint(listed), HEX);
  assert.equal(ownFingerprint([{ algorithm: "sha-1", value: COLONS }]), null);
  assert.equal(ownFingerprint([]), null);
});

Deno.test("fingerprint: the peer's is the hash of the certificate's bytes", async () => {
  const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  assert.equal(await fingerprintOfCertificate(new ArrayBuffer(0)), empty);
});

Deno.test("fingerprint: a description counts when it names exactly one, by SHA-256", () => {
  const line = `a=fingerprint:sha-256 ${COLONS}`;
  assert.equal(fingerprintOfDescription(sdp(line)), HEX);
  assert.equal(fingerprintOfDescription(sdp(line, "m=audio 9 x 0", line)), HEX);
  assert.equal(fingerprintOfDescription(sdp(line.toLowerCase())), HEX);
  assert.equal(fingerprintOfDescription(sdp(line, line.toLowerCase())), HEX);
  assert.equal(fingerprintOfDescription(sdp()), null);
  assert.equal(fingerprintOfDescription(sdp(line, `a=fingerprint:sha-256 ${OTHER}`)), null);
  assert.equal(fingerprintOfDescription(sdp(line, "a=fingerprint:sha-1 AA:BB")), null);
  assert.equal(fingerprintOfDescription(sdp("a=fingerprint:sha-256 AA:BB")), null);
  assert.equal(fingerprintOfDescription(sdp(line.replace("256", "512"))), null);
  assert.equal(fingerprintOfDescription(sdp(line, `A=FINGERPRINT:SHA-512 ${OTHER}`)), null);
});

Deno.test("fingerprint: its bytes, and no others", () => {
  assert.deepEqual(fingerprintBytes(HEX).subarray(0, 4), Uint8Array.of(1, 0x23, 0x45, 0x67));
  for (const bad of ["", COLONS, HEX.toUpperCase(), HEX + "00"]) {
    assert.throws(() => fingerprintBytes(bad), TypeError);
  }
});
