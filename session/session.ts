import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { HostKey, RoomState } from "../lib/mod.ts";
import type { PrepareOptions } from "../lib/options.ts";
import { NOTE_MAX } from "../lib/wire/sizes.ts";
import { createActive } from "./active.ts";
import { createOwnAddress, type OwnAddress } from "./address.ts";
import { type Arrival, createArrival } from "./arrival.ts";
import { type Call, createCall } from "./call.ts";
import { type Chat, createChat } from "./chat.ts";
import { type ChatSound, createChatSound } from "./chat_sound.ts";
import { createDevices, type Devices } from "./devices.ts";
import type { SessionEnv } from "./env.ts";
import { createFullscreen, type Fullscreen } from "./fullscreen.ts";
import type { Input } from "./input.ts";
import { createInvite, type Invite } from "./invite.ts";
import { bindCallKeys } from "./media_keys.ts";
import { createKeys, type Keys } from "./keys.ts";
import { createMeter, levelToRms, type Meter } from "./levels.ts";
import { tellNews } from "./news.ts";
import { obeyHost } from "./obey_host.ts";
import { tidyName } from "./names.ts";
import { createPip, type Pip } from "./pip.ts";
import { createNotices, type Notices } from "./notices.ts";
import { canJoin } from "./phase.ts";
import { brokerAddress, type RoomLink } from "./place.ts";
import type { Problem } from "./problems.ts";
import { createScreen, type Screen } from "./screen.ts";
import { createSharedFiles, type SharedFiles } from "./shared_files.ts";
import { shieldOf, type ShieldView } from "./shield.ts";
import { createSpeaking } from "./speaking.ts";
import { createStage, type StageSignals } from "./stage.ts";
import { openKeptHost } from "./kept_host.ts";
import { openSeats } from "./seat.ts";
import { openKeep } from "./stored.ts";
import { createTicker } from "./ticker.ts";
import { createView, type View } from "./view.ts";
import { keepScreenOn } from "./wake_lock.ts";
import { createVolumes, type Volumes } from "./volumes.ts";
import { stageTexts } from "../texts/stage.ts";

/** The panel beside the stage; one at a time. */
export type Panel =
  | "none"
  | "chat"
  | "invite"
  | "verify"
  | "people"
  | "keys"
  | "settings"
  | "more"
  | "host";

/** One page's call, from arriving to leaving. Views show these signals and call these functions. */
export interface Session
  extends
    Pick<Arrival, "place" | "seal" | "name" | "nameMissing" | "note" | "setName" | "setNote">,
    Pick<Call, "phase" | "room" | "state" | "cancelJoin">,
    StageSignals {
  /** What is known of who is here; null outside of a call. */
  readonly shield: ReadonlySignal<ShieldView | null>;
  readonly panel: ReadonlySignal<Panel>;
  readonly devices: Devices;
  readonly meter: Meter;
  readonly screen: Screen;
  readonly chat: Chat;
  readonly chatSound: ChatSound;
  readonly files: SharedFiles;
  readonly invite: Invite;
  readonly notices: Notices;
  readonly address: OwnAddress;
  readonly view: View;
  readonly fullscreen: Fullscreen;
  readonly volumes: Volumes;
  readonly pip: Pip;
  /** Takes the picture over other windows, or back; call it from a press. */
  togglePip(): Promise<void>;
  readonly keys: Keys;
  /** False where a page can't say where sound comes out. */
  readonly canChooseSpeaker: boolean;
  /** Shows another name from now on, here and to the others; kept for the next call. */
  rename(name: string): void;
  /** False where loudness can't be set from a page (iPhones): there is then only mute. */
  readonly canTurnVolume: boolean;
  /** True once somebody is at the page: what a call needs may be fetched. */
  readonly awake: ReadonlySignal<boolean>;
  /** Takes the page over from the server's rendering. `typed` is what the name field holds by then. */
  start(typed: string): void;
  /** Fetches what a join needs, at the first sign that somebody is there. */
  prepare(): void;
  join(): Promise<void>;
  /** Joins; a join under way, as of somebody who waits, is called off first. */
  joinAnew(): Promise<void>;
  togglePanel(panel: Exclude<Panel, "none">): void;
  closePanel(): void;
  leave(): Promise<void>;
  /** The page goes away, as by a reload: the seat is kept for a while. */
  goAway(): void;
}

