import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock, PeerId } from "../../lib/mod.ts";

/** Whoever is large stays large for at least this long, in milliseconds. */
export const ACTIVE_HOLD_MS = 2_500;
/** Somebody else must have spoken for this long before they become large: a cough does not. */
export const ACTIVE_AFTER_MS = 500;

/** Who is shown large, and since when. */
export interface ActiveSpeaker {
  readonly peer: PeerId;
  /** Milliseconds since the Unix epoch. */
  readonly since: number;
}

/** Who of the others has been speaking without a pause since when. */
export type SpeakingSince = ReadonlyMap<PeerId, number>;

/** What is next: who is large now, and when to look again without any change, if at all. */
export interface NextActive {
  readonly active: ActiveSpeaker | null;
  readonly lookAt: number | null;
}

/**
 * Decides who is large. Whoever is large and goes on speaking stays; in a silence nothing moves; when
 * somebody else alone speaks, they follow after both times above. Of several the first to speak wins.
 */
export function nextActive(
  active: ActiveSpeaker | null,
  people: readonly PeerId[],
  speaking: SpeakingSince,
  now: number,
): NextActive {
  const here = active !== null && people.includes(active.peer) ? active : null;
  const candidates = people
    .flatMap((peer) => {
      const since = speaking.get(peer);
      return since === undefined ? [] : [{ peer, since }];
    })
    .sort((a, b) => a.since - b.since);
  const first = candidates[0];
  if (here === null) {
    const peer = first?.peer ?? people[0];
    return { active: peer === undefined ? null : { peer, since: now }, lookAt: null };
  }
  if (first === undefined || speaking.has(here.peer)) return { active: here, lookAt: null };
  const due = Math.max(here.since + ACTIVE_HOLD_MS, first.since + ACTIVE_AFTER_MS);
  return now >= due
    ? { active: { peer: first.peer, since: now }, lookAt: null }
    : { active: here, lookAt: due };
}

/** Who is shown large in a room. */
export interface Active {
  readonly peer: ReadonlySignal<PeerId | null>;
  /** Begins to follow; the answer stops it. */
  watch(): () => void;
}

/** Makes it over who is here (without oneself) and who speaks. */
export function createActiveSpeaker(
  clock: Clock,
  people: ReadonlySignal<readonly PeerId[]>,
  speakers: ReadonlySignal<ReadonlySet<PeerId>>,
): Active {
  const active = signal<ActiveSpeaker | null>(null);

  function watch(): () => void {
    const since = new Map<PeerId, number>();
    let cancel = () => {};
    const look = () => {
      cancel();
      const now = clock.now();
      const next = nextActive(active.peek(), people.peek(), since, now);
      active.value = next.active;
      cancel = next.lookAt === null ? () => {} : clock.after(next.lookAt - now, look);
    };
    const stop = effect(() => {
      const loud = speakers.value;
      void people.value;
      for (const peer of since.keys()) if (!loud.has(peer)) since.delete(peer);
      for (const peer of loud) if (!since.has(peer)) since.set(peer, clock.now());
      look();
    });
    return () => {
      stop();
      cancel();
      active.value = null;
    };
  }

  return { peer: computed(() => active.value?.peer ?? null), watch };
}
