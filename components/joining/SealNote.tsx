import type { Seal } from "../../session/mod.ts";
import { KeyIcon, OpenIcon } from "../ui/icons.tsx";
import { prejoinTexts } from "../../texts/prejoin.ts";

/** What the link means for privacy. As tall with one text as with the next. */
export function SealNote({ seal }: { seal: Seal }) {
  return (
    <p class="seal-note" data-seal={seal} data-testid="seal">
      {seal === "open" ? <OpenIcon /> : <KeyIcon />}
      <span>{prejoinTexts().seal[seal]}</span>
    </p>
  );
}
