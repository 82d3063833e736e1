import type { TileMark } from "../../session/verify/shield.ts";
import { ShieldIcon } from "./ShieldIcon.tsx";
import { callTexts } from "../../texts/call.ts";

/** The mark before a name: what was said of this person, or what undid it. */
export function TileShield({ mark }: { mark: TileMark }) {
  return (
    <span class="tile-shield" data-testid="tile-shield" data-trust={mark}>
      <ShieldIcon name={mark} />
      <span class="visually-hidden">{callTexts().mark[mark]}</span>
    </span>
  );
}
