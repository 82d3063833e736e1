import { useEffect, useRef } from "preact/hooks";

export interface TrackAudioProps {
  readonly track: MediaStreamTrack;
  /** Whose it is, and which. */
  readonly sound: string;
  /** Grows when the person asks to hear: playing is then tried again, by leave of their tap. */
  readonly attempt: number;
  /** 0 to 1. */
  readonly volume: number;
  readonly muted: boolean;
  /** The speaker that it comes out of; null for the system's choice. */
  readonly speaker: string | null;
  readonly onBlocked: () => void;
}

/** One sound, played as soon as the browser lets us. */
export function TrackAudio(
  { track, sound, attempt, volume, muted, speaker, onBlocked }: TrackAudioProps,
) {
  const ref = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = ref.current;
    if (audio === null) return;
    audio.srcObject = new MediaStream([track]);
    return () => {
      audio.srcObject = null;
    };
  }, [track]);
  useEffect(() => {
    const audio = ref.current;
    if (audio === null) return;
    audio.play().catch((error) => {
      // AbortError means that the track changed meanwhile; the next one plays by itself.
      if (error instanceof Error && error.name === "NotAllowedError") onBlocked();
    });
  }, [track, attempt]);
  useEffect(() => {
    if (ref.current === null) return;
    ref.current.volume = volume;
    ref.current.muted = muted;
  }, [volume, muted]);
  useEffect(() => {
    const audio = ref.current;
    if (audio === null || !("setSinkId" in audio) || audio.sinkId === (speaker ?? "")) return;
    audio.setSinkId(speaker ?? "").catch(() => {
      // NotFoundError: it was unplugged. The sound comes out where it did before.
    });
  }, [speaker]);
  return <audio ref={ref} data-testid="sound" data-sound={sound} />;
}
