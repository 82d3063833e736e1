import type { GovernedView } from "../../session/host/hosting.ts";
import { hostTexts } from "../../texts/host.ts";
import { say } from "../../texts/mod.ts";
import { Confirm } from "./Confirm.tsx";

interface PersonActionsProps {
  readonly person: GovernedView;
  readonly roleMax: number;
  /** True while the host is asked whether to remove them. */
  readonly removing: boolean;
  readonly rekey: boolean;
  readonly onMute: () => void;
  readonly onLabel: (label: string) => void;
  readonly onAskRemove: (ask: boolean) => void;
  readonly onRekey: (rekey: boolean) => void;
  readonly onRemove: () => void;
}

/** What a host can do with one person. */
export function PersonActions(props: PersonActionsProps) {
  const { person: { name, role, speaks }, removing } = props;
  const t = hostTexts();
  if (removing) {
    return (
      <Confirm
        question={say(t.removeAsk, { name })}
        yes={t.remove}
        testid="remove-yes"
        onYes={props.onRemove}
        onNo={() => props.onAskRemove(false)}
      >
        <label class="check">
          <input
            type="checkbox"
            data-testid="remove-rekey"
            checked={props.rekey}
            onChange={(event) => props.onRekey(event.currentTarget.checked)}
          />
          {t.alsoRekey}
        </label>
      </Confirm>
    );
  }
  return (
    <div class="person-actions">
      <div class="knock-row">
        <button
          type="button"
          class="button"
          data-testid="mute-person"
          aria-label={say(t.muteName, { name })}
          title={t.muteHint}
          disabled={!speaks}
          onClick={props.onMute}
        >
          {t.mute}
        </button>
        <button
          type="button"
          class="button"
          data-testid="remove-person"
          aria-label={say(t.removeName, { name })}
          onClick={() => props.onAskRemove(true)}
        >
          {t.remove}
        </button>
      </div>
      <form
        class="role-form"
        onSubmit={(event) => {
          event.preventDefault();
          const field = event.currentTarget.elements.namedItem("role");
          if (field instanceof HTMLInputElement) props.onLabel(field.value);
        }}
      >
        <input
          name="role"
          data-testid="role"
          aria-label={say(t.roleOf, { name })}
          placeholder={t.role}
          maxLength={props.roleMax}
          autocomplete="off"
          defaultValue={role ?? ""}
        />
        <button type="submit" class="button" data-testid="set-role">{t.setRole}</button>
      </form>
    </div>
  );
}
