import * as z from "zod/mini";
import { LINK_KEY_PATTERN } from "../lib/trust/link_key.ts";
import { NAME_MAX } from "./names.ts";

/** The most recent rooms that a device remembers. */
export const RECENT_MAX = 8;

const PLACE = "kibitz/v1";

const deviceId = z.optional(z.string().check(z.maxLength(300)));
const recentRoom = z.object({
  room: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  key: z.nullable(z.string().check(z.regex(LINK_KEY_PATTERN))),
  /** When this device was last in the room, in milliseconds since the Unix epoch. */
  at: z.number(),
});
const stored = z.object({
  name: z.catch(z.string().check(z.maxLength(NAME_MAX)), ""),
  rooms: z.catch(z.array(recentRoom), []),
  devices: z.catch(z.object({ microphone: deviceId, camera: deviceId }), {}),
});

export type RecentRoom = z.infer<typeof recentRoom>;
export type Stored = z.infer<typeof stored>;

/** The part of `Storage` that is used here. */
export type KeptText = Pick<Storage, "getItem" | "setItem">;

/**
 * What this device keeps from one visit to the next: the person's name, recent rooms with their
 * keys, and the chosen devices. It never leaves the device. With no storage (some private windows)
 * it lasts as long as the page.
 */
export interface Keep {
  read(): Stored;
  setName(name: string): void;
  setDevice(kind: "microphone" | "camera", id: string | null): void;
  rememberRoom(room: string, key: string | null, at: number): void;
  forgetRooms(): void;
}

/** Opens what the device keeps in `storage`. */
export function openKeep(storage: KeptText | null): Keep {
  let held = storage === null ? parse(null) : parse(readText(storage));
  const write = (next: Stored) => {
    held = next;
    if (storage !== null) writeText(storage, JSON.stringify(next));
  };
  return {
    read: () => held,
    setName: (name) => write({ ...held, name: name.slice(0, NAME_MAX) }),
    setDevice: (kind, id) =>
      write({ ...held, devices: { ...held.devices, [kind]: id ?? undefined } }),
    rememberRoom(room, key, at) {
      const others = held.rooms.filter((old) => old.room !== room || old.key !== key);
      write({ ...held, rooms: [{ room, key, at }, ...others].slice(0, RECENT_MAX) });
    },
    forgetRooms: () => write({ ...held, rooms: [] }),
  };
}

/** This browser's `localStorage`, or null where the browser forbids it. */
export function localKeptText(): KeptText | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    // SecurityError alone: the person blocks storage for this site, which is theirs to decide.
    return null;
  }
}

function parse(text: string | null): Stored {
  const fallback: Stored = { name: "", rooms: [], devices: {} };
  if (text === null) return fallback;
  const parsed = stored.safeParse(jsonOrNull(text));
  return parsed.success ? parsed.data : fallback;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // SyntaxError alone: somebody edited the entry by hand, and starting afresh is the repair.
    return null;
  }
}

function readText(storage: KeptText): string | null {
  try {
    return storage.getItem(PLACE);
  } catch {
    // SecurityError alone: reading is forbidden here, so there is nothing kept.
    return null;
  }
}

function writeText(storage: KeptText, text: string): void {
  try {
    storage.setItem(PLACE, text);
  } catch {
    // QuotaExceededError or SecurityError: it is kept for this page only, and nothing depends on it.
  }
}
