import { hex } from "./env/bytes.ts";
import { type Clock, type Random, systemClock, systemRandom } from "./env/mod.ts";
import { JoinError } from "./errors.ts";
import { createRtcLinks, type Lane } from "./link/mod.ts";
import type { Attachment } from "./local_bus.ts";
import type { EntryOptions, JoinOptions, PrepareOptions } from "./options.ts";
import { normaliseRoomName, type PeerId, type Room, RoomEngine } from "./room/mod.ts";
import { clearCodec, createSocketBroker } from "./signal/mod.ts";
import { createSealedCodec, deriveRoomKeys, LINK_KEY_PATTERN } from "./trust/mod.ts";
import { ownFingerprint } from "./trust/fingerprint.ts";
import { nameSchema } from "./wire/ids.ts";
import { ROSTER_MAX } from "./wire/presence.ts";

/** How many people a room takes, where its link does not say. */
export const DEFAULT_CAPACITY = 8;

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
  /** Lets go of what was opened, where `join` was not called. */
  discard(): void;
}

/**
 * Does ahead of `join` what needs no decision of the person: the keys, the certificate, a connection
 * to the broker under a fresh random id. The room hears nothing of it. Throws `JoinError`.
 */
export async function prepareRoom(room: string, options: PrepareOptions): Promise<PreparedRoom> {
  const { roomName, key, capacity } = checked(room, options);
  const clock = options.clock ?? systemClock;
  const random = options.random ?? systemRandom;
  const [{ address, signalKey }, { broker, links }] = await Promise.all([
    deriveRoomKeys(roomName, key),
    options.transport?.attach() ?? attachReal(options, clock, random),
  ]);
  const self = hex(random(16));
  const ours = (id: PeerId) => id === self || (id === address && engine.holdsAddress);
  const engine: RoomEngine = new RoomEngine({
    room: roomName,
    address,
    self,
    capacity,
    codec: signalKey === null
      ? clearCodec
      : createSealedCodec({ key: signalKey, random, clock, self: ours }),
    broker,
    links,
    clock,
    random,
  });
  engine.open().catch(() => {
    // The broker is away just now: `join` opens it again, and says so if it can't.
  });
  return {
    join: (entry) => enter(engine, entry),
    discard: () => void engine.leave(),
  };
}

async function enter(engine: RoomEngine, options: EntryOptions): Promise<Room> {
  const name = nameSchema.safeParse(options.name);
  if (!name.success) {
    await engine.leave();
    throw new JoinError("bad-name", "a name has 1 to 40 characters");
  }
  engine.setName(name.data);
  const tracks = Object.entries(options.tracks ?? {}) as [Lane, MediaStreamTrack][];
  await Promise.all(tracks.map(([lane, track]) => engine.setTrack(lane, track)));
  await engine.join(options.signal);
  return engine;
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
  const capacity = options.capacity ?? DEFAULT_CAPACITY;
  if (!Number.isInteger(capacity) || capacity < 2 || capacity > ROSTER_MAX) {
    throw new JoinError("bad-room", `a room takes 2 to ${ROSTER_MAX} people`);
  }
  return { roomName, key, capacity };
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
  const algorithm: EcKeyGenParams = { name: "ECDSA", namedCurve: "P-256" };
  const [iceServers, certificate] = await Promise.all([
    options.iceServers?.() ?? [],
    connection.generateCertificate(algorithm),
  ]);
  const config = { iceServers: [...iceServers], certificates: [certificate] };
  const links = createRtcLinks({
    clock,
    connection: (config) => new connection(config),
    config: () => config,
    fingerprint: ownFingerprint(certificate.getFingerprints()),
  });
  return { broker: createSocketBroker({ url: options.broker, clock, random }), links };
}
