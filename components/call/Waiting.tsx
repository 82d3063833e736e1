import { CheckIcon, CopyIcon } from "./icons.tsx";

export interface WaitingProps {
  readonly link: string;
  readonly copied: "no" | "yes" | "failed";
  readonly onCopy: () => void;
  readonly onMore: () => void;
}

/** What somebody alone in a room sees: the link to send. */
export function Waiting({ link, copied, onCopy, onMore }: WaitingProps) {
  return (
    <div class="waiting card">
      <h2>You're the only one here</h2>
      <p>Send this link to the people you want to talk to.</p>
      <p class="waiting-link" title={link}>{link.replace(/^https?:\/\//, "")}</p>
      <div class="waiting-row">
        <button type="button" class="button primary" onClick={onCopy}>
          {copied === "yes" ? <CheckIcon /> : <CopyIcon />}
          <span aria-live="polite">{copied === "yes" ? "Copied" : "Copy link"}</span>
        </button>
        <button type="button" class="button" onClick={onMore}>More ways</button>
      </div>
      {copied === "failed" && (
        <p class="waiting-failed" role="alert">
          Copying isn't allowed here. "More ways" has the link to select, and a QR code.
        </p>
      )}
    </div>
  );
}
