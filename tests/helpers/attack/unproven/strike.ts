import assert from "node:assert/strict";
import { until } from "../../until.ts";
import { Tally, type UnprovenAttacker } from "./attacker.ts";
import type { Victim } from "./call.ts";
import type { LegLoot } from "./leg.ts";
import { markStanding, type Seen, seenBy, type Strange } from "./standing.ts";

/** How often each attack is made against one standing call: `RUNS`, and 3 where nobody says. */
export const RUNS = Number(Deno.env.get("RUNS") ?? 3);
/** The run to begin with: what alternates between runs can be seen alone. */
const FIRST = Number(Deno.env.get("FIRST") ?? 0);

/** New pictures of the true other one that show that the call goes on: at 15 a second, 1.6 s. */
const FRAMES = 24;
/** The same where the attacker got as far as a path: time enough for what would go over it. */
const FRAMES_WITH_PATH = 40;
/** The same where the way may be cut and no picture comes: looks at the page, ten a second. */
const LOOKS = 20;
/** How long that may take on a busy machine, in milliseconds. */
const WITHIN = 4_000;
/**
 * Bytes that may reach the attacker in that time: a handshake, and feedback on what he sends. A
 * picture and a voice are some 40,000 a second.
 */
const BYTES = 12_000;

/** What may be said to a certificate that nobody has looked at. */
const MAY_BE_HEARD = new Set(["control/hello", "control/refused"]);

/** One kind of attack. */
export interface Strike {
  readonly attacker: UnprovenAttacker;
  readonly victims: readonly Victim[];
  /** Makes the attack, the `run`th time; the broker is the attacker's by then. */
  readonly make: (run: number) => Promise<void>;
  /** To whom something of it must be brought; to every victim unless told. */
  readonly mustHear?: (run: number) => readonly Victim[];
  /** How many of the attacker's connections come of it. */
  readonly legs: number;
  /** What a broker can do to a call in which nothing of the attacker's is believed. */
  readonly mayHappen?: (strange: Strange) => boolean;
  /** The attack cuts the way, as any network can: ciphertext for somebody else may go astray. */
  readonly cuts?: boolean;
  /** Afterwards, with an honest broker. */
  readonly after?: () => Promise<void>;
}

/** Makes the attack `RUNS` times, and asserts each time that it got nothing and changed nothing. */
export async function strikeAgain(what: string, strike: Strike): Promise<void> {
  const tally = new Tally();
  let most = 0;
  for (let run = FIRST; run < FIRST + RUNS; run++) {
    const started = performance.now();
    const { loot, faults } = await strikeOnce(strike, run);
    tally.add(loot);
    most = Math.max(most, ...loot.map(({ bytes }) => bytes));
    const report = [`${what}, run ${run - FIRST + 1} of ${RUNS}:`, ...faults, ...loot.map(shown)];
    assert.equal(faults.length, 0, report.join("\n  "));
    await strike.after?.();
    await allRead(strike.victims, run);
    if (run === FIRST) {
      console.log(`${what}: a run took ${Math.round(performance.now() - started)} ms`);
    }
  }
  console.log(`${what}: nothing in ${RUNS} runs; came to: ${tally}; ${most} bytes at most`);
}

async function strikeOnce(strike: Strike, run: number) {
  const { attacker, victims, make } = strike;
  for (const { page } of victims) await markStanding(page);
  const brought = victims.map((victim) => victim.brought.length);
  const already = attacker.delivered.length;
  attacker.takeBroker();
  await make(run);
  for (const victim of victims) {
    const words = wordsOf(victim, run);
    await victim.page.evaluate((text) => void globalThis.kibitz?.room?.chat(text), words);
  }
  await goesOn(strike);
  const loot = await attacker.loot();
  const seen: Seen[] = [];
  for (const { page } of victims) seen.push(await seenBy(page));
  await attacker.stop();

  const faults = [
    ...loot.flatMap((leg) => gained(leg, strike)),
    ...victims.flatMap((victim, at) => disturbed(victim, seen[at], strike)),
  ];
  if (loot.length < strike.legs) faults.push(`the attacker made ${loot.length} connections`);
  if (attacker.delivered.length === already) faults.push("the attacker said nothing");
  const mustHear = strike.mustHear?.(run) ?? victims;
  for (const [at, victim] of victims.entries()) {
    if (!mustHear.includes(victim)) continue;
    const offers = victim.brought.slice(brought[at]);
    if (!offers.some((type) => type === "OFFER" || type === "ANSWER")) {
      faults.push(`nothing of the attack was brought to ${victim.name}`);
    }
  }
  return { loot, faults };
}

