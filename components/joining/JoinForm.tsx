import { useElementId } from "../ui/element_id.ts";
import { NOTE_MAX } from "../../lib/wire/limits.ts";
import { NAME_MAX, type SessionPhase, type Waiting } from "../../session/mod.ts";
import { prejoinTexts } from "../../texts/prejoin.ts";

export interface JoinFormProps {
  readonly name: string;
  readonly missing: boolean;
  readonly phase: SessionPhase;
  /** A line for the host; null where nobody has to be asked. */
  readonly note: string | null;
  readonly onNote: (note: string) => void;
  readonly onName: (name: string) => void;
  readonly onJoin: () => void;
  readonly onCancel: () => void;
}

/** The name, and the button that starts the call. */
export function JoinForm(props: JoinFormProps) {
  const elementId = useElementId();
  const { name, missing, note, onName, onJoin, onCancel } = props;
  const phase = props.phase.name;
  const t = prejoinTexts();
  const joining = phase === "joining";
  const waiting = props.phase.name === "joining" && props.phase.waiting;
  return (
    <form
      class="join-form"
      onSubmit={(event) => {
        event.preventDefault();
        onJoin();
      }}
    >
      <div role="status">{waiting && <WaitingCard waiting={waiting} />}</div>
      <div class="field">
        <label for={elementId("name")}>{t.yourName}</label>
        <input
          id={elementId("name")}
          name="name"
          data-testid="name"
          type="text"
          autocomplete="nickname"
          enterkeyhint="go"
          spellcheck={false}
          maxLength={NAME_MAX}
          placeholder={t.whatOthersSee}
          value={name}
          readOnly={joining}
          aria-invalid={missing ? "true" : undefined}
          aria-describedby={elementId("name-hint")}
          onInput={(event) => onName(event.currentTarget.value)}
        />
        <small
          id={elementId("name-hint")}
          class={missing ? "wrong" : undefined}
          role={missing ? "alert" : undefined}
        >
          {missing ? t.nameMissing : t.nameHint}
        </small>
      </div>
      {note !== null && (
        <div class="field">
          <label for={elementId("note")}>{t.note}</label>
          <input
            id={elementId("note")}
            name="note"
            data-testid="note"
            type="text"
            autocomplete="off"
            maxLength={NOTE_MAX}
            value={note}
            readOnly={joining}
            aria-describedby={elementId("note-hint")}
            onInput={(event) => props.onNote(event.currentTarget.value)}
          />
          <small id={elementId("note-hint")}>{t.noteHint}</small>
        </div>
      )}
      <div class="join-row">
        <button
          type="submit"
          class="button primary join"
          data-testid="join"
          disabled={phase === "arriving" || joining}
          aria-busy={joining}
        >
          {joining && <span class="spinner" aria-hidden="true" />}
          {waiting ? t.waitingShort : joinText(phase)}
        </button>
        {joining && (
          <button type="button" class="button quiet" data-testid="cancel" onClick={onCancel}>
            {waiting ? t.stopWaiting : t.cancel}
          </button>
        )}
      </div>
    </form>
  );
}

/** What somebody at the door waits for, and what becomes of it. */
function WaitingCard({ waiting }: { waiting: Exclude<Waiting, false> }) {
  const t = prejoinTexts();
  const [title, text] = waiting === "host"
    ? [t.hostAway, t.hostAwayHint]
    : [t.waiting, t.waitingHint];
  return (
    <div class="notice" data-testid="waiting" data-for={waiting}>
      <strong>{title}</strong>
      <p>{text}</p>
    </div>
  );
}

function joinText(phase: SessionPhase["name"]): string {
  const t = prejoinTexts();
  switch (phase) {
    case "joining":
      return t.joining;
    case "left":
      return t.joinAgain;
    case "failed":
      return t.tryAgain;
    default:
      return t.join;
  }
}
