/** Holds everything that is signed to the vectors that tests/vectors/make.py computed on its own. */
import assert from "node:assert/strict";
import type { Bytes } from "../../../lib/env/bytes.ts";
import { hex, lengthPrefixed, utf8 } from "../../../lib/env/bytes.ts";
import { CommandGate } from "../../../lib/room/policy/commands.ts";
import { Governance } from "../../../lib/room/policy/governance.ts";
import { isPass, isSeatOf } from "../../../lib/room/policy/seat.ts";
import { holdsProof, withProof } from "../../../lib/room/policy/seat_proofs.ts";
import { platformSigning, type Signer, type Signing } from "../../../lib/trust/signing.ts";
import { policySchema } from "../../../lib/wire/policy.ts";
import { signalSchema } from "../../../lib/wire/signal.ts";
import signatures from "../../vectors/signatures.json" with { type: "json" };
import { manualClock } from "../lib/trust/trust_helpers.ts";

/** Signatures of the platform, and the bytes that were signed last. */
function overheard() {
  let bytes = "";
  const signing: Signing = {
    newSigner: () => platformSigning.newSigner(),
    verify(key, message, signature) {
      bytes = hex(message);
      return platformSigning.verify(key, message, signature);
    },
  };
  return { signing, bytes: () => bytes };
}

Deno.test("vectors: claims hold, each for its scope, id and certificate alone", async () => {
  const { signing, bytes } = overheard();
  assert(signatures.claims.some(({ claim }) => claim.certificate === null));
  for (const { scope, id, claim, bytes: expected } of signatures.claims) {
    assert(await isSeatOf(signing, scope, id, claim), scope);
    assert.equal(bytes(), expected);
    assert(!await isSeatOf(signing, `${scope}x`, id, claim));
    assert(!await isSeatOf(signing, scope, "f".repeat(32), claim));
    assert(!await isSeatOf(signing, scope, id, { ...claim, certificate: "f".repeat(64) }));
  }
});

Deno.test("vectors: a pass holds for its seat, visit and scope alone", async () => {
  const { signing, bytes } = overheard();
  for (const { scope, host, seat, id, certificate, pass, bytes: expected } of signatures.passes) {
    const claim = { seat, id, certificate, proof: "", pass };
    assert(await isPass(signing, host, scope, claim));
    assert.equal(bytes(), expected);
    assert(!await isPass(signing, host, "tuesday?", claim));
    assert(!await isPass(signing, host, scope, { ...claim, seat: host }));
    assert(!await isPass(signing, host, scope, { ...claim, id: "f".repeat(32) }));
    assert(!await isPass(signing, host, scope, { ...claim, certificate: "f".repeat(64) }));
  }
});

Deno.test("vectors: policies are the host's, as their exact text", async () => {
  for (const { scope, host, signed, bytes: expected } of signatures.policies) {
    const { session, version } = policySchema.parse(JSON.parse(signed.policy));
    const { signing, bytes } = overheard();
    const adopt = (room: string, policy: string) => {
      const options = {
        host: { kind: "key", key: host } as const,
        room,
        address: () => "",
        signing,
        clock: manualClock(version),
        certificateOf: () => null,
        seatOf: () => null,
        nameOf: () => null,
        mayTell: () => false,
        hostFirst: false,
        session: () => session,
        here: () => new Set<string>(),
        changed: () => {},
        obey: async () => {},
        refused: () => {},
      };
      return new Governance(options).adopt({ ...signed, policy });
    };
    assert(await adopt(scope, signed.policy));
    assert.equal(bytes(), expected);
    assert(!await adopt("tuesday?", signed.policy), "of another room");
    assert(!await adopt(scope, `${signed.policy} `), "another spelling of the same");
  }
});

Deno.test("vectors: every act is obeyed as a command, once and from its seat and certificate alone", async () => {
  const acts = new Set<string>();
  for (
    const { room, host, seat, certificate, at, signed, bytes: expected } of signatures.commands
  ) {
    const { signing, bytes } = overheard();
    const gate = new CommandGate({ room: () => room, key: host, signing, clock: manualClock(at) });
    const other = { seat, certificate: "f".repeat(64) };
    await assert.rejects(gate.read(signed, other), { code: "wrong-certificate" });
    await assert.rejects(gate.read(signed, { seat: host, certificate }), { code: "wrong-seat" });
    const act = await gate.read(signed, { seat, certificate });
    assert.equal(bytes(), expected);
    acts.add(act.do);
    await assert.rejects(gate.read(signed, { seat, certificate }), { code: "replayed" });
  }
  assert.deepEqual(acts, new Set(["host", "policy", "deny", "mute", "rekey"]));
});

Deno.test("vectors: signals are signed with their scope, envelope, link, number and content", async () => {
  const { signing, bytes } = overheard();
  for (const { scope, type, src, dst, signal: written, bytes: expected } of signatures.signals) {
    const signal = signalSchema.parse(written);
    assert(signal.kind !== "bye" && signal.by !== undefined);
    assert(type === "OFFER" || type === "ANSWER" || type === "CANDIDATE");
    const envelope = { type, src, dst } as const;
    const { by } = signal;
    assert(await holdsProof(signing, scope, envelope, signal, by), type);
    assert.equal(bytes(), expected);
    assert(!await holdsProof(signing, `${scope}x`, envelope, signal, by));
    assert(!await holdsProof(signing, scope, { ...envelope, src: dst }, signal, by));
    assert(!await holdsProof(signing, scope, { ...envelope, dst: src }, signal, by));
    assert(!await holdsProof(signing, scope, envelope, signal, { ...by, n: by.n - 1 }));
    const other = { ...signal, link: "f".repeat(16) };
    assert(!await holdsProof(signing, scope, envelope, other, by));

    const signed: Bytes[] = [];
    const signer: Signer = {
      publicKey: by.seat,
      sign: (message) => Promise.resolve((signed.push(message), by.proof)),
    };
    const { by: _, ...bare } = signal;
    assert.deepEqual(await withProof(scope, envelope, bare, by.n, signer), signal);
    assert.deepEqual(signed.map(hex), [expected]);
  }
});

Deno.test("vectors: what is signed is texts, and an absent one has the length 0", () => {
  const [{ scope, id, bytes }] = signatures.claims.filter(({ claim }) =>
    claim.certificate === null
  );
  const parts = ["kibitz/v1/seat", scope, id, ""].map(utf8);
  assert.equal(hex(lengthPrefixed(...parts)), bytes);
  assert(bytes.endsWith("00000000"));
});
