/** What to do about a connection that carries nothing: restart ICE, dial anew, or anew by relay alone. */
export type RecoveryAction = "restart" | "rebuild" | "relay";

/** One step of the way back. */
export interface RecoveryStep {
  /** Milliseconds since the step before, or since the connection was lost. */
  readonly after: number;
  readonly action: RecoveryAction;
}

/** Decides the next step, from how many were taken since the connection last worked. */
export type RecoveryPolicy = (taken: number) => RecoveryStep;

/**
 * The way back, in one table. Consent freshness (RFC 7675) took some six seconds to notice the loss,
 * so the first restart is soon; an outage of a dozen seconds heals by restarts alone. The last two
 * steps repeat for as long as both are in the room.
 */
const STEPS: readonly RecoveryStep[] = [
  { after: 500, action: "restart" },
  { after: 3_000, action: "restart" },
  { after: 5_000, action: "rebuild" },
  { after: 10_000, action: "relay" },
  { after: 10_000, action: "rebuild" },
  { after: 20_000, action: "relay" },
];

/** Milliseconds after which a lost connection counts as failed; the steps go on all the same. */
export const FAILED_AFTER_MS = 30_000;

/** The default policy: the table above. */
export const defaultRecovery: RecoveryPolicy = (taken) =>
  STEPS[taken < STEPS.length ? taken : STEPS.length - 2 + (taken - STEPS.length) % 2];
