import type { RoomState } from "../../lib/mod.ts";
import type {
  GroupFailure,
  PairVerificationState,
  TrustState,
  UnverifiableReason,
} from "../../lib/trust/mod.ts";
import { verifyTexts } from "../../texts/verify.ts";
import { say } from "../../texts/mod.ts";

/** A state in words: a short title, and what it means or asks for. */
export interface Words {
  readonly title: string;
  readonly text: string;
}

/** What is known of one person, in words. `who` is the name that they show. */
export function trustWords(state: TrustState, who: string): Words {
  const t = verifyTexts().trust;
  switch (state.name) {
    case "connecting":
      return connectingWords(state.before, who);
    case "sealed":
    case "unsealed":
    case "compared":
    case "differ":
      return about(t[state.name], who);
    case "could-not-verify":
      return {
        title: t.couldNotVerify,
        text: sentences(unverifiableText(state.reason, who), withheldText(state.withheld, who)),
      };
    case "changed": {
      const { title, text } = about(t.changed, who);
      return { title, text: sentences(text, withheldText(state.withheld, who)) };
    }
  }
}

function connectingWords(before: TrustState | null, who: string): Words {
  const t = verifyTexts().trust;
  if (before === null) return about(t.connecting, who);
  const withheld = before.name === "differ" || "withheld" in before && before.withheld;
  const { title, text } = about(t.reconnecting, who);
  const holds = before.name === "compared" ? t.stillHolds : null;
  return { title, text: sentences(text, holds, withheldText(withheld, who)) };
}

/** The same words with the person's name in them. */
function about<T extends { readonly title: string; readonly text: string }>(
  words: T,
  name: string,
): Words {
  return { title: words.title, text: say<string>(words.text, { name }) };
}

function withheldText(withheld: boolean, name: string): string | null {
  return withheld ? say(verifyTexts().trust.stillWithheld, { name }) : null;
}

function sentences(...texts: readonly (string | null)[]): string {
  return texts.filter((text) => text !== null).join(" ");
}

function unverifiableText(reason: UnverifiableReason, name: string): string {
  const t = verifyTexts().trust;
  switch (reason) {
    case "no-certificate":
      return say(t.noCertificate, { name });
    case "too-many-runs":
      return say(t.tooManyRuns, { name });
  }
}

/** What stands in the code's place while there is none; null when there is nothing to wait for. */
export function pairWaitingText(pair: PairVerificationState | null, name: string): string | null {
  const t = verifyTexts().waiting;
  switch (pair?.name) {
    case "waiting":
    case "committed":
    case "revealed":
      return say(t.making, { name });
    case "failed":
      return say(t.again, { name });
    case "could-not-verify":
      return pair.code === "same-fingerprint" ? t.yourself : null;
    default:
      return null;
  }
}

/** Why there is no code for the whole room. */
export function groupFailureText(code: GroupFailure, name: string | null): string {
  const t = verifyTexts().group;
  if (code === "same-fingerprint") return t.sameFingerprint;
  if (code === "old-epoch") return t.oldEpoch;
  if (code === "too-many-runs") return t.tooManyRuns;
  return name === null ? t.notThisTime : say(t.didNotFit, { name });
}

/** How this room's introductions travel, and what that leaves open. */
export function sealText(sealed: boolean): string {
  const t = verifyTexts();
  return sealed ? t.sealed : t.notSealed;
}

/** How many introductions were refused; null for none. */
export function refusedText(count: number): string | null {
  return count === 0 ? null : say(verifyTexts().refused, { count });
}

/** What to do with the codes that are shown. */
export function howText(peers: RoomState["peers"]): string {
  const t = verifyTexts().how;
  if (peers.length === 0) return t.nobody;
  return peers.length === 1 ? t.pair : t.group;
}
