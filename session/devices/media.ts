/** Opens microphones, cameras and screens with the constraints that a call wants. */

/** What the browser does to the sound of a microphone before anybody hears it. */
export interface Treatment {
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}

export const FULL_TREATMENT: Treatment = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

/** Thrown where the browser gives no devices at all: the page did not come over https. */
export class NoDevices extends Error {
  override readonly name = "NoDevices";
}

/**
 * Opens one microphone or camera. A remembered device that is gone gives way to the browser's choice.
 * Throws what `getUserMedia` throws, or `NoDevices`.
 */
export async function openInput(
  media: MediaDevices | null,
  kind: "microphone" | "camera",
  deviceId: string | null,
  treatment: Treatment = FULL_TREATMENT,
): Promise<MediaStreamTrack> {
  if (media === null) throw new NoDevices();
  try {
    return await ask(media, kind, deviceId, treatment);
  } catch (error) {
    const gone = error instanceof Error &&
      (error.name === "OverconstrainedError" || error.name === "NotFoundError");
    if (deviceId === null || !gone) throw error;
    return await ask(media, kind, null, treatment);
  }
}

async function ask(
  media: MediaDevices,
  kind: "microphone" | "camera",
  deviceId: string | null,
  treatment: Treatment,
): Promise<MediaStreamTrack> {
  const which: MediaTrackConstraints = deviceId === null
    ? (kind === "camera" ? { facingMode: "user" } : {})
    : { deviceId: { exact: deviceId } };
  const stream = await media.getUserMedia(
    kind === "camera" ? { video: { ...CAMERA, ...which } } : { audio: { ...treatment, ...which } },
  );
  const [track] = stream.getTracks();
  if (track === undefined) throw new DOMException("no track came", "NotFoundError");
  return track;
}

/** What sharing a screen gives: its picture, and its sound where the browser offers it. */
export interface ScreenTracks {
  readonly picture: MediaStreamTrack;
  readonly sound: MediaStreamTrack | null;
}

/**
 * Asks the person which screen to show. `restrictOwnAudio` (Screen Capture) keeps the call's own
 * sound out of what is shared, so that nobody hears themselves. Throws what `getDisplayMedia` throws.
 */
export async function openScreen(media: MediaDevices): Promise<ScreenTracks> {
  const stream = await media.getDisplayMedia({
    video: { frameRate: { ideal: 15, max: 30 } },
    // Not in TypeScript's types yet; a browser that does not know a member ignores it.
    audio: { restrictOwnAudio: true, suppressLocalAudioPlayback: false } as MediaTrackConstraints,
  });
  const picture = stream.getVideoTracks()[0];
  if (picture === undefined) throw new DOMException("no picture came", "NotFoundError");
  picture.contentHint = "detail";
  return { picture, sound: stream.getAudioTracks()[0] ?? null };
}
