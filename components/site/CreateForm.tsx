interface CreateFormProps {
  /** False until the script runs: a link key can only be made in the browser. */
  readonly ready: boolean;
  readonly name: string;
  readonly problem: string | null;
  readonly onName: (name: string) => void;
  readonly onSuggest: () => void;
  readonly onCreate: () => void;
}

/** Makes a new room with a private link. */
export function CreateForm(props: CreateFormProps) {
  return (
    <form
      class="card way"
      onSubmit={(event) => {
        event.preventDefault();
        props.onCreate();
      }}
    >
      <h2>Start a call</h2>
      <div class="field">
        <label for="new-room">Name of the room</label>
        <div class="joined">
          <input
            id="new-room"
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
            aria-label="Suggest another name"
            title="Suggest another name"
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
          {props.problem ?? "The key is made here, in your browser. Who has the link can come in."}
        </small>
      </div>
      <button type="submit" class="button primary wide" disabled={!props.ready}>
        Create the room
      </button>
      <noscript>
        <p class="notice warn">Calls need JavaScript. Please allow it for this site.</p>
      </noscript>
    </form>
  );
}
