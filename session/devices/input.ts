import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { deviceErrorCode, deviceProblem, type Problem } from "../notices/problems.ts";

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
  /** Opens the device again, as it is asked for now, at once when the input is on. */
  reopen(): Promise<void>;
  /**
   * Tries to bring back what went away by itself: to be called when devices come and go, and when the
   * page comes to the front. Does nothing for an input that the person turned off.
   */
  recover(): Promise<void>;
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
  /** True from when the device went away by itself until it is back or the person decides. */
  let lost = false;
  let stale = false;
  /** True while it is only looked whether a lost device is back: nothing is said when it is not. */
  let recovering = false;

  const letGo = () => {
    held?.track.removeEventListener("ended", onEnded);
    held?.track.removeEventListener("mute", onMute);
    held?.track.stop();
    held = null;
    stale = false;
  };
  const onEnded = () => {
    letGo();
    if (!wanted.value) return void settle();
    // Unplugged, or taken by another app: another device may do, or the same one again.
    lost = true;
    batch(() => {
      track.value = null;
      state.value = { name: "starting" };
    });
    void (publish?.(null) ?? Promise.resolve()).catch(() => {
      // The room was left at the same moment: there is nothing to silence.
    }).then(settle);
  };
  const onMute = () => {
    // The system keeps it from us for a while, as in a phone call; it comes back by itself.
    if (wanted.value) options.onProblem(deviceProblem("interrupted", options.device));
  };

  async function turnOn(): Promise<void> {
    if (held !== null && (held.deviceId !== deviceId || stale)) letGo();
    if (held === null) {
      state.value = { name: "starting" };
      const asked = deviceId;
      const born = life;
      const opened = await options.open(asked);
      if (born !== life) return opened.stop();
      opened.addEventListener("ended", onEnded);
      opened.addEventListener("mute", onMute);
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
      lost = false;
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
      ? state.value.name === "on" && held?.deviceId === deviceId && !stale &&
        track.value === held.track
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
        const code = deviceErrorCode(error);
        const problem = deviceProblem(
          lost && code === "missing" ? "unplugged" : code,
          options.device,
        );
        batch(() => {
          track.value = null;
          wanted.value = false;
          state.value = { name: "failed", problem };
        });
        if (!recovering) options.onProblem(problem);
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
      lost = false;
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
    reopen() {
      stale = held !== null;
      if (!wanted.value) letGo();
      return settle();
    },
    async recover() {
      if (wanted.value) {
        // Still silenced by the system although the page is in front again: opened anew it may work.
        if (held?.track.muted) await this.reopen();
        return;
      }
      if (!lost || recovering) return;
      recovering = true;
      wanted.value = true;
      try {
        await settle();
      } finally {
        recovering = false;
      }
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
      lost = false;
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
