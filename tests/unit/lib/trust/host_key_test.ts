import assert from "node:assert/strict";
import { base64url, fromBase64url, hex, utf8 } from "../../../../lib/env/bytes.ts";
import { systemRandom } from "../../../../lib/env/mod.ts";
import {
  createHostKey,
  HostKeyError,
  type HostKeyErrorCode,
  hostPublicKey,
  openHostKey,
  readKeptHostKey,
  sealHostKey,
} from "../../../../lib/trust/host_key.ts";
import { platformSigning } from "../../../../lib/trust/signing.ts";
import hostKeys from "../../../vectors/host_keys.json" with { type: "json" };

const MESSAGE = utf8("lock the room");
const [VECTOR, OTHER] = hostKeys;

const refusedAs = (code: HostKeyErrorCode) => (error: unknown) =>
  error instanceof HostKeyError && error.code === code;

/** The sealed key of the first vector, with one byte changed. */
function altered(at: number): string {
  const bytes = fromBase64url(VECTOR.sealed);
  assert(bytes);
  bytes[at] ^= 1;
  return base64url(bytes);
}

Deno.test("vectors: host keys open, and sealing makes the same bytes", async () => {
  assert.equal(hostKeys.length, 3);
  for (const { room, password, salt, nonce, publicKey, scalar, sealed } of hostKeys) {
    assert.equal(sealed.length, 187);
    assert.equal(hostPublicKey(sealed), publicKey);
    const key = await openHostKey(sealed, { room, password });
    assert.equal(key.publicKey, publicKey);
    assert.equal(await platformSigning.verify(publicKey, MESSAGE, await key.sign(MESSAGE)), true);
    const given = new Map([[16, salt], [12, nonce]]);
    const random = (length: number) =>
      Uint8Array.from(given.get(length)?.match(/../g) ?? [], (pair) => parseInt(pair, 16));
    assert.equal(await sealHostKey({ publicKey, scalar }, { room, password, random }), sealed);
  }
});

Deno.test("host key: what was made opens by its password, in that room alone", async () => {
  const lock = { room: "tuesday", password: "correct horse" };
  const { sealed, key } = await createHostKey({ ...lock, random: systemRandom });
  assert.equal(hostPublicKey(sealed), key.publicKey);
  const opened = await openHostKey(sealed, lock);
  assert.equal(opened.publicKey, key.publicKey);
  assert.equal(opened.keptText(), key.keptText());
  assert.equal(
    await platformSigning.verify(key.publicKey, MESSAGE, await opened.sign(MESSAGE)),
    true,
  );
  const again = await createHostKey({ ...lock, random: systemRandom });
  assert.notEqual(again.key.publicKey, key.publicKey);
  for (
    const other of [
      { ...lock, password: "correct horse " },
      { ...lock, password: "Correct horse" },
      { ...lock, room: "wednesday" },
    ]
  ) await assert.rejects(openHostKey(sealed, other), refusedAs("wrong-password"));
});

Deno.test("host key: whatever byte is altered, it does not open", async () => {
  const { room, password } = VECTOR;
  // A byte of each part: both coordinates, salt, nonce, ciphertext, tag.
  for (const at of [0, 63, 64, 80, 92, 139]) {
    await assert.rejects(openHostKey(altered(at), { room, password }), refusedAs("wrong-password"));
  }
});

Deno.test("host key: another's public half in front does not make anybody else the host", async () => {
  const { room, password, sealed } = VECTOR;
  const swapped = OTHER.sealed.slice(0, 84) + sealed.slice(84);
  await assert.rejects(openHostKey(swapped, { room, password }), refusedAs("wrong-password"));
  // Somebody who knows the password can seal halves that do not belong together.
  const lock = { room, password, random: systemRandom };
  const mixed = await sealHostKey({ publicKey: OTHER.publicKey, scalar: VECTOR.scalar }, lock);
  await assert.rejects(openHostKey(mixed, { room, password }), refusedAs("malformed"));
  for (const scalar of [base64url(new Uint8Array(32)), base64url(new Uint8Array(32).fill(255))]) {
    const none = await sealHostKey({ publicKey: VECTOR.publicKey, scalar }, lock);
    await assert.rejects(openHostKey(none, { room, password }), refusedAs("malformed"));
  }
});

Deno.test("host key: bytes that are none are malformed, and no password makes a TypeError", async () => {
  const { room, password, sealed } = VECTOR;
  for (const bad of ["", sealed.slice(4), `${sealed}AAAA`, `${sealed.slice(0, -1)}!`]) {
    await assert.rejects(openHostKey(bad, { room, password }), refusedAs("malformed"));
    assert.throws(() => hostPublicKey(bad), refusedAs("malformed"));
  }
  await assert.rejects(openHostKey(sealed, { room, password: "" }), TypeError);
});

Deno.test("host key: kept on a device it is the same host; another text is nobody", async () => {
  const { room, password, sealed, publicKey, scalar } = VECTOR;
  const key = await openHostKey(sealed, { room, password });
  const kept = await readKeptHostKey(key.keptText());
  assert.equal(kept?.publicKey, publicKey);
  assert.equal(
    await platformSigning.verify(publicKey, MESSAGE, await kept?.sign(MESSAGE) ?? ""),
    true,
  );
  for (
    const text of [
      "",
      publicKey,
      `${publicKey}.`,
      `${publicKey}.${scalar}.`,
      `${OTHER.publicKey}.${scalar}`,
      `${scalar}.${publicKey}`,
      `${publicKey}.${hex(new Uint8Array(16))}`,
      `${base64url(new Uint8Array(64))}.${scalar}`,
    ]
  ) assert.equal(await readKeptHostKey(text), null, text);
});
