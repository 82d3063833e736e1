import { lengthPrefixed, utf8 } from "../env/bytes.ts";
import type { Fingerprint } from "../trust/mod.ts";
import type { PublicKeyText, SignatureText, Signer, Signing } from "../trust/signing.ts";
import type { PeerId } from "./types.ts";

/** What is said of a seat on the wire: whose it is, for which visit, and the proof of both. */
export interface SeatClaim {
  readonly seat: PublicKeyText;
  readonly certificate: Fingerprint | null;
  readonly proof: SignatureText;
  /** The host's signature for this seat, where its holder came with the host's key. */
  readonly pass?: SignatureText | undefined;
}

/**
 * Takes a seat for one visit: the seat's key signs the room, the id and the certificate, so that
 * nobody else can sit there under another certificate. `room` names the room beyond a change of key.
 */
export async function takeSeat(
  signer: Signer,
  room: string,
  id: PeerId,
  certificate: Fingerprint | null,
): Promise<SeatClaim> {
  const proof = await signer.sign(claimText(room, id, certificate));
  return { seat: signer.publicKey, certificate, proof };
}

/** Whether whoever goes by this id holds the key of the seat. */
export function isSeatOf(
  signing: Signing,
  room: string,
  id: PeerId,
  { seat, certificate, proof }: SeatClaim,
): Promise<boolean> {
  return signing.verify(seat, claimText(room, id, certificate), proof);
}

/** Signs a seat as the host's own: it is let in whatever was decided, for it could decide otherwise. */
export function passFor(host: Signer, room: string, seat: PublicKeyText): Promise<SignatureText> {
  return host.sign(passText(room, seat));
}

/** Whether the host signed this seat as its own. */
export async function isPass(
  signing: Signing,
  host: PublicKeyText,
  room: string,
  { seat, pass }: SeatClaim,
): Promise<boolean> {
  return pass !== undefined && await signing.verify(host, passText(room, seat), pass);
}

function passText(room: string, seat: PublicKeyText) {
  return lengthPrefixed(utf8("kibitz/v1/pass"), utf8(room), utf8(seat));
}

function claimText(room: string, id: PeerId, certificate: Fingerprint | null) {
  return lengthPrefixed(
    utf8("kibitz/v1/seat"),
    utf8(room),
    utf8(id),
    utf8(certificate ?? ""),
  );
}
