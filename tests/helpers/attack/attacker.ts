import assert from "node:assert/strict";
import { type Clock, type Random, systemClock, systemRandom } from "../../../lib/env/mod.ts";
import type { Network, Place } from "../../../lib/env/network.ts";
import { describedFingerprint } from "../../../lib/trust/fingerprint.ts";
import type { Channel, Lane, Link, LinkState } from "../../../lib/link/mod.ts";
import {
  createLocalBus,
  type HostSetting,
  JoinError,
  type JoinOptions,
  joinRoom,
  type PeerView,
  type Room,
  type Transport,
} from "../../../lib/mod.ts";
import { type Provable, withProof } from "../../../lib/room/policy/seat_proofs.ts";
import {
  clearCodec,
  type Envelope,
  type MailboxListener,
  type Signal,
} from "../../../lib/signal/mod.ts";
import { SIGNAL_TYPE } from "../../../lib/signal/types.ts";
import {
  canonicalSettings,
  createSealedCodec,
  deriveRoomKeys,
  type Signer,
} from "../../../lib/trust/mod.ts";
import { parseJson } from "../../../lib/wire/json.ts";
import {
  type ControlMessage,
  controlSchema,
  type Roster,
  type RosterMember,
} from "../../../lib/wire/control.ts";
import { until } from "../until.ts";

/** The key of every sealed room in these tests. */
export const KEY = "AAECAwQFBgcICQoLDA0ODw";
const ROOM = "r";

/** What was said on a channel of one connection. */
export interface Said {
  readonly channel: Channel;
  readonly text: string;
}

/** One connection of a client: what was put on its lanes, and which signals it was given. */
export interface SeenLink {
  readonly link: Link;
  readonly role: "dialler" | "answerer";
  readonly put: { readonly lane: Lane; readonly state: LinkState["name"] }[];
  readonly taken: Signal[];
}

/**
 * A participant whose page was tampered with: it runs the engine, and beside that says what it likes,
 * and keeps what arrives. Honest people are given one to see what their page does with connections.
 */
export interface Client {
  readonly transport: Transport;
  /** Every connection, oldest first. */
  readonly links: readonly SeenLink[];
  readonly heard: readonly Said[];
  readonly sent: readonly Said[];
  /** What the broker brought here. */
  readonly brought: readonly { readonly envelope: Envelope; readonly payload: unknown }[];
  /** Says something on every connection that carries text. */
  say(channel: Channel, message: unknown): void;
  /** Says other control messages from now on than the engine does; null for nothing. */
  alter(change: (message: ControlMessage) => unknown): void;
  /** Brings a signal that the broker made up. */
  bring(envelope: Envelope, payload: unknown): void;
}

/** `keepsCertificate`: over a second join, as a page of the attacker's own can. */
export function clientOn(bus: Transport, keepsCertificate = false): Client {
  const links: SeenLink[] = [];
  const heard: Said[] = [];
  const sent: Said[] = [];
  const brought: { envelope: Envelope; payload: unknown }[] = [];
  const mailboxes = new Map<string, MailboxListener>();
  const send = new WeakMap<Link, Link["send"]>();
  let change: (message: ControlMessage) => unknown = (message) => message;
  let attached: ReturnType<Transport["attach"]> | null = null;

  const create = (link: Link, role: SeenLink["role"]): Link => {
    const seen: SeenLink = { link, role, put: [], taken: [] };
    links.push(seen);
    const honest = {
      send: link.send.bind(link),
      setTrack: link.setTrack.bind(link),
      accept: link.accept.bind(link),
    };
    send.set(link, honest.send);
    link.send = (channel, text) => {
      const said = channel === "control" ? altered(text, change) : text;
      if (said === null) return;
      if (link.ready) sent.push({ channel, text: said });
      honest.send(channel, said);
    };
    link.setTrack = (lane, track) => {
      if (track !== null) seen.put.push({ lane, state: link.state.name });
      return honest.setTrack(lane, track);
    };
    link.accept = (signal) => {
      seen.taken.push(signal);
      honest.accept(signal);
    };
    return link;
  };

  return {
    links,
    heard,
    sent,
    brought,
    say(channel, message) {
      for (const { link } of links) {
        if (link.ready) send.get(link)?.(channel, JSON.stringify(message));
      }
    },
    alter(next) {
      change = next;
    },
    bring(envelope, payload) {
      mailboxes.get(envelope.dst)?.signal(envelope, payload);
    },
    transport: {
      async attach() {
        if (!keepsCertificate || attached === null) attached = bus.attach();
        const { broker, links: honest } = await attached;
        return {
          broker: {
            open(id, listener) {
              const watched: MailboxListener = {
                ...listener,
                signal(envelope, payload) {
                  brought.push({ envelope, payload });
                  listener.signal(envelope, payload);
                },
              };
              mailboxes.set(id, watched);
              return broker.open(id, watched);
            },
          },
          links: {
            ...honest,
            create: (options) =>
              create(
                honest.create({
                  ...options,
                  listener: {
                    ...options.listener,
                    message(channel, text) {
                      heard.push({ channel, text });
                      options.listener.message(channel, text);
                    },
                  },
                }),
                options.role,
              ),
          },
        };
      },
    },
  };
}

