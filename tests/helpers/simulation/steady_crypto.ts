import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";

/**
 * Lets hashes and codes be computed at once, by another implementation of the same: the platform's
 * own answers come at times of their own, and a run would not be the same twice.
 */
export function steadyCrypto(): void {
  const bytes = (data: BufferSource) =>
    data instanceof ArrayBuffer
      ? new Uint8Array(data)
      : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const bases = new WeakMap<object, Uint8Array>();
  const { subtle } = crypto;
  const put = (name: string, value: unknown) =>
    Object.defineProperty(subtle, name, { value, configurable: true });
  put("digest", (_name: string, data: BufferSource) => Promise.resolve(sha256(bytes(data)).buffer));
  put("importKey", (_format: string, data: BufferSource) => {
    const key = {};
    bases.set(key, bytes(data).slice());
    return Promise.resolve(key);
  });
  put("deriveBits", ({ salt, info }: HkdfParams, key: object, bits: number) => {
    const base = bases.get(key);
    if (base === undefined) throw new TypeError("only keys of this making are known");
    return Promise.resolve(hkdf(sha256, base, bytes(salt), bytes(info), bits / 8).buffer);
  });
}
