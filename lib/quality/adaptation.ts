import type { Verdict } from "./stats.ts";
import { LAST_STEP } from "./table.ts";

/** What every footing tells. */
interface Standing {
  /** How far what is sent has been taken back; 0: not at all. */
  readonly step: number;
  /** When this began, in milliseconds. */
  readonly since: number;
}

/** How long it must stay calm before more is tried, in milliseconds. */
interface Patient {
  readonly patience: number;
}

/** How a connection, or the machine, stands its load. */
export type Adaptation =
  /** New: it grows from the small end, by half of the way each time, while nothing speaks against it. */
  | { readonly name: "growing" } & Standing
  /** Neither more nor less is to be tried. */
  | { readonly name: "steady" } & Standing & Patient
  /** It was bad once, which is chance until it is bad again. */
  | { readonly name: "pressed" } & Standing & Patient
  /** Less is sent than could be, and all is well. */
  | { readonly name: "calm" } & Standing & Patient
  /** More is sent than before, and it is to be seen whether that holds. */
  | { readonly name: "trying" } & Standing & Patient;

/** Milliseconds of calm before more is tried: at first, and at most. */
export const PATIENCE_MS = 8_000;
export const PATIENCE_MAX_MS = 120_000;

/** The footing of what never had to give way. */
export function freshAdaptation(step: number, now: number): Adaptation {
  return step === 0
    ? { name: "steady", step, since: now, patience: PATIENCE_MS }
    : { name: "growing", step, since: now };
}

/**
 * The footing after one more reading. Less is sent after two bad readings in a row; more after calm
 * that lasts, and each attempt that fails makes the next wait twice as long, so nothing swings.
 */
export function nextAdaptation(footing: Adaptation, verdict: Verdict, now: number): Adaptation {
  const { step } = footing;
  const since = now;
  switch (footing.name) {
    case "growing":
      if (verdict === "bad") return { name: "pressed", step, since, patience: PATIENCE_MS };
      return verdict === "calm" ? freshAdaptation(step >> 1, now) : footing;
    case "steady":
      if (verdict === "bad") return { ...footing, name: "pressed", since };
      return verdict === "calm" && step > 0 ? { ...footing, name: "calm", since } : footing;
    case "pressed":
      return verdict === "bad"
        ? { ...footing, name: "steady", step: Math.min(LAST_STEP, step + 1), since }
        : { ...footing, name: "steady", since };
    case "calm":
      if (verdict === "bad") return { ...footing, name: "pressed", since };
      if (verdict === "fair") return { ...footing, name: "steady", since };
      return now - footing.since < footing.patience
        ? footing
        : { ...footing, name: "trying", step: step - 1, since };
    case "trying":
      if (verdict === "bad") {
        const patience = Math.min(PATIENCE_MAX_MS, 2 * footing.patience);
        return { name: "pressed", step, since, patience };
      }
      return now - footing.since < footing.patience
        ? footing
        : { name: "steady", step, since, patience: PATIENCE_MS };
  }
}
