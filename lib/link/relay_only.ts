import type { Signal } from "../signal/types.ts";

/** What stands where an address would. */
const NOWHERE = "0.0.0.0";

/**
 * A signal of a connection that uses relays alone, without any address of this machine; null where
 * nothing is left. The browser's `iceTransportPolicy` already sees to it that there is none. This
 * is the second lock: no browser's mistake lets an address out.
 */
export function withoutOwnAddress(signal: Signal): Signal | null {
  switch (signal.kind) {
    case "offer":
    case "answer":
      return { ...signal, sdp: descriptionWithout(signal.sdp) };
    case "candidate": {
      const { candidate } = signal.candidate;
      // The empty one ends the candidates (RFC 8838, section 8.2).
      if (candidate === "") return signal;
      if (!isRelay(candidate)) return null;
      return { ...signal, candidate: { ...signal.candidate, candidate: unrelated(candidate) } };
    }
    case "bye":
      return signal;
  }
}

function descriptionWithout(sdp: string): string {
  return sdp.split("\r\n").flatMap((line) => {
    if (line.startsWith("a=candidate:")) return isRelay(line) ? [unrelated(line)] : [];
    // Who made the session, and where media would go without ICE (RFC 8866, sections 5.2 and 5.7).
    if (/^(?:o=|c=|a=rtcp:)/.test(line)) {
      return [line.replace(/IN IP[46] \S+/, `IN IP4 ${NOWHERE}`)];
    }
    return [line];
  }).join("\r\n");
}

function isRelay(candidate: string): boolean {
  return / typ relay(?: |$)/.test(candidate);
}

/** A relay's candidate may name the address that the relay sees (RFC 8839, section 5.1). */
function unrelated(candidate: string): string {
  return candidate.replace(/ raddr \S+ rport \d+/, ` raddr ${NOWHERE} rport 0`);
}
