import type { PictureLimit, Quality, SoundFrame } from "../link/quality.ts";

/** What each may send to each other, in a call of so many. */
interface Row {
  readonly people: number;
  readonly camera: PictureLimit;
  readonly screen: PictureLimit;
  readonly microphone: number;
  /** A packet costs about the same however much is in it, and comes that much later. */
  readonly soundFrame: SoundFrame;
  /** The step at which a new connection begins. */
  readonly start: number;
}

/**
 * In a mesh each picture is encoded once for each other person, so what one may cost falls with their
 * number: at 720 lines for one other it is about what 240 lines are for five.
 */
const ROWS: readonly Row[] = [
  row(2, [720, 30, 1_500], [30, 2_500], 40, 20, 0),
  row(3, [540, 25, 800], [20, 1_800], 32, 40, 1),
  row(4, [360, 20, 450], [15, 1_200], 32, 40, 2),
  row(5, [270, 15, 300], [15, 900], 32, 60, 3),
  row(6, [240, 15, 220], [12, 700], 28, 60, 3),
  row(7, [180, 12, 150], [10, 500], 24, 60, 3),
];

/** What strain leaves of a row, step by step: the frame rate goes first, the picture's size later. */
const STEPS = [
  { frames: 1, lines: 1, kilobits: 1 },
  { frames: 0.66, lines: 1, kilobits: 0.7 },
  { frames: 0.5, lines: 0.66, kilobits: 0.4 },
  { frames: 0.33, lines: 0.5, kilobits: 0.25 },
  { frames: 0.25, lines: 0.33, kilobits: 0.15 },
] as const;

/** The last step: from there on only the browser's own means are left. */
export const LAST_STEP = STEPS.length - 1;

/** Below these a camera's picture is no longer worth its sound's place. */
const LEAST_LINES = 180;
const LEAST_FRAMES = 5;
const LEAST_KILOBITS = 60;

/** The last resort of a large call: still a face, at nearly no cost. */
const LARGE = 5;
const LAST_RESORT: PictureLimit = { lines: 90, framesPerSecond: 5, kilobits: 40 };

/** A screen can be read at few frames a second, but not at few lines or bits. */
const LEAST_SCREEN = { framesPerSecond: 2, kilobits: 200 };

/** Beside a shared screen a camera gets what it would get with so many more people. */
const BESIDE_SCREEN = 2;

/**
 * What may be sent to one person in a call of `people` at a step of strain (0: none); `sharing`:
 * beside our camera goes our screen.
 */
export function qualityFor(people: number, step: number, sharing: boolean): Quality {
  const { screen, microphone, soundFrame } = rowFor(people);
  const { camera } = rowFor(sharing ? people + BESIDE_SCREEN : people);
  const left = STEPS[Math.min(step, LAST_STEP)];
  const lastResort = people >= LARGE && step >= LAST_STEP;
  return {
    camera: lastResort ? LAST_RESORT : {
      lines: Math.max(LEAST_LINES, Math.round((camera.lines ?? LEAST_LINES) * left.lines)),
      framesPerSecond: Math.max(LEAST_FRAMES, Math.round(camera.framesPerSecond * left.frames)),
      kilobits: Math.max(LEAST_KILOBITS, Math.round(camera.kilobits * left.kilobits)),
    },
    screen: {
      lines: null,
      framesPerSecond: Math.max(
        LEAST_SCREEN.framesPerSecond,
        Math.round(screen.framesPerSecond * left.frames),
      ),
      kilobits: Math.max(LEAST_SCREEN.kilobits, Math.round(screen.kilobits * left.kilobits)),
    },
    microphone: { kilobits: microphone },
    soundFrame,
  };
}

/** The step at which a new connection begins: small, while the machine is busy introducing people. */
export function startStep(people: number): number {
  return rowFor(people).start;
}

function rowFor(people: number): Row {
  return ROWS.find((one) => people <= one.people) ?? ROWS[ROWS.length - 1];
}

function row(
  people: number,
  [lines, framesPerSecond, kilobits]: readonly [number, number, number],
  [screenFrames, screenKilobits]: readonly [number, number],
  microphone: number,
  soundFrame: SoundFrame,
  start: number,
): Row {
  return {
    people,
    camera: { lines, framesPerSecond, kilobits },
    screen: { lines: null, framesPerSecond: screenFrames, kilobits: screenKilobits },
    microphone,
    soundFrame,
    start,
  };
}
