import { base64url, type Bytes, fromBase64url } from "../env/bytes.ts";

/** The bytes of a public key (both coordinates of the point) and of a signature (both halves). */
const PUBLIC_BYTES = 64;
const SIGNATURE_BYTES = 64;
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGN = { name: "ECDSA", hash: "SHA-256" } as const;
/** What stands before the coordinates in an uncompressed point (SEC 1, section 2.3.3). */
const UNCOMPRESSED = 4;

/** A public key as it crosses the wire: its point's two coordinates, as 86 characters of base64url. */
export type PublicKeyText = string;
/** A signature as it crosses the wire: 86 characters of base64url. */
export type SignatureText = string;

/** Somebody who signs: the holder of a private key. */
export interface Signer {
  /** The public half of the key. */
  readonly publicKey: PublicKeyText;
  /** Signs bytes. */
  sign(message: Bytes): Promise<SignatureText>;
}

/** Signatures, as the room needs them: real ones by default, and others for a simulation. */
export interface Signing {
  /** A new key pair whose private half never leaves the answer. */
  newSigner(): Promise<Signer>;
  /** False for a signature or a key that is none, as for one that does not fit. */
  verify(key: PublicKeyText, message: Bytes, signature: SignatureText): Promise<boolean>;
}

/** A private key and its public half, as the device that holds them keeps them. */
export type SigningKey = Pick<CryptoKeyPair, "privateKey"> & { readonly publicKey: PublicKeyText };

/** Makes a key pair: ECDSA over P-256 with SHA-256 (FIPS 186-5). */
export async function newSigningKey(extractable: boolean): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, extractable, ["sign", "verify"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { privateKey: pair.privateKey, publicKey: base64url(point.subarray(1)) };
}

/** Signs by a key of this platform's. */
export function signerOf({ privateKey, publicKey }: SigningKey): Signer {
  return {
    publicKey,
    async sign(message) {
      return base64url(new Uint8Array(await crypto.subtle.sign(SIGN, privateKey, message)));
    },
  };
}

/** Signatures by the platform's own WebCrypto. */
export const platformSigning: Signing = {
  async newSigner() {
    return signerOf(await newSigningKey(false));
  },
  async verify(key, message, signature) {
    const point = fromBase64url(key);
    const bytes = fromBase64url(signature);
    if (point?.length !== PUBLIC_BYTES || bytes?.length !== SIGNATURE_BYTES) return false;
    return await verifyByPoint({ text: key, point }, bytes, message);
  },
};

/** Keys that were read last: whoever signs one thing signs more, and reading a key takes its time. */
const KEYS_MAX = 128;
const read = new Map<PublicKeyText, CryptoKey>();

async function readKey(text: PublicKeyText, coordinates: Bytes): Promise<CryptoKey> {
  const known = read.get(text);
  if (known !== undefined) return known;
  const point = new Uint8Array(1 + PUBLIC_BYTES);
  point[0] = UNCOMPRESSED;
  point.set(coordinates, 1);
  const key = await crypto.subtle.importKey("raw", point, ALGORITHM, false, ["verify"]);
  read.set(text, key);
  const [oldest] = read.keys();
  if (read.size > KEYS_MAX && oldest !== undefined) read.delete(oldest);
  return key;
}

async function verifyByPoint(
  { text, point }: { text: PublicKeyText; point: Bytes },
  signature: Bytes,
  message: Bytes,
): Promise<boolean> {
  try {
    return await crypto.subtle.verify(SIGN, await readKey(text, point), signature, message);
  } catch (error) {
    // The coordinates are not a point of the curve: browsers say so at once (DataError), Deno when
    // it verifies (TypeError). With both lengths right, nothing else can be wrong here.
    if (error instanceof TypeError) return false;
    if (error instanceof DOMException && error.name === "DataError") return false;
    throw error;
  }
}
