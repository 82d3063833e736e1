import { effect, type ReadonlySignal, untracked } from "@preact/signals";
import type { Clock, Room, RoomState } from "../lib/mod.ts";
import type { KeptDecisions } from "./kept_decisions.ts";
import type { Place } from "./place.ts";

/** What the keeping of a host's decisions works on. */
export interface KeepDecisionsOptions {
  readonly state: ReadonlySignal<RoomState | null>;
  readonly place: ReadonlySignal<Place | null>;
  readonly decisions: KeptDecisions;
  readonly clock: Clock;
}

/** Keeps what the host decided on the host's own device, each time that it changes. */
export function keepDecisions(
  room: Room,
  { state, place, decisions, clock }: KeepDecisionsOptions,
): () => void {
  let kept = 0;
  return effect(() => {
    const governance = state.value?.governance;
    if (!governance?.open || governance.version === kept) return;
    kept = governance.version;
    untracked(() => {
      const [link, policy] = [place.value, room.host.keepPolicy()];
      if (link?.name === "room" && policy !== null) decisions.keep(link, policy, clock.now());
    });
  });
}
