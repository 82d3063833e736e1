import type { Random } from "../env/mod.ts";
import { base64url, type Bytes, fromBase64url, lengthPrefixed, utf8 } from "../env/bytes.ts";
import { joined } from "./encoding.ts";
import { SEALED_KEY_BYTES } from "./link_settings.ts";
import {
  type KeptSigner,
  keptSigner,
  KeyPairError,
  type KeyPairText,
  newKeyPair,
  readKeptSigner,
} from "./kept_key.ts";
import type { PublicKeyText } from "./signing.ts";

/** What a guess at a host's password costs: iterations of PBKDF2-SHA256. */
export const HOST_KEY_ROUNDS = 1_000_000;

/** A sealed key's parts: public point, salt, nonce, and the private scalar as ciphertext and tag. */
const PUBLIC_BYTES = 64;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const SCALAR_BYTES = 32;

/** Why a host key could not be opened. */
export type HostKeyErrorCode =
  /** The password is another one, or somebody altered the sealed key. */
  | "wrong-password"
  /** These are not a sealed host key's bytes, or its two halves are of two keys. */
  | "malformed";

/** A host key that could not be opened. `code` is stable; the message is for developers. */
export class HostKeyError extends Error {
  /** Always "HostKeyError". */
  override readonly name = "HostKeyError";
  /** Makes one. */
  constructor(readonly code: HostKeyErrorCode, message: string) {
    super(message);
  }
}

/** The open key of a room's host: it signs, and can be kept on the device that opened it. */
export type HostKey = KeptSigner;

/** By what a host key is sealed and opened. */
export interface HostKeyLock {
  /** The room's normalised name. */
  readonly room: string;
  /** Two texts that NFKC (Unicode's normal form) makes equal are one password. Not empty. */
  readonly password: string;
}

/**
 * Makes a host's key pair (ECDSA over P-256) and seals its private half under a password, for the
 * room's link. Takes a second on a slow phone: show that something goes on.
 */
export async function createHostKey(
  { random, ...lock }: HostKeyLock & { readonly random: Random },
): Promise<{ sealed: string; key: HostKey }> {
  const pair = await newKeyPair();
  const [sealed, key] = await Promise.all([
    sealHostKey(pair, { random, ...lock }),
    hostKey(pair),
  ]);
  return { sealed, key };
}

/** Seals a key pair: the public point in the clear, the private scalar under the password. */
export async function sealHostKey(
  pair: KeyPairText,
  { room, password, random }: HostKeyLock & { readonly random: Random },
): Promise<string> {
  const [publicPoint, scalar] = [fromBase64url(pair.publicKey), fromBase64url(pair.scalar)];
  if (publicPoint?.length !== PUBLIC_BYTES || scalar?.length !== SCALAR_BYTES) {
    throw new TypeError("not a key pair");
  }
  const [salt, nonce] = [random(SALT_BYTES), random(NONCE_BYTES)];
  const lockKey = await passwordKey(password, salt, "encrypt");
  const ciphertext = await crypto.subtle.encrypt(seal(room, publicPoint, nonce), lockKey, scalar);
  return base64url(joined(publicPoint, salt, nonce, new Uint8Array(ciphertext)));
}

/**
 * Opens the sealed key of a room's link. Throws `HostKeyError` ("wrong-password", "malformed").
 * A key whose private half does not belong to its public half is malformed: nobody would believe it.
 */
export async function openHostKey(
  sealed: string,
  { room, password }: HostKeyLock,
): Promise<HostKey> {
  const { publicPoint, salt, nonce, ciphertext } = parts(sealed);
  const lockKey = await passwordKey(password, salt, "decrypt");
  const scalar = await unsealed(seal(room, publicPoint, nonce), lockKey, ciphertext);
  return await hostKey({ publicKey: base64url(publicPoint), scalar: base64url(scalar) });
}

/** Who the host of a sealed key is. Throws `HostKeyError` "malformed". */
export function hostPublicKey(sealed: string): PublicKeyText {
  return base64url(parts(sealed).publicPoint);
}

/** Reads what `keptText` gave; null for anything else, as storage can hold anything. */
export function readKeptHostKey(text: string): Promise<HostKey | null> {
  return readKeptSigner(text);
}

function parts(sealed: string) {
  const bytes = fromBase64url(sealed);
  if (bytes?.length !== SEALED_KEY_BYTES) {
    throw new HostKeyError("malformed", "a sealed host key has 140 bytes in base64url");
  }
  const saltAt = PUBLIC_BYTES;
  const nonceAt = saltAt + SALT_BYTES;
  const cipherAt = nonceAt + NONCE_BYTES;
  return {
    publicPoint: bytes.subarray(0, saltAt),
    salt: bytes.subarray(saltAt, nonceAt),
    nonce: bytes.subarray(nonceAt, cipherAt),
    ciphertext: bytes.subarray(cipherAt),
  };
}

async function passwordKey(
  password: string,
  salt: Bytes,
  use: "encrypt" | "decrypt",
): Promise<CryptoKey> {
  const text = utf8(password.normalize("NFKC"));
  if (text.length === 0) throw new TypeError("a host key needs a password");
  const base = await crypto.subtle.importKey("raw", text, "PBKDF2", false, ["deriveKey"]);
  return await crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: HOST_KEY_ROUNDS },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    [use],
  );
}

function seal(room: string, publicPoint: Bytes, iv: Bytes): AesGcmParams {
  const additionalData = lengthPrefixed(
    utf8("kibitz/v1/host-key"),
    utf8(room),
    publicPoint,
    utf8(String(HOST_KEY_ROUNDS)),
  );
  return { name: "AES-GCM", iv, additionalData };
}

async function unsealed(seal: AesGcmParams, key: CryptoKey, ciphertext: Bytes): Promise<Bytes> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(seal, key, ciphertext));
  } catch (error) {
    if (!isOperationError(error)) throw error;
    throw new HostKeyError("wrong-password", "the sealed host key does not open by this password");
  }
}

async function hostKey(pair: KeyPairText): Promise<HostKey> {
  try {
    return await keptSigner(pair);
  } catch (error) {
    if (!(error instanceof KeyPairError)) throw error;
    throw new HostKeyError("malformed", "the halves of the host key are of two keys");
  }
}

function isOperationError(error: unknown): boolean {
  return error instanceof DOMException && error.name === "OperationError";
}
