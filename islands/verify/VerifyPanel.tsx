import { PanelFrame } from "../../components/ui/PanelFrame.tsx";
import { useLazy } from "../../components/ui/lazy.ts";
import { useInCall } from "../../session/page/in_call.ts";
import { callTexts } from "../../texts/call.ts";

/** Milliseconds into a call before the panel's content is fetched, unless the panel is opened. */
const LOAD_AFTER_MS = 3_000;

/**
 * The verify panel. What it shows is fetched when the call begins and not when the panel is opened:
 * codes must be there to compare even when the server no longer is.
 */
export function VerifyPanel() {
  const inCall = useInCall();
  const open = inCall.panel.value === "verify";
  // Not at once: in its first moments the page's one thread is busy introducing people.
  const after = open ? 0 : LOAD_AFTER_MS;
  const { part: Content, failed } = useLazy(fetchContent, { after });
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

async function fetchContent() {
  return (await import("./VerifyContent.tsx")).VerifyContent;
}
