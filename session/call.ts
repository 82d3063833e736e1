import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
// Not through lib/mod.ts: the engine behind it is fetched later, and a page is drawn without it.
import { JoinError } from "../lib/errors.ts";
import type { Clock, Room, RoomState } from "../lib/mod.ts";
import type { JoinOptions } from "../lib/options.ts";
import type { Devices } from "./devices.ts";
import { type Pace, paced, quietStart } from "./pace.ts";
import { canJoin, type SessionPhase } from "./phase.ts";
import { callProblem, type Problem } from "./problems.ts";

/** One call after another on one page: joining, being in it, and letting go of it. */
export interface Call {
  readonly phase: ReadonlySignal<SessionPhase>;
  /** The joined room, and its state; null outside of a call. */
  readonly room: ReadonlySignal<Room | null>;
  readonly state: ReadonlySignal<RoomState | null>;
  /** Leaves "arriving": ready, or failed for good. */
  ready(fatal: Problem | null): void;
  join(room: string, options: Omit<JoinOptions, "signal" | "tracks">): Promise<boolean>;
  cancelJoin(): void;
  leave(): Promise<void>;
}

/** What a call needs around it. */
export interface CallOptions {
  readonly joinRoom: (room: string, options: JoinOptions) => Promise<Room>;
  readonly devices: Devices;
  readonly clock: Clock;
  readonly pace: Pace;
  /** Called in a new call; what it answers is called when the call is over. */
  readonly onEntered: (room: Room) => (() => void)[];
  readonly onEnded: () => void;
}

/** Makes the page's call, in the phase "arriving". */
export function createCall(options: CallOptions): Call {
  const { joinRoom, devices, clock, pace, onEntered, onEnded } = options;
  const phase = signal<SessionPhase>({ name: "arriving" });
  const room = signal<Room | null>(null);
  const state = signal<RoomState | null>(null);
  let abort: AbortController | null = null;
  let endings: (() => void)[] = [];

  async function enter(joined: Room, sent: OwnTracks): Promise<void> {
    room.value = joined;
    await quietStart(joined, clock, pace);
    if (room.value !== joined) return;
    batch(() => {
      state.value = joined.state;
      phase.value = { name: "in-call" };
    });
    const drawn = paced(clock, pace, onState);
    endings = [
      joined.on("state", (next) => next.phase.name === "left" ? onState(next) : drawn.push(next)),
      () => drawn.stop(),
      ...onEntered(joined),
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
      phase.value = next;
      onEnded();
    });
    void left?.leave();
  }

  return {
    phase: computed(() => phase.value),
    room: computed(() => room.value),
    state: computed(() => state.value),
    ready(fatal) {
      phase.value = fatal === null ? { name: "ready" } : { name: "failed", problem: fatal };
    },
    async join(name, options) {
      if (!canJoin(phase.value)) return false;
      phase.value = { name: "joining" };
      abort = new AbortController();
      const tracks = ownTracks(devices);
      try {
        const signal = abort.signal;
        await enter(await joinRoom(name, { ...options, signal, tracks: present(tracks) }), tracks);
        return true;
      } catch (error) {
        fail(error);
        return false;
      }
    },
    cancelJoin() {
      abort?.abort();
      // Joined already, and about to be shown.
      if (room.value !== null && phase.value.name === "joining") end({ name: "ready" });
    },
    async leave() {
      const left = room.value;
      if (left === null) return;
      end({ name: "left" });
      await left.leave();
    },
  };
}

interface OwnTracks {
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
}

function ownTracks({ microphone, camera }: Devices): OwnTracks {
  return { microphone: microphone.track.value, camera: camera.track.value };
}

function present({ microphone, camera }: OwnTracks): JoinOptions["tracks"] {
  return {
    ...microphone === null ? {} : { microphone },
    ...camera === null ? {} : { camera },
  };
}
