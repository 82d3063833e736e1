import { CheckIcon, CopyIcon } from "../ui/icons.tsx";
import { callTexts } from "../../texts/call.ts";
import { inviteTexts } from "../../texts/invite.ts";

export interface WaitingProps {
  readonly link: string;
  readonly copied: "no" | "yes" | "failed";
  readonly onCopy: () => void;
  readonly onMore: () => void;
}

/** What somebody alone in a room sees: the link to send. */
export function Waiting({ link, copied, onCopy, onMore }: WaitingProps) {
  const t = callTexts();
  const { copy, copied: done } = inviteTexts();
  return (
    <div class="waiting card">
      <h2>{t.alone}</h2>
      <p>{t.sendLink}</p>
      <p class="waiting-link" dir="ltr" title={link}>{link.replace(/^https?:\/\//, "")}</p>
      <div class="waiting-row">
        <button type="button" class="button primary" onClick={onCopy}>
          {copied === "yes" ? <CheckIcon /> : <CopyIcon />}
          <span aria-live="polite">{copied === "yes" ? done : copy}</span>
        </button>
        <button type="button" class="button" onClick={onMore}>{t.moreWays}</button>
      </div>
      {copied === "failed" && (
        <p class="waiting-failed" role="alert">
          {t.copyFailedMore}
        </p>
      )}
    </div>
  );
}
