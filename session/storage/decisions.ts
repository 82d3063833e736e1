import * as z from "zod/mini";
import { canonicalSettings } from "../../lib/trust/link_settings.ts";
import { parseJson } from "../../lib/wire/json.ts";
import { POLICY_TEXT_MAX } from "../../lib/wire/policy.ts";
import type { RoomLink } from "../link/room_link.ts";
import { type KeptText, readText, writeText } from "./storage.ts";

const PLACE = "kibitz/v1/decisions";

/** Of how many rooms a device keeps what their host decided, and for how long, in milliseconds. */
const ROOMS_MAX = 4;
export const DECISIONS_KEPT_MS = 12 * 60 * 60_000;

const decided = z.object({
  /** The room, beyond a change of its link key. */
  room: z.string().check(z.maxLength(1_000)),
  /** What `room.host.keepPolicy` gave; a policy's text as text takes twice its length at most. */
  policy: z.string().check(z.maxLength(2 * POLICY_TEXT_MAX + 1_000)),
  /** When it was decided, in milliseconds since the Unix epoch. */
  at: z.number(),
});
type Decided = z.infer<typeof decided>;
const all = z.array(decided);

/**
 * What the host of a room decided, as the host's own device keeps it: everybody may have left before
 * the host is back, and nobody else then knows of the waiting room, the lock or the removals.
 */
export interface KeptDecisions {
  keep(link: RoomLink, policy: string, now: number): void;
  /** Null where nothing is kept of this room, or it is older than half a day. */
  read(link: RoomLink, now: number): string | null;
}

/** Opens what the device keeps in `storage`; without one nothing is kept. */
export function openDecisions(storage: KeptText | null): KeptDecisions {
  const fresh = (now: number) =>
    readAll(storage).filter(({ at }) => Math.abs(now - at) < DECISIONS_KEPT_MS);
  return {
    keep(link, policy, now) {
      const [room, rooms] = [scopeOf(link), fresh(now)];
      // The same again, as after a reload, was decided when it was.
      if (rooms.some((old) => old.room === room && old.policy === policy)) return;
      const others = rooms.filter((old) => old.room !== room);
      write(storage, [{ room, policy, at: now }, ...others].slice(0, ROOMS_MAX));
    },
    read: (link, now) => fresh(now).find(({ room }) => room === scopeOf(link))?.policy ?? null,
  };
}

/** Forgets what was decided in every room. */
export function forgetDecisions(storage: KeptText | null): void {
  if (readAll(storage).length > 0) write(storage, []);
}

function scopeOf({ room, settings }: RoomLink): string {
  return `${room}?${canonicalSettings(settings)}`;
}

function readAll(storage: KeptText | null): readonly Decided[] {
  return parseJson(all, readText(storage, PLACE) ?? "[]") ?? [];
}

function write(storage: KeptText | null, rooms: readonly Decided[]): void {
  writeText(storage, PLACE, JSON.stringify(rooms));
}
