import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Preferences, StoredHearing } from "../storage/preferences.ts";

/** How somebody is heard here: `volume` 0 to 1, and whether not at all. */
export type Hearing = Pick<StoredHearing, "volume" | "muted">;

const PLAIN: Hearing = { volume: 1, muted: false };

/** How loud each person is here, by their name; kept on the device. The others notice nothing of it. */
export interface Volumes {
  readonly of: ReadonlySignal<(name: string) => Hearing>;
  set(name: string, change: Partial<Hearing>): void;
}

/** Makes it from what the device has kept. */
export function createVolumes(keep: Preferences): Volumes {
  const held = signal<readonly StoredHearing[]>(keep.read().hearing);
  const of = computed(() => {
    const byName = new Map(held.value.map((one) => [one.name, one]));
    return (name: string): Hearing => byName.get(name) ?? PLAIN;
  });
  return {
    of,
    set(name, change) {
      const { volume, muted } = { ...of.peek()(name), ...change };
      keep.setHearing({ name, volume: Math.min(1, Math.max(0, volume)), muted });
      held.value = keep.read().hearing;
    },
  };
}
