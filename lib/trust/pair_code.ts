import { type Bytes, lengthPrefixed, utf8 } from "../env/bytes.ts";
import { type Fingerprint, fingerprintBytes } from "./fingerprint.ts";
import { epochBytes, joined, sha256 } from "./encoding.ts";
import { deriveCode, type SafetyCode } from "./safety_code.ts";

const COMMIT_LABEL = "kibitz/sas/v1/commit";
const CODE_LABEL = "kibitz/sas/v1/emoji";

/** One end of a pair: the certificate's fingerprint, and the nonce drawn for this run. */
export interface PairEnd {
  readonly fingerprint: Fingerprint;
  readonly nonce: Bytes;
}

/**
 * What `self` sends before either nonce is shown: binds its nonce to the room, the epoch and the
 * fingerprints that it sees at its own and at the other end.
 */
export function pairCommit(
  room: string,
  epoch: number,
  self: PairEnd,
  peer: Fingerprint,
): Promise<Bytes> {
  return sha256(lengthPrefixed(
    utf8(COMMIT_LABEL),
    utf8(room),
    epochBytes(epoch),
    fingerprintBytes(self.fingerprint),
    fingerprintBytes(peer),
    self.nonce,
  ));
}

/** The code of a pair, the same whichever end asks. */
export function pairCode(
  room: string,
  epoch: number,
  one: PairEnd,
  other: PairEnd,
): Promise<SafetyCode> {
  const [low, high] = one.fingerprint < other.fingerprint ? [one, other] : [other, one];
  const info = joined(
    utf8(CODE_LABEL),
    epochBytes(epoch),
    fingerprintBytes(low.fingerprint),
    fingerprintBytes(high.fingerprint),
  );
  return deriveCode(room, joined(low.nonce, high.nonce), info);
}
