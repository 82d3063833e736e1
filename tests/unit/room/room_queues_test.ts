/** What one sender has waiting keeps nobody else from being heard. */
import assert from "node:assert/strict";
import { systemRandom } from "../../../lib/env/mod.ts";
import { FairQueue } from "../../../lib/room/signalling/fair_queue.ts";
import { SignalQueue } from "../../../lib/room/signalling/signal_queue.ts";
import { createHostKey, platformSigning } from "../../../lib/trust/mod.ts";
import type { Roster } from "../../../lib/wire/control.ts";
import {
  clientOn,
  dealtWith,
  idOf,
  outcomeOf,
  stageOf,
  together,
} from "../../helpers/attack/attacker.ts";
import { ghosts, rosterOf } from "../../helpers/attack/ghosts.ts";
import { until } from "../../helpers/until.ts";

/** Counts the checks of signatures by the seats that a roster lists, while something is done. */
async function checksOf({ members }: Roster, act: () => Promise<void>): Promise<number> {
  const verify = platformSigning.verify;
  const seats = new Set(members.map(({ seat }) => seat));
  let checks = 0;
  platformSigning.verify = (key, message, signature) => {
    if (seats.has(key)) checks++;
    return verify(key, message, signature);
  };
  try {
    await act();
  } finally {
    platformSigning.verify = verify;
  }
  return checks;
}

Deno.test("a guest who sends lists of strangers keeps nobody else's word from being heard", async () => {
  const made = await createHostKey({ room: "r", password: "correct horse", random: systemRandom });
  const stage = await stageOf({ host: { kind: "key", sealed: made.sealed } });
  const hal = await stage.join("Hal", { hostKey: made.key });
  const ben = await stage.join("Ben");
  await together(hal, ben);
  await hal.host.setLobby(true);
  const guest = clientOn(stage.bus);
  outcomeOf(stage.join("Gus", { transport: guest.transport }));
  await until("Gus waits", () => hal.state.governance.waiting.length === 1);
  const roster = rosterOf(await ghosts(8, null, ""), { term: 1 });
  const checks = await checksOf(roster, async () => {
    for (let n = 0; n < 20; n++) guest.say("control", { t: "merge", roster, policy: null });
    await dealtWith(ben, hal);
  });
  assert.equal(checks, 0);
  await stage.close();
});

Deno.test("a member who is no coordinator has no roster of theirs checked", async () => {
  const stage = await stageOf();
  const mallorys = clientOn(stage.bus);
  const ada = await stage.join("Ada");
  const mallory = await stage.join("Mallory", { transport: mallorys.transport });
  await together(ada, mallory);
  const roster = rosterOf(await ghosts(8, null, ""), { term: 1 });
  const checks = await checksOf(roster, async () => {
    for (let n = 0; n < 20; n++) mallorys.say("control", { t: "roster", roster });
    const another = { ...roster, coordinator: idOf(ada, "Mallory") };
    mallorys.say("control", { t: "roster", roster: another });
    await dealtWith(mallory, ada);
  });
  assert.equal(checks, 0);
  await stage.close();
});

Deno.test("a stranger's thousand offers keep nobody from joining", async () => {
  const opened: string[] = [];
  const signal = { kind: "offer", link: "l", sdp: "" } as const;
  const board = new SignalQueue({
    codec: {
      sealed: true,
      encode: () => Promise.resolve(null),
      decode: ({ src }) => {
        opened.push(src);
        return Promise.resolve(signal);
      },
    },
    prove: () => Promise.resolve(signal),
    carry: () => {},
    check: () => null,
    deliver: () => {},
    refused: () => {},
  });
  const from = (src: string) => board.onPayload({ type: "OFFER", src, dst: "door" }, null);
  for (let n = 0; n < 1_000; n++) from("mallory");
  from("ben");
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.ok(opened.indexOf("ben") <= 2, "in its turn");
  assert.equal(opened.length, 1 + 64 + 1, "what waits of one is bounded");
});

Deno.test("a fair queue serves one of each source in turn, and keeps each one's order", () => {
  const queue = new FairQueue<number>({ ofOne: 3, ofAll: 9 });
  for (const n of [1, 2, 3, 4]) queue.add("a", n);
  for (const n of [5, 6]) queue.add("b", n);
  queue.rename("b", "c");
  const served = [queue.next(), queue.next(), queue.next((source) => source === "c")];
  for (let next = queue.next(); next !== null; next = queue.next()) served.push(next);
  assert.deepEqual(served.map((next) => next?.item), [1, 5, 6, 2, 3]);
});

Deno.test("in a full fair queue the newest of the source that has most gives way", () => {
  const queue = new FairQueue<number>({ ofOne: 9, ofAll: 3 });
  for (const n of [1, 2, 3]) queue.add("a", n);
  queue.add("b", 4);
  queue.add("c", 5);
  queue.add("d", 6);
  const served = [queue.next(), queue.next(), queue.next(), queue.next()];
  assert.deepEqual(served.map((next) => next?.item), [1, 4, 5, undefined]);
});
