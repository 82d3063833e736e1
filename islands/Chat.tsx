import { ChatLog } from "../components/call/ChatLog.tsx";
import { ChatWriter } from "../components/call/ChatWriter.tsx";
import { PanelFrame } from "../components/call/PanelFrame.tsx";
import { session } from "../session/mod.ts";

/** The written side of the call. */
export function Chat() {
  const { chat } = session;
  return (
    <PanelFrame title="Chat" onClose={session.closePanel}>
      <ChatLog lines={chat.lines.value} />
      <ChatWriter
        draft={chat.draft.value}
        left={chat.left.value}
        canSend={chat.canSend.value}
        onWrite={chat.write}
        onSend={chat.send}
      />
    </PanelFrame>
  );
}
