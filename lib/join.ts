import * as z from "zod/mini";
import { hex } from "./env/bytes.ts";
import { type Clock, type Random, systemClock, systemRandom } from "./env/mod.ts";
import { JoinError, RoomError } from "./errors.ts";
import { createRtcLinks, IceServers, type Lane } from "./link/mod.ts";
import type { Attachment } from "./local_bus.ts";
import type { EntryOptions, JoinOptions, PrepareOptions } from "./options.ts";
import {
  type HostRule,
  normaliseRoomName,
  type PeerId,
  type Room,
  RoomEngine,
  type RoomLock,
  type SavedVerdict,
  savedVerdictsSchema,
  takeSeat,
} from "./room/mod.ts";
import { clearCodec, createSocketBroker } from "./signal/mod.ts";
import {
  canonicalSettings,
  CAPACITY_MIN,
  checkedSettings,
  createSealedCodec,
  DEFAULT_SETTINGS,
  deriveRoomKeys,
  hostPublicKey,
  type HostSetting,
  type KeptSigner,
  keptSigner,
  LINK_KEY_PATTERN,
  newKeyPair,
  platformSigning,
  readKeptSigner,
} from "./trust/mod.ts";
import { ownFingerprint } from "./trust/fingerprint.ts";
import { nameSchema } from "./wire/fields.ts";
import { parseJson } from "./wire/json.ts";
import { type SignedPolicy, signedPolicySchema } from "./wire/policy.ts";
import { ROSTER_MAX } from "./wire/limits.ts";

/**
 * Joins a room, or founds it when nobody is there, and answers once this participant is in.
 * Throws `JoinError`, and then nothing stays open.
 *
 * ```ts
 * const room = await joinRoom("blue-river", { name: "Ada", key, broker: "wss://example.org/signal" });
 * room.on("chat", (line) => console.log(line.name, line.text));
 * room.chat("hello");
 * ```
 */
export async function joinRoom(room: string, options: JoinOptions): Promise<Room> {
  const prepared = await prepareRoom(room, options);
  return await prepared.join(options);
}

/** A room that can be joined at once. */
export interface PreparedRoom {
  /** Joins; to be called once. Throws `JoinError`, and then nothing stays open. */
  join(options: EntryOptions): Promise<Room>;
  /** Whether there is a relay, so that `hideAddress` can be had. */
  readonly canRelay: boolean;
  /** The certificate of this visit; null where the platform gives none. */
  readonly certificate: RTCCertificate | null;
  /** Lets go of what was opened, where `join` was not called. */
  discard(): void;
}

/**
 * Does ahead of `join` what needs no decision of the person: the keys, the certificate, a connection
 * to the broker under a fresh random id. The room hears nothing of it. Throws `JoinError`.
 */
export async function prepareRoom(room: string, options: PrepareOptions): Promise<PreparedRoom> {
  const { roomName, key, settings, host } = checked(room, options);
  const clock = options.clock ?? systemClock;
  const random = options.random ?? systemRandom;
  const self = hex(random(16));
  const canonical = canonicalSettings(settings);
  const lockFor = async (key: string | null): Promise<RoomLock> => {
    const { address, signalKey } = await deriveRoomKeys(roomName, key, canonical);
    const ours = (id: PeerId) => id === self || (id === address && engine.holdsAddress);
    const codec = signalKey === null
      ? clearCodec
      : createSealedCodec({ key: signalKey, random, clock, self: ours });
    return { address, codec, key };
  };
  const [lock, kept, { broker, links }] = await Promise.all([
    lockFor(key),
    keptSeat(options.seat),
    options.transport?.attach() ?? attachReal(options, clock, random),
  ]);
  const scope = `${roomName}?${canonical}`;
  const engine: RoomEngine = new RoomEngine({
    room: roomName,
    self,
    lock,
    lockFor,
    capacity: settings.capacity,
    host,
    hostFirst: settings.hostFirst,
    scope,
    seat: await takeSeat(kept.signer, scope, self, links.fingerprint),
    seatSigner: kept.signer,
    seatText: kept.signer.keptText(),
    keptPolicy: kept.policy,
    keptTrust: kept.trust,
    signing: platformSigning,
    broker,
    links,
    clock,
    random,
  });
  engine.open().catch(() => {
    // The broker is away just now: `join` opens it again, and says so if it can't.
  });
  links.makeReady();
  return {
    join: (entry) => enter(engine, entry),
    get canRelay() {
      return links.canRelay;
    },
    certificate: links.certificate,
    discard: () => void engine.leave(),
  };
}

