import { siteTexts } from "../../texts/site.ts";
import { say } from "../../texts/mod.ts";

interface JoinFormProps {
  /** False until the script runs; the form then takes names only, and the server leads on. */
  readonly ready: boolean;
  readonly typed: string;
  readonly problem: string | null;
  /** The other site that a pasted link belongs to. */
  readonly elsewhere: { readonly href: string; readonly host: string } | null;
  readonly onTyped: (text: string) => void;
  readonly onOpen: () => void;
}

/** Opens a room by its link or its name. */
export function OpenForm(props: JoinFormProps) {
  const { ready, problem, elsewhere } = props;
  const t = siteTexts();
  return (
    <form
      class="card way"
      action="/open"
      method="get"
      noValidate={ready}
      onSubmit={(event) => {
        event.preventDefault();
        props.onOpen();
      }}
    >
      <h2>{t.openARoom}</h2>
      <div class="field">
        <label for="room">{t.linkOrName}</label>
        <div class="joined">
          {
            /* Without script the pattern keeps a pasted link, and so its key, from being sent to
               the server; with script, nothing of this form is sent at all. */
          }
          <input
            id="room"
            name="room"
            dir="ltr"
            value={props.typed}
            onInput={(event) => props.onTyped(event.currentTarget.value)}
            required
            pattern="[^\/#:?]{1,100}"
            title={t.nameOnly}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            aria-invalid={problem !== null}
            aria-describedby="room-note"
          />
          <button type="submit" class="button">{t.open}</button>
        </div>
        <small id="room-note" class={problem === null ? "" : "problem"} aria-live="polite">
          {problem ?? t.nameAlone}
        </small>
      </div>
      {elsewhere !== null && (
        <p class="notice warn" role="status">
          {t.otherSite} <a href={elsewhere.href}>{say(t.goTo, { host: elsewhere.host })}</a>
        </p>
      )}
    </form>
  );
}