function altered(text: string, change: (message: ControlMessage) => unknown): string | null {
  const message = parseJson(controlSchema, text);
  const said = message === null ? null : change(message);
  return said === message ? text : said === null ? null : JSON.stringify(said);
}

/** The control messages of one kind among what was said. */
export function messages<T extends ControlMessage["t"]>(
  said: readonly Said[],
  t: T,
): (ControlMessage & { t: T })[] {
  return said.flatMap(({ channel, text }) => {
    const message = channel === "control" ? parseJson(controlSchema, text) : null;
    return message?.t === t ? [message as ControlMessage & { t: T }] : [];
  });
}

/** The newest roster that a client heard, by a welcome or later. */
export function lastRoster({ heard }: Client): Roster {
  const all = heard.flatMap((said) => [
    ...messages([said], "welcome"),
    ...messages([said], "roster"),
  ]);
  const last = all.at(-1);
  assert.ok(last, "a roster was heard");
  return last.roster;
}

/** What every roster told a client of somebody: their id, seat, certificate and proof. */
export function claimHeard(client: Client, name: string): RosterMember {
  const claim = lastRoster(client).members.find((member) => member.name === name);
  assert.ok(claim, `${name} was listed`);
  return claim;
}

/** A room, and what anybody can do who has its link. */
export interface Stage {
  readonly bus: Transport;
  readonly address: string;
  /** What seats and policies are signed for. */
  readonly scope: string;
  join(name: string, options?: Partial<JoinOptions>): Promise<Room>;
  /** A signal as it crosses the broker: sealed by the room's key, where it has one. */
  wrap(envelope: Envelope, signal: Signal): Promise<unknown>;
  unwrap(envelope: Envelope, payload: unknown): Promise<Signal>;
  /** The same, signed by a seat; `n` counts what it signs. */
  signed(signer: Signer, envelope: Envelope, signal: Provable, n?: number): Promise<Signal>;
  /** Everybody who is still here leaves. */
  close(): Promise<void>;
}

export interface StageOptions {
  readonly host?: HostSetting;
  /** Null for a room whose introductions are in the clear. */
  readonly key?: string | null;
  readonly clock?: Clock;
  readonly bus?: Transport;
}

export async function stageOf(
  { host = { kind: "none" }, key = KEY, clock = systemClock, bus }: StageOptions = {},
): Promise<Stage> {
  const transport = bus ?? createLocalBus({ clock });
  const canonical = canonicalSettings({ capacity: 8, host, hostFirst: false });
  const { address, signalKey } = await deriveRoomKeys(ROOM, key, canonical);
  const codec = signalKey === null
    ? clearCodec
    : createSealedCodec({ key: signalKey, random: systemRandom, clock });
  const scope = `${ROOM}?${canonical}`;
  const here: Room[] = [];
  return {
    bus: transport,
    address,
    scope,
    async join(name, options = {}) {
      const link = { host, ...key === null ? {} : { key } };
      const room = await joinRoom(ROOM, { name, transport, clock, ...link, ...options });
      here.push(room);
      return room;
    },
    wrap: (envelope, signal) => codec.encode(envelope, signal),
    unwrap: (envelope, payload) => codec.decode(envelope, payload),
    signed: (signer, envelope, signal, n = 0) => withProof(scope, envelope, signal, n, signer),
    async close() {
      await Promise.all(here.map((room) => room.leave()));
    },
  };
}

/** Somebody at the broker without the engine: what came for this id, and a way to send from it. */
export interface Mail {
  readonly signals: { readonly envelope: Envelope; readonly signal: Signal }[];
  send(dst: string, signal: Signal): Promise<void>;
  close(): void;
}

/** Holds an id at the broker, which is whoever's comes first. */
export async function mailOf({ bus, wrap, unwrap }: Stage, id: string): Promise<Mail> {
  const { broker } = await bus.attach();
  const signals: Mail["signals"] = [];
  const mailbox = await broker.open(id, {
    async signal(envelope, payload) {
      signals.push({ envelope, signal: await unwrap(envelope, payload) });
    },
    expired() {},
    state() {},
  });
  if (mailbox === "taken") throw new Error("the id is taken");
  return {
    signals,
    async send(dst, signal) {
      const type = SIGNAL_TYPE[signal.kind];
      mailbox.send(type, dst, await wrap({ type, src: id, dst }, signal));
    },
    close: () => mailbox.close(),
  };
}

