/** What one moving picture may cost. */
export interface PictureLimit {
  /** The most lines, by the shorter side; null leaves the picture its own size. */
  readonly lines: number | null;
  /** At most so many frames in a second. */
  readonly framesPerSecond: number;
  /** At most so many kilobits in a second. */
  readonly kilobits: number;
}

/** Milliseconds of sound in one packet; every one is paid by both ends. */
export type SoundFrame = 20 | 40 | 60;

/** What may be sent over one connection. */
export interface Quality {
  /** What the camera may take. */
  readonly camera: PictureLimit;
  /** What a shared screen may take. */
  readonly screen: PictureLimit;
  /** What the microphone may take. */
  readonly microphone: { readonly kilobits: number };
  /** How much sound one packet holds. */
  readonly soundFrame: SoundFrame;
}
