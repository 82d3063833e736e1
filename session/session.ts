import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { HostKey, Room } from "../lib/mod.ts";
import type { PrepareOptions } from "../lib/options.ts";
import { NOTE_MAX } from "../lib/wire/limits.ts";
import { createOwnAddress, type OwnAddress } from "./joining/address_hiding.ts";
import { type Arrival, createArrival } from "./joining/arrival.ts";
import { type Call, createCall } from "./joining/call.ts";
import { createDevices, type Devices } from "./devices/devices.ts";
import type { SessionEnv } from "./env.ts";
import { createMeter, type Meter } from "./devices/microphone_level.ts";
import { tidyName } from "./names.ts";
import { createNotices, type Notices } from "./notices/notices.ts";
import { canJoin } from "./joining/phase.ts";
import { brokerAddress, type RoomLink } from "./link/room_link.ts";
import type { Problem } from "./notices/problems.ts";
import { type KeptDecisions, openDecisions } from "./storage/decisions.ts";
import { openKeptHostKey } from "./storage/host_key.ts";
import { openSeats } from "./storage/seat.ts";
import { openPreferences, type Preferences } from "./storage/preferences.ts";

/** What goes along with a call while it runs. Its code is fetched ahead of the first join. */
export interface CallFollower {
  /** A call began; `waited`: the host let us in. What it answers is called when the call is over. */
  entered(room: Room, waited: boolean): (() => void)[];
  ended(): void;
}

/** One page's call, from arriving to leaving. Views show these signals and call these functions. */
export interface Session extends
  Pick<
    Arrival,
    | "place"
    | "seal"
    | "link"
    | "name"
    | "nameMissing"
    | "note"
    | "setName"
    | "setNote"
    | "followKey"
  >,
  Pick<Call, "phase" | "room" | "state" | "cancelJoin"> {
  /** What this device remembers. */
  readonly keep: Preferences;
  /** What this device's person decided as a host. */
  readonly decisions: KeptDecisions;
  readonly devices: Devices;
  readonly meter: Meter;
  readonly notices: Notices;
  readonly address: OwnAddress;
  /** Shows another name from now on, here and to the others; kept for the next call. */
  rename(name: string): void;
  /** True once somebody is at the page: what a call needs may be fetched. */
  readonly awake: ReadonlySignal<boolean>;
  /** Takes the page over from the server's rendering. `typed` is what the name field holds by then. */
  start(typed: string): void;
  /** Fetches what a join needs, at the first sign that somebody is there. */
  prepare(): void;
  join(): Promise<void>;
  /** Joins; a join under way, as of somebody who waits, is called off first. */
  joinAnew(): Promise<void>;
  leave(): Promise<void>;
  /** The page goes away, as by a reload: the seat is kept for a while. */
  goAway(): void;
}

/** What a session is made over. */
export interface SessionOptions extends SessionEnv {
  /** Fetches what goes along with the session's calls, and what a join needs with it. */
  readonly follow: (session: Session) => Promise<CallFollower>;
}

