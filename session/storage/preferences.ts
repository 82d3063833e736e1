import * as z from "zod/mini";
import { LINK_KEY_PATTERN } from "../../lib/trust/link_key.ts";
import { DEFAULT_SETTINGS, linkSettingsSchema } from "../../lib/trust/link_settings.ts";
import { parseJson } from "../../lib/wire/json.ts";
import { forgetDecisions } from "./decisions.ts";
import { FULL_TREATMENT, type Treatment } from "../devices/media.ts";
import { NAME_MAX } from "../names.ts";
import { type RoomLink, roomPath } from "../link/room_link.ts";
import { type KeptText, readText, writeText } from "./storage.ts";

/** The most recent rooms that a device remembers. */
export const RECENT_MAX = 8;

/** The most people whose loudness a device remembers. */
const HEARING_MAX = 50;

const PLACE = "kibitz/v1";

const deviceId = z.optional(z.string().check(z.maxLength(300)));
const recentRoom = z.object({
  room: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  key: z.nullable(z.string().check(z.regex(LINK_KEY_PATTERN))),
  settings: z._default(linkSettingsSchema, DEFAULT_SETTINGS),
  /** When this device was last in the room, in milliseconds since the Unix epoch. */
  at: z.number(),
});
const view = z.object({
  layout: z.catch(z.enum(["gallery", "speaker", "compact"]), "gallery"),
  corner: z.catch(
    z.enum(["bottom-right", "bottom-left", "top-left", "top-right"]),
    "bottom-right",
  ),
  selfHidden: z.catch(z.boolean(), false),
});
/** How loud somebody of this name is here. */
const hearing = z.object({
  name: z.string().check(z.maxLength(NAME_MAX)),
  volume: z.number().check(z.minimum(0), z.maximum(1)),
  muted: z.boolean(),
});
/** What the browser does to the microphone's sound. */
const treatment = z.object({
  echoCancellation: z.boolean(),
  noiseSuppression: z.boolean(),
  autoGainControl: z.boolean(),
});
const VIEW: z.infer<typeof view> = {
  layout: "gallery",
  corner: "bottom-right",
  selfHidden: false,
};
const stored = z.object({
  name: z.catch(z.string().check(z.maxLength(NAME_MAX)), ""),
  rooms: z.catch(z.array(recentRoom), []),
  /** Whether new messages make a sound. */
  chatSound: z.catch(z.boolean(), false),
  devices: z.catch(
    z.object({ microphone: deviceId, camera: deviceId, speaker: deviceId }),
    {},
  ),
  treatment: z.catch(treatment, FULL_TREATMENT),
  view: z.catch(view, VIEW),
  hearing: z.catch(z.array(hearing), []),
  hideAddress: z.catch(z.boolean(), false),
  /** Whether single keys do something in a call. */
  keys: z.catch(z.boolean(), true),
});

export type RecentRoom = z.infer<typeof recentRoom>;
/** How the person saw their last call. */
export type StoredView = Readonly<z.infer<typeof view>>;
export type StoredHearing = Readonly<z.infer<typeof hearing>>;
export type Layout = StoredView["layout"];
export type StoredPreferences = z.infer<typeof stored>;

/**
 * What this device keeps from one visit to the next: the person's name, the links of recent rooms,
 * the chosen devices, how they see a call, how loud they want whom, and whether they hide their
 * address. It never leaves the device. With no storage (some private windows) it lasts as long as
 * the page.
 */
export interface Preferences {
  read(): StoredPreferences;
  setName(name: string): void;
  setChatSound(on: boolean): void;
  setDevice(kind: "microphone" | "camera" | "speaker", id: string | null): void;
  setTreatment(treatment: Treatment): void;
  setView(view: StoredView): void;
  setKeys(on: boolean): void;
  /** Remembers how somebody is heard; as loud as they come needs no entry. */
  setHearing(hearing: StoredHearing): void;
  setHideAddress(hide: boolean): void;
  rememberRoom(link: RoomLink, at: number): void;
  /** The room's link is another now: the earlier one leads nowhere. */
  moveRoom(from: RoomLink, to: RoomLink, at: number): void;
  /** Forgets the rooms, with what their host decided where that was here. */
  forgetRooms(): void;
}

/** Opens what the device keeps in `storage`. */
export function openPreferences(storage: KeptText | null): Preferences {
  let held = parse(readText(storage, PLACE));
  // A page can hold two calls, and a device two pages: each changes what is its own of what is kept.
  let keeps = storage !== null;
  const latest = () => keeps ? parse(readText(storage, PLACE)) : held;
  const write = (change: Partial<StoredPreferences>) => {
    held = { ...latest(), ...change };
    const text = JSON.stringify(held);
    writeText(storage, PLACE, text);
    keeps &&= readText(storage, PLACE) === text;
  };
  const remember = (
    { room, key, settings }: RoomLink,
    at: number,
    instead: readonly RoomLink[],
  ) => {
    const paths = instead.map(roomPath);
    const others = latest().rooms.filter((old) => !paths.includes(roomPath(old)));
    write({ rooms: [{ room, key, settings, at }, ...others].slice(0, RECENT_MAX) });
  };
  return {
    read: () => held,
    setName: (name) => write({ name: name.slice(0, NAME_MAX) }),
    setChatSound: (chatSound) => write({ chatSound }),
    setDevice: (kind, id) => write({ devices: { ...latest().devices, [kind]: id ?? undefined } }),
    setHearing(next) {
      const others = latest().hearing.filter(({ name }) => name !== next.name);
      const plain = next.volume === 1 && !next.muted;
      const all = plain ? others : [next, ...others].slice(0, HEARING_MAX);
      write({ hearing: all });
    },
    setKeys: (keys) => write({ keys }),
    setTreatment: (treatment) => write({ treatment }),
    setView: (view) => write({ view }),
    setHideAddress: (hideAddress) => write({ hideAddress }),
    rememberRoom: (link, at) => remember(link, at, [link]),
    moveRoom: (from, to, at) => remember(to, at, [from, to]),
    forgetRooms() {
      write({ rooms: [] });
      forgetDecisions(storage);
    },
  };
}

/** What was kept; where it is not ours to read, or was edited by hand, everything starts afresh. */
function parse(text: string | null): StoredPreferences {
  const kept = text === null ? null : parseJson(stored, text);
  return kept ?? {
    name: "",
    rooms: [],
    devices: {},
    treatment: FULL_TREATMENT,
    chatSound: false,
    view: VIEW,
    hearing: [],
    hideAddress: false,
    keys: true,
  };
}
