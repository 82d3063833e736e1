import type { RoomState } from "../lib/mod.ts";
import type {
  GroupFailure,
  PairVerificationState,
  TrustState,
  UnverifiableReason,
} from "../lib/trust/mod.ts";

/** A state in words: a short title, and what it means or asks for. */
export interface Words {
  readonly title: string;
  readonly text: string;
}

/** What is known of one person, in words. `who` is the name that they show. */
export function trustWords(state: TrustState, who: string): Words {
  switch (state.name) {
    case "connecting":
      return connectingWords(state.before, who);
    case "sealed":
      return {
        title: "Not compared yet",
        text:
          `The introduction was sealed with the key in the room's link. Compare the code to know that nobody with that link sits between you and ${who}.`,
      };
    case "unsealed":
      return {
        title: "Introduction not sealed",
        text:
          `The room's link has no key, so the server that introduced you could have put somebody between you and ${who}. Comparing the code shows whether it did.`,
      };
    case "compared":
      return {
        title: "Compared",
        text:
          `You said that the codes match. It holds as long as ${who} keeps this certificate; if that changes, you are told.`,
      };
    case "differ":
      return {
        title: "Codes differ",
        text:
          `Somebody may sit between you and ${who}. Your sound, camera and screen no longer go there; what you write in the chat still does.`,
      };
    case "could-not-verify":
      return {
        title: "Could not verify",
        text: unverifiableText(state.reason, who) + stillWithheld(state.withheld, who),
      };
    case "changed":
      return {
        title: "Compare again",
        text:
          `${who} now has another certificate than before. That does not happen by itself: somebody may have come in between. Anything that you compared no longer holds; read out the new code.` +
          stillWithheld(state.withheld, who),
      };
  }
}

function connectingWords(before: TrustState | null, who: string): Words {
  if (before === null) {
    return { title: "Connecting", text: `The code appears when ${who} is connected.` };
  }
  const withheld = before.name === "differ" || "withheld" in before && before.withheld;
  return {
    title: "Reconnecting",
    text: `When ${who} is back, the certificate is looked at again.` +
      (before.name === "compared" ? " If it is the same, what you compared holds." : "") +
      stillWithheld(withheld, who),
  };
}

function stillWithheld(withheld: boolean, who: string): string {
  return withheld ? ` Your sound, camera and screen still don't go to ${who}.` : "";
}

function unverifiableText(reason: UnverifiableReason, who: string): string {
  switch (reason) {
    case "no-certificate":
      return `This browser does not show which certificate it uses with ${who}, so there is no code to compare. An up-to-date Firefox, Chrome, Edge or Safari may show it.`;
    case "too-many-runs":
      return `Three attempts to make a code with ${who} were broken off. The cause may be a bad connection, or somebody in between. You can still compare the long code.`;
  }
}

/** What stands in the code's place while there is none; null when there is nothing to wait for. */
export function pairWaitingText(pair: PairVerificationState | null, who: string): string | null {
  switch (pair?.name) {
    case "waiting":
    case "committed":
    case "revealed":
      return `Making the code with ${who}…`;
    case "failed":
      return `An attempt to make the code with ${who} was broken off. Another begins in a moment.`;
    case "could-not-verify":
      return pair.code === "same-fingerprint"
        ? "This connection leads back to your own browser: nobody else is at its other end."
        : null;
    default:
      return null;
  }
}

/** Why there is no code for the whole room. */
export function groupFailureText(code: GroupFailure, who: string | null): string {
  const instead = "Compare with each person below.";
  if (code === "same-fingerprint") {
    return `Two people here have the same certificate, which can't be. ${instead}`;
  }
  if (code === "old-epoch") return `The code for everyone is out of date. ${instead}`;
  if (code === "too-many-runs") {
    return `People came and went too often for another code for everyone. ${instead}`;
  }
  return who === null
    ? `There is no code for everyone this time. ${instead}`
    : `There is no code for everyone: what ${who} sent for it did not fit. ${instead}`;
}

/** How this room's introductions travel, and what that leaves open. */
export function sealText(sealed: boolean): string {
  return sealed
    ? "Introductions in this room are sealed with the key in its link: the server that passes them on can't read them or change them unnoticed."
    : "This room's link has no key: introductions are not sealed, and the server that passes them on can read and change them.";
}

/** How many introductions were refused; null for none. */
export function refusedText(count: number): string | null {
  if (count === 0) return null;
  const what = count === 1 ? "One introduction was" : `${count} introductions were`;
  return `${what} refused and not used: not sealed with this room's key, altered, or sent twice.`;
}

/** What to do with the codes that are shown. */
export function howText(peers: RoomState["peers"]): string {
  if (peers.length === 0) {
    return "Nobody else is here. When somebody comes, you both see a code here to compare.";
  }
  return peers.length === 1
    ? "Read the names aloud to each other, here in the call. You must both see the same, in the same order."
    : "Let one person read the names of the code for everyone aloud, here in the call. Everybody must see the same, in the same order.";
}

/** "Ada", "Ada and Ben", "Ada, Ben and Cyd". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
