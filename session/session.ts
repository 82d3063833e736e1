import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { RoomState } from "../lib/mod.ts";
import { type Arrival, createArrival } from "./arrival.ts";
import { type Call, createCall } from "./call.ts";
import { type Chat, createChat } from "./chat.ts";
import { createDevices, type Devices } from "./devices.ts";
import type { SessionEnv } from "./env.ts";
import { rememberIce } from "./ice.ts";
import { createInvite, type Invite } from "./invite.ts";
import { createMeter, levelToRms, type Meter } from "./levels.ts";
import { tellNews } from "./news.ts";
import { createNotices, type Notices } from "./notices.ts";
import { canJoin } from "./phase.ts";
import { brokerAddress } from "./place.ts";
import type { Problem } from "./problems.ts";
import { createScreen, type Screen } from "./screen.ts";
import { shieldOf, type ShieldView } from "./shield.ts";
import { createSpeaking } from "./speaking.ts";
import { createStage, type StageSignals } from "./stage.ts";
import { openKeep } from "./stored.ts";
import { createTicker } from "./ticker.ts";

/** The panel beside the stage; one at a time. */
export type Panel = "none" | "chat" | "invite" | "verify";

/** One page's call, from arriving to leaving. Views show these signals and call these functions. */
export interface Session
  extends
    Pick<Arrival, "seal" | "name" | "nameMissing" | "setName">,
    Pick<Call, "phase" | "room" | "state" | "cancelJoin" | "leave">,
    StageSignals {
  /** What is known of who is here; null outside of a call. */
  readonly shield: ReadonlySignal<ShieldView | null>;
  readonly panel: ReadonlySignal<Panel>;
  readonly devices: Devices;
  readonly meter: Meter;
  readonly screen: Screen;
  readonly chat: Chat;
  readonly invite: Invite;
  readonly notices: Notices;
  /** Takes the page over from the server's rendering. `typed` is what the name field holds by then. */
  start(typed: string): void;
  /** Fetches what a join needs, at the first sign that somebody is there. */
  prepare(): void;
  join(): Promise<void>;
  togglePanel(panel: Exclude<Panel, "none">): void;
  closePanel(): void;
}

/** Makes a session over its surroundings. Nothing happens before `start`. */
export function createSession(env: SessionEnv): Session {
  const { clock } = env;
  const keep = openKeep(env.keptText);
  const broker = brokerAddress(env.address);
  const iceServers = rememberIce(env.iceServers, clock);
  const panel = signal<Panel>("none");
  const chatOpen = computed(() => panel.value === "chat");
  const notices = createNotices(clock);
  const warn = (problem: Problem) => notices.add("warn", problem.title, problem.text);
  // Before a call the preview shows what is wrong with a device, for as long as it is wrong.
  const devices = createDevices(env.media, keep, (problem) => {
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
  const speaking = createSpeaking(clock, () => levelToRms(meter.level.peek()));
  const arrival = createArrival(env, keep);
  const call: Call = createCall({
    joinRoom: env.joinRoom,
    devices,
    clock,
    pace: env.pace,
    onEntered: (room) => [
      clock.after(env.pace.settle, () => settled.value = true),
      ...tellNews(room, { state: call.state, notices, chatOpen, clock }),
      speaking.watch(room),
      ticker.watch(),
      chat.watch(),
    ],
    onEnded() {
      settled.value = true;
      panel.value = "none";
      notices.clear();
      void screen.stop();
    },
  });
  const screen = createScreen(env.media, () => call.room.peek(), warn);
  const chat = createChat(call.state, () => call.room.peek(), chatOpen);
  const ticker = createTicker(clock, computed(() => anyoneReconnects(call.state.value)));
  const stage = createStage({
    state: call.state,
    own: computed(() => ({ camera: devices.camera.track.value, screen: screen.shown.value })),
    speakers: speaking.speakers,
    now: ticker.now,
  });

  async function join(): Promise<void> {
    const place = arrival.place.value;
    if (!canJoin(call.phase.value) || place?.name !== "room") return;
    const name = arrival.takeName();
    if (name === null) return;
    const { room, key } = place;
    settled.value = false;
    const joined = await call.join(room, { name, key: key ?? undefined, broker, iceServers });
    if (!joined) settled.value = true;
    if (joined) keep.rememberRoom(room, key, clock.now());
  }

  return {
    ...stage,
    phase: call.phase,
    room: call.room,
    state: call.state,
    seal: arrival.seal,
    name: arrival.name,
    nameMissing: arrival.nameMissing,
    shield: computed(() => call.state.value === null ? null : shieldOf(call.state.value)),
    panel: computed(() => panel.value),
    devices,
    meter,
    screen,
    chat,
    invite: createInvite(arrival.link, clock, env.copyText, env.share),
    notices,
    start(typed) {
      if (call.phase.value.name !== "arriving") return;
      const fatal = arrival.read(typed);
      call.ready(fatal);
      if (fatal !== null) return;
      devices.watch();
      meter.watch();
    },
    prepare() {
      const place = arrival.place.value;
      if (!canJoin(call.phase.value) || place?.name !== "room") return;
      const { room, key } = place;
      void env.prepare(room, { key: key ?? undefined, broker, iceServers }).catch(() => {
        // The network is away just now: the join fetches it again, and says so if it can't.
      });
    },
    setName: arrival.setName,
    join,
    cancelJoin: call.cancelJoin,
    leave: call.leave,
    togglePanel(next) {
      panel.value = panel.value === next ? "none" : next;
    },
    closePanel() {
      panel.value = "none";
    },
  };
}

function anyoneReconnects(state: RoomState | null): boolean {
  return state?.peers.some((peer) => peer.link.name === "reconnecting") ?? false;
}
