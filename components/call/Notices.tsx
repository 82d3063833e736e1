import type { Notice } from "../../session/mod.ts";
import { CloseIcon } from "./icons.tsx";

/** Short messages over the call. The list is always there, so that screen readers hear what is added. */
export function Notices(
  { notices, onDismiss }: { notices: readonly Notice[]; onDismiss: (id: number) => void },
) {
  return (
    <ul class="notices" role="status" aria-live="polite" aria-relevant="additions">
      {notices.map((notice) => (
        <li key={notice.id} class={`toast ${notice.tone}`}>
          <span>
            <strong>{notice.title}</strong>
            {notice.text !== null && <span class="toast-text">{notice.text}</span>}
          </span>
          {notice.tone === "warn" && (
            <button
              type="button"
              class="toast-close"
              aria-label="Close this message"
              onClick={() => onDismiss(notice.id)}
            >
              <CloseIcon />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
