import { PanelFrame } from "../../components/ui/PanelFrame.tsx";
import { fetchSheet } from "../../components/ui/stylesheet.ts";
import { useLazy } from "../../components/ui/lazy.ts";
import { styles } from "../../components/ui/stylesheets.ts";
import { useInCall } from "../../session/page/in_call.ts";
import type { SharedFiles } from "../../session/chat/shared_files.ts";
import { callTexts } from "../../texts/call.ts";
import { chatTexts } from "../../texts/chat.ts";

/** Milliseconds into a call before the chat's content is fetched, unless it is opened. */
const LOAD_AFTER_MS = 4_000;

/**
 * The chat. What it shows is fetched when the call begins and not when it is opened: people must be
 * able to write even when the server is no longer there.
 */
export function ChatPanel() {
  const inCall = useInCall();
  const open = inCall.panel.value === "chat";
  // Not at once: in its first moments the page's one thread is busy introducing people.
  const after = open ? 0 : LOAD_AFTER_MS;
  const { part: Content, failed } = useLazy(() => fetchContent(inCall.files), { after });
  if (!open) return null;
  return (
    <PanelFrame title={chatTexts().title} onClose={inCall.closePanel}>
      {Content !== null ? <Content /> : (
        <p class="panel-moment" role="status">
          {failed ? callTexts().partNotFetched : callTexts().moment}
        </p>
      )}
    </PanelFrame>
  );
}

async function fetchContent(files: SharedFiles) {
  const [{ ChatContent }] = await Promise.all([
    import("./ChatContent.tsx"),
    files.open(),
    fetchSheet(styles.chat),
  ]);
  return ChatContent;
}
