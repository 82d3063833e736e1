import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
// Not through lib/mod.ts: the engine behind it is fetched later, and a page is drawn without it.
import { JoinError } from "../../lib/errors.ts";
import type { Clock, JoinStep, Room, RoomState } from "../../lib/mod.ts";
import type { JoinOptions } from "../../lib/options.ts";
import type { Devices } from "../devices/devices.ts";
import { paced, quietStart, type Throttle } from "./throttle.ts";
import { canJoin, type SessionPhase, type Waiting } from "./phase.ts";
import { callProblem, type Problem } from "../notices/problems.ts";

/** One call after another on one page: joining, being in it, and letting go of it. */
export interface Call {
  readonly phase: ReadonlySignal<SessionPhase>;
  /** The joined room, and its state; null outside of a call. */
  readonly room: ReadonlySignal<Room | null>;
  readonly state: ReadonlySignal<RoomState | null>;
  /** Leaves "arriving": ready, or failed for good. */
  ready(fatal: Problem | null): void;
  /** Joins by options that may take a moment to come by. Answers whether it did. */
  join(room: string, options: () => Promise<Entrance>): Promise<boolean>;
  cancelJoin(): void;
  /** `back` keeps the seat for a while, as for a reload. */
  leave(options?: { readonly back?: boolean }): Promise<void>;
}

/** What a join needs beside what the call itself knows. */
export type Entrance = Omit<JoinOptions, "signal" | "tracks" | "onStep">;

/** What a call needs around it. */
export interface CallOptions {
  readonly joinRoom: (room: string, options: JoinOptions) => Promise<Room>;
  readonly devices: Devices;
  readonly clock: Clock;
  readonly pace: Throttle;
  /** Called in a new call; `waited`: the host let us in. What it answers is called when the call is over. */
  readonly onEntered: (room: Room, waited: boolean) => (() => void)[];
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
    const waited = phase.value.name === "joining" && phase.value.waiting === "word";
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
      ...onEntered(joined, waited),
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
    const known = reason === "refused" || reason === "removed";
    end({ name: "failed", problem: callProblem(known ? reason : "dropped") });
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
      phase.value = { name: "joining", waiting: false };
      abort = new AbortController();
      const tracks = ownTracks(devices);
      try {
        const signal = abort.signal;
        const onStep = (step: JoinStep) => {
          if (phase.value.name === "joining" && !signal.aborted) {
            phase.value = { name: "joining", waiting: waitingFor(step) };
          }
        };
        const entrance = await options();
        if (signal.aborted) throw new JoinError("aborted", "called off before it began");
        const sent = present(tracks);
        await enter(await joinRoom(name, { ...entrance, signal, onStep, tracks: sent }), tracks);
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
    async leave(options) {
      const left = room.value;
      if (left === null) return;
      // Said before the rest is let go: only the first goodbye counts.
      const gone = left.leave(options);
      end({ name: "left" });
      await gone;
    },
  };
}

function waitingFor(step: JoinStep): Waiting {
  switch (step) {
    case "waiting":
      return "word";
    case "waiting-host":
      return "host";
    default:
      return false;
  }
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
