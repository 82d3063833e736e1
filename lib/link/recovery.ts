/** What to do about a connection that has stopped carrying packets. */
export type RecoveryStep =
  | { readonly name: "restart-ice"; readonly after: number }
  | { readonly name: "give-up"; readonly after: number };

/** Decides the next step, from how many were taken since the connection last worked. */
export type RecoveryPolicy = (taken: number) => RecoveryStep;

/**
 * Milliseconds before each ICE restart since the step before. The first is soon, because a changed
 * network needs it at once; consent freshness (RFC 7675) already took five seconds to notice.
 */
const RESTART_AFTER_MS = [500, 3_000, 6_000, 10_000];
/** Milliseconds that the last restart is given before the connection counts as failed. */
const GIVE_UP_AFTER_MS = 10_000;

/** The default policy: four ICE restarts, then give up, so that the room can dial anew. */
export const defaultRecovery: RecoveryPolicy = (taken) =>
  taken < RESTART_AFTER_MS.length
    ? { name: "restart-ice", after: RESTART_AFTER_MS[taken] }
    : { name: "give-up", after: GIVE_UP_AFTER_MS };
