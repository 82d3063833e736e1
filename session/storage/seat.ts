import * as z from "zod/mini";
import { hex } from "../../lib/env/bytes.ts";
import type { Clock, Random, Room } from "../../lib/mod.ts";
import { parseJson } from "../../lib/wire/json.ts";
import { type RoomLink, roomPath } from "../link/room_link.ts";
import type { SeatStore } from "./seat_store.ts";
import { type KeptText, readText, writeText } from "./storage.ts";

const PLACE = "kibitz/v1/seat";

/** How long a seat is kept for somebody who reloads, in milliseconds: as long as the others keep it. */
export const SEAT_KEPT_MS = 90_000;
/** How often a page in a call says that it is still there, in milliseconds. */
export const SEAT_BEAT_MS = 20_000;
/** A browser that is slower than this, in milliseconds, keeps nobody from joining. */
export const SEAT_WAIT_MS = 500;
/** What changes in a call is written at once, but no more often than this, in milliseconds. */
const WRITE_EVERY_MS = 1_000;

const seatText = z.string().check(z.maxLength(100_000));
const record = z.object({
  path: z.string(),
  seat: seatText,
  certificate: z.catch(z.nullable(z.custom<RTCCertificate>(isCertificate)), null),
  /** When the page was last there, in milliseconds since the Unix epoch. */
  at: z.number(),
});
type SeatRecord = z.infer<typeof record>;

/** What the tab keeps: which record is that of its page, and when that page went away. */
const tabEntry = z.object({
  page: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  leftAt: z.nullable(z.number()),
  /** The seat itself, where there is no other place for it. */
  text: z.optional(z.object({ path: z.string(), seat: seatText })),
});
type TabEntry = z.infer<typeof tabEntry>;

/** What a reload comes back with. */
export interface KeptSeat {
  readonly seat: string;
  /** Null where the browser keeps no certificates: the others then meet another one. */
  readonly certificate: RTCCertificate | null;
}

/**
 * The seat and the certificate of a page in a call, so that a reload comes back into the one under
 * the other. Whoever reads them can take that seat, so they are there for 90 seconds after the page
 * was last there, and for this tab alone. Nothing here throws, and nothing waits for long.
 */
export interface Seats {
  /** Looks, once, for what the page before this one left, and lets go of what is too old. */
  findKept(link: RoomLink | null): void;
  /** What to come back with; null for a newcomer, and from the moment when it is too old. */
  back(): Promise<KeptSeat | null>;
  /** Keeps the seat of a call as it is now and will be; the answer stops that and forgets it. */
  hold(link: () => RoomLink | null, room: SeatedRoom): () => void;
  /** The page goes away: what is held stays. */
  away(): void;
  /** Forgets what was found, as when somebody decides not to come back. */
  forget(): void;
}

/** The part of a room that is kept. */
export type SeatedRoom = Pick<Room, "keepSeat" | "certificate" | "on">;

/** What seats are kept with. */
export interface SeatsOptions {
  /** Null where the browser has none. */
  readonly store: SeatStore | null;
  readonly tab: KeptText | null;
  /** Whether this page was loaded again, and not gone to. */
  readonly reloaded: boolean;
  readonly clock: Clock;
  readonly random: Random;
}

/** Makes the seats of one page. Nothing happens before `look`. */
export function openSeats({ store, tab, reloaded, clock, random }: SeatsOptions): Seats {
  // Each page has a name of its own: a tab that was duplicated holds the name of the other one.
  const page = hex(random(16));
  let found: Promise<(KeptSeat & { readonly until: number }) | null> = Promise.resolve(null);
  let held: Held | null = null;

  function forget(): void {
    found = Promise.resolve(null);
    writeEntry(tab, { page, leftAt: null });
    attempt(store?.delete(page));
  }

  async function find(before: TabEntry | null, link: RoomLink | null) {
    if (before === null) return null;
    const kept = await taken(before);
    if (
      kept === null || link === null || kept.path !== roomPath(link) || !isFresh(kept.at, clock)
    ) {
      return null;
    }
    // Under this page's name, so that reloading twice comes back as well.
    writeEntry(tab, { page, leftAt: kept.at });
    attempt(store?.put(page, kept));
    const until = kept.at + SEAT_KEPT_MS;
    clock.after(until - clock.now(), () => held ?? forget());
    return { ...kept, until };
  }

  async function taken({ page, leftAt, text }: TabEntry): Promise<SeatRecord | null> {
    if (text !== undefined) return { ...text, certificate: null, at: leftAt ?? 0 };
    const read = record.safeParse(await inTime(clock, store?.remove(page)));
    return read.success ? { ...read.data, at: leftAt ?? read.data.at } : null;
  }

  return {
    findKept(link) {
      const before = readEntry(tab);
      writeEntry(tab, { page, leftAt: null });
      found = find(reloaded ? before : null, link);
      void found.finally(() => dropStaleSeats({ store, tab, clock }));
    },
    async back() {
      const kept = await found;
      return kept !== null && clock.now() < kept.until ? kept : null;
    },
    hold(link, room) {
      const now = held = holdSeat({ store, tab, clock, page, link, room });
      return () => {
        held = null;
        if (now.end()) forget();
      };
    },
    away() {
      held?.leave();
      clock.after(SEAT_KEPT_MS, () => held ?? forget());
    },
    forget,
  };
}

