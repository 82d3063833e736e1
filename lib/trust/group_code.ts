import { type Bytes, lengthPrefixed, utf8 } from "../env/bytes.ts";
import { type Fingerprint, fingerprintBytes } from "./fingerprint.ts";
import type { PairEnd } from "./pair_code.ts";
import { epochBytes, joined, sha256 } from "./encoding.ts";
import { deriveCode, type SafetyCode } from "./safety_code.ts";

const COMMIT_LABEL = "kibitz/group/v1/commit";
const CODE_LABEL = "kibitz/group/v1/emoji";

/** What a member sees of a room: the hash of everybody's fingerprints (its own too), in order. */
export function rosterHash(fingerprints: readonly Fingerprint[]): Promise<Bytes> {
  return sha256(lengthPrefixed(...[...fingerprints].sort().map(fingerprintBytes)));
}

/** What a member sends before any nonce is shown: binds its nonce to everybody that it sees. */
export function groupCommit(
  room: string,
  epoch: number,
  roster: Bytes,
  self: PairEnd,
): Promise<Bytes> {
  return sha256(lengthPrefixed(
    utf8(COMMIT_LABEL),
    utf8(room),
    epochBytes(epoch),
    roster,
    fingerprintBytes(self.fingerprint),
    self.nonce,
  ));
}

/** The code of a whole room, the same for everyone who sees the same people and nonces. */
export function groupCode(
  room: string,
  epoch: number,
  roster: Bytes,
  ends: readonly PairEnd[],
): Promise<SafetyCode> {
  const ordered = [...ends].sort((a, b) => a.fingerprint < b.fingerprint ? -1 : 1);
  const info = joined(utf8(CODE_LABEL), epochBytes(epoch), roster);
  return deriveCode(room, joined(...ordered.map((end) => end.nonce)), info);
}