/** Makes a session over its surroundings. Nothing happens before `start`. */
export function createSession(env: SessionOptions): Session {
  const { clock } = env;
  const keep = openPreferences(env.keptText);
  const decisions = openDecisions(env.keptText);
  const broker = brokerAddress(env.address);
  const { iceServers } = env;
  const notices = createNotices(clock);
  const warn = (problem: Problem) => notices.add("warn", problem.title, problem.text);
  // Before a call the preview shows what is wrong with a device, for as long as it is wrong.
  const devices = createDevices(env.media, keep, env.visible, (problem) => {
    if (call.phase.peek().name === "in-call") warn(problem);
  });
  /** False in a call's first moments, which belong to the introductions. */
  const settled = signal(true);
  const meter = createMeter(
    devices.microphone.track,
    clock,
    env.audioContext,
    computed(() => !settled.value),
  );
  let fetching: Promise<CallFollower> | null = null;
  let follower: CallFollower | null = null;
  const awake = signal(false);
  const arrival = createArrival(env, keep);
  const call: Call = createCall({
    joinRoom: env.joinRoom,
    devices,
    clock,
    pace: env.pace,
    onEntered: (room, waited) => [
      clock.after(env.pace.settle, () => settled.value = true),
      seats.hold(roomLink, room),
      ...follower?.entered(room, waited) ?? [],
    ],
    onEnded() {
      settled.value = true;
      notices.clear();
      follower?.ended();
    },
  });

  const seats = openSeats({
    store: env.seatStore,
    tab: env.tabText,
    reloaded: env.reloaded,
    clock,
    random: env.random,
  });

  const roomLink = (): RoomLink | null => {
    const place = arrival.place.value;
    return place?.name === "room" ? place : null;
  };

  async function joinOptions({ key, settings }: RoomLink): Promise<PrepareOptions> {
    const kept = await seats.back();
    return {
      key: key ?? undefined,
      ...settings,
      seat: kept?.seat,
      certificate: kept?.certificate ?? undefined,
      broker,
      iceServers,
    };
  }

  const address = createOwnAddress({
    keep,
    notices,
    room: () => call.room.peek(),
    state: call.state,
    lookForRelays: prepare,
  });

  function prepare(): void {
    awake.value = true;
    const place = roomLink();
    if (!canJoin(call.phase.value) || place === null) return;
    const away = () => {
      // The network is away just now: the join fetches it again, and says so if it can't.
    };
    prepareRoom(place).catch(away);
    fetchFollower().catch(away);
  }

  async function prepareRoom(place: RoomLink): Promise<void> {
    const options = await joinOptions(place);
    if (!canJoin(call.phase.value)) return;
    const { canRelay } = await env.prepare(place.room, options);
    address.relaysKnown(canRelay);
  }

  async function fetchFollower(): Promise<void> {
    fetching ??= env.follow(session);
    try {
      follower = await fetching;
    } catch (error) {
      fetching = null;
      throw error;
    }
  }

  /** The host's key, where this tab keeps the one of this room. */
  async function keptHostKey({ room, settings: { host } }: RoomLink): Promise<HostKey | null> {
    if (host.kind !== "key") return null;
    const text = openKeptHostKey(env.tabText).read(room);
    return text === null ? null : await env.hostKeys.readKept(text, host.sealed);
  }

  /** The join under way. */
  let joining: Promise<void> = Promise.resolve();
  function join(): Promise<void> {
    return joining = enterRoom();
  }

  async function enterRoom(): Promise<void> {
    const place = roomLink();
    if (!canJoin(call.phase.value) || place === null) return;
    const name = arrival.takeName();
    if (name === null) return;
    settled.value = false;
    const joined = await call.join(place.room, async () => {
      // Whoever is in a call misses nothing of it: what follows it is there before it begins.
      const [hostKey, options] = await Promise.all([
        keptHostKey(place),
        joinOptions(place),
        fetchFollower(),
      ]);
      return {
        name,
        note: arrival.note.value?.trim().slice(0, NOTE_MAX),
        hostKey: hostKey ?? undefined,
        policy: decisions.read(place, clock.now()) ?? undefined,
        hideAddress: address.hidden.value,
        ...options,
      };
    });
    if (!joined) settled.value = true;
    if (joined) keep.rememberRoom(place, clock.now());
  }

  /** Whoever reloads a page in a call wants to be in the call. */
  async function comeBack(): Promise<void> {
    if (await seats.back() !== null) await join();
  }

  function cancelJoin(): void {
    if (call.phase.peek().name === "joining") seats.forget();
    call.cancelJoin();
  }

  const session: Session = {
    phase: call.phase,
    room: call.room,
    state: call.state,
    place: arrival.place,
    seal: arrival.seal,
    link: arrival.link,
    name: arrival.name,
    nameMissing: arrival.nameMissing,
    note: arrival.note,
    followKey: arrival.followKey,
    keep,
    decisions,
    devices,
    meter,
    notices,
    address,
    rename(next) {
      const name = tidyName(next);
      if (name === "") return;
      arrival.setName(name);
      keep.setName(name);
      call.room.peek()?.setName(name);
    },
    awake: computed(() => awake.value),
    start(typed) {
      if (call.phase.value.name !== "arriving") return;
      const fatal = arrival.read(typed);
      address.read();
      call.ready(fatal);
      if (fatal !== null) return;
      seats.findKept(roomLink());
      devices.watch();
      meter.watch();
      void comeBack();
    },
    prepare,
    setName: arrival.setName,
    setNote: arrival.setNote,
    join,
    async joinAnew() {
      call.cancelJoin();
      await joining;
      await join();
    },
    cancelJoin,
    leave: () => call.leave(),
    goAway() {
      call.cancelJoin();
      if (call.phase.peek().name !== "in-call") return;
      seats.away();
      void call.leave({ back: true });
    },
  };
  return session;
}
