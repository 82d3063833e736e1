import { useElementId } from "../ui/element_id.ts";
import type { Unlocking } from "../../session/host/hosting.ts";
import { hostTexts } from "../../texts/host.ts";

interface UnlockFormProps {
  readonly unlocking: Unlocking;
  readonly onUnlock: (password: string) => void;
}

/** How somebody with the password becomes the host. */
export function UnlockForm({ unlocking, onUnlock }: UnlockFormProps) {
  const elementId = useElementId();
  const t = hostTexts();
  const busy = unlocking === "busy";
  const wrong = unlocking === "no" || busy ? null : t.wrong[unlocking];
  return (
    <form
      class="unlock"
      onSubmit={(event) => {
        event.preventDefault();
        const field = event.currentTarget.elements.namedItem("host-password");
        if (field instanceof HTMLInputElement) onUnlock(field.value);
      }}
    >
      <p>{t.unlockText}</p>
      <div class="field">
        <label for={elementId("host-password")}>{t.password}</label>
        <input
          id={elementId("host-password")}
          name="host-password"
          data-testid="unlock-password"
          data-autofocus
          type="password"
          autocomplete="current-password"
          readOnly={busy}
          aria-invalid={wrong !== null}
          aria-describedby={elementId("unlock-problem")}
        />
        <small id={elementId("unlock-problem")} class="wrong" role="alert">{wrong}</small>
      </div>
      <button type="submit" class="button primary" data-testid="unlock" aria-disabled={busy}>
        {busy && <span class="spinner" aria-hidden="true" />}
        <span aria-live="polite">{busy ? t.unlocking : t.unlock}</span>
      </button>
    </form>
  );
}
