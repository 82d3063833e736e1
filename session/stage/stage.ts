import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { PeerId, RoomState } from "../../lib/mod.ts";
import { type Box, type Corner, layOut, type Rect } from "./layout.ts";
import {
  arrange,
  type OwnTracks,
  type Sound,
  soundsOf,
  type Stage,
  type TileView,
  type Wishes,
} from "./tiles.ts";
import type { Volumes } from "../people/volumes.ts";

/** What is seen and heard of the call. */
export interface StageSignals {
  /** The tiles; null outside of a call. */
  readonly stage: ReadonlySignal<Stage | null>;
  /** Where each tile of `stage` lies, in their order. */
  readonly rects: ReadonlySignal<readonly Rect[]>;
  readonly people: ReadonlySignal<number>;
  /** Where the large tile lies; the whole stage where there is none. */
  readonly mainRect: ReadonlySignal<Rect>;
  /** False where every layout looks the same. */
  readonly layoutMatters: ReadonlySignal<boolean>;
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
  playSound(): void;
}

/** What a stage is decided from. */
export interface StageSources {
  readonly state: ReadonlySignal<RoomState | null>;
  readonly own: ReadonlySignal<OwnTracks>;
  readonly speakers: ReadonlySignal<ReadonlySet<PeerId>>;
  /** Milliseconds since the Unix epoch. */
  readonly now: ReadonlySignal<number>;
  readonly wishes: ReadonlySignal<Wishes>;
  readonly corner: ReadonlySignal<Corner>;
  readonly hearing: Volumes["of"];
}

/** Makes the stage. */
export function createStage(sources: StageSources): StageSignals {
  const { state, own, speakers, now, wishes, corner, hearing } = sources;
  const box = signal<Box>({ width: 0, height: 0 });
  /** Who one was in the call in which the browser refused: another call is another try. */
  const refusedAs = signal<PeerId | null>(null);
  const soundAttempt = signal(0);
  const kept = keepTiles();
  const stage = computed(() => {
    if (state.value === null) return kept(null);
    return kept(arrange(state.value, own.value, speakers.value, now.value, wishes.value));
  });
  const rects = computed(() =>
    stage.value === null ? [] : layOut({
      arrangement: stage.value.arrangement,
      places: stage.value.tiles.map(({ place }) => place),
      corner: corner.value,
    }, box.value)
  );
  return {
    stage,
    rects,
    mainRect: computed(() => {
      const main = stage.value?.tiles.findIndex(({ place }) => place === "main") ?? -1;
      return rects.value[main] ?? { left: 0, top: 0, ...box.value };
    }),
    layoutMatters: computed(() =>
      stage.value !== null && stage.value.arrangement !== "alone" &&
      stage.value.arrangement !== "pair"
    ),
    people: computed(() => state.value === null ? 0 : state.value.peers.length + 1),
    sounds: computed(() => state.value === null ? [] : soundsOf(state.value, hearing.value)),
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
    playSound() {
      refusedAs.value = null;
      soundAttempt.value++;
    },
  };
}

/**
 * Gives a tile that shows the same as before as the same object, and so a stage: then only what
 * changed is drawn, however often somebody's voice or the clock is looked at.
 */
function keepTiles(): (next: Stage | null) => Stage | null {
  let before: Stage | null = null;
  return (next) => {
    if (next === null) return before = null;
    const known = new Map(before?.tiles.map((tile) => [tile.key, tile]));
    const tiles = next.tiles.map((tile) => {
      const old = known.get(tile.key);
      return old !== undefined && sameTile(old, tile) ? old : tile;
    });
    const same = before !== null && before.arrangement === next.arrangement &&
      before.tiles.length === tiles.length &&
      before.tiles.every((tile, index) => tile === tiles[index]);
    return before = same ? before : { ...next, tiles };
  };
}

function sameTile(a: TileView, b: TileView): boolean {
  const fields = Object.keys(a) as (keyof TileView)[];
  return fields.every((field) => field === "link" || a[field] === b[field]) &&
    a.link.name === b.link.name && secondsOf(a) === secondsOf(b);
}

function secondsOf({ link }: TileView): number | null {
  return link.name === "reconnecting" ? link.seconds : null;
}
