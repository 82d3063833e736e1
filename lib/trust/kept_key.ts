import { base64url, fromBase64url, utf8 } from "../env/bytes.ts";
import {
  newSigningKey,
  platformSigning,
  type PublicKeyText,
  type Signer,
  signerOf,
} from "./signing.ts";

const POINT_BYTES = 64;
const SCALAR_BYTES = 32;

/** A private key with its public half, both as base64url. */
export interface KeyPairText {
  readonly publicKey: PublicKeyText;
  /** The private scalar's 32 bytes. */
  readonly scalar: string;
}

/** Two texts that are not the two halves of one key. */
export class KeyPairError extends Error {
  override readonly name = "KeyPairError";
  readonly code = "malformed";
  constructor() {
    super("these are not the two halves of one P-256 key");
  }
}

/** A signer that the device can keep. Whoever reads `keptText` can sign as they do. */
export interface KeptSigner extends Signer {
  /** The key in the clear, for `readKeptSigner`. */
  keptText(): string;
}

/** Makes a key pair (ECDSA over P-256) that can be kept. */
export async function newKeyPair(): Promise<KeyPairText> {
  const { privateKey, publicKey } = await newSigningKey(true);
  const { d } = await crypto.subtle.exportKey("jwk", privateKey);
  if (d === undefined) throw new TypeError("the platform exported no private key");
  return { publicKey, scalar: d };
}

/** Signs by a key pair, once a signature of the one half fits the other. Throws `KeyPairError`. */
export async function keptSigner({ publicKey, scalar }: KeyPairText): Promise<KeptSigner> {
  const signer = signerOf({ privateKey: await importedPrivateKey(publicKey, scalar), publicKey });
  const message = utf8("kibitz/v1/kept-key/check");
  if (!await platformSigning.verify(publicKey, message, await signer.sign(message))) {
    throw new KeyPairError();
  }
  return { ...signer, keptText: () => `${publicKey}.${scalar}` };
}

/** Reads what `keptText` gave; null for anything else, as storage can hold anything. */
export async function readKeptSigner(text: string): Promise<KeptSigner | null> {
  const [publicKey, scalar, ...rest] = text.split(".");
  if (publicKey === undefined || scalar === undefined || rest.length > 0) return null;
  if (fromBase64url(publicKey)?.length !== POINT_BYTES) return null;
  if (fromBase64url(scalar)?.length !== SCALAR_BYTES) return null;
  try {
    return await keptSigner({ publicKey, scalar });
  } catch (error) {
    if (error instanceof KeyPairError) return null;
    throw error;
  }
}

async function importedPrivateKey(publicKey: PublicKeyText, d: string): Promise<CryptoKey> {
  const point = fromBase64url(publicKey) ?? new Uint8Array(POINT_BYTES);
  const half = POINT_BYTES / 2;
  const [x, y] = [base64url(point.subarray(0, half)), base64url(point.subarray(half))];
  const algorithm: EcKeyImportParams = { name: "ECDSA", namedCurve: "P-256" };
  try {
    return await crypto.subtle.importKey(
      "jwk",
      { kty: "EC", crv: "P-256", x, y, d },
      algorithm,
      false,
      ["sign"],
    );
  } catch (error) {
    if (error instanceof DOMException && error.name === "DataError") throw new KeyPairError();
    throw error;
  }
}
