/** What a page has received so far, over all of its connections. */
export interface Received {
  readonly decoded: number;
  readonly dropped: number;
}

/** What the bench can ask of every page. */
export interface MeshPage {
  received(): Promise<Received>;
}

/**
 * Runs in each page before its own scripts: keeps the page's connections, to be asked what came over
 * them. Self-contained, for it travels as source text.
 */
export function keepConnections(): void {
  const made = new Set<RTCPeerConnection>();
  const Original = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = new Proxy(Original, {
    construct(target, args, newTarget) {
      const connection: RTCPeerConnection = Reflect.construct(target, args, newTarget);
      made.add(connection);
      return connection;
    },
  });
  const page: MeshPage = {
    async received() {
      let [decoded, dropped] = [0, 0];
      for (const connection of made) {
        for (const entry of (await connection.getStats()).values()) {
          if (entry.type !== "inbound-rtp" || entry.kind !== "video") continue;
          decoded += entry.framesDecoded ?? 0;
          dropped += entry.framesDropped ?? 0;
        }
      }
      return { decoded, dropped };
    },
  };
  Object.assign(globalThis, { mesh: page });
}

/**
 * Runs in each page before its own scripts, for "adaptation off": whatever the engine sets on what it
 * sends is not set, and how sound is packed is not said, so that the browser's defaults hold.
 */
export function keepDefaults(): void {
  RTCRtpSender.prototype.setParameters = () => Promise.resolve();
  type Apply = (this: RTCPeerConnection, description: RTCSessionDescriptionInit) => Promise<void>;
  const apply: Apply = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function (
    this: RTCPeerConnection,
    { type, sdp }: RTCSessionDescriptionInit,
  ) {
    const plain = sdp?.replace(/^a=(ptime|maxptime):.*\r\n/gm, "").replace(/;usedtx=1/g, "");
    return apply.call(this, plain === undefined ? { type } : { type, sdp: plain });
  };
}
