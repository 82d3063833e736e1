import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { createInput, type Input } from "./input.ts";
import { openInput, type Treatment } from "./media.ts";
import type { Problem } from "../notices/problems.ts";
import type { Preferences } from "../storage/preferences.ts";

/** A device to choose from. */
export interface DeviceOption {
  readonly id: string;
  readonly label: string;
}

/** What can be chosen. */
export type DeviceKind = "microphone" | "camera" | "speaker";

/** This device's microphone and camera, and the choice of them. */
export interface Devices {
  readonly microphone: Input;
  readonly camera: Input;
  /** What can be chosen; empty until the browser tells names, which is after the first permission. */
  readonly microphones: ReadonlySignal<readonly DeviceOption[]>;
  readonly cameras: ReadonlySignal<readonly DeviceOption[]>;
  /** Where sound can come out; empty where the browser leaves that to the system. */
  readonly speakers: ReadonlySignal<readonly DeviceOption[]>;
  readonly chosen: ReadonlySignal<Readonly<Record<DeviceKind, string | null>>>;
  readonly treatment: ReadonlySignal<Treatment>;
  choose(kind: DeviceKind, id: string): Promise<void>;
  treat(change: Partial<Treatment>): Promise<void>;
  /** Begins to follow what is plugged in; the answer stops it. */
  watch(): () => void;
}

/** Makes the devices over the browser's `media`. Nothing is opened before it is asked for. */
export function createDevices(
  media: MediaDevices | null,
  keep: Preferences,
  visible: ReadonlySignal<boolean>,
  onProblem: (problem: Problem) => void,
): Devices {
  const kept = keep.read().devices;
  const found = signal<readonly MediaDeviceInfo[]>([]);
  const chosen = signal<Record<DeviceKind, string | null>>({
    microphone: kept.microphone ?? null,
    camera: kept.camera ?? null,
    speaker: kept.speaker ?? null,
  });
  const treatment = signal(keep.read().treatment);

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
      open: (id) => openInput(media, device, id, treatment.peek()),
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
    speakers: computed(() => options(found.value, "audiooutput")),
    chosen: computed(() => chosen.value),
    treatment: computed(() => treatment.value),
    choose(kind, id) {
      chosen.value = { ...chosen.value, [kind]: id };
      keep.setDevice(kind, id);
      return kind === "speaker" ? Promise.resolve() : inputs[kind].use(id);
    },
    treat(change) {
      treatment.value = { ...treatment.value, ...change };
      keep.setTreatment(treatment.value);
      return inputs.microphone.reopen();
    },
    watch() {
      if (media === null) return () => {};
      const recover = () => {
        for (const input of Object.values(inputs)) void input.recover();
      };
      const changed = () => {
        void look();
        recover();
      };
      media.addEventListener("devicechange", changed);
      const stop = effect(() => {
        if (visible.value) untracked(recover);
      });
      void look();
      return () => {
        media.removeEventListener("devicechange", changed);
        stop();
      };
    },
  };
}

function options(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): DeviceOption[] {
  return all
    .filter((device) => device.kind === kind && device.deviceId !== "" && device.label !== "")
    .map((device) => ({ id: device.deviceId, label: device.label }));
}
