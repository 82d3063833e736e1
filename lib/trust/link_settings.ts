import * as z from "zod/mini";
import { fromBase64url } from "../env/bytes.ts";
import { nameSchema } from "../wire/fields.ts";
import { ROSTER_MAX } from "../wire/limits.ts";

/** The bytes of a sealed host key; lib/trust/host_key.ts says what they are. */
export const SEALED_KEY_BYTES = 140;
/** The fewest people that a room is made for. The most is `ROSTER_MAX`. */
export const CAPACITY_MIN = 2;

/** How many people a room takes, where its link does not say. */
export const DEFAULT_CAPACITY = 8;

/** Who may govern a room, as its link says it. */
export type HostSetting =
  | { readonly kind: "none" }
  /** Whoever goes by this name; anybody can. */
  | { readonly kind: "name"; readonly name: string }
  /** Whoever opens this sealed key by its password. */
  | { readonly kind: "key"; readonly sealed: string };

/** What a room's link says beside its key. Everybody in the room has the same. */
export interface LinkSettings {
  /** How many people the room takes. */
  readonly capacity: number;
  /** Who governs the room. */
  readonly host: HostSetting;
  /** Whether nobody is in before the host; never so where there is none. */
  readonly hostFirst: boolean;
}

/** What a link says that says nothing. */
export const DEFAULT_SETTINGS: LinkSettings = {
  capacity: DEFAULT_CAPACITY,
  host: { kind: "none" },
  hostFirst: false,
};

const hostNameSchema = nameSchema.check(z.regex(/^\P{Cs}*$/u));
const sealedSchema = z.string().check(
  z.maxLength(4 * Math.ceil(SEALED_KEY_BYTES / 3)),
  z.refine((text) => fromBase64url(text)?.length === SEALED_KEY_BYTES),
);
/** Settings as a device keeps them; what was kept before `hostFirst` was known says nothing of it. */
export const linkSettingsSchema = z.object({
  capacity: z.int().check(z.minimum(CAPACITY_MIN), z.maximum(ROSTER_MAX)),
  host: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("none") }),
    z.object({ kind: z.literal("name"), name: hostNameSchema }),
    z.object({ kind: z.literal("key"), sealed: sealedSchema }),
  ]),
  hostFirst: z._default(z.boolean(), DEFAULT_SETTINGS.hostFirst),
}).check(z.refine(({ host, hostFirst }) => !hostFirst || host.kind !== "none"));

/** Checks settings from anywhere, with the host's name trimmed; null when they are none. */
export function checkedSettings(settings: unknown): LinkSettings | null {
  return linkSettingsSchema.safeParse(settings).data ?? null;
}

/**
 * Reads the settings out of the parameters behind a link's '#'. Null when they are malformed, twice
 * there, or ask for a gate or a kind of host that is not known here, or for a host to be waited for
 * where there is none: such a link must not be opened, least of all as one without a host. Parameters
 * with other names are somebody else's.
 */
export function readSettings(params: URLSearchParams): LinkSettings | null {
  const [caps, hosts, firsts] = [
    params.getAll("cap"),
    params.getAll("host"),
    params.getAll("first"),
  ];
  const repeated = [caps, hosts, firsts].some((values) => values.length > 1);
  if (params.has("gate") || repeated) return null;
  return checkedSettings({
    capacity: readCapacity(caps[0]),
    host: readHost(hosts[0]),
    hostFirst: readFirst(firsts[0]),
  });
}

function readCapacity(text: string | undefined): number | null {
  if (text === undefined) return DEFAULT_CAPACITY;
  return /^[1-9][0-9]?$/.test(text) ? Number(text) : null;
}

function readFirst(text: string | undefined): boolean | null {
  if (text === undefined) return DEFAULT_SETTINGS.hostFirst;
  return text === "host" ? true : null;
}

function readHost(text: string | undefined): HostSetting | null {
  if (text === undefined) return DEFAULT_SETTINGS.host;
  const dot = text.indexOf(".");
  const value = text.slice(dot + 1);
  switch (text.slice(0, dot)) {
    case "name":
      return { kind: "name", name: value };
    case "key":
      return { kind: "key", sealed: value };
    default:
      return null;
  }
}

/**
 * Settings as a link writes them: only what differs from `DEFAULT_SETTINGS`, each value in its one
 * spelling, so "" for the defaults. Throws `TypeError` for settings that no link can say.
 */
export function canonicalSettings(settings: LinkSettings): string {
  const checked = checkedSettings(settings);
  if (checked === null) throw new TypeError("not the settings of a link");
  const { capacity, host, hostFirst } = checked;
  const parts: string[] = [];
  if (capacity !== DEFAULT_SETTINGS.capacity) parts.push(`cap=${capacity}`);
  switch (host.kind) {
    case "none":
      break;
    case "name":
      parts.push(`host=name.${escaped(host.name)}`);
      break;
    case "key":
      parts.push(`host=key.${host.sealed}`);
      break;
    default:
      host satisfies never;
  }
  if (hostFirst) parts.push("first=host");
  return parts.join("&");
}

/**
 * Percent-encodes all but letters, digits, '-', '_' and '~': a link that ends in one of the others
 * loses it where a chat program guesses at the link's end.
 */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*.]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