/** Makes a session over its surroundings. Nothing happens before `start`. */
export function createSession(env: SessionEnv): Session {
  const { clock } = env;
  const keep = openKeep(env.keptText);
  const broker = brokerAddress(env.address);
  const { iceServers } = env;
  const panel = signal<Panel>("none");
  const chatOpen = computed(() => panel.value === "chat");
  const notices = createNotices(clock);
  const warn = (problem: Problem) => notices.add("warn", problem.title, problem.text);
  // Before a call the preview shows what is wrong with a device, for as long as it is wrong.
  const devices = createDevices(env.media, keep, env.screen.visible, (problem) => {
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
  const fullscreen = createFullscreen(env.document);
  const awake = signal(false);
  const arrival = createArrival(env, keep);
  const call: Call = createCall({
    joinRoom: env.joinRoom,
    devices,
    clock,
    pace: env.pace,
    onEntered: (room, waited) => [
      clock.after(env.pace.settle, () => settled.value = true),
      ...tellNews(room, { state: call.state, notices, chatOpen, clock }),
      ...obeyHost(room, {
        waited,
        state: call.state,
        devices,
        notices,
        followKey: arrival.followKey,
      }),
      speaking.watch(room),
      active.watch(),
      fullscreen.watch(),
      ticker.watch(),
      chat.watch(),
      keepScreenOn(env.screen),
      bindCallKeys(env.callKeys, {
        microphone: devices.microphone.wanted,
        camera: devices.camera.wanted,
        onMicrophone: () => void devices.microphone.set(!devices.microphone.wanted.peek()),
        onCamera: () => void devices.camera.set(!devices.camera.wanted.peek()),
        onHangUp: () => void call.leave(),
      }),
      files.watch(room),
      room.on("chat", (line) => line.author !== room.state.self.id && chatSound.play()),
    ],
    onEnded() {
      settled.value = true;
      panel.value = "none";
      notices.clear();
      pip.close();
      void screen.stop();
    },
  });
  const screen = createScreen(env.media, () => call.room.peek(), warn);
  const chatSound = createChatSound(keep, env.audioContext);
  const files = createSharedFiles({
    state: call.state,
    shown: chatOpen,
    notices,
    onOffer: chatSound.play,
  });
  const chat = createChat(call.state, () => call.room.peek(), chatOpen);
  const ticker = createTicker(clock, computed(() => anyoneReconnects(call.state.value)));
  const active = createActive(
    clock,
    computed(() => call.state.value?.peers.map(({ member }) => member.id) ?? []),
    speaking.speakers,
  );
  const view = createView(keep);
  const volumes = createVolumes(keep);
  const stage = createStage({
    state: call.state,
    own: computed(() => ({ camera: devices.camera.track.value, screen: screen.shown.value })),
    speakers: speaking.speakers,
    now: ticker.now,
    wishes: computed(() => ({
      layout: view.layout.value,
      selfHidden: view.selfHidden.value,
      active: active.peer.value,
    })),
    corner: view.corner,
    hearing: volumes.of,
  });

  const seats = openSeats(env.tabText);
  /** The seat that a reload comes back into, for one join. */
  let seat: string | undefined;
  const pip = createPip(env.pip, stage.stage, active.peer);

  const joinOptions = ({ key, settings: { capacity, host } }: RoomLink): PrepareOptions => ({
    key: key ?? undefined,
    capacity,
    host,
    seat,
    broker,
    iceServers,
  });

  const address = createOwnAddress({
    keep,
    notices,
    room: () => call.room.peek(),
    state: call.state,
    lookForRelays: prepare,
  });

  function prepare(): void {
    awake.value = true;
    const place = arrival.place.value;
    if (!canJoin(call.phase.value) || place?.name !== "room") return;
    env.prepare(place.room, joinOptions(place)).then(
      ({ canRelay }) => address.relaysKnown(canRelay),
      () => {
        // The network is away just now: the join fetches it again, and says so if it can't.
      },
    );
  }

  /** The host's key, where this tab keeps the one of this room. */
  async function keptHostKey({ room, settings: { host } }: RoomLink): Promise<HostKey | null> {
    if (host.kind !== "key") return null;
    const text = openKeptHost(env.tabText).read(room);
    return text === null ? null : await env.hostKeys.readKept(text, host.sealed);
  }

  const toggle = (input: Input) => void input.set(!input.wanted.peek());
  const togglePanel = (next: Exclude<Panel, "none">) => {
    panel.value = panel.value === next ? "none" : next;
  };
  const keys = createKeys({
    keep,
    act(action) {
      switch (action) {
        case "microphone":
        case "camera":
          return toggle(devices[action]);
        case "screen":
          return void screen.toggle();
        case "fullscreen":
          return void fullscreen.toggle();
        case "layout":
          return view.turn(1);
        case "help":
          return togglePanel("keys");
        default:
          return togglePanel(action);
      }
    },
    talk() {
      const { microphone } = devices;
      if (microphone.wanted.peek()) return false;
      void microphone.set(true);
      return true;
    },
    stopTalking: () => void devices.microphone.set(false),
  });

  /** The join under way. */
  let joining: Promise<void> = Promise.resolve();
  function join(): Promise<void> {
    return joining = enterRoom();
  }

  async function enterRoom(): Promise<void> {
    const place = arrival.place.value;
    if (!canJoin(call.phase.value) || place?.name !== "room") return;
    const name = arrival.takeName();
    if (name === null) return;
    settled.value = false;
    const joined = await call.join(place.room, async () => ({
      name,
      note: arrival.note.value?.trim().slice(0, NOTE_MAX),
      hostKey: await keptHostKey(place) ?? undefined,
      hideAddress: address.hidden.value,
      ...joinOptions(place),
    }));
    seat = undefined;
    if (!joined) settled.value = true;
    if (joined) keep.rememberRoom(place, clock.now());
  }

  return {
    ...stage,
    phase: call.phase,
    room: call.room,
    state: call.state,
    place: arrival.place,
    seal: arrival.seal,
    name: arrival.name,
    nameMissing: arrival.nameMissing,
    note: arrival.note,
    shield: computed(() => call.state.value === null ? null : shieldOf(call.state.value)),
    panel: computed(() => panel.value),
    devices,
    meter,
    screen,
    chat,
    chatSound,
    files,
    invite: createInvite(arrival.link, clock, env.copyText, env.share),
    notices,
    address,
    view,
    fullscreen,
    pip,
    async togglePip() {
      const t = stageTexts();
      try {
        if (pip.empty.peek()) notices.add("info", t.pipEmpty);
        else await pip.toggle();
      } catch {
        // NotAllowedError or InvalidStateError: the browser wants a fresh press, or a first frame.
        notices.add("warn", t.pipFailed);
      }
    },
    volumes,
    keys,
    canChooseSpeaker: env.canChooseSpeaker,
    rename(next) {
      const name = tidyName(next);
      if (name === "") return;
      arrival.setName(name);
      keep.setName(name);
      call.room.peek()?.setName(name);
    },
    canTurnVolume: env.canTurnVolume,
    awake: computed(() => awake.value),
    start(typed) {
      if (call.phase.value.name !== "arriving") return;
      const fatal = arrival.read(typed);
      address.read();
      call.ready(fatal);
      if (fatal !== null) return;
      const place = arrival.place.value;
      if (place?.name === "room") seat = seats.take(place, clock.now());
      devices.watch();
      meter.watch();
      // Whoever reloads a page in a call wants to be in the call.
      if (seat !== undefined && env.reloaded) void join();
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
    cancelJoin: call.cancelJoin,
    leave: () => call.leave(),
    goAway() {
      const place = arrival.place.value;
      const room = call.room.peek();
      call.cancelJoin();
      if (room === null || call.phase.peek().name !== "in-call" || place?.name !== "room") return;
      seats.keep(place, room.keepSeat(), clock.now());
      void call.leave({ back: true });
    },
    togglePanel,
    closePanel() {
      panel.value = "none";
    },
  };
}

function anyoneReconnects(state: RoomState | null): boolean {
  return state?.peers.some((peer) => peer.link.name === "reconnecting") ?? false;
}
