import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Preferences } from "../storage/preferences.ts";

/** How long the sound for a new message lasts, in seconds, how high it is, in hertz, and how loud. */
const SECONDS = 0.16;
const HERTZ = 660;
const LOUD = 0.08;

/** A short sound for what others write, off unless the person wants it; this device remembers. */
export interface ChatSound {
  readonly wanted: ReadonlySignal<boolean>;
  set(wanted: boolean): void;
  /** Plays it, if it is wanted. */
  play(): void;
}

/** Makes the sound for new messages. */
export function createChatSound(
  keep: Preferences,
  audioContext: (() => AudioContext) | null,
): ChatSound {
  const wanted = signal(keep.read().chatSound);

  function play(): void {
    if (!wanted.value || audioContext === null) return;
    const context = audioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    const end = context.currentTime + SECONDS;
    tone.frequency.value = HERTZ;
    volume.gain.setValueAtTime(LOUD, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.0001, end);
    tone.connect(volume).connect(context.destination);
    tone.onended = () => void context.close();
    tone.start();
    tone.stop(end);
  }

  return {
    wanted: computed(() => wanted.value),
    play,
    set(next) {
      wanted.value = next;
      keep.setChatSound(next);
      // So that the person hears what they turned on.
      if (next) play();
    },
  };
}
