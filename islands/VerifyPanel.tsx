import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { PanelFrame } from "../components/call/PanelFrame.tsx";
import { session } from "../session/mod.ts";

/**
 * The verify panel. What it shows is fetched when the call begins and not when the panel is opened:
 * codes must be there to compare even when the server no longer is.
 */
export function VerifyPanel() {
  const open = session.panel.value === "verify";
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
    void load();
    return () => {
      gone = true;
    };
  }, [open]);
  if (!open) return null;
  return (
    <PanelFrame title="Compare codes" onClose={session.closePanel}>
      <div class="verify" data-testid="verify-panel">
        {Content !== null ? <Content /> : (
          <p role="status">
            {failed
              ? "The codes can't be shown: a part of this page could not be fetched. Close this and open it again."
              : "One moment…"}
          </p>
        )}
      </div>
    </PanelFrame>
  );
}
