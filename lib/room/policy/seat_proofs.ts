import { lengthPrefixed, utf8 } from "../../env/bytes.ts";
import type { Envelope, Signal } from "../../signal/mod.ts";
import { fingerprintOfDescription } from "../../trust/mod.ts";
import type { Signer, Signing } from "../../trust/signing.ts";
import type { SignedBy } from "../../wire/signal.ts";
import type { SeatClaim } from "./seat.ts";

/** A signal that says something of its sender's end of a connection, so that a seat can sign it. */
export type Provable = Exclude<Signal, { kind: "bye" }>;

/**
 * Signs a signal by its sender's seat: whoever carries it, a broker, a coordinator or somebody with
 * the link, can then make none in a member's name. `n` grows with each one that this engine signs.
 */
export async function withProof(
  room: string,
  envelope: Envelope,
  signal: Provable,
  n: number,
  signer: Signer,
): Promise<Signal> {
  const proof = await signer.sign(signalText(room, envelope, signal, n));
  return { ...signal, by: { seat: signer.publicKey, n, proof } };
}

/** Whether the seat that a signal names signed it, for this room and between these two. */
export function holdsProof(
  signing: Signing,
  room: string,
  envelope: Envelope,
  signal: Provable,
  { seat, n, proof }: SignedBy,
): Promise<boolean> {
  return signing.verify(seat, signalText(room, envelope, signal, n), proof);
}

/** Whether a description is signed by a claim's seat, and names the certificate that it claims. */
export function describes(
  { sdp, by }: Signal & { kind: "offer" | "answer" },
  { seat, certificate }: SeatClaim,
): boolean {
  if (by?.seat !== seat) return false;
  return certificate === null || certificate === fingerprintOfDescription(sdp);
}

function signalText(room: string, { type, src, dst }: Envelope, signal: Provable, n: number) {
  return lengthPrefixed(
    utf8("kibitz/v1/signal"),
    utf8(room),
    utf8(type),
    utf8(src),
    utf8(dst),
    utf8(signal.link),
    utf8(String(n)),
    ...contentOf(signal).map(utf8),
  );
}

function contentOf(signal: Provable): string[] {
  if (signal.kind !== "candidate") return [signal.sdp];
  const { candidate, sdpMid, sdpMLineIndex } = signal.candidate;
  return [candidate, sdpMid ?? "", String(sdpMLineIndex ?? "")];
}
