import type { ReadonlySignal } from "@preact/signals";
import type { Clock, Room, RoomState } from "../../lib/mod.ts";
import type { KeptDecisions } from "../storage/decisions.ts";
import type { Place } from "../link/room_link.ts";

/** What the keeping of a host's decisions works on. */
export interface KeepDecisionsOptions {
  readonly place: ReadonlySignal<Place | null>;
  readonly decisions: KeptDecisions;
  readonly clock: Clock;
}

/**
 * Keeps what the host decided on the host's own device, each time that it changes. By the room's own
 * events: whoever decides and closes the tab at once has decided before the page is drawn.
 */
export function keepDecisions(
  room: Room,
  { place, decisions, clock }: KeepDecisionsOptions,
): () => void {
  let kept = 0;
  const look = ({ governance: { open, version } }: RoomState) => {
    if (!open || version === kept) return;
    kept = version;
    const [link, policy] = [place.peek(), room.host.keepPolicy()];
    if (link?.name === "room" && policy !== null) decisions.keep(link, policy, clock.now());
  };
  look(room.state);
  return room.on("state", look);
}
