import { lengthPrefixed, utf8 } from "../../env/bytes.ts";
import type { Fingerprint } from "../../trust/mod.ts";
import type { PublicKeyText, SignatureText, Signer, Signing } from "../../trust/signing.ts";
import type { PeerId } from "../../wire/fields.ts";

/** What is said of a seat on the wire: whose it is, for which visit, and the proof of both. */
export interface SeatClaim {
  readonly seat: PublicKeyText;
  readonly certificate: Fingerprint | null;
  readonly proof: SignatureText;
  /** The host's signature for this seat and visit, where its holder came with the host's key. */
  readonly pass?: SignatureText | undefined;
}

/** One visit of a seat: under which id and certificate its holder is there. */
type Visit = Pick<SeatClaim, "seat" | "certificate"> & { readonly id: PeerId };

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

/**
 * Signs a seat as the host's own, for one visit: it is let in whatever was decided, for it could
 * decide otherwise. A pass names the visit's id and certificate, so that whoever finds the seat later
 * has none.
 */
export function passFor(host: Signer, room: string, visit: Visit): Promise<SignatureText> {
  return host.sign(passText(room, visit));
}

/** Whether the host signed this seat as its own for whoever goes by this id. */
export async function isPass(
  signing: Signing,
  host: PublicKeyText,
  room: string,
  { pass, ...visit }: Visit & Pick<SeatClaim, "pass">,
): Promise<boolean> {
  return pass !== undefined && await signing.verify(host, passText(room, visit), pass);
}

function passText(room: string, { seat, id, certificate }: Visit) {
  return lengthPrefixed(
    utf8("kibitz/v1/pass"),
    utf8(room),
    utf8(seat),
    utf8(id),
    utf8(certificate ?? ""),
  );
}

function claimText(room: string, id: PeerId, certificate: Fingerprint | null) {
  return lengthPrefixed(
    utf8("kibitz/v1/seat"),
    utf8(room),
    utf8(id),
    utf8(certificate ?? ""),
  );
}
