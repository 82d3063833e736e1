import type { TileMark } from "../../session/shield.ts";
import { ShieldIcon } from "./ShieldIcon.tsx";

const SAID: Readonly<Record<TileMark, string>> = {
  compared: "Compared:",
  changed: "Certificate changed:",
  differ: "Codes differ:",
};

/** The mark before a name: what was said of this person, or what undid it. */
export function TileShield({ mark }: { mark: TileMark }) {
  return (
    <span class="tile-shield" data-testid="tile-shield" data-trust={mark}>
      <ShieldIcon name={mark} />
      <span class="visually-hidden">{SAID[mark]}</span>
    </span>
  );
}
