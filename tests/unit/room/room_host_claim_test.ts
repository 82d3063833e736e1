import assert from "node:assert/strict";
import { makeCommand } from "../../../lib/room/policy/commands.ts";
import { Governance } from "../../../lib/room/policy/governance.ts";
import { passFor, takeSeat } from "../../../lib/room/policy/seat.ts";
import { idealSigning } from "../../helpers/simulation/ideal_signing.ts";
import { seededRandom } from "../../helpers/simulation/random.ts";

const SCOPE = "r?";
const ADDRESS = "a".repeat(32);
const HAL = "1".repeat(32);
const MALLORY = "2".repeat(32);
const status = { microphone: false, camera: false, screen: false };

/** One member's view of a room with a host by key; nobody's platform shows a certificate. */
function scene() {
  const random = seededRandom(1).bytes;
  const signing = idealSigning(random);
  const [key, hal, mallory] = [signing.signer(), signing.signer(), signing.signer()];
  const seats = new Map([[HAL, hal.publicKey], [MALLORY, mallory.publicKey]]);
  const clock = { now: () => 1_000_000, after: () => () => {} };
  const refused: string[] = [];
  const governance = new Governance({
    host: { kind: "key", key: key.publicKey },
    hostFirst: false,
    room: SCOPE,
    address: () => ADDRESS,
    signing,
    clock,
    certificateOf: () => null,
    nameOf: () => "Somebody",
    seatOf: (peer) => seats.get(peer) ?? null,
    mayTell: () => false,
    session: () => null,
    here: () => new Set(),
    changed: () => {},
    obey: () => Promise.resolve(),
    refused: (code) => refused.push(code),
  });
  return { random, signing, key, hal, mallory, seats, clock, refused, governance };
}

Deno.test("who shows the host's key after their claim was known is the host by it, and a forged pass is checked once", async () => {
  const { key, hal, mallory, signing, governance } = scene();
  const claim = { name: "Hal", status, ...await takeSeat(hal, SCOPE, HAL, null), id: HAL };
  await governance.vouch([claim]);
  assert.ok(governance.isProven(claim));
  assert.equal(governance.vouch([claim]), null, "nothing is left to check");

  const forged = { ...claim, pass: await passFor(mallory, SCOPE, claim) };
  let checks = 0;
  const { verify } = signing;
  signing.verify = (...what) => {
    checks++;
    return verify(...what);
  };
  await governance.vouch([forged]);
  assert.equal(governance.isHostsOwn(forged), false);
  const once = checks;
  assert.equal(governance.vouch([forged]), null);
  assert.equal(checks, once);

  const host = { ...claim, pass: await passFor(key, SCOPE, claim) };
  await governance.vouch([host]);
  assert.ok(governance.isHostsOwn(host));
  assert.equal(governance.vouch([host]), null);
});

Deno.test("an id that a host left makes nobody the host who takes it", async () => {
  const { key, hal, mallory, seats, governance } = scene();
  const claim = await takeSeat(hal, SCOPE, HAL, null);
  const host = {
    name: "Hal",
    status,
    ...claim,
    pass: await passFor(key, SCOPE, { id: HAL, ...claim }),
  };
  await governance.vouch([{ id: HAL, ...host }]);
  assert.ok(governance.isHostsOwn({ id: HAL, ...host }));
  assert.ok(governance.isHost(HAL));
  // Hal left, and somebody else claims his id at the broker, with a seat of their own.
  const other = { id: HAL, name: "Hal", status, ...await takeSeat(mallory, SCOPE, HAL, null) };
  await governance.vouch([other]);
  assert.ok(governance.isProven(other));
  assert.equal(governance.isHostsOwn(other), false);
  seats.set(HAL, mallory.publicKey);
  assert.equal(governance.isHost(HAL), false);
});

Deno.test("a host's command that another says again, where nobody shows a certificate, makes nobody the host", async () => {
  const { random, key, hal, clock, refused, governance } = scene();
  const making = { room: ADDRESS, seat: hal.publicKey, by: null, clock, random, signer: key };
  const signed = await makeCommand({ do: "host" }, making);
  await governance.check(MALLORY, { t: "command", signed });
  assert.deepEqual(refused, ["wrong-seat"]);
  assert.equal(governance.isHost(MALLORY), false);
  await governance.check(HAL, { t: "command", signed });
  assert.ok(governance.isHost(HAL));
});
