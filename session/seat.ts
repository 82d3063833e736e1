import * as z from "zod/mini";
import { type RoomLink, roomPath } from "./place.ts";
import type { KeptText } from "./stored.ts";

const PLACE = "kibitz/v1/seat";

/** How long a seat is kept for somebody who reloads, in milliseconds: as long as the others keep it. */
export const SEAT_KEPT_MS = 90_000;

const keptSeat = z.object({
  path: z.string(),
  seat: z.string(),
  /** When the page went away, in milliseconds since the Unix epoch. */
  at: z.number(),
});

/**
 * The seat of somebody whose page goes away in a call, kept in the tab: a reload comes back into it.
 * Whoever reads it can take that seat, so it is there for 90 seconds and for one visit.
 */
export interface KeptSeats {
  keep(link: RoomLink, seat: string, at: number): void;
  /** The seat in this very room; undefined for none. It is no longer kept then. */
  take(link: RoomLink, now: number): string | undefined;
}

/** Opens what the tab keeps in `storage`; without one nothing is kept. */
export function openSeats(storage: KeptText | null): KeptSeats {
  const write = (text: string) => {
    try {
      storage?.setItem(PLACE, text);
    } catch {
      // QuotaExceededError or SecurityError: the person comes back as a newcomer.
    }
  };
  return {
    keep: (link, seat, at) => write(JSON.stringify({ path: roomPath(link), seat, at })),
    take(link, now) {
      const kept = read(storage);
      if (kept === null) return undefined;
      write("");
      const fits = kept.path === roomPath(link) && Math.abs(now - kept.at) < SEAT_KEPT_MS;
      return fits ? kept.seat : undefined;
    },
  };
}

function read(storage: KeptText | null): z.infer<typeof keptSeat> | null {
  try {
    return keptSeat.safeParse(JSON.parse(storage?.getItem(PLACE) ?? "null")).data ?? null;
  } catch {
    // SyntaxError: not written by us. SecurityError: reading is forbidden here.
    return null;
  }
}
