import { useEffect, useRef } from "preact/hooks";
import type { ChatLineView } from "../../session/mod.ts";
import type { Entry } from "../../session/chat/files/mod.ts";
import { callTexts } from "../../texts/call.ts";
import { chatTexts } from "../../texts/chat.ts";
import { failedTexts } from "../../texts/failed.ts";
import { dateLocale, say } from "../../texts/mod.ts";
import { transferTexts } from "../../texts/transfer.ts";
import { verifyTexts } from "../../texts/verify.ts";
import { Part } from "../ui/Guard.tsx";
import { FileCardView } from "./FileCardView.tsx";
import { LockIcon } from "./icons.tsx";
import { LineText } from "./LineText.tsx";

/** From this close to the end, in pixels, the log follows new lines. */
const NEAR_END = 80;

export interface ChatLogProps {
  readonly entries: readonly Entry[];
  readonly onAccept: (id: string) => void;
  readonly onCancel: (id: string, peer?: string) => void;
}

/** What was written and offered so far; it stays at the end unless the reader scrolled up. */
export function ChatLog({ entries, onAccept, onCancel }: ChatLogProps) {
  const t = chatTexts();
  const ref = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    if (follows.current && ref.current !== null) ref.current.scrollTop = ref.current.scrollHeight;
  }, [entries]);
  return (
    <div
      ref={ref}
      class="chat-log"
      role="log"
      aria-label={t.lines}
      tabIndex={0}
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
        follows.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
      }}
    >
      <ol class="chat-lines">
        {entries.length === 0 && <li class="chat-empty">{t.empty}</li>}
        {entries.map((entry) =>
          entry.kind === "line" ? <GuardedLine key={entry.line.id} line={entry.line} /> : (
            <li
              key={entry.card.id}
              class="chat-line"
              data-own={entry.card.own ? "yes" : undefined}
            >
              <Who
                own={entry.card.own}
                name={entry.card.from}
                at={entry.card.at}
                direct={entry.card.to === null ? null : entry.card.own ? entry.card.to : ""}
              />
              <FileCardView
                card={entry.card}
                onAccept={() => onAccept(entry.card.id)}
                onCancel={(peer) => onCancel(entry.card.id, peer)}
              />
            </li>
          )
        )}
      </ol>
    </div>
  );
}

function GuardedLine({ line }: { line: ChatLineView }) {
  return (
    <Part as="li" class="chat-line" words={failedTexts().message}>
      <Line line={line} />
    </Part>
  );
}

function Line({ line }: { line: ChatLineView }) {
  return (
    <li
      class="chat-line"
      data-testid="chat-line"
      data-own={line.own ? "yes" : undefined}
      data-continued={line.continued ? "yes" : undefined}
      data-direct={line.direct === null ? undefined : "yes"}
      data-vouched={line.vouched}
    >
      {/* Hidden where it is continued, unless the line with the name could not be drawn (chat.css). */}
      <Who own={line.own} name={line.name} at={line.at} direct={line.direct} />
      {!line.continued && line.passedOnBy !== null && (
        <p class="chat-unchecked" data-testid="chat-unchecked">
          {say(chatTexts().passedOn, { name: line.passedOnBy })}
        </p>
      )}
      <LineText text={line.text} />
      {line.unsent !== null && (
        <p class="chat-unsent" data-testid="chat-unsent">
          {say(verifyTexts().notSentTo, { names: line.unsent })}
        </p>
      )}
    </li>
  );
}

interface WhoProps {
  readonly own: boolean;
  readonly name: string;
  readonly at: number;
  /** For one person alone: whom, where it is our own; null for everyone. */
  readonly direct: string | null;
}

function Who({ own, name, at, direct }: WhoProps) {
  const t = transferTexts();
  const clock = new Intl.DateTimeFormat(dateLocale(), { hour: "numeric", minute: "2-digit" });
  const moment = new Date(at);
  const isMoment = !Number.isNaN(moment.getTime());
  return (
    <p class="chat-who">
      <strong dir="auto">{own ? callTexts().you : name}</strong>
      {direct !== null && (
        <span class="chat-direct">
          <LockIcon />
          {own ? say(t.onlyTo, { name: direct }) : t.onlyToYou}
        </span>
      )}
      {isMoment && <time dateTime={moment.toISOString()}>{clock.format(moment)}</time>}
    </p>
  );
}
