/** Under which certificate a room is prepared: a kept one, where it can still be used. */
import assert from "node:assert/strict";
import { prepareRoom } from "../../../lib/mod.ts";

const DAY = 24 * 60 * 60 * 1000;
const VALUE = Array.from({ length: 32 }, () => "ab").join(":");

function certificate(expires: number, value = VALUE, algorithm = "sha-256"): RTCCertificate {
  return { expires, getFingerprints: () => [{ algorithm, value }] } as unknown as RTCCertificate;
}

const FRESH = certificate(Date.now() + 30 * DAY);

class NoConnection {
  static generateCertificate(): Promise<RTCCertificate> {
    return Promise.resolve(FRESH);
  }
}

async function preparedWith(kept: RTCCertificate | undefined): Promise<RTCCertificate | null> {
  const prepared = await prepareRoom("blue-river", {
    broker: "ws://127.0.0.1:9/signal",
    connection: NoConnection as unknown as typeof RTCPeerConnection,
    certificate: kept,
  });
  prepared.discard();
  return prepared.certificate;
}

Deno.test(
  "a kept certificate is used again; one that has expired or is none is not",
  async () => {
    assert.equal(await preparedWith(undefined), FRESH);
    const kept = certificate(Date.now() + DAY);
    assert.equal(await preparedWith(kept), kept);
    const junk = { expires: Infinity } as unknown as RTCCertificate;
    const unusable = [
      certificate(Date.now() - 1),
      certificate(NaN),
      certificate(Date.now() + DAY, VALUE, "sha-1"),
      certificate(Date.now() + DAY, "ab:cd"),
      junk,
    ];
    for (const other of unusable) assert.equal(await preparedWith(other), FRESH);
  },
);
