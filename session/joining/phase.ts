import type { Problem } from "../notices/problems.ts";

/**
 * What somebody who joins waits for: "word", when the host was asked whether to let them in; "host",
 * when nobody is there who may begin the room; or only for the connection.
 */
export type Waiting = false | "word" | "host";

/** Where a page stands on its way through one call. */
export type SessionPhase =
  /** Server-rendered; the script has not taken over yet. */
  | { readonly name: "arriving" }
  /** Ready to join. */
  | { readonly name: "ready" }
  | { readonly name: "joining"; readonly waiting: Waiting }
  | { readonly name: "in-call" }
  /** The person left; they can join again. */
  | { readonly name: "left" }
  | { readonly name: "failed"; readonly problem: Problem };

/** True in the phases from which a person can join. */
export function canJoin(phase: SessionPhase): boolean {
  return phase.name === "ready" || phase.name === "left" ||
    phase.name === "failed" && phase.problem.retry;
}
