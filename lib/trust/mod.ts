/**
 * What people can trust and prove: the keys and settings in a room's link, signals sealed under them,
 * the host's key, the codes that two people or a whole room compare, and what is known of each person.
 */
export { deriveRoomKeys, LINK_KEY_PATTERN, newLinkKey, type RoomKeys } from "./link_key.ts";
export {
  canonicalSettings,
  CAPACITY_MIN,
  checkedSettings,
  DEFAULT_SETTINGS,
  type HostSetting,
  type LinkSettings,
  readSettings,
} from "./link_settings.ts";
export {
  createHostKey,
  type HostKey,
  HostKeyError,
  type HostKeyErrorCode,
  hostPublicKey,
  openHostKey,
  readKeptHostKey,
} from "./host_key.ts";
export { type KeptSigner, keptSigner, newKeyPair, readKeptSigner } from "./kept_key.ts";
export { platformSigning, type PublicKeyText, type Signer, type Signing } from "./signing.ts";
export { createSealedCodec, SEAL_LEEWAY_MS, type SealedCodecOptions } from "./sealed_codec.ts";
export {
  type Fingerprint,
  fingerprintOfCertificate,
  fingerprintOfDescription,
  ownFingerprint,
} from "./fingerprint.ts";
export {
  createPairVerification,
  PAIR_RUNS_MAX,
  type PairFailure,
  type PairVerification,
  type PairVerificationOptions,
  type PairVerificationState,
} from "./pair_verification.ts";
export {
  createGroupVerification,
  type GroupFailure,
  type GroupMember,
  type GroupVerification,
  type GroupVerificationOptions,
  type GroupVerificationState,
} from "./group_verification.ts";
export { codeOfEmoji, type SafetyCode } from "./safety_code.ts";
export { longCode } from "./long_code.ts";
export {
  type ConnectedTrust,
  INITIAL_TRUST,
  trustAfter,
  type TrustEvent,
  type TrustState,
  type UnverifiableReason,
  withholdsMedia,
  worstTrust,
} from "./trust_state.ts";
