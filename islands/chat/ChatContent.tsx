import { useState } from "preact/hooks";
import { Part } from "../../components/ui/Guard.tsx";
import { ChatLog } from "../../components/chat/ChatLog.tsx";
import { ChatWriter } from "../../components/chat/ChatWriter.tsx";
import { entriesOf } from "../../session/chat/files/mod.ts";
import { useInCall } from "../../session/page/in_call.ts";
import { transferTexts } from "../../texts/transfer.ts";

/** The written side of the call: lines, files, and where both come from. */
export function ChatContent() {
  const inCall = useInCall();
  const { chat, files } = inCall;
  const [over, setOver] = useState(false);
  const offer = (chosen: FileList) =>
    // Copied: the browser empties a list when its field is emptied.
    void files.desk.value?.offer([...chosen], chat.to.value?.id ?? "room");
  return (
    <div
      class="chat"
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const dropped = event.dataTransfer?.files;
        if (dropped === undefined || dropped.length === 0) return;
        event.preventDefault();
        offer(dropped);
      }}
    >
      <Part class="chat-log">
        <Log />
      </Part>
      {over && <p class="chat-drop">{transferTexts().dropHere}</p>}
      <Part>
        <Writer onFiles={offer} />
      </Part>
      <label class="chat-sounds">
        <input
          type="checkbox"
          data-testid="chat-sounds"
          checked={inCall.chatSound.wanted.value}
          onChange={(event) => inCall.chatSound.set(event.currentTarget.checked)}
        />
        {transferTexts().sounds}
      </label>
    </div>
  );
}

/** A component of its own, as is what is written with: each goes on where the other one fails. */
function Log() {
  const inCall = useInCall();
  const { chat, files } = inCall;
  const cards = files.desk.value?.cards.value ?? [];
  return (
    <ChatLog
      entries={entriesOf(chat.lines.value, cards)}
      onAccept={(id) => void files.desk.value?.accept(id)}
      onCancel={(id, peer) => files.desk.value?.cancel(id, peer)}
    />
  );
}

function Writer({ onFiles }: { onFiles: (files: FileList) => void }) {
  const inCall = useInCall();
  const { chat } = inCall;
  return (
    <ChatWriter
      draft={chat.draft.value}
      left={chat.left.value}
      canSend={chat.canSend.value}
      to={chat.to.value}
      people={chat.people.value}
      onWrite={chat.write}
      onSend={chat.send}
      onAddress={chat.address}
      onFiles={onFiles}
    />
  );
}
