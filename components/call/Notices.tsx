import type { Notice } from "../../session/mod.ts";
import { Part } from "../ui/Guard.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { callTexts } from "../../texts/call.ts";
import { failedTexts } from "../../texts/failed.ts";

/** Short messages over the call. The list is always there, so that screen readers hear what is added. */
export function Notices(
  { notices, onDismiss }: { notices: readonly Notice[]; onDismiss: (id: number) => void },
) {
  return (
    <div class="notices" role="status" aria-live="polite" aria-relevant="additions">
      {notices.map((notice) => (
        <Part key={notice.id} words={failedTexts().notice} class="toast">
          <div class={`toast ${notice.tone}`}>
            <span>
              <strong dir="auto">{notice.title}</strong>
              {notice.text !== null && <span class="toast-text" dir="auto">{notice.text}</span>}
            </span>
            {notice.tone === "warn" && (
              <button
                type="button"
                class="toast-close"
                aria-label={callTexts().closeMessage}
                onClick={() => onDismiss(notice.id)}
              >
                <CloseIcon />
              </button>
            )}
          </div>
        </Part>
      ))}
    </div>
  );
}
