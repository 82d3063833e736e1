/** What a page notes while it connects, all in milliseconds since the Unix epoch. */
export interface Timeline {
  /** When the page's join button was clicked. */
  readonly clicked: number | null;
  /** When it was connected to everyone else. */
  readonly allConnected: number | null;
  /** When the first picture of somebody else was there to be shown. */
  readonly firstFrame: number | null;
}

/** What every contestant's page offers to the bench. */
export interface BenchPage {
  timeline: { clicked: number | null; allConnected: number | null; firstFrame: number | null };
  /** Shows a picture or plays a sound, as every page of a call must. Ours has its own page for that. */
  show(track: MediaStreamTrack): void;
  /** Joins; the page then notes `allConnected` by itself. */
  click(others: number): void;
}

/** The pictures that everybody sends. The fake camera gives whatever it is asked for. */
export const CAMERA = { width: 320, height: 180, frameRate: 15 };

/**
 * Runs in each page before its own scripts, the same for every contestant: asks for small pictures,
 * and notes the first remote one. Self-contained, for it travels as source text.
 */
export function instrument(camera: typeof CAMERA): void {
  const bench: BenchPage = {
    timeline: { clicked: null, allConnected: null, firstFrame: null },
    show(track) {
      const element = document.createElement(track.kind) as HTMLMediaElement;
      element.autoplay = true;
      element.style.cssText = "width:320px;height:180px";
      element.srcObject = new MediaStream([track]);
      document.body.append(element);
    },
    click: () => {
      throw new Error("the contestant's page did not say how to join");
    },
  };
  (globalThis as unknown as { bench: BenchPage }).bench = bench;

  const devices = globalThis.MediaDevices.prototype;
  const ask = devices.getUserMedia;
  devices.getUserMedia = function (constraints) {
    const { video, ...rest } = constraints ?? {};
    return ask.call(this, video ? { ...rest, video: camera } : rest);
  };

  const looking: HTMLVideoElement[] = [];
  const noteFirstFrame = (track: MediaStreamTrack) => {
    const video = document.createElement("video");
    video.muted = true;
    video.style.cssText = "position:fixed;inset:0 auto auto 0;width:2px;height:2px";
    video.srcObject = new MediaStream([track]);
    const look: VideoFrameRequestCallback = (_, { width }) => {
      // A lane that carries nothing yet may show a tiny placeholder.
      if (width < 100) return void video.requestVideoFrameCallback(look);
      bench.timeline.firstFrame ??= Date.now();
      for (const element of looking.splice(0)) element.remove();
    };
    video.requestVideoFrameCallback(look);
    looking.push(video);
    document.documentElement.append(video);
    // An element that is removed before it plays rejects; there is then nothing to note.
    video.play().catch(() => {});
  };
  const Original = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = new Proxy(Original, {
    construct(target, args, newTarget) {
      const made: RTCPeerConnection = Reflect.construct(target, args, newTarget);
      made.addEventListener("track", ({ track }) => {
        if (track.kind === "video" && bench.timeline.firstFrame === null) noteFirstFrame(track);
      });
      return made;
    },
  });
}
