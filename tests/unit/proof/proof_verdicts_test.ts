/** A verdict is kept by certificate for the whole visit. */
import assert from "node:assert/strict";
import { base64url } from "../../../lib/env/bytes.ts";
import { systemRandom } from "../../../lib/env/mod.ts";
import type { Room } from "../../../lib/mod.ts";
import { Verdicts } from "../../../lib/room/verdicts.ts";
import { createHostKey, PAIR_RUNS_MAX } from "../../../lib/trust/mod.ts";
import {
  aTrack,
  certificateOf,
  chatOf,
  type Client,
  clientOn,
  dealtWith,
  idOf,
  names,
  peerOf,
  stageOf,
  together,
} from "../../helpers/attack/attacker.ts";
import { until } from "../../helpers/until.ts";

/** Ada, who says of "Ben" that the codes differ, before anything is written. */
async function theyDiffer(bensFirst = false) {
  const stage = await stageOf();
  const adas = clientOn(stage.bus);
  const evil = clientOn(stage.bus, true);
  const tracks = { microphone: aTrack() };
  const joinAda = () => stage.join("Ada", { transport: adas.transport, tracks });
  const joinBen = () => stage.join("Ben", { transport: evil.transport });
  const first = bensFirst ? await joinBen() : await joinAda();
  const second = bensFirst ? await joinAda() : await joinBen();
  const [ada, ben] = bensFirst ? [second, first] : [first, second];
  await until("there is a code", () => peerOf(ada, "Ben").trust.pair?.name === "code");
  const certificate = certificateOf(ada, "Ben");
  ada.compare(idOf(ada, "Ben"), "differ", certificate);
  ada.chat("while they differ");
  return { stage, ada, adas, ben, evil, joinBen, certificate };
}

/** The verdict stands for the same certificate, and nothing goes there. */
async function stands(ada: Room, adas: Client, links: number, ben: Room, certificate: string) {
  await until("it is connected again", () => peerOf(ada, "Ben").link.name === "connected");
  await until(
    "the certificate was read",
    () => peerOf(ada, "Ben").trust.state.name !== "connecting",
  );
  await dealtWith(ada, ben);
  const { state } = peerOf(ada, "Ben").trust;
  assert.deepEqual([state.name, certificateOf(ada, "Ben")], ["differ", certificate]);
  assert.deepEqual(adas.links.slice(links).flatMap(({ put }) => put), []);
  assert.deepEqual(chatOf(ben), []);
}

Deno.test("they differ: going out and coming in under the same certificate brings neither sound nor what was written", async () => {
  const { stage, ada, adas, ben, joinBen, certificate } = await theyDiffer();
  const states: string[] = [];
  ada.on("state", ({ peers }) => states.push(...peers.map(({ trust }) => trust.state.name)));
  await ben.leave();
  await until("gone", () => names(ada) === "");
  const links = adas.links.length;
  const again = await joinBen();
  await together(ada, again);
  await stands(ada, adas, links, again, certificate);
  assert.ok(!states.includes("sealed"), "not even for a moment");
  await stage.close();
});

Deno.test("they differ: one who lets go of a connection, and stays listed, is met by the same verdict", async () => {
  const { stage, ada, adas, ben, evil, certificate } = await theyDiffer();
  const cyd = await stage.join("Cyd");
  await together(ada, ben, cyd);
  const links = adas.links.length;
  const before = evil.links.filter(({ link }) => link.state.name === "connected");
  for (const { link } of before) link.close();
  await until("they are dialled anew, or come back", () => adas.links.length > links);
  await stands(ada, adas, links, ben, certificate);
  await stage.close();
});

Deno.test('they differ: a coordinator that says "move" is met at its door by the same verdict', async () => {
  const { stage, ada, adas, ben, evil, certificate } = await theyDiffer(true);
  const links = adas.links.length;
  evil.say("control", { t: "move" });
  await until("Ada comes in again", () => adas.links.length > links);
  await until("she is in", () => ada.state.phase.name === "joined");
  await stands(ada, adas, links, ben, certificate);
  await stage.close();
});

