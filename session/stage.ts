import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { PeerId, RoomState } from "../lib/mod.ts";
import { type Box, layOut, type Rect } from "./layout.ts";
import { arrange, type OwnTracks, type Sound, soundsOf, type Stage } from "./tiles.ts";

/** What is seen and heard of the call. */
export interface StageSignals {
  /** The tiles; null outside of a call. */
  readonly stage: ReadonlySignal<Stage | null>;
  /** Where each tile of `stage` lies, in their order. */
  readonly rects: ReadonlySignal<readonly Rect[]>;
  readonly people: ReadonlySignal<number>;
  readonly sounds: ReadonlySignal<readonly Sound[]>;
  /** True while the browser refuses to play sound before a tap. */
  readonly soundBlocked: ReadonlySignal<boolean>;
  /** Grows with every `hear`: playing is then tried again. */
  readonly soundAttempt: ReadonlySignal<number>;
  /** Tells the size that the stage has on the screen. */
  measureStage(box: Box): void;
  /** Notes that the browser refused to play. */
  soundRefused(): void;
  /** Tries again to play every sound; call it from a tap. */
  hear(): void;
}

/** What a stage is decided from. */
export interface StageSources {
  readonly state: ReadonlySignal<RoomState | null>;
  readonly own: ReadonlySignal<OwnTracks>;
  readonly speakers: ReadonlySignal<ReadonlySet<PeerId>>;
  /** Milliseconds since the Unix epoch. */
  readonly now: ReadonlySignal<number>;
}

/** Makes the stage. */
export function createStage({ state, own, speakers, now }: StageSources): StageSignals {
  const box = signal<Box>({ width: 0, height: 0 });
  /** Who one was in the call in which the browser refused: another call is another try. */
  const refusedAs = signal<PeerId | null>(null);
  const soundAttempt = signal(0);
  const stage = computed(() =>
    state.value === null ? null : arrange(state.value, own.value, speakers.value, now.value)
  );
  return {
    stage,
    rects: computed(() =>
      stage.value === null
        ? []
        : layOut(stage.value.arrangement, stage.value.tiles.length, box.value)
    ),
    people: computed(() => state.value === null ? 0 : state.value.peers.length + 1),
    sounds: computed(() => state.value === null ? [] : soundsOf(state.value)),
    soundBlocked: computed(() =>
      refusedAs.value !== null && refusedAs.value === state.value?.self.id
    ),
    soundAttempt: computed(() => soundAttempt.value),
    measureStage(next) {
      box.value = next;
    },
    soundRefused() {
      refusedAs.value = state.value?.self.id ?? null;
    },
    hear() {
      refusedAs.value = null;
      soundAttempt.value++;
    },
  };
}
