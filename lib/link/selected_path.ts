/** How a connection goes: from browser to browser, or through a relay at either end (TURN, RFC 8656). */
export type Way = "direct" | "relayed";

/** One end of a candidate pair, as `RTCIceCandidate` and the statistics both tell it. */
export interface PairEnd {
  readonly type?: string | null;
  readonly address?: string | null;
  readonly port?: number | null;
}

/**
 * The way between two ends. A browser calls an end reflexive ("prflx") whose check came before its
 * signal, and Firefox goes on doing so: the peer's own word for that address, in `remoteSdp`, counts.
 */
export function wayBetween(local: PairEnd, remote: PairEnd, remoteSdp: string): Way {
  const announced = remote.type === "prflx" &&
    remoteSdp.includes(` ${remote.address} ${remote.port} typ relay`);
  return local.type === "relay" || remote.type === "relay" || announced ? "relayed" : "direct";
}
