import {
  type Fingerprint,
  fingerprintOfCertificate,
  fingerprintOfDescription,
} from "../trust/fingerprint.ts";

/** `RTCDtlsTransport.getRemoteCertificates` (W3C WebRTC, section 5.5.1), which not every browser has. */
interface ShowsCertificates {
  getRemoteCertificates?: () => ArrayBuffer[];
}

/**
 * The fingerprint of the certificate that the other end of this connection proved to hold. From the
 * DTLS transport itself; where a browser lacks that, from the description that was applied, which DTLS
 * held the certificate to. Null when neither says it. Ask only while a data channel is open: that
 * proves the handshake, where the transport's own `state` may lag behind for good (Chromium 156).
 */
export async function livePeerFingerprint(pc: RTCPeerConnection): Promise<Fingerprint | null> {
  const transport = pc.sctp?.transport as (RTCDtlsTransport & ShowsCertificates) | undefined;
  const leaf = transport?.getRemoteCertificates?.()[0];
  if (leaf !== undefined) return await fingerprintOfCertificate(leaf);
  return fingerprintOfDescription(pc.currentRemoteDescription?.sdp ?? "");
}
