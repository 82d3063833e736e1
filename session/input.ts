import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { deviceErrorCode, deviceProblem, type Problem } from "./problems.ts";

/** Where a microphone or camera stands. */
export type InputState =
  | { readonly name: "off" }
  | { readonly name: "starting" }
  | { readonly name: "on" }
  | { readonly name: "stopping" }
  | { readonly name: "failed"; readonly problem: Problem };

/** Takes a track to where it is sent; `null` silences. */
export type Publish = (track: MediaStreamTrack | null) => Promise<void>;

/** One microphone or camera, and whether what it gives is sent to the call. */
export interface Input {
  readonly state: ReadonlySignal<InputState>;
  /** What the person last asked for; buttons follow it at once. */
  readonly wanted: ReadonlySignal<boolean>;
  /** The live track while the input is on. */
  readonly track: ReadonlySignal<MediaStreamTrack | null>;
  set(on: boolean): Promise<void>;
  /** Changes to another device, at once when the input is on. */
  use(deviceId: string | null): Promise<void>;
  /** From now on the track also goes to a call, until `detach`. */
  attach(publish: Publish, already: MediaStreamTrack | null): Promise<void>;
  detach(): void;
  /** Turns off and lets go of the device, its light included. */
  close(): void;
}

/** What an input needs: the device it opens, and what to do about it. */
export interface InputOptions {
  readonly device: "microphone" | "camera";
  /** Opens the device; `deviceId` null is the browser's choice. */
  readonly open: (deviceId: string | null) => Promise<MediaStreamTrack>;
  /** Keeps the device open while it is off in a call, so that it is back at once. */
  readonly keepOpen: boolean;
  readonly deviceId: string | null;
  /** Called when the device did not open, or went away by itself. */
  readonly onProblem: (problem: Problem) => void;
  /** Called after a device was opened: its name is known from now on. */
  readonly onOpened: () => void;
}

/** Makes an input. However fast it is toggled, one change runs at a time and the last wish wins. */
export function createInput(options: InputOptions): Input {
  const wanted = signal(false);
  const state = signal<InputState>({ name: "off" });
  const track = signal<MediaStreamTrack | null>(null);
  let deviceId = options.deviceId;
  let held: { track: MediaStreamTrack; deviceId: string | null } | null = null;
  let publish: Publish | null = null;
  let running: Promise<void> | null = null;
  // Grows at every `close`, so that a device that opens too late is let go at once.
  let life = 0;

  const letGo = () => {
    held?.track.removeEventListener("ended", onEnded);
    held?.track.stop();
    held = null;
  };
  const onEnded = () => {
    letGo();
    const problem = deviceProblem("unplugged", options.device);
    const wasOn = wanted.value;
    batch(() => {
      wanted.value = false;
      if (wasOn) state.value = { name: "failed", problem };
    });
    if (wasOn) options.onProblem(problem);
    void settle();
  };

  async function turnOn(): Promise<void> {
    if (held !== null && held.deviceId !== deviceId) letGo();
    if (held === null) {
      state.value = { name: "starting" };
      const asked = deviceId;
      const born = life;
      const opened = await options.open(asked);
      if (born !== life) return opened.stop();
      opened.addEventListener("ended", onEnded);
      held = { track: opened, deviceId: asked };
      options.onOpened();
    }
    // Switched off again while the device was opening: nothing may be sent, not for a moment.
    if (!wanted.value) return;
    const now = held.track;
    await publish?.(now);
    if (held?.track !== now) return;
    batch(() => {
      track.value = now;
      state.value = { name: "on" };
    });
  }

  async function turnOff(): Promise<void> {
    const failed = state.value.name === "failed";
    batch(() => {
      track.value = null;
      if (!failed) state.value = { name: "stopping" };
    });
    await publish?.(null);
    if (!(options.keepOpen && publish !== null)) letGo();
    if (!failed) state.value = { name: "off" };
  }

  const settled = () =>
    wanted.value
      ? state.value.name === "on" && held?.deviceId === deviceId && track.value === held.track
      : state.value.name === "off" || state.value.name === "failed" && track.value === null;

  async function run(): Promise<void> {
    do {
      const born = life;
      try {
        await (wanted.value ? turnOn() : turnOff());
      } catch (error) {
        // Closed meanwhile: the room that refused the track is no longer ours to tell of.
        if (born !== life) continue;
        letGo();
        const problem = deviceProblem(deviceErrorCode(error), options.device);
        batch(() => {
          track.value = null;
          wanted.value = false;
          state.value = { name: "failed", problem };
        });
        options.onProblem(problem);
        await publish?.(null).catch(() => {
          // The room was left while the device was being opened: there is nothing to silence.
        });
      }
    } while (!settled());
    // In the same turn as the last look at the wish: a wish that comes later starts a run of its own.
    running = null;
  }
  /** Begins to work towards what is wanted, unless that is under way or done. */
  function settle(): Promise<void> {
    if (running === null && !settled()) running = run();
    return running ?? Promise.resolve();
  }

  return {
    state: computed(() => state.value),
    wanted: computed(() => wanted.value),
    track: computed(() => track.value),
    set(on) {
      batch(() => {
        wanted.value = on;
        if (state.value.name === "failed") state.value = { name: "off" };
      });
      return settle();
    },
    use(next) {
      deviceId = next;
      if (!wanted.value) letGo();
      return settle();
    },
    async attach(next, already) {
      publish = next;
      if (track.value !== already) await next(track.value);
    },
    detach() {
      publish = null;
      if (!wanted.value) letGo();
    },
    close() {
      life++;
      publish = null;
      letGo();
      batch(() => {
        wanted.value = false;
        track.value = null;
        state.value = { name: "off" };
      });
    },
  };
}