/**
 * Deletes what pages left that were last there too long ago, now and, while something is left that
 * will be too old, once more. Every page of this site that runs a script does.
 */
export function dropStaleSeats(where: Pick<SeatsOptions, "store" | "tab" | "clock">): void {
  const { store, tab, clock } = where;
  const sweep = async () => {
    const entry = readEntry(tab);
    if (entry?.text !== undefined && !isFresh(entry.leftAt ?? 0, clock)) {
      writeEntry(tab, { ...entry, text: undefined });
    }
    const left = store?.sweep((kept) => {
      const read = record.safeParse(kept);
      return read.success && isFresh(read.data.at, clock);
    });
    // A store that fails has nothing left that could be deleted later.
    return await left?.catch(() => 0) ?? 0;
  };
  void sweep().then((left) => {
    if (left > 0 || readEntry(tab)?.text !== undefined) {
      clock.after(SEAT_KEPT_MS, () => void sweep());
    }
  });
}

/** Whether a page was last there so lately that its seat is kept. */
function isFresh(at: number, clock: Clock): boolean {
  return Math.abs(clock.now() - at) < SEAT_KEPT_MS;
}

interface Held {
  /** The page goes away. */
  leave(): void;
  /** Stops writing. Answers whether the seat is to be forgotten: not after `leave`. */
  end(): boolean;
}

interface HoldOptions {
  readonly store: SeatStore | null;
  readonly tab: KeptText | null;
  readonly clock: Clock;
  readonly page: string;
  readonly link: () => RoomLink | null;
  readonly room: SeatedRoom;
}

/**
 * Keeps the record of a running call as the call is: what is written only when a page goes away may
 * never arrive.
 */
function holdSeat({ store, tab, clock, page, link, room }: HoldOptions): Held {
  let phase: "held" | "left" | "ended" = "held";
  /** What the store takes: the certificate as well, the seat alone, or nothing. */
  let takes: "all" | "seat" | "nothing" = store === null ? "nothing" : "all";
  let written = "";
  let looked = -Infinity;
  let cancelBeat = () => {};
  let cancelSoon: (() => void) | null = null;

  function write(): void {
    const at = link();
    if (store === null || takes === "nothing" || at === null) return;
    const path = roomPath(at);
    const seat = room.keepSeat();
    written = path + seat;
    const certificate = takes === "all" ? room.certificate : null;
    store.put(page, { path, seat, certificate, at: clock.now() } satisfies SeatRecord).catch(() => {
      // DataCloneError, or a store that is full or forbidden: with less, or not at all.
      takes = takes === "all" ? "seat" : "nothing";
      if (phase !== "ended") write();
    });
  }

  function beat(): void {
    write();
    cancelBeat = clock.after(SEAT_BEAT_MS, beat);
  }

  function look(): void {
    cancelSoon = null;
    looked = clock.now();
    const at = link();
    if (at !== null && roomPath(at) + room.keepSeat() !== written) write();
  }

  const stop = room.on("state", () => {
    // A room's last word still comes when another listener of it has let go of the seat.
    if (phase !== "held" || cancelSoon !== null) return;
    const wait = looked + WRITE_EVERY_MS - clock.now();
    if (wait <= 0) look();
    else cancelSoon = clock.after(wait, look);
  });
  beat();

  return {
    leave() {
      const at = link();
      if (phase !== "held" || at === null) return;
      phase = "left";
      write();
      const text = takes === "nothing" ? { path: roomPath(at), seat: room.keepSeat() } : undefined;
      writeEntry(tab, { page, leftAt: clock.now(), text });
    },
    end() {
      stop();
      cancelBeat();
      cancelSoon?.();
      const forgotten = phase === "held";
      if (forgotten) phase = "ended";
      return forgotten;
    },
  };
}

/** What comes of it, or undefined when it fails or takes too long. */
function inTime(clock: Clock, work: Promise<unknown> | undefined): Promise<unknown> {
  return new Promise((resolve) => {
    const late = clock.after(SEAT_WAIT_MS, () => resolve(undefined));
    const done = (value?: unknown) => {
      late();
      resolve(value);
    };
    // A browser without storage, or one that forbids it: the person comes back as a newcomer.
    if (work === undefined) done();
    else work.then(done, () => done());
  });
}

/** Storage that fails is storage that keeps nothing: nobody waits for it, and nothing depends on it. */
function attempt(work: Promise<unknown> | undefined): void {
  work?.catch(() => {});
}

/** What can be read of a certificate is looked at where it is used (lib/join.ts). */
function isCertificate(value: unknown): boolean {
  return typeof value === "object" && value !== null && "getFingerprints" in value &&
    "expires" in value && typeof value.expires === "number";
}

function readEntry(tab: KeptText | null): TabEntry | null {
  return parseJson(tabEntry, readText(tab, PLACE) ?? "null");
}

function writeEntry(tab: KeptText | null, entry: TabEntry): void {
  writeText(tab, PLACE, JSON.stringify(entry));
}
