import type { Seal } from "../../session/mod.ts";
import { KeyIcon, OpenIcon } from "./icons.tsx";

const TEXT: Record<Seal, string> = {
  unknown: "Sound and picture go between your browsers, encrypted. There is nothing to install.",
  sealed:
    "This link holds a key that is never sent to the server. The server that introduces you can't read the introduction, or change it unnoticed.",
  open:
    "This link has no key: whoever knows the room's name can come in. The introduction is not sealed, so compare codes.",
};

/** What the link means for privacy. As tall with one text as with the next. */
export function SealNote({ seal }: { seal: Seal }) {
  return (
    <p class="seal-note" data-seal={seal} data-testid="seal">
      {seal === "open" ? <OpenIcon /> : <KeyIcon />}
      <span>{TEXT[seal]}</span>
    </p>
  );
}
