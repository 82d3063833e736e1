import type { RoomState } from "../../lib/mod.ts";
import { type TrustState, withholdsMedia, worstTrust } from "../../lib/trust/trust_state.ts";
import { callTexts } from "../../texts/call.ts";

/** What a shield stands for: one person's state, the worst of a room's, or nobody to compare with. */
export type ShieldName = TrustState["name"] | "alone";

/** How a state is coloured. Its icon has another shape as well: colour alone tells not everybody. */
export type ShieldTone = "good" | "plain" | "warn" | "bad";

/** The shield in the room's header. */
export interface ShieldView {
  readonly trust: ShieldName;
  readonly tone: ShieldTone;
  readonly label: string;
}

/** What a tile says of its person; only what somebody said of them, or what undid it. */
export type TileMark = "compared" | "changed" | "differ";

export const TONE: Readonly<Record<ShieldName, ShieldTone>> = {
  alone: "plain",
  compared: "good",
  sealed: "plain",
  connecting: "plain",
  unsealed: "warn",
  "could-not-verify": "warn",
  changed: "warn",
  differ: "bad",
};

/** What the room's shield says: never more than holds for every single person in it. */
export function shieldOf(room: RoomState): ShieldView {
  const states = room.peers.map(({ trust }) => lastingTrust(trust.state));
  const trust = worstTrust(states) ?? "alone";
  if (trust === "alone" && !room.sealed) {
    return { trust, tone: "warn", label: callTexts().shield.unsealed };
  }
  return { trust, tone: TONE[trust], label: callTexts().shield[trust] };
}

/** Bad news stays while a connection is away: what was so when it went is shown until it is back. */
export function lastingTrust(state: TrustState): TrustState {
  if (state.name !== "connecting" || state.before === null) return state;
  const bad = state.before.name === "changed" || withholdsMedia(state);
  return bad ? state.before : state;
}

/** The mark on a person's tile; null while there is nothing that was said of them. */
export function tileMark(state: TrustState): TileMark | null {
  const { name } = lastingTrust(state);
  return name === "compared" || name === "changed" || name === "differ" ? name : null;
}

/** What is said when the first introduction of a call was refused. */
export function refusedNotice(): { readonly title: string; readonly text: string } {
  return callTexts().introductionRefused;
}
