import { useEffect, useRef } from "preact/hooks";

export interface TrackAudioProps {
  readonly track: MediaStreamTrack;
  /** Grows when the person asks to hear: playing is then tried again, by leave of their tap. */
  readonly attempt: number;
  readonly onBlocked: () => void;
}

/** One sound, played as soon as the browser lets us. */
export function TrackAudio({ track, attempt, onBlocked }: TrackAudioProps) {
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
  return <audio ref={ref} />;
}
