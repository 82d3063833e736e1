import { CHAT_MAX } from "../../session/mod.ts";
import { SendIcon } from "./icons.tsx";

export interface ChatWriterProps {
  readonly draft: string;
  /** What is left of the line when it runs short, else null. */
  readonly left: number | null;
  readonly canSend: boolean;
  readonly onWrite: (text: string) => void;
  readonly onSend: () => void;
}

/** Where a line is written. Enter sends, Shift and Enter begins a new row. */
export function ChatWriter({ draft, left, canSend, onWrite, onSend }: ChatWriterProps) {
  return (
    <form
      class="chat-writer"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <label class="visually-hidden" for="chat-input">Write to everyone</label>
      <textarea
        id="chat-input"
        data-testid="chat-input"
        data-autofocus
        rows={1}
        maxLength={CHAT_MAX}
        placeholder="Write to everyone"
        enterkeyhint="send"
        value={draft}
        onInput={(event) => onWrite(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While an input method composes, Enter picks a word.
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          onSend();
        }}
      />
      <button
        type="submit"
        class="chat-send"
        data-testid="chat-send"
        aria-label="Send"
        disabled={!canSend}
      >
        <SendIcon />
      </button>
      <p class="chat-left" role="status">{left === null ? "" : `${left} left`}</p>
    </form>
  );
}
