import { type Bytes, hex } from "../env/bytes.ts";

/** A certificate's SHA-256 fingerprint: 64 lower-case hex digits, without colons. */
export type Fingerprint = string;

const PATTERN = /^[0-9a-f]{64}$/;

/**
 * Reads a SHA-256 fingerprint as SDP and `RTCCertificate.getFingerprints()` write it ("AB:CD:...").
 * `null` when it is not one.
 */
export function parseFingerprint(text: string): Fingerprint | null {
  if (!/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31}$/.test(text)) return null;
  return text.replaceAll(":", "").toLowerCase();
}

/** The fingerprint of a certificate's DER bytes, as `RTCDtlsTransport.getRemoteCertificates()` gives. */
export async function fingerprintOfCertificate(der: ArrayBuffer): Promise<Fingerprint> {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", der)));
}

/** Our own fingerprint out of `RTCCertificate.getFingerprints()`; `null` when no SHA-256 one is there. */
export function ownFingerprint(listed: readonly RTCDtlsFingerprint[]): Fingerprint | null {
  const sha256 = listed.find((one) => one.algorithm?.toLowerCase() === "sha-256");
  return parseFingerprint(sha256?.value ?? "");
}

/**
 * The peer's fingerprint out of an applied `currentRemoteDescription`, for browsers that don't show
 * the peer's certificate. `null` unless it names exactly one fingerprint, and that by SHA-256: with
 * two, the peer may have used either (RFC 8122, section 5).
 */
export function fingerprintOfDescription(sdp: string): Fingerprint | null {
  const lines = [...sdp.matchAll(/^a=fingerprint:[ \t]*(\S+)[ \t]+(\S+)[ \t]*\r?$/gim)];
  const named = new Set(lines.map(([, , value]) => value.toLowerCase()));
  const allSha256 = lines.every(([, algorithm]) => algorithm.toLowerCase() === "sha-256");
  const [only] = named;
  return allSha256 && named.size === 1 && only ? parseFingerprint(only) : null;
}

/** The smallest description that names a certificate, in SDP's own spelling (RFC 8122, section 5). */
export function describedFingerprint(fingerprint: Fingerprint): string {
  const pairs = fingerprint.toUpperCase().match(/../g) ?? [];
  return `v=0\r\na=fingerprint:sha-256 ${pairs.join(":")}\r\n`;
}

/** A fingerprint's 32 bytes. Throws `TypeError` when it is not 64 lower-case hex digits. */
export function fingerprintBytes(fingerprint: Fingerprint): Bytes {
  if (!PATTERN.test(fingerprint)) throw new TypeError("not a SHA-256 fingerprint");
  return Uint8Array.from(
    { length: 32 },
    (_, at) => parseInt(fingerprint.slice(at * 2, at * 2 + 2), 16),
  );
}
