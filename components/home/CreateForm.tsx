import type { ComponentChildren } from "preact";
import { createTexts } from "../../texts/create.ts";
import { siteTexts } from "../../texts/site.ts";

interface CreateFormProps {
  /** False until the script runs: a link key can only be made in the browser. */
  readonly ready: boolean;
  /** True while the room is being made. */
  readonly busy: boolean;
  readonly name: string;
  readonly problem: string | null;
  readonly onName: (name: string) => void;
  readonly onSuggest: () => void;
  readonly onCreate: () => void;
  /** The form's further options. */
  readonly children: ComponentChildren;
}

/** Makes a new room with a private link. */
export function CreateForm(props: CreateFormProps) {
  const t = siteTexts();
  return (
    <form
      class="card way"
      onSubmit={(event) => {
        event.preventDefault();
        props.onCreate();
      }}
    >
      <h2>{t.startACall}</h2>
      <div class="field">
        <label for="new-room">{t.roomName}</label>
        <div class="joined">
          <input
            id="new-room"
            dir="ltr"
            value={props.name}
            onInput={(event) => props.onName(event.currentTarget.value)}
            maxLength={100}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            disabled={!props.ready}
            aria-invalid={props.problem !== null}
            aria-describedby="new-room-note"
          />
          <button
            type="button"
            class="button quiet icon"
            aria-label={t.suggest}
            title={t.suggest}
            disabled={!props.ready}
            onClick={props.onSuggest}
          >
            <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
              <path
                d="M4 12a8 8 0 0 1 13.7-5.6L20 8.5M20 4v4.5h-4.5M20 12a8 8 0 0 1-13.7 5.6L4 15.5M4 20v-4.5h4.5"
                fill="none"
                stroke="currentColor"
                stroke-width="2"
                stroke-linecap="round"
                stroke-linejoin="round"
              />
            </svg>
          </button>
        </div>
        <small
          id="new-room-note"
          class={props.problem === null ? "" : "problem"}
          aria-live="polite"
        >
          {props.problem ?? t.keyMadeHere}
        </small>
      </div>
      {props.children}
      <button
        type="submit"
        class="button primary wide"
        data-testid="create"
        disabled={!props.ready}
        aria-disabled={props.busy}
        aria-busy={props.busy}
      >
        <span aria-live="polite">{props.busy ? createTexts().making : t.create}</span>
      </button>
      <noscript>
        <p class="notice warn">{t.needsScript}</p>
      </noscript>
    </form>
  );
}
