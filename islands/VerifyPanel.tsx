import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { PanelFrame } from "../components/call/PanelFrame.tsx";
import { inCall } from "../session/in_call_page.ts";
import { callTexts } from "../texts/call.ts";

/** Milliseconds into a call before the panel's content is fetched, unless the panel is opened. */
const LOAD_AFTER_MS = 3_000;

/**
 * The verify panel. What it shows is fetched when the call begins and not when the panel is opened:
 * codes must be there to compare even when the server no longer is.
 */
export function VerifyPanel() {
  const open = inCall.panel.value === "verify";
  const [Content, setContent] = useState<ComponentType | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (Content !== null) return;
    let gone = false;
    const load = async () => {
      try {
        const { VerifyContent } = await import("./VerifyContent.tsx");
        if (!gone) setContent(() => VerifyContent);
      } catch {
        // TypeError: the server can't be reached. The panel says so, and opening it tries again.
        if (!gone) setFailed(true);
      }
    };
    // Not at once: in its first moments the page's one thread is busy introducing people.
    const timer = setTimeout(load, open ? 0 : LOAD_AFTER_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [open]);
  if (!open) return null;
  return (
    <PanelFrame title={callTexts().compareCodes} onClose={inCall.closePanel}>
      <div class="verify" data-testid="verify-panel">
        {Content !== null ? <Content /> : (
          <p role="status">
            {failed ? callTexts().codesNotFetched : callTexts().moment}
          </p>
        )}
      </div>
    </PanelFrame>
  );
}
