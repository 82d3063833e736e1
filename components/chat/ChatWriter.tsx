import { useElementId } from "../ui/element_id.ts";
import { useEffect, useRef } from "preact/hooks";
import { type Addressee, CHAT_MAX } from "../../session/chat/chat.ts";
import { chatTexts } from "../../texts/chat.ts";
import { failedTexts } from "../../texts/failed.ts";
import { say } from "../../texts/mod.ts";
import { transferTexts } from "../../texts/transfer.ts";
import { Guard } from "../ui/Guard.tsx";
import { SendIcon } from "../ui/icons.tsx";
import { AttachIcon } from "./icons.tsx";

export interface ChatWriterProps {
  readonly draft: string;
  /** What is left of the line when it runs short, else null. */
  readonly left: number | null;
  readonly canSend: boolean;
  /** Whom the next line or file is for; null for everyone. */
  readonly to: Addressee | null;
  readonly people: readonly Addressee[];
  readonly onWrite: (text: string) => void;
  readonly onSend: () => void;
  readonly onAddress: (id: string | null) => void;
  readonly onFiles: (files: FileList) => void;
}

/** Where a line is written and files are chosen. Enter sends, Shift and Enter begins a new row. */
export function ChatWriter(props: ChatWriterProps) {
  const elementId = useElementId();
  const { draft, left, canSend, to, people } = props;
  const t = chatTexts();
  const more = transferTexts();
  const chooser = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // The panel took the focus when it opened, and this came later.
    if (document.activeElement?.id === "panel") field.current?.focus({ preventScroll: true });
  }, []);
  const prompt = to === null ? t.write : say(more.writeTo, { name: to.name });
  const gone = to !== null && !to.here;
  return (
    <form
      class="chat-writer"
      data-direct={to === null ? undefined : "yes"}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSend();
        // The button is off now that the field is empty, and what is off takes the focus with it.
        field.current?.focus({ preventScroll: true });
      }}
    >
      <label class="chat-to">
        <span>{more.to}</span>
        <select
          data-testid="chat-to"
          value={to?.id ?? ""}
          onChange={(event) => props.onAddress(event.currentTarget.value || null)}
        >
          <option value="">{more.everyone}</option>
          {gone && <option value={to.id}>{to.name}</option>}
          {people.map(({ id, name }) => (
            <Guard
              key={id}
              of={name}
              instead={() => <option disabled>{failedTexts().person}</option>}
            >
              <option value={id}>{name}</option>
            </Guard>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="chat-attach"
        data-testid="chat-attach"
        aria-label={more.attach}
        title={more.attach}
        disabled={gone}
        onClick={() => chooser.current?.click()}
      >
        <AttachIcon />
      </button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        data-testid="chat-files"
        onChange={(event) => {
          const { files } = event.currentTarget;
          if (files !== null) props.onFiles(files);
          // The same file chosen again is a choice as well.
          event.currentTarget.value = "";
        }}
      />
      <label class="visually-hidden" for={elementId("chat-input")}>{prompt}</label>
      <textarea
        ref={field}
        id={elementId("chat-input")}
        data-testid="chat-input"
        data-autofocus
        rows={1}
        maxLength={CHAT_MAX}
        placeholder={prompt}
        enterkeyhint="send"
        value={draft}
        onInput={(event) => props.onWrite(event.currentTarget.value)}
        onPaste={(event) => {
          const files = event.clipboardData?.files;
          if (files === undefined || files.length === 0 || gone) return;
          event.preventDefault();
          props.onFiles(files);
        }}
        onKeyDown={(event) => {
          // While an input method composes, Enter picks a word.
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          props.onSend();
        }}
      />
      <button
        type="submit"
        class="chat-send"
        data-testid="chat-send"
        aria-label={t.send}
        disabled={!canSend}
      >
        <SendIcon />
      </button>
      <p class="chat-left" role="status">
        {gone
          ? say(more.hasLeft, { name: to.name })
          : left === null
          ? ""
          : say(t.left, { count: left })}
      </p>
    </form>
  );
}