/** What somebody writes while they are attacked. */
function wordsOf({ name }: Victim, run: number): string {
  return `what ${name} says in run ${run}`;
}

/** Waits until everybody has read what each of the others wrote meanwhile. */
async function allRead(victims: readonly Victim[], run: number): Promise<void> {
  for (const reader of victims) {
    await until(`${reader.name} has read it all`, async () => {
      const texts = new Set((await reader.picture()).chat.map(({ text }) => text));
      return victims.every((writer) => texts.has(wordsOf(writer, run)));
    });
  }
}

/** Waits until everybody has seen enough of everybody, and no leg is half-way; or for long enough. */
async function goesOn({ attacker, victims, cuts }: Strike): Promise<void> {
  const enough = async () => {
    const loot = await attacker.loot();
    if (loot.some(({ reached }) => reached === "answered")) return false;
    const path = loot.some(({ reached }) => reached === "ice" || reached === "dtls");
    const wanted = path ? FRAMES_WITH_PATH : FRAMES;
    for (const { page } of victims) {
      const { frames, looks } = await seenBy(page);
      if (cuts ? looks < LOOKS : fewestOf(frames, victims.length - 1) < wanted) return false;
    }
    return true;
  };
  // What was in vain shows in what is asserted next, with all there is to say of it.
  await until("the call goes on", enough, { within: WITHIN, every: 100 }).catch(() => {});
}

/** The fewest new pictures that came of any of so many people. */
function fewestOf(frames: Seen["frames"], people: number): number {
  const counts = Object.values(frames);
  return counts.length < people ? 0 : Math.min(...counts);
}

/** What the attacker got on one connection, and must not have. */
function gained(leg: LegLoot, { cuts }: Strike): string[] {
  const faults: string[] = [];
  const { packets, frames, sound, bytes, heard, replies, reached } = leg;
  if (packets > 0) faults.push(`${packets} RTP packets, ${frames} frames and sound (${sound})`);
  if (bytes > BYTES && !cuts) faults.push(`${bytes} bytes`);
  const words = heard.filter((one) => !MAY_BE_HEARD.has(one));
  if (words.length > 0) faults.push(`was told ${words.join(", ")}`);
  const said = replies.filter((one) => one !== "refused");
  if (said.length > 0) faults.push(`the answer held ${said.join(", ")}`);
  if (reached === "answered") faults.push("failed by itself: there was an answer, and no ICE");
  return faults.map((fault) => `the attacker: ${fault}`);
}

/** What a victim's page says that is not so, or what of its call is gone. */
function disturbed(victim: Victim, seen: Seen, { victims, mayHappen, cuts }: Strike): string[] {
  const { strange, frames, looks, shield } = seen;
  const faults = strange.filter((one) => !mayHappen?.(one)).map(({ about, what }) =>
    `${about}: ${what}`
  );
  const deceived = strange.some(({ what }) => what.startsWith("the attacker's"));
  if (deceived) faults.push(`and its badge says "${shield}"`);
  const fewest = fewestOf(frames, victims.length - 1);
  if (!cuts && fewest < FRAMES) faults.push(`no more than ${fewest} new pictures of the true call`);
  if (looks < 5) faults.push(`was looked at ${looks} times`);
  return faults.map((fault) => `${victim.name}'s page: ${fault}`);
}

function shown({ as, to, link, texts, ...rest }: LegLoot): string {
  const short = (id: string) => id.slice(0, 6);
  return JSON.stringify({ as: short(as), to: short(to), link: short(link), ...rest }) +
    texts.map((text) => `\n    ${text.slice(0, 100)}`).join("");
}