async function enter(engine: RoomEngine, options: EntryOptions): Promise<Room> {
  const name = nameSchema.safeParse(options.name);
  if (!name.success) {
    await engine.leave();
    throw new JoinError("bad-name", "a name has 1 to 40 characters");
  }
  if (options.hideAddress) await hide(engine);
  engine.setName(name.data);
  const tracks = Object.entries(options.tracks ?? {}) as [Lane, MediaStreamTrack][];
  await Promise.all(tracks.map(([lane, track]) => engine.setTrack(lane, track)));
  const stop = engine.on("state", ({ phase }) => {
    if (phase.name === "joining") options.onStep?.(phase.step);
  });
  try {
    await engine.join({ ...options, policy: keptPolicy(options.policy) });
  } catch (error) {
    if (!(error instanceof RoomError)) throw error;
    await engine.leave();
    throw new JoinError("bad-settings", error.message);
  } finally {
    stop();
  }
  return engine;
}

const keptSeatSchema = z.object({
  key: z.string(),
  policy: z.nullable(signedPolicySchema),
  trust: z._default(savedVerdictsSchema, []),
});

/** A seat that this device kept, or a new one: what can't be read is no seat. */
async function keptSeat(text: string | undefined): Promise<KeptSeat> {
  const kept = text === undefined ? null : parseJson(keptSeatSchema, text);
  const signer = kept === null ? null : await readKeptSigner(kept.key);
  if (kept === null || signer === null) {
    return { signer: await keptSigner(await newKeyPair()), policy: null, trust: [] };
  }
  return { signer, policy: kept.policy, trust: kept.trust };
}

/** What the host's device kept of their decisions: what can't be read is none. */
function keptPolicy(text: string | undefined): SignedPolicy | null {
  return text === undefined ? null : parseJson(signedPolicySchema, text);
}

interface KeptSeat {
  readonly signer: KeptSigner;
  readonly policy: SignedPolicy | null;
  readonly trust: readonly SavedVerdict[];
}

/** Who the host is, as the others check it. */
function hostRule(host: HostSetting): HostRule {
  return host.kind === "key" ? { kind: "key", key: hostPublicKey(host.sealed) } : host;
}

/** Before anything is dialled, so that nobody ever learns the address. */
async function hide(engine: RoomEngine): Promise<void> {
  try {
    await engine.setHideAddress(true);
  } catch (error) {
    await engine.leave();
    if (!(error instanceof RoomError) || error.code !== "no-relay") throw error;
    throw new JoinError("no-relay", "there is no relay to hide the address behind");
  }
}

function checked(room: string, options: PrepareOptions) {
  const roomName = normaliseRoomName(room);
  if (roomName === null) {
    throw new JoinError("bad-room", "a room name has 1 to 40 of a-z, 0-9 and '-'");
  }
  const key = options.key ?? null;
  if (key !== null && !LINK_KEY_PATTERN.test(key)) {
    throw new JoinError("bad-key", "the link's key is not 22 characters of base64url");
  }
  const {
    capacity = DEFAULT_SETTINGS.capacity,
    host = DEFAULT_SETTINGS.host,
    hostFirst = DEFAULT_SETTINGS.hostFirst,
  } = options;
  const settings = checkedSettings({ capacity, host, hostFirst });
  if (settings === null) {
    const people = `${CAPACITY_MIN} to ${ROSTER_MAX} people`;
    throw new JoinError(
      "bad-settings",
      `a room takes ${people}, a host by name or by key, and waits for one only where there is one`,
    );
  }
  return { roomName, key, settings, host: hostRule(settings.host) };
}

const CERTIFICATE: EcKeyGenParams = { name: "ECDSA", namedCurve: "P-256" };

/** A kept certificate that can still be used; null where it has expired, or shows no fingerprint. */
function usableCertificate(
  kept: RTCCertificate | undefined,
  now: number,
): RTCCertificate | null {
  if (kept === undefined || !(kept.expires > now)) return null;
  try {
    return ownFingerprint(kept.getFingerprints()) === null ? null : kept;
  } catch {
    // TypeError alone: it came out of storage and is no certificate.
    return null;
  }
}

/** WebRTC with the broker's introductions, under a certificate that lives as long as this visit. */
async function attachReal(
  options: PrepareOptions,
  clock: Clock,
  random: Random,
): Promise<Attachment> {
  if (options.broker === undefined) {
    throw new JoinError("broker-refused", "joinRoom needs `broker` or `transport`");
  }
  const connection = options.connection ?? globalThis.RTCPeerConnection;
  if (connection === undefined) {
    throw new JoinError("unsupported", "this platform has no RTCPeerConnection");
  }
  const kept = usableCertificate(options.certificate, clock.now());
  const ask = options.iceServers ?? (() => Promise.resolve({ iceServers: [], expiresAt: null }));
  const ice = new IceServers({ ask, clock, random });
  const [certificate] = await Promise.all([
    kept ?? connection.generateCertificate(CERTIFICATE),
    ice.refresh(),
  ]).catch((error) => {
    ice.close();
    throw error;
  });
  const links = createRtcLinks({
    clock,
    connection: (config) => new connection(config),
    certificate,
    fingerprint: ownFingerprint(certificate.getFingerprints()),
    ice,
  });
  return { broker: createSocketBroker({ url: options.broker, clock, random }), links };
}
