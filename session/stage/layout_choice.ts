import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Corner } from "./layout.ts";
import type { Layout, Preferences, StoredView } from "../storage/preferences.ts";

export type { Layout } from "../storage/preferences.ts";

/** The layouts, in the order in which the button and the key go through them. */
export const LAYOUTS: readonly Layout[] = ["gallery", "speaker", "compact"];

/** How this person wants to see the call; kept on the device. */
export interface LayoutChoice {
  readonly layout: ReadonlySignal<Layout>;
  /** Where the floating picture of oneself lies. */
  readonly corner: ReadonlySignal<Corner>;
  readonly selfHidden: ReadonlySignal<boolean>;
  /** Goes on to the next layout, or back by one. */
  turn(step: 1 | -1): void;
  moveSelf(corner: Corner): void;
  hideSelf(hidden: boolean): void;
}

/** Makes the view that the device has kept. */
export function createLayoutChoice(keep: Preferences): LayoutChoice {
  const held = signal<StoredView>(keep.read().view);
  const change = (part: Partial<StoredView>) => {
    held.value = { ...held.value, ...part };
    keep.setView(held.value);
  };
  return {
    layout: computed(() => held.value.layout),
    corner: computed(() => held.value.corner),
    selfHidden: computed(() => held.value.selfHidden),
    turn(step) {
      const at = LAYOUTS.indexOf(held.value.layout) + step;
      change({ layout: LAYOUTS[(at + LAYOUTS.length) % LAYOUTS.length] });
    },
    moveSelf: (corner) => change({ corner }),
    hideSelf: (selfHidden) => change({ selfHidden }),
  };
}