/** A description that names a certificate. */
export function describing(fingerprint: string): string {
  return describedFingerprint(fingerprint);
}

/** A generator whose first 16 bytes, which are a participant's id, are chosen. */
export function withId(id: string): Random {
  let first = true;
  return (length) => {
    if (!first || length !== 16) return systemRandom(length);
    first = false;
    return Uint8Array.from({ length }, (_, at) => parseInt(id.slice(2 * at, 2 * at + 2), 16));
  };
}

/** A track that stands for one that a page captured. */
export function aTrack(): MediaStreamTrack {
  return { stop() {} } as unknown as MediaStreamTrack;
}

/** How a join ended, once it has. */
export interface Outcome {
  room: Room | null;
  code: string | null;
}

export function outcomeOf(joining: Promise<Room>): Outcome {
  const outcome: Outcome = { room: null, code: null };
  joining.then((room) => outcome.room = room, (error) => {
    assert.ok(error instanceof JoinError, String(error));
    outcome.code = error.code;
  });
  return outcome;
}

export function names(room: Room): string {
  return room.state.peers.map(({ member }) => member.name).sort().join();
}

export function peerOf(room: Room, name: string): PeerView {
  const peer = room.state.peers.find(({ member }) => member.name === name);
  assert.ok(peer, `${name} is here`);
  return peer;
}

export function idOf(room: Room, name: string): string {
  return peerOf(room, name).member.id;
}

export function chatOf(room: Room): string[] {
  return room.state.chat.map(({ name, text }) => `${name}: ${text}`);
}

/** The certificate at the other end, as far as it is known. */
export function certificateOf(room: Room, name: string): string {
  const { state } = peerOf(room, name).trust;
  const known = state.name === "connecting" ? state.before : state;
  assert.ok(known?.fingerprint, `the certificate of ${name} is known`);
  return known.fingerprint;
}

/** Everybody lists everybody else, and is connected to them. */
export async function together(...rooms: Room[]): Promise<void> {
  await until(
    `${rooms.length} are connected`,
    () =>
      rooms.every(({ state: { peers } }) =>
        peers.length === rooms.length - 1 && peers.every(({ link }) => link.name === "connected")
      ),
  );
}

/**
 * Waits until everything that was said before has been dealt with: what somebody honest says after it
 * is heard after it, for control messages are checked in the order in which they come.
 */
export async function dealtWith(speaker: Room, ...hearers: Room[]): Promise<void> {
  const { id, name } = speaker.state.self;
  for (const said of [`${name}.`, name]) {
    speaker.setName(said);
    await until(
      "it is heard",
      () =>
        hearers.every(({ state: { peers } }) =>
          peers.some(({ member }) => member.id === id && member.name === said)
        ),
    );
  }
}

/**
 * How many signals somebody refused of those that `work` brings to them; each has been dealt with when
 * this resolves, for signals are opened in the order in which they come.
 */
export async function refusedOf(
  room: Room,
  client: Client,
  work: () => Promise<unknown> | void,
): Promise<number> {
  const { refusedSignals: before, self } = room.state;
  await work();
  let opened = false;
  const last = {
    get v() {
      opened = true;
      return "nonsense";
    },
  };
  client.bring({ type: "OFFER", src: "0".repeat(32), dst: self.id }, last);
  await until("the last one was opened", () => opened);
  await until("it was refused", () => room.state.refusedSignals > before);
  return room.state.refusedSignals - before - 1;
}

/** A network that loses nothing, but for what is cut; places are counted from 1 as they are attached. */
export interface Severable {
  readonly network: Network;
  /** Cuts two places off from each other, or no more; both notice. */
  cut(one: Place, other: Place): void;
  mend(one: Place, other: Place): void;
}

export function severable(): Severable {
  const severed = new Set<string>();
  const watchers = new Set<{ path: string; told: (there: boolean) => void }>();
  const pathOf = (one: Place, other: Place) => [one, other].sort((a, b) => a - b).join("-");
  const tell = (path: string, there: boolean) => {
    for (const watcher of [...watchers]) if (watcher.path === path) watcher.told(there);
  };
  const carry = (from: Place, to: Place, run: () => void) => {
    if (!severed.has(pathOf(from, to))) queueMicrotask(run);
  };
  return {
    network: {
      frame: carry,
      stream: carry,
      watch(from, to, told) {
        const watcher = { path: pathOf(from, to), told };
        watchers.add(watcher);
        return () => void watchers.delete(watcher);
      },
      patience: null,
    },
    cut(one, other) {
      severed.add(pathOf(one, other));
      tell(pathOf(one, other), false);
    },
    mend(one, other) {
      severed.delete(pathOf(one, other));
      tell(pathOf(one, other), true);
    },
  };
}
