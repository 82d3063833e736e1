import type { Fingerprint } from "./fingerprint.ts";

/** Why somebody can't be verified. */
export type UnverifiableReason =
  /** The browser shows no certificate of the peer, or more than one that it might have used. */
  | "no-certificate"
  /** Three runs of the comparison were given up (see lib/trust/pair_verification.ts). */
  | "too-many-runs";

/** What is known of one person while there is a connection to them. `sealed`: so was the introduction. */
export type ConnectedTrust =
  | { readonly name: "sealed"; readonly sealed: true; readonly fingerprint: Fingerprint }
  | { readonly name: "unsealed"; readonly sealed: false; readonly fingerprint: Fingerprint }
  /** The codes were compared and match, for this certificate alone. */
  | { readonly name: "compared"; readonly sealed: boolean; readonly fingerprint: Fingerprint }
  /** The codes were compared and differ: no media goes to this person until that is resolved. */
  | { readonly name: "differ"; readonly sealed: boolean; readonly fingerprint: Fingerprint }
  | {
    readonly name: "could-not-verify";
    readonly sealed: boolean;
    readonly reason: UnverifiableReason;
    /** The certificate in use; null when it can't be seen. */
    readonly fingerprint: Fingerprint | null;
    /** The last certificate that was seen, if any. */
    readonly was: Fingerprint | null;
    readonly withheld: boolean;
  }
  /** Another certificate than before: whatever was said of that one does not hold for this one. */
  | {
    readonly name: "changed";
    readonly sealed: boolean;
    readonly fingerprint: Fingerprint;
    readonly was: Fingerprint;
    readonly withheld: boolean;
  };

/** What is known of one person. `before` is what was known when the connection went away. */
export type TrustState =
  | { readonly name: "connecting"; readonly before: ConnectedTrust | null }
  | ConnectedTrust;

/** What happens to what is known of one person. */
export type TrustEvent =
  /** A connection is there, or its certificate was looked at again. `null`: it can't be seen. */
  | {
    readonly name: "connected";
    readonly fingerprint: Fingerprint | null;
    readonly sealed: boolean;
  }
  | { readonly name: "disconnected" }
  /** The person here said that the codes for this certificate match. */
  | { readonly name: "match"; readonly fingerprint: Fingerprint }
  /** The person here said that the codes for this certificate differ. */
  | { readonly name: "differ"; readonly fingerprint: Fingerprint }
  /** The person here takes back what they said. */
  | { readonly name: "withdraw"; readonly fingerprint: Fingerprint }
  /** The comparison for this certificate was given up for good. */
  | { readonly name: "gave-up"; readonly fingerprint: Fingerprint };

/** Of somebody who was never connected, nothing is known. */
export const INITIAL_TRUST: TrustState = { name: "connecting", before: null };

/**
 * What is known of one person after an event. A verdict names the certificate that it was made for,
 * and is ignored when that is not the one in use now: a click that comes too late verifies nobody.
 */
export function trustAfter(state: TrustState, event: TrustEvent): TrustState {
  if (event.name === "connected") return connected(state, event.fingerprint, event.sealed);
  if (state.name === "connecting") return state;
  if (event.name === "disconnected") return { name: "connecting", before: state };
  if (state.fingerprint !== event.fingerprint) return state;
  const { sealed } = state;
  const { fingerprint } = event;
  switch (event.name) {
    case "match":
      return { name: "compared", sealed, fingerprint };
    case "differ":
      return { name: "differ", sealed, fingerprint };
    case "withdraw":
      if (state.name !== "compared" && state.name !== "differ") return state;
      return introduced(fingerprint, sealed);
    case "gave-up":
      if (state.name !== "sealed" && state.name !== "unsealed") return state;
      return {
        name: "could-not-verify",
        sealed,
        reason: "too-many-runs",
        fingerprint,
        was: fingerprint,
        withheld: false,
      };
  }
}

/** True when no media of ours may go to this person: their code differed, and nobody resolved it. */
export function withholdsMedia(state: TrustState): boolean {
  if (state.name === "connecting") return state.before !== null && withholdsMedia(state.before);
  if (state.name === "differ") return true;
  return (state.name === "changed" || state.name === "could-not-verify") && state.withheld;
}

/** From best to worst, as a room's shield counts them. */
const WORSE: readonly TrustState["name"][] = [
  "compared",
  "sealed",
  "connecting",
  "unsealed",
  "could-not-verify",
  "changed",
  "differ",
];

/** The worst of what is known of everybody; `null` when nobody else is there. */
export function worstTrust(states: Iterable<TrustState>): TrustState["name"] | null {
  let worst = -1;
  for (const { name } of states) worst = Math.max(worst, WORSE.indexOf(name));
  return WORSE[worst] ?? null;
}

function connected(
  state: TrustState,
  fingerprint: Fingerprint | null,
  sealed: boolean,
): ConnectedTrust {
  const before = state.name === "connecting" ? state.before : state;
  const withheld = withholdsMedia(state);
  const was = before && lastSeen(before);
  if (fingerprint === null) {
    return {
      name: "could-not-verify",
      sealed,
      reason: "no-certificate",
      fingerprint,
      was,
      withheld,
    };
  }
  if (!before || was === null) return introduced(fingerprint, sealed);
  if (was !== fingerprint) return { name: "changed", sealed, fingerprint, was, withheld };
  const unjudged = before.name === "sealed" || before.name === "unsealed";
  if (before.fingerprint !== null && !unjudged) return { ...before, sealed };
  return withheld ? { name: "differ", sealed, fingerprint } : introduced(fingerprint, sealed);
}

function lastSeen(state: ConnectedTrust): Fingerprint | null {
  return state.name === "could-not-verify" ? state.was : state.fingerprint;
}

function introduced(fingerprint: Fingerprint, sealed: boolean): ConnectedTrust {
  return sealed
    ? { name: "sealed", sealed, fingerprint }
    : { name: "unsealed", sealed, fingerprint };
}
