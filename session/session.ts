import { batch, computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
// Not through lib/mod.ts: the engine behind it is fetched later, and a page is drawn without it.
import { JoinError } from "../lib/errors.ts";
import type { ChatLine, Room, RoomState } from "../lib/mod.ts";
import { type Chat, createChat } from "./chat.ts";
import { createDevices, type Devices } from "./devices.ts";
import type { SessionEnv } from "./env.ts";
import { rememberIce } from "./ice.ts";
import { createInvite, type Invite } from "./invite.ts";
import { createMeter, levelToRms, type Meter } from "./levels.ts";
import { tidyName } from "./names.ts";
import { type Box, layOut, type Rect } from "./layout.ts";
import { createNotices, type Notices } from "./notices.ts";
import { canJoin, type SessionPhase } from "./phase.ts";
import { brokerAddress, inviteLink, type Place, readPlace } from "./place.ts";
import { callProblem, type Problem } from "./problems.ts";
import { createScreen, type Screen } from "./screen.ts";
import { changedNotice, REFUSED_NOTICE, shieldOf, type ShieldView } from "./shield.ts";
import { createSpeaking } from "./speaking.ts";
import { openKeep } from "./stored.ts";
import { arrange, type Sound, soundsOf, type Stage } from "./tiles.ts";
import { createTicker } from "./ticker.ts";

/** The panel beside the stage; one at a time. */
export type Panel = "none" | "chat" | "invite" | "verify";

/** How the room's introduction travels: known once the page has read its link. */
export type Seal = "unknown" | "sealed" | "open";

/** One page's call, from arriving to leaving. Views show these signals and call these functions. */
export interface Session {
  readonly phase: ReadonlySignal<SessionPhase>;
  /** The joined room, and its state; null outside of a call. */
  readonly room: ReadonlySignal<Room | null>;
  readonly state: ReadonlySignal<RoomState | null>;
  readonly seal: ReadonlySignal<Seal>;
  /** What is known of who is here; null outside of a call. */
  readonly shield: ReadonlySignal<ShieldView | null>;
  readonly name: ReadonlySignal<string>;
  readonly nameMissing: ReadonlySignal<boolean>;
  readonly panel: ReadonlySignal<Panel>;
  readonly stage: ReadonlySignal<Stage | null>;
  /** Where each tile of `stage` lies, in their order. */
  readonly rects: ReadonlySignal<readonly Rect[]>;
  readonly sounds: ReadonlySignal<readonly Sound[]>;
  /** True while the browser refuses to play sound before a tap. */
  readonly soundBlocked: ReadonlySignal<boolean>;
  /** Grows with every `hear`: playing is then tried again. */
  readonly soundAttempt: ReadonlySignal<number>;
  readonly people: ReadonlySignal<number>;
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
  setName(name: string): void;
  join(): Promise<void>;
  cancelJoin(): void;
  leave(): Promise<void>;
  /** Tells the size that the stage has on the screen. */
  measureStage(box: Box): void;
  togglePanel(panel: Exclude<Panel, "none">): void;
  closePanel(): void;
  /** Notes that the browser refused to play. */
  soundRefused(): void;
  /** Tries again to play every sound; call it from a tap. */
  hear(): void;
}

/** Makes a session over its surroundings. Nothing happens before `start`. */
export function createSession(env: SessionEnv): Session {
  const keep = openKeep(env.keptText);
  const phase = signal<SessionPhase>({ name: "arriving" });
  const place = signal<Place | null>(null);
  const room = signal<Room | null>(null);
  const state = signal<RoomState | null>(null);
  const name = signal("");
  const nameMissing = signal(false);
  const panel = signal<Panel>("none");
  const soundBlocked = signal(false);
  const soundAttempt = signal(0);
  const stageBox = signal<Box>({ width: 0, height: 0 });
  let abort: AbortController | null = null;
  /** When this call began here; older chat lines are history, not news. */
  let enteredAt = 0;
  /** What ends with the call. */
  let endings: (() => void)[] = [];

  const iceServers = rememberIce(env.iceServers, env.clock);
  const notices = createNotices(env.clock);
  const warn = (problem: Pick<Problem, "title" | "text">) =>
    notices.add("warn", problem.title, problem.text);
  // Before a call the preview shows what is wrong with a device, for as long as it is wrong.
  const devices = createDevices(env.media, keep, (problem) => {
    if (phase.value.name === "in-call") warn(problem);
  });
  const meter = createMeter(devices.microphone.track, env.clock, env.audioContext);
  const screen = createScreen(env.media, () => room.peek(), warn);
  const speaking = createSpeaking(env.clock, () => levelToRms(meter.level.peek()));
  const chat = createChat(state, () => room.peek(), computed(() => panel.value === "chat"));
  const link = computed(() =>
    place.value?.name === "room" ? inviteLink(env.address, place.value.room, place.value.key) : ""
  );
  const invite = createInvite(link, env.clock, env.copyText, env.share);
  const ticker = createTicker(
    env.clock,
    computed(() => state.value?.peers.some((peer) => peer.link.name === "reconnecting") ?? false),
  );
  const stage = computed(() => {
    if (state.value === null) return null;
    const own = { camera: devices.camera.track.value, screen: screen.shown.value };
    return arrange(state.value, own, speaking.speakers.value, ticker.now.value);
  });

  function start(typed: string): void {
    if (phase.value.name !== "arriving") return;
    const where = readPlace(env.address);
    const fatal = fatalProblem(env, where);
    batch(() => {
      place.value = where;
      name.value = typed !== "" ? typed : keep.read().name;
      phase.value = fatal === null ? { name: "ready" } : { name: "failed", problem: fatal };
    });
    if (fatal !== null) return;
    devices.watch();
    meter.watch();
  }

  async function join(): Promise<void> {
    const where = place.value;
    if (!canJoin(phase.value) || where?.name !== "room") return;
    const shown = tidyName(name.value);
    nameMissing.value = shown === "";
    if (shown === "") return;
    keep.setName(shown);
    abort = new AbortController();
    const tracks = {
      microphone: devices.microphone.track.value,
      camera: devices.camera.track.value,
    };
    batch(() => {
      name.value = shown;
      phase.value = { name: "joining" };
    });
    try {
      const joined = await env.joinRoom(where.room, {
        name: shown,
        key: where.key ?? undefined,
        broker: brokerAddress(env.address),
        iceServers,
        signal: abort.signal,
        tracks: {
          ...tracks.microphone === null ? {} : { microphone: tracks.microphone },
          ...tracks.camera === null ? {} : { camera: tracks.camera },
        },
      });
      await enter(joined, tracks);
      keep.rememberRoom(where.room, where.key, env.clock.now());
    } catch (error) {
      fail(error);
    }
  }

  async function enter(
    joined: Room,
    sent: { microphone: MediaStreamTrack | null; camera: MediaStreamTrack | null },
  ): Promise<void> {
    batch(() => {
      room.value = joined;
      state.value = joined.state;
      phase.value = { name: "in-call" };
    });
    enteredAt = env.clock.now();
    endings = [
      joined.on("state", onState),
      joined.on("chat", onChat),
      joined.on("peer-joined", (member) => notices.add("info", `${member.name} joined`)),
      joined.on("peer-left", (member) => notices.add("info", `${member.name} left`)),
      joined.on("certificate-changed", (member) => warn(changedNotice(member.name))),
      warnOfRefusals(),
      speaking.watch(joined),
      ticker.watch(),
      chat.watch(),
    ];
    await devices.microphone.attach((t) => joined.setTrack("microphone", t), sent.microphone);
    await devices.camera.attach((t) => joined.setTrack("camera", t), sent.camera);
  }

  function onState(next: RoomState): void {
    if (next.phase.name !== "left") {
      state.value = next;
      return;
    }
    // Not by our own button, which has stopped listening by now: by a script, or against our will.
    const { reason } = next.phase;
    if (reason === "left") return end({ name: "left" });
    end({ name: "failed", problem: callProblem(reason === "refused" ? "refused" : "dropped") });
  }

  /** Says once per call that introductions are being refused; the verify panel counts them. */
  function warnOfRefusals(): () => void {
    const refusing = computed(() => (state.value?.refusedSignals ?? 0) > 0);
    return effect(() => {
      if (refusing.value) untracked(() => warn(REFUSED_NOTICE));
    });
  }

  function onChat(line: ChatLine): void {
    const news = line.author !== state.value?.self.id && line.at >= enteredAt;
    if (news && panel.value !== "chat") notices.add("info", line.name, line.text);
  }

  function fail(error: unknown): void {
    const code = error instanceof JoinError ? error.code : "unknown";
    if (code === "unknown") reportError(error);
    const next: SessionPhase = code === "aborted"
      ? { name: "ready" }
      : { name: "failed", problem: callProblem(code) };
    // Before the call, what the person turned on to look at stays on.
    if (room.value === null) phase.value = next;
    else end(next);
  }

  /** Lets go of everything that belongs to the call, and shows `next`. */
  function end(next: SessionPhase): void {
    for (const stop of endings.splice(0)) stop();
    devices.microphone.close();
    devices.camera.close();
    const left = room.value;
    batch(() => {
      room.value = null;
      state.value = null;
      panel.value = "none";
      soundBlocked.value = false;
      phase.value = next;
    });
    void screen.stop();
    notices.clear();
    abort = null;
    void left?.leave();
  }

  return {
    phase: computed(() => phase.value),
    room: computed(() => room.value),
    state: computed(() => state.value),
    seal: computed(() =>
      place.value?.name !== "room" ? "unknown" : place.value.key === null ? "open" : "sealed"
    ),
    shield: computed(() => state.value === null ? null : shieldOf(state.value)),
    name: computed(() => name.value),
    nameMissing: computed(() => nameMissing.value),
    panel: computed(() => panel.value),
    stage,
    rects: computed(() =>
      stage.value === null
        ? []
        : layOut(stage.value.arrangement, stage.value.tiles.length, stageBox.value)
    ),
    sounds: computed(() => state.value === null ? [] : soundsOf(state.value)),
    soundBlocked: computed(() => soundBlocked.value),
    soundAttempt: computed(() => soundAttempt.value),
    people: computed(() => state.value === null ? 0 : state.value.peers.length + 1),
    devices,
    meter,
    screen,
    chat,
    invite,
    notices,
    start,
    prepare() {
      if (!canJoin(phase.value)) return;
      void iceServers();
      void env.prepare().catch(() => {
        // The network is away just now: the join fetches it again, and says so if it can't.
      });
    },
    setName(next) {
      name.value = next;
      if (nameMissing.value && tidyName(next) !== "") nameMissing.value = false;
    },
    join,
    cancelJoin: () => abort?.abort(),
    async leave() {
      const left = room.value;
      if (left === null) return;
      end({ name: "left" });
      await left.leave();
    },
    measureStage(box) {
      stageBox.value = box;
    },
    togglePanel(next) {
      panel.value = panel.value === next ? "none" : next;
    },
    closePanel() {
      panel.value = "none";
    },
    soundRefused() {
      soundBlocked.value = true;
    },
    hear() {
      soundBlocked.value = false;
      soundAttempt.value++;
    },
  };
}

/** Why there can be no call on this page, whatever the person does. */
function fatalProblem(env: SessionEnv, where: Place): Problem | null {
  if (where.name !== "room") return callProblem(where.name);
  if (!env.secure) return callProblem("insecure");
  return env.capable ? null : callProblem("unsupported");
}
