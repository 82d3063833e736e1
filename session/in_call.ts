import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Room, RoomState } from "../lib/mod.ts";
import { stageTexts } from "../texts/stage.ts";
import { createActiveSpeaker } from "./stage/active_speaker.ts";
import { type Chat, createChat } from "./chat/chat.ts";
import { type ChatSound, createChatSound } from "./chat/chat_sound.ts";
import { createFullscreen, type Fullscreen } from "./browser/fullscreen.ts";
import type { InCallEnv } from "./in_call_env.ts";
import { createInvite, type Invite } from "./link/invite.ts";
import { keepDecisions } from "./host/decisions_keeper.ts";
import { createShortcuts, type KeyAction, type Shortcuts } from "./shortcuts.ts";
import { levelToRms } from "./devices/microphone_level.ts";
import { bindCallKeys } from "./browser/media_session.ts";
import { tellCallEvents } from "./call_events.ts";
import { followHostRequests } from "./host/host_requests.ts";
import { createPip, type Pip } from "./stage/picture_in_picture.ts";
import { createScreen, type Screen } from "./devices/screen_share.ts";
import type { CallFollower, Session } from "./session.ts";
import { createSharedFiles, type SharedFiles } from "./chat/shared_files.ts";
import { shieldOf, type ShieldView } from "./verify/shield.ts";
import { createSpeaking } from "./stage/speaking.ts";
import { createStage, type StageSignals } from "./stage/stage.ts";
import { createTicker } from "./stage/ticker.ts";
import { createTrustBars, type TrustBars } from "./verify/trust_bars.ts";
import { createLayoutChoice, type LayoutChoice } from "./stage/layout_choice.ts";
import { createVolumes, type Volumes } from "./people/volumes.ts";
import { keepScreenOn } from "./browser/wake_lock.ts";

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

/** What a running call shows and does, beside its session. Fetched ahead of the first join. */
export interface InCall extends CallFollower, StageSignals {
  /** What is known of who is here; null outside of a call. */
  readonly shield: ReadonlySignal<ShieldView | null>;
  readonly trustBars: TrustBars;
  readonly panel: ReadonlySignal<Panel>;
  readonly screen: Screen;
  readonly chat: Chat;
  readonly chatSound: ChatSound;
  readonly files: SharedFiles;
  readonly invite: Invite;
  readonly view: LayoutChoice;
  readonly fullscreen: Fullscreen;
  readonly volumes: Volumes;
  readonly pip: Pip;
  /** Takes the picture over other windows, or back; call it from a press. */
  togglePip(): Promise<void>;
  readonly keys: Shortcuts;
  /** False where a page can't say where sound comes out. */
  readonly canChooseSpeaker: boolean;
  /** False where loudness can't be set from a page (iPhones): there is then only mute. */
  readonly canTurnVolume: boolean;
  togglePanel(panel: Exclude<Panel, "none">): void;
  closePanel(): void;
}

/** What of a session a running call stands on. */
export type InCallSession = Pick<
  Session,
  | "room"
  | "state"
  | "place"
  | "leave"
  | "devices"
  | "meter"
  | "notices"
  | "keep"
  | "decisions"
  | "link"
  | "followKey"
>;

/** Makes what follows the calls of a session, one after another. */
export function createInCall(env: InCallEnv, session: InCallSession): InCall {
  const { clock } = env;
  const { state, devices, notices, keep } = session;
  const panel = signal<Panel>("none");
  const togglePanel = (next: Exclude<Panel, "none">) => {
    panel.value = panel.value === next ? "none" : next;
  };
  const chatOpen = computed(() => panel.value === "chat");
  const speaking = createSpeaking(clock, () => levelToRms(session.meter.level.peek()));
  const active = createActiveSpeaker(
    clock,
    computed(() => state.value?.peers.map(({ member }) => member.id) ?? []),
    speaking.speakers,
  );
  const ticker = createTicker(clock, computed(() => anyoneReconnects(state.value)));
  const screen = createScreen(
    env.media,
    () => session.room.peek(),
    ({ title, text }) => void notices.add("warn", title, text),
  );
  const chatSound = createChatSound(keep, env.audioContext);
  const files = createSharedFiles({ state, shown: chatOpen, notices, onOffer: chatSound.play });
  const chat = createChat(state, () => session.room.peek(), chatOpen);
  const fullscreen = createFullscreen(env.document);
  const view = createLayoutChoice(keep);
  const volumes = createVolumes(keep);
  const stage = createStage({
    state,
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
  const trustBars = createTrustBars(state);
  const pip = createPip(env.pip, stage.stage, active.peer);
  const toggle = (kind: "microphone" | "camera") =>
    void devices[kind].set(!devices[kind].wanted.peek());

  function act(action: Exclude<KeyAction, "talk">): void {
    switch (action) {
      case "microphone":
      case "camera":
        return toggle(action);
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
  }
  const keys = createShortcuts({
    keep,
    act,
    talk() {
      if (devices.microphone.wanted.peek()) return false;
      void devices.microphone.set(true);
      return true;
    },
    stopTalking: () => void devices.microphone.set(false),
  });

  const entered = (room: Room, waited: boolean) => [
    ...tellCallEvents(room, { state, notices, chatOpen, clock }),
    ...followHostRequests(room, { waited, state, devices, notices, followKey: session.followKey }),
    trustBars.watch(room),
    keepDecisions(room, { place: session.place, decisions: session.decisions, clock }),
    speaking.watch(room),
    active.watch(),
    fullscreen.watch(),
    ticker.watch(),
    chat.watch(),
    keepScreenOn(env.screen),
    bindCallKeys(env.callKeys, {
      microphone: devices.microphone.wanted,
      camera: devices.camera.wanted,
      onMicrophone: () => toggle("microphone"),
      onCamera: () => toggle("camera"),
      onHangUp: () => void session.leave(),
    }),
    files.watch(room),
    room.on("chat", (line) => line.author !== room.state.self.id && chatSound.play()),
  ];

  return {
    ...stage,
    shield: computed(() => state.value === null ? null : shieldOf(state.value)),
    trustBars,
    panel: computed(() => panel.value),
    screen,
    chat,
    chatSound,
    files,
    invite: createInvite(session.link, clock, env.copyText, env.share),
    view,
    fullscreen,
    volumes,
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
    keys,
    canChooseSpeaker: env.canChooseSpeaker,
    canTurnVolume: env.canTurnVolume,
    togglePanel,
    closePanel() {
      panel.value = "none";
    },
    entered,
    ended() {
      panel.value = "none";
      pip.close();
      void screen.stop();
    },
  };
}

function anyoneReconnects(state: RoomState | null): boolean {
  return state?.peers.some((peer) => peer.link.name === "reconnecting") ?? false;
}
