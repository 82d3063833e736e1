import { useEffect, useRef } from "preact/hooks";

/** A placeholder picture is 2 pixels wide; nothing that a camera or screen sends is this small. */
const PLACEHOLDER_MAX = 16;

export interface TrackVideoProps {
  readonly track: MediaStreamTrack | null;
  readonly mirrored?: boolean;
  readonly label: string;
}

/** A muted video of one track, invisible until the track's first real frame. */
export function TrackVideo({ track, mirrored, label }: TrackVideoProps) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    video.srcObject = track === null ? null : new MediaStream([track]);
    if (track === null) video.dataset.live = "no";
    else {
      void video.play().catch(() => {
        // AbortError: the track changed before the first frame. A muted video is never forbidden.
      });
    }
  }, [track]);
  const look = (event: Event) => {
    const video = event.currentTarget;
    if (video instanceof HTMLVideoElement) {
      video.dataset.live = video.videoWidth > PLACEHOLDER_MAX ? "yes" : "no";
    }
  };
  return (
    <video
      ref={ref}
      class={mirrored ? "mirrored" : undefined}
      muted
      autoplay
      playsInline
      aria-label={label}
      data-live="no"
      hidden={track === null}
      onLoadedData={look}
      onResize={look}
    />
  );
}
