import type { ControlMessage } from "../../wire/control.ts";

/** Where the one who says something on a `control` channel stands. Several can be true at once. */
export interface Speaker {
  /** Holds the address that we dialled to come in, or as another room's coordinator. */
  readonly holder: "enters" | "meets" | null;
  /** Dialled our address. */
  readonly guest: boolean;
  readonly member: boolean;
}

/**
 * Whether somebody may say such a thing at all, before anything of it is checked: what a guest at the
 * door says of rosters costs nobody a look.
 */
export function maySay(t: ControlMessage["t"], speaker: Speaker): boolean {
  switch (t) {
    case "hello":
      return speaker.guest;
    // A member who met us as another coordinator of our own room is a guest no more.
    case "merge":
      return speaker.guest || speaker.member;
    case "governed":
      return speaker.guest || speaker.holder === "meets";
    case "welcome":
    case "waiting":
    case "refused":
      return speaker.holder === "enters";
    case "met":
    case "come":
    case "stay":
      return speaker.holder === "meets";
    case "roster":
    case "status":
    case "relay":
    case "pulse":
    case "move":
    case "leave":
    case "policy":
    case "command":
    case "knocks":
    case "keyed":
    case "halted":
      return speaker.member;
    default:
      t satisfies never;
      return false;
  }
}
