import type { Bytes } from "../env/bytes.ts";
import { sameBytes } from "../trust/encoding.ts";
import {
  type Fingerprint,
  fingerprintOfCertificate,
  fingerprintOfDescription,
} from "../trust/fingerprint.ts";

/** `RTCDtlsTransport.getRemoteCertificates` (W3C WebRTC, section 5.5.1), which not every browser has. */
type ShowsCertificates = RTCDtlsTransport & {
  readonly getRemoteCertificates?: () => readonly ArrayBuffer[];
};

/** What the watch tells the connection that it belongs to. */
export interface RemoteCertificateListener {
  /** DTLS began again: the certificate that was read holds no more. */
  lost(): void;
  /** The certificate that the other end proved to hold; null when the platform shows nothing of it. */
  read(fingerprint: Fingerprint | null): void;
}

/**
 * Watches which certificate the other end of one connection proves to hold by DTLS. It is read from
 * the live transport as soon as the handshake is over, before any data channel opens, and again
 * whenever the transport shows another: Chromium can begin a new DTLS association on the same
 * RTCPeerConnection, and the data channels go over to it (crbug 1165692).
 *
 * Where a browser shows no certificates it is the fingerprint in the applied description, to which
 * DTLS holds the other end (RFC 8122, section 6.2).
 */
export class RemoteCertificate {
  /** The DER of the certificate that was read last; null before the first. */
  #der: Bytes | null = null;
  #fingerprint: Promise<Fingerprint | null> | null = null;
  /** Counts readings, so that one that was overtaken is dropped. */
  #reading = 0;
  #transport: RTCDtlsTransport | null = null;

  constructor(readonly pc: RTCPeerConnection, readonly listener: RemoteCertificateListener) {}

  /** The fingerprint that was read; null before that. */
  get fingerprint(): Promise<Fingerprint | null> {
    return this.#fingerprint ?? Promise.resolve(null);
  }

  /** Looks at the transport. Call it whenever the connection, its descriptions or channels change. */
  checkNow(): void {
    const transport = (this.pc.sctp?.transport ?? null) as ShowsCertificates | null;
    this.#follow(transport);
    if (transport?.getRemoteCertificates === undefined) return this.#lookAtDescription();
    const [leaf] = transport.getRemoteCertificates();
    if (leaf === undefined) return this.#forget();
    const der = new Uint8Array(leaf);
    if (this.#der !== null && sameBytes(der, this.#der)) return;
    this.#forget();
    this.#der = der;
    this.#tell(fingerprintOfCertificate(leaf));
  }

  stop(): void {
    this.#reading++;
    this.#follow(null);
  }

  /** A description can bring another transport object for the same transport. */
  #follow(transport: RTCDtlsTransport | null): void {
    if (transport === this.#transport) return;
    if (this.#transport !== null) this.#transport.onstatechange = null;
    this.#transport = transport;
    if (transport !== null) transport.onstatechange = () => this.checkNow();
  }

  #lookAtDescription(): void {
    if (this.#fingerprint !== null || this.pc.connectionState !== "connected") return;
    const sdp = this.pc.currentRemoteDescription?.sdp ?? "";
    this.#tell(Promise.resolve(fingerprintOfDescription(sdp)));
  }

  #forget(): void {
    this.#reading++;
    if (this.#der === null) return;
    this.#der = null;
    this.#fingerprint = null;
    this.listener.lost();
  }

  #tell(fingerprint: Promise<Fingerprint | null>): void {
    const reading = ++this.#reading;
    this.#fingerprint = fingerprint;
    void fingerprint.then((read) => {
      if (reading === this.#reading) this.listener.read(read);
    });
  }
}
