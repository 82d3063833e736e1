import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { createInput, type Input } from "./input.ts";
import { openInput } from "./media.ts";
import type { Problem } from "./problems.ts";
import type { Keep } from "./stored.ts";

/** A device to choose from. */
export interface DeviceOption {
  readonly id: string;
  readonly label: string;
}

/** This device's microphone and camera, and the choice of them. */
export interface Devices {
  readonly microphone: Input;
  readonly camera: Input;
  /** What can be chosen; empty until the browser tells names, which is after the first permission. */
  readonly microphones: ReadonlySignal<readonly DeviceOption[]>;
  readonly cameras: ReadonlySignal<readonly DeviceOption[]>;
  readonly chosen: ReadonlySignal<{ microphone: string | null; camera: string | null }>;
  choose(kind: "microphone" | "camera", id: string): Promise<void>;
  /** Begins to follow what is plugged in; the answer stops it. */
  watch(): () => void;
}

/** Makes the devices over the browser's `media`. Nothing is opened before it is asked for. */
export function createDevices(
  media: MediaDevices | null,
  keep: Keep,
  onProblem: (problem: Problem) => void,
): Devices {
  const kept = keep.read().devices;
  const found = signal<readonly MediaDeviceInfo[]>([]);
  const chosen = signal({ microphone: kept.microphone ?? null, camera: kept.camera ?? null });

  async function look(): Promise<void> {
    try {
      found.value = await media?.enumerateDevices() ?? [];
    } catch {
      // The browser refuses to list devices: there is then no choice to show, and no harm.
      found.value = [];
    }
  }
  const input = (device: "microphone" | "camera") =>
    createInput({
      device,
      open: (id) => openInput(media, device, id),
      // A camera shows a light while it is open, and its owner wants it out; a microphone
      // takes long to come back on some systems.
      keepOpen: device === "microphone",
      deviceId: chosen.peek()[device],
      onProblem,
      onOpened: look,
    });
  const inputs = { microphone: input("microphone"), camera: input("camera") };

  return {
    ...inputs,
    microphones: computed(() => options(found.value, "audioinput")),
    cameras: computed(() => options(found.value, "videoinput")),
    chosen: computed(() => chosen.value),
    choose(kind, id) {
      chosen.value = { ...chosen.value, [kind]: id };
      keep.setDevice(kind, id);
      return inputs[kind].use(id);
    },
    watch() {
      if (media === null) return () => {};
      const changed = () => void look();
      media.addEventListener("devicechange", changed);
      changed();
      return () => media.removeEventListener("devicechange", changed);
    },
  };
}

function options(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): DeviceOption[] {
  return all
    .filter((device) => device.kind === kind && device.deviceId !== "" && device.label !== "")
    .map((device) => ({ id: device.deviceId, label: device.label }));
}
