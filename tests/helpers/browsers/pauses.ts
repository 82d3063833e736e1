import assert from "node:assert/strict";
import type { Person } from "./call.ts";
import { frameRuns, watchFrames } from "./frames.ts";
import { untilNone } from "../until.ts";

/** Frames that show that pictures run: two seconds' worth. */
const FLOWING = 30;
/** The longest pause in a picture, in milliseconds, that counts as "nobody noticed". */
const UNNOTICED_MS = 500;

/**
 * The longest pause, in milliseconds, that nobody notices on a machine whose pictures pause for
 * `usual` milliseconds by themselves: one that others use as well pauses without any reason of ours.
 */
export function unnoticed(usual: number): number {
  return Math.max(UNNOTICED_MS, 3 * usual);
}

/** Begins to note, on everyone's page, when each other's picture is a new one. */
export async function watchPictures(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    await watchFrames(person, people.filter((other) => other !== person).map(({ id }) => id));
  }
}

/** Waits until two seconds' worth of pictures more came from everyone to everyone. */
export async function morePictures(people: readonly Person[]): Promise<void> {
  await Promise.all(people.map(async (person) => {
    const before = await frameRuns(person);
    await untilNone(`${person.name} goes on seeing the others`, async () => {
      const runs = Object.entries(await frameRuns(person));
      return runs.filter(([id, { frames }]) => frames < before[id].frames + FLOWING);
    }, { every: 200, within: 30_000 });
  }));
}

/** The longest time without a new picture, in milliseconds, for each pair of these people. */
export async function longestGaps(people: readonly Person[]): Promise<Map<string, number>> {
  const gaps = new Map<string, number>();
  for (const [index, one] of people.entries()) {
    for (const other of people.slice(index + 1)) {
      const runs = [(await frameRuns(one))[other.id], (await frameRuns(other))[one.id]];
      const pair = `${one.name} and ${other.name}`;
      assert.ok(runs.every(({ sameElement }) => sameElement), `${pair}: a picture was made anew`);
      assert.ok(runs.every(({ sameTrack }) => sameTrack), `${pair}: another connection`);
      const gap = Math.max(...runs.map(({ longestGap }) => longestGap));
      gaps.set(pair, Math.round(gap));
    }
  }
  return gaps;
}

/** The longest of those, in milliseconds. */
export async function longestPause(people: readonly Person[]): Promise<number> {
  return Math.max(...(await longestGaps(people)).values());
}

/** The longest pause in two seconds' worth of pictures, while nothing happens, in milliseconds. */
export async function usualPause(people: readonly Person[]): Promise<number> {
  await watchPictures(people);
  await morePictures(people);
  return await longestPause(people);
}
