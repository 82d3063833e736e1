/** What one moving picture may cost. */
export interface PictureLimit {
  /** The most lines, by the shorter side; null leaves the picture its own size. */
  readonly lines: number | null;
  readonly framesPerSecond: number;
  readonly kilobits: number;
}

/** Milliseconds of sound in one packet; every one is paid by both ends. */
export type SoundFrame = 20 | 40 | 60;

/** What may be sent over one connection. */
export interface Quality {
  readonly camera: PictureLimit;
  readonly screen: PictureLimit;
  readonly microphone: { readonly kilobits: number };
  readonly soundFrame: SoundFrame;
}