Deno.test("they differ: a reload that keeps the seat keeps what was said", async () => {
  const { stage, ada, adas, ben, certificate } = await theyDiffer();
  const kept = ada.keepSeat();
  await ada.leave({ back: true });
  await until("Ada went", () => names(ben) === "");
  const links = adas.links.length;
  const tracks = { microphone: aTrack() };
  const again = await stage.join("Ada", { transport: adas.transport, seat: kept, tracks });
  await together(again, ben);
  again.chat("after the reload");
  await stands(again, adas, links, ben, certificate);
  await stage.close();
});

Deno.test("a reload keeps what was said of a certificate, however many others were met after it", () => {
  const pair = { epoch: 1, aborted: 0, emoji: null };
  const certificate = (n: number) => n.toString(16).padStart(64, "0");
  const saved = Array.from({ length: 60 }, (_, n) => ({
    certificate: certificate(n),
    verdict: n === 0 ? "differ" as const : null,
    ...pair,
  }));
  const met = new Verdicts([
    ...saved,
    ...saved.map((one, n) => ({
      ...one,
      certificate: certificate(1_000 + n),
      verdict: null,
    })),
  ]);
  const again = new Verdicts(met.save());
  assert.equal(again.verdictOn(certificate(0)), "differ");
});

Deno.test("a certificate that comes and goes is shown no more nonces than one that stays", async () => {
  const stage = await stageOf();
  const adas = clientOn(stage.bus);
  const evil = clientOn(stage.bus, true);
  const ada = await stage.join("Ada", { transport: adas.transport });
  const shown = () =>
    new Set(
      adas.sent.filter(({ channel }) => channel === "verify")
        .map(({ text }) => JSON.parse(text))
        .filter(({ t }) => t === "pair-reveal")
        .map(({ nonce }) => nonce),
    ).size;
  const certificates = new Set<string>();
  for (let visit = 0; visit < 4; visit++) {
    const ben = await stage.join("Ben", { transport: evil.transport });
    await together(ada, ben);
    await until(
      "a run ended, or there are none left",
      () =>
        ["code", "could-not-verify"].includes(peerOf(ada, "Ben").trust.pair?.name ?? "") ||
        visit > 0,
    );
    certificates.add(certificateOf(ada, "Ben"));
    for (let epoch = 2 + 10 * visit; epoch < 8 + 10 * visit; epoch++) {
      evil.say("verify", { t: "pair-commit", epoch, commit: base64url(systemRandom(32)) });
      ben.broadcast(`${epoch}`);
    }
    await dealtWith(ben, ada);
    await ben.leave();
    await until("gone", () => names(ada) === "");
  }
  assert.equal(certificates.size, 1);
  assert.ok(shown() <= PAIR_RUNS_MAX, `${shown()} were shown`);
  await stage.close();
});

Deno.test("a room whose people were introduced in the clear does not come to count as sealed by a new key", async () => {
  const made = await createHostKey({ room: "r", password: "horse", random: systemRandom });
  const stage = await stageOf({ host: { kind: "key", sealed: made.sealed }, key: null });
  const hal = await stage.join("Hal", { hostKey: made.key });
  const ada = await stage.join("Ada");
  await together(hal, ada);
  const key = await hal.host.rekey();
  await until("Ada has it", () => ada.state.key === key);
  const seen = () => [ada.state.sealed, peerOf(ada, "Hal").trust.state.name];
  assert.deepEqual(seen(), [false, "unsealed"]);
  ada.redial(idOf(ada, "Hal"));
  await dealtWith(hal, ada);
  await together(hal, ada);
  assert.deepEqual(seen(), [false, "unsealed"]);
  await stage.close();
});
