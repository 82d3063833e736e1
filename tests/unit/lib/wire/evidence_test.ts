import assert from "node:assert/strict";
import { helloSchema, memberSchema } from "../../../../lib/wire/control.ts";
import { EVIDENCE_UNITS_MAX, evidenceSchema } from "../../../../lib/wire/evidence.ts";
import { foundRoster, withNewcomer } from "../../../../lib/room/roster.ts";

const piece = { kind: "invitation", v: 1, data: "x" };
const seat = {
  seat: "A".repeat(86),
  certificate: "a".repeat(64),
  proof: "A".repeat(86),
};
const status = { microphone: false, camera: false, screen: false };
const ada = { id: "a".repeat(32), name: "Ada", status, ...seat };
const ben = { id: "b".repeat(32), name: "Ben", status, ...seat, seat: "B".repeat(85) + "A" };

Deno.test("evidence is bounded in its number, its names and all that it holds together", () => {
  const right = [
    [piece],
    [piece, piece, piece, piece],
    [{ ...piece, data: "x".repeat(EVIDENCE_UNITS_MAX) }],
    [{ ...piece, kind: "of-a-kind-that-is-to-come", v: 255 }].map((one) => ({
      ...one,
      kind: one.kind.slice(0, 24),
    })),
  ];
  for (const pieces of right) assert.deepEqual(evidenceSchema.parse(pieces), pieces);
  const half = { ...piece, data: "x".repeat(EVIDENCE_UNITS_MAX / 2) };
  const wrong = [
    [],
    [piece, piece, piece, piece, piece],
    [half, half, piece],
    [{ ...piece, v: 0 }],
    [{ ...piece, v: 1.5 }],
    [{ ...piece, kind: "" }],
    [{ ...piece, kind: "Invitation" }],
    [{ ...piece, kind: "x".repeat(25) }],
    [{ kind: "invitation", v: 1 }],
    { 0: piece },
  ];
  for (const pieces of wrong) assert.ok(!evidenceSchema.safeParse(pieces).success);
});

Deno.test("what a newcomer shows stands in the roster as it came, and one who shows nothing adds nothing", () => {
  const hello = helloSchema.parse({ v: 1, name: "Ben", status, ...seat, evidence: [piece] });
  const roster = withNewcomer(foundRoster(ada, "0".repeat(32)), {
    ...ben,
    evidence: hello.evidence,
  });
  const [founder, newcomer] = roster.members;
  assert.deepEqual(memberSchema.parse(newcomer).evidence, [piece]);
  assert.ok(founder !== undefined && !("evidence" in founder));
  assert.ok(!("evidence" in helloSchema.parse({ v: 1, name: "Ben", status, ...seat })));
});
