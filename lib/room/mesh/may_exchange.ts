import type { Channel, Lane } from "../../link/mod.ts";
import type { Ability } from "../../wire/policy.ts";

/** Where the person at the other end of a connection stands in our room. */
export type Standing =
  /** At the door: they may be told whether they come in, and nothing else. */
  | "guest"
  | "member";

/** What a decision about one connection rests on. */
export interface Counterpart {
  /** The certificate of this very transport is the one that the peer's seat signed. */
  readonly proven: boolean;
  readonly standing: Standing;
  /** The person here said that the codes differ: nothing of ours goes to them. */
  readonly differs: boolean;
  /** What the host took from them, and from us. */
  readonly without: { readonly theirs: readonly Ability[]; readonly ours: readonly Ability[] };
}

/** The ability that somebody needs for what they put on a lane. */
const ABILITY: Readonly<Record<Lane, Ability>> = {
  microphone: "speak",
  camera: "show",
  screen: "show",
  "screen-audio": "show",
};

/**
 * Whether something may be sent to the other end of a connection, or taken from it: the one place
 * where that is decided, for every lane and every channel. What is not allowed here is refused.
 * What two sides say before either is proven, a `hello` and a refusal, has a way of its own
 * (`Mesh.greet`).
 */
export function mayExchange(
  { proven, standing, differs, without }: Counterpart,
  what: Lane | Channel,
  way: "send" | "take",
): boolean {
  if (!proven) return false;
  switch (what) {
    case "control":
      return true;
    case "verify":
      return standing === "member";
    case "content":
    case "files":
    case "ink":
      return standing === "member" && !(differs && way === "send");
    case "microphone":
    case "camera":
    case "screen":
    case "screen-audio": {
      const speaker = way === "send" ? without.ours : without.theirs;
      return standing === "member" && !(differs && way === "send") &&
        !speaker.includes(ABILITY[what]);
    }
    default:
      what satisfies never;
      return false;
  }
}
