import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock } from "../../lib/mod.ts";

/** Milliseconds between two readings of the own microphone. */
const PERIOD_MS = 80;

/** Root mean square at which the meter is full; speech close to a microphone reaches about this. */
const FULL = 0.25;

/** How loud the own microphone is. */
export interface Meter {
  /** 0 (silent) to 1. */
  readonly level: ReadonlySignal<number>;
  /** Follows the microphone's track; the answer stops and frees the audio context. */
  watch(): () => void;
}

/**
 * Makes a meter for `track`. An audio context exists only while there is a track to listen to, and
 * not while the meter rests.
 */
export function createMeter(
  track: ReadonlySignal<MediaStreamTrack | null>,
  clock: Clock,
  audioContext: (() => AudioContext) | null,
  resting: ReadonlySignal<boolean>,
): Meter {
  const level = signal(0);
  return {
    level: computed(() => level.value),
    watch: () =>
      effect(() => {
        if (track.value === null || audioContext === null || resting.value) {
          level.value = 0;
          return;
        }
        return listen(audioContext(), track.value, clock, (next) => level.value = next);
      }),
  };
}

function listen(
  context: AudioContext,
  track: MediaStreamTrack,
  clock: Clock,
  tell: (level: number) => void,
): () => void {
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  // Made outside of a click the context starts suspended; where it stays so, the meter stays at 0.
  void context.resume();
  const samples = new Float32Array(analyser.fftSize);
  let cancel = () => {};
  const read = () => {
    analyser.getFloatTimeDomainData(samples);
    tell(loudness(samples));
    cancel = clock.after(PERIOD_MS, read);
  };
  read();
  return () => {
    cancel();
    source.disconnect();
    void context.close();
    tell(0);
  };
}

/** How full the meter is for these samples: root mean square on a curve close to what ears hear. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  return Math.min(1, Math.sqrt(rms / FULL));
}

/** The root mean square that a meter's level stands for. */
export function levelToRms(level: number): number {
  return level * level * FULL;
}
