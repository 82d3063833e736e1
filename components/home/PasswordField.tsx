import { createTexts } from "../../texts/create.ts";
import type { Strength } from "../../session/home/password_strength.ts";

interface PasswordFieldProps {
  readonly password: string;
  readonly shown: boolean;
  /** Null while there is nothing to judge, or it could not be judged. */
  readonly strength: Strength | null;
  readonly copied: "no" | "yes" | "failed";
  readonly invalid: boolean;
  readonly onPassword: (password: string) => void;
  readonly onShown: () => void;
  readonly onSuggest: () => void;
  readonly onCopy: () => void;
}

/** The password of a new room's host: typed, or suggested. */
export function PasswordField(props: PasswordFieldProps) {
  const { password, shown, strength } = props;
  const t = createTexts();
  return (
    <div class="field">
      <label for="host-password">{t.password}</label>
      <input
        id="host-password"
        data-testid="host-password"
        type={shown ? "text" : "password"}
        value={password}
        maxLength={200}
        autocomplete="new-password"
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={props.invalid}
        aria-describedby={props.invalid ? "host-problem" : "host-password-strength"}
        onInput={(event) => props.onPassword(event.currentTarget.value)}
      />
      <meter
        class="strength"
        data-level={strength ?? 0}
        aria-label={t.strengthLabel}
        min={0}
        max={4}
        value={strength ?? 0}
      />
      <small id="host-password-strength" data-testid="host-password-strength" aria-live="polite">
        {strength === null ? t.noStrength : t.strength[strength]}
      </small>
      {shown && password !== "" && <p class="password-shown" aria-hidden="true">{password}</p>}
      <div class="password-help">
        <button type="button" class="button" aria-pressed={shown} onClick={props.onShown}>
          {shown ? t.hide : t.show}
        </button>
        <button
          type="button"
          class="button"
          data-testid="host-password-suggest"
          onClick={props.onSuggest}
        >
          {t.suggest}
        </button>
        <button
          type="button"
          class="button"
          data-testid="host-password-copy"
          disabled={password === ""}
          onClick={props.onCopy}
        >
          <span aria-live="polite">{t.copy[props.copied]}</span>
        </button>
      </div>
    </div>
  );
}
