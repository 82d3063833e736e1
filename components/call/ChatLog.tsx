import { useEffect, useRef } from "preact/hooks";
import type { ChatLineView } from "../../session/mod.ts";

/** From this close to the end, in pixels, the log follows new lines. */
const NEAR_END = 80;

const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

/** The lines written so far; it stays at the end unless the reader scrolled up. */
export function ChatLog({ lines }: { lines: readonly ChatLineView[] }) {
  const ref = useRef<HTMLOListElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    if (follows.current && ref.current !== null) ref.current.scrollTop = ref.current.scrollHeight;
  }, [lines]);
  return (
    <ol
      ref={ref}
      class="chat-log"
      role="log"
      aria-label="Chat lines"
      tabIndex={0}
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
        follows.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
      }}
    >
      {lines.length === 0 && (
        <li class="chat-empty">
          Nothing written yet. Lines go straight to the others and are gone when everyone has left.
        </li>
      )}
      {lines.map((line) => (
        <li
          key={line.id}
          class="chat-line"
          data-testid="chat-line"
          data-own={line.own ? "yes" : undefined}
          data-continued={line.continued ? "yes" : undefined}
        >
          {!line.continued && (
            <p class="chat-who">
              <strong>{line.own ? "You" : line.name}</strong>
              <time dateTime={new Date(line.at).toISOString()}>{clock.format(line.at)}</time>
            </p>
          )}
          <p class="chat-text">{line.text}</p>
        </li>
      ))}
    </ol>
  );
}
